-- What luacheck expects of our Lua. Rule files see the words of the rule language as globals; nothing sets a global.

std = "lua54"
max_line_length = 160
codes = true

-- As scripts/lunette/declare/environment.lua gives them.
local rule_words = {
    "analysis", "at", "boolean", "calendar", "country", "date", "define", "enum", "extend", "from", "html", "include", "integer",
    "is_common", "is_english",
    "late", "layer", "lexicon", "list", "log", "lpeg", "memo", "number", "option", "pattern", "ref", "replaces", "report", "required", "requires",
    "resolve", "rule", "span", "stats", "text",
}

files["plugins/**/*.lua"] = { read_globals = rule_words, max_code_line_length = false, max_string_line_length = 220, max_comment_line_length = 160 } -- examples, and regular expressions, stand on one line
files["plugins/*/tests/*_spec.lua"] = { read_globals = { "case" }, max_line_length = false }
files["scripts/reports/**/*.lua"] = { read_globals = rule_words }
files["scripts/meta/**/*.lua"] = { std = "+lua54", ignore = { "111", "112", "113", "121", "122", "131", "211", "212", "221", "241" } }
files["tests/**/*.lua"] = { read_globals = rule_words }
