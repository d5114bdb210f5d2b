# editor.sh - what editors are given: stubs of a project's names, .luarc.json, the grammars that colour patterns inside Lua strings.
#
# The stubs are tried with the checker of a language server, the grammars with vscode-textmate, where they are there:
#   cargo install --root build/dev/editor --locked --version 0.25.1 emmylua_check
#   npm install --prefix build/dev/editor vscode-textmate vscode-oniguruma
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

# ---- the language server ----
cat >ferry.lua <<'LUA'
layer "ferry" { doc = "A boat that comes back.", kind = required(enum { "car", "foot" }), cue = span, over = ref "water", ports = list(ref()), tons = number }
layer "water" { name = text }
layer "thing" { any = { "ferry", "water" } }
lexicon "rivers" { "Danube", "Rhine" }
define "crossing" [[ (ferry | boat) ]]
rule "ferry" { match = [[ cue:%crossing ]], mark = "ferry", set = { kind = "car" }, examples = { "They took the ferry." } }
LUA
lunette 0 plugin names --luals ferry.lua
cp "$out" names.lua
equals "the names are Lua" "" "$(lua5.4 -e 'local chunk, err = loadfile "names.lua"; io.write(err or "")' 2>&1)"
holds names.lua "---@class lunette.layer.ferry: lunette.Annotation"
holds names.lua '---@field kind "car"|"foot"'
holds names.lua "---@field cue lunette.Span|nil"
holds names.lua "---@field over lunette.layer.water|nil"
holds names.lua "---@field ports (lunette.Annotation|lunette.Entity)[]"
holds names.lua "---@field tons number|nil"
holds names.lua '---@overload fun(self: lunette.Document, name: "ferry", condition?: string|function): lunette.layer.ferry[]'
holds names.lua 'name: "thing", condition?: string|function): (lunette.layer.ferry|lunette.layer.water)[]'
holds names.lua '---@alias lunette.LexiconName "rivers"|string'
holds names.lua '---@alias lunette.PatternName "crossing"|string'

lunette 0 plugin names --luals ferry.lua -o library
for file in names rules objects corpus types libraries; do
    equals "library/$file.lua" "---@meta" "$(head -n 1 "library/$file.lua" 2>&1)"
done
# The methods that take a layer's name are told once: in the library where they are described, in names that stand alone behind these.
holds "$err" 'a .luarc.json there says "workspace.library": ["library"]'
lacks library/names.lua "function Document:layer"
for method in Document:layer Document:at Document:within Span:first Span:last Span:all; do
    overload=$(grep -B 1 "^function $method(" library/objects.lua | head -n 1)
    case $overload in '---@overload fun('*) ;; *) complain "library/objects.lua" "overloads of $method" "$overload" ;; esac
    holds names.lua "function $method("
done
equals "overloads of corpus:annotations" 5 "$(grep -c '^---@overload fun(self: lunette.Corpus, name: "\(sentence\|quoted\|ferry\|water\|thing\)"' library/corpus.lua)"
holds names.lua "function Corpus:annotations(name, conditions) end"
size=$(wc -c <library/names.lua)
head -c "$size" names.lua | cmp -s - library/names.lua || complain "library/names.lua" "the names that stand alone begin so" "others"
for file in library/*.lua; do
    equals "$file is Lua" "" "$(lua5.4 -e 'local chunk, err = loadfile "'"$file"'"; io.write(err or "")' 2>&1)"
done
lunette 0 plugin names --luals ferry.lua -o library
lunette 0 plugin names --luals --quiet ferry.lua -o one.lua
cmp -s names.lua one.lua || complain "one.lua" "the same names" "others"
lunette 0 plugin names --luals
holds "$out" "lunette.layer.act"

cp ferry.lua before.lua
lunette 3 plugin names --luals ferry.lua -o ferry.lua
says "'ferry.lua' is there, and is no file of stubs"
cmp -s ferry.lua before.lua || complain "ferry.lua" "as it was" "changed"
lunette 3 plugin names --luals ferry.lua -o ferry.lua/library
says "ferry.lua"
lunette 3 plugin names
says "expects the name or folder of a plugin"

lunette 0 new plugin harbour
for key in '"workspace.library": [".luals"]' '"layer"' '"runtime.version": "Lua 5.4"'; do holds harbour/.luarc.json "$key"; done
if command -v node >/dev/null; then
    equals ".luarc.json is JSON" ok "$(node -e 'JSON.parse(require("fs").readFileSync("harbour/.luarc.json")); console.log("ok")' 2>&1)"
fi

# ---- a language server reads them ----
tools=${LUNETTE_BUILD:-$LUNETTE_ROOT/build/dev}/editor

# warnings FOLDER: what the checker says of its files, a line a warning: file code message.
warnings() {
    "$tools/bin/emmylua_check" "$1" -f json --output "$work/found.json" >/dev/null 2>&1 || true
    python3 - "$work/found.json" <<'PY'
import json, pathlib, sys
for file in json.load(open(sys.argv[1])):
    for one in file["diagnostics"]:
        print(pathlib.Path(file["file"]).name, one["code"], one["message"].strip())
PY
}

if [ -x "$tools/bin/emmylua_check" ] && command -v python3 >/dev/null; then
    lunette 0 plugin names --luals ./harbour -o harbour/.luals
    equals "warnings of a new plugin" "" "$(warnings harbour)"
    cat >harbour/rules/checked.lua <<'LUA'
rule "checked" {
    marks = "harbour", reads = { "harbour", "person" },
    each_document = function(doc)
        for _, row in ipairs(doc:layer("harbour")) do
            ---@type integer
            local wrong = row.cue
            log("%s %s", row.what, wrong)
        end
        for _, row in ipairs(doc:layer "person") do doc:mark("harbour", row, { what = row:first("harbour") }) end
        return doc:layre "harbour"
    end,
}
LUA
    warnings harbour >"$work/warned"
    equals "warnings" 2 "$(wc -l <"$work/warned" | tr -d ' ')"
    holds "$work/warned" "checked.lua assign-type-mismatch Cannot assign \`lunette.Span?\` to \`integer\`"
    holds "$work/warned" "checked.lua undefined-field Undefined field \`layre\`"
    # What was declared since, a spec file, LPeg, a report.
    rm harbour/rules/checked.lua
    mkdir -p harbour/tests
    cat >harbour/rules/later.lua <<'LUA'
layer "later" { word = span, grade = number }
lexicon "grades" { { "good", grade = 1 }, { "fair", grade = 2 } }
rule "graded" {
    match = [[ what:$grades whom:@person? ]], marks = "later", reads = "person",
    where = function(match) return match.what.text:lower() ~= "fair" or match.whom ~= nil end,
    mark = function(match) return { match, word = match.what, grade = match.what.entry.grade or lexicon "grades":lookup(match.what.text).grade } end,
    examples = { "good" },
}
rule "number" { lpeg = lpeg.Cg(lpeg.C(lpeg.R "AZ"), "word") * "-" * (lpeg.R "09" ^ 1 + lpeg.P "x") * -lpeg.S "ab", mark = "later", examples = { "A-1" } }
report "sheet" {
    write = function(corpus, options, page)
        for grade, years in corpus:annotations("later"):scoped(options):count("grade", "date:year"):each() do
            for year, n in years:each() do page:line("%s, %s: %d", grade, year, n) end
        end
    end,
}
LUA
    cat >harbour/tests/later_spec.lua <<'LUA'
case "good is good" (function(t)
    local doc = t:read("A good day.", { date = "2026-03-05" })
    t:equal(#doc:layer "later", 1)
end)
LUA
    equals "warnings of what was declared since" "later.lua need-check-nil lexicon \"grades\":lookup(match.what.text) may be nil" "$(warnings harbour)"
    for plugin in "$LUNETTE_ROOT"/plugins/*/; do
        name=$(basename "$plugin")
        mkdir -p "shipped/$name"
        cp -R "$plugin" harbour/.luarc.json "shipped/$name"
        lunette 0 plugin names --luals "$name" -o "shipped/$name/.luals"
        equals "words that $name uses and the stubs do not know" "" "$(warnings "shipped/$name" | grep -E ' (undefined-global|call-non-callable|missing-parameter|redundant-parameter|syntax-error|doc-syntax-error|type-not-found) ' || true)"
    done
else
    echo "the stubs are not tried: cargo install --root build/dev/editor --locked --version 0.25.1 emmylua_check"
fi

# ---- colours ----
modules=$tools/node_modules
if command -v node >/dev/null && [ -d "$modules/vscode-textmate" ] && [ -d "$modules/vscode-oniguruma" ]; then
    cat >sample.lua <<'LUA'
define "ready" [[ (are | "set") ~prepare to ]]
rule "x" { doc = "not match = [[ this ]]",
  match = [[ who:@actor? cue:%ready ... !later @vp{1,2} [%cap & /^e$/i] # note
    $praise ..2 << @port[country = CN,"JP" & !closed & name ~ /^L/ & town in $north] ]],
  where = [[ who.country = CN ]], mark = "x" } -- match = [[ nor this ]]
local p = pattern [==[ @?kraken (?<! never) []+? ]==]
local q = pattern [[ (an open bracket ]] local after = [[ @plain ]]
LUA
    node "$LUNETTE_ROOT/tests/editor/tokens.js" "$LUNETTE_ROOT/docs/editor" "$modules" <sample.lua >tokens
    last="tokens of sample.lua"
    token() { claims=$((claims + 1)); grep -qxF "$1	$2" tokens || complain "$last" "$1: $2" "$(grep -F "$1" tokens)"; }
    token "1:ready" entity.name.function.pattern.lunette
    token "1:set" string.quoted.double.lunette
    token "1:prepare" string.unquoted.lemma.lunette
    token "2:not match = [[ this ]]" string.quoted.double.lua
    token "3:who" variable.parameter.capture.lunette
    token "3:actor" entity.name.type.layer.lunette
    token "3:ready" entity.name.function.pattern.lunette
    token "3:..." keyword.operator.gap.lunette
    token "3:!" keyword.operator.lookaround.lunette
    token "3:{1,2}" keyword.operator.quantifier.lunette
    token "3:cap" support.constant.class.lunette
    token "3:^e\$" string.regexp.lunette
    token "3:# note" comment.line.number-sign.lunette
    token "4:praise" variable.other.lexicon.lunette
    token "4:..2" keyword.operator.gap.lunette
    token "4:<<" keyword.control.edge.lunette
    token "4:port" entity.name.type.layer.lunette
    token "4:country" variable.other.field.lunette
    token "4:CN" constant.other.value.lunette
    token "4:JP" string.quoted.double.lunette
    token "4:closed" variable.other.field.lunette
    token "4:in" keyword.operator.comparison.lunette
    token "4:north" variable.other.lexicon.lunette
    token "5:who.country" variable.other.field.lunette
    token "5:CN" constant.other.value.lunette
    token "5:-- match = [[ nor this ]]" comment.line.double-dash.lua
    token "6:@?" punctuation.definition.layer.lunette
    token "6:kraken" entity.name.type.layer.lunette
    token "6:(?<!" keyword.operator.lookaround.lunette
    token "6:[]" constant.language.any.lunette
    token "6:]==]" punctuation.definition.string.end.lua
    token "7:]]" punctuation.definition.string.end.lua
    token "7:@plain" string.quoted.other.multiline.lua
else
    echo "the grammars are not tried: npm install --prefix build/dev/editor vscode-textmate vscode-oniguruma"
fi
finish
