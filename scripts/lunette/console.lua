-- console.lua - the prompt: what is typed runs, declarations join what is loaded, values are shown.
--
-- Sits on declare/extend.lua, console/at_hand.lua (documents), console/show.lua, console/help.lua, console/complete.lua. One session a state. What is typed
-- lives in a plugin `console` that sees all others; its globals stay writable. The program reads lines and prints; here nothing knows of terminals but a
-- width and colours.

local core = require "lunette.core"

local at_hand = require "lunette.console.at_hand"
local corpus_module = require "lunette.corpus.corpus"
local environment = require "lunette.declare.environment"
local extend = require "lunette.declare.extend"
local failure = require "lunette.base.failure"
local help = require "lunette.console.help"
local layer = require "lunette.declare.layer"
local plain = require "lunette.console.plain"
local plugin_module = require "lunette.declare.plugin"
local search = require "lunette.console.search"
local show = require "lunette.console.show"
local source = require "lunette.base.source"

local M = {}

local PLACE = { file = "console", line = 1 }

local session                        -- { state =, plugin =, mark = what was there before what runs, live = number of the document at hand, … }

-- ---- words ----

local function say(text) core.say(text .. "\n") end

local function print_values(...)
    local values = table.pack(...)
    local parts = {}
    for i = 1, values.n do parts[i] = type(values[i]) == "string" and values[i] or show.value(session, values[i]) end
    local lined = false
    for _, part in ipairs(parts) do lined = lined or part:find("\n", 1, true) end
    say(table.concat(parts, lined and "\n" or "  "))
end

local function sql(query, parameters)
    if not session.corpus then failure.raise(nil, "sql: there is no corpus here", "start with one: lunette console CORPUS") end
    local rows = {}
    for row in session.corpus:rows(query, parameters) do rows[#rows + 1] = row end
    return show.as_rows(rows)
end

local no_corpus = setmetatable({}, {
    __index = function() failure.raise(nil, "there is no corpus here, but files", "lunette run makes a corpus of them; docs and doc(1) are the files") end,
    __newindex = function() failure.raise(nil, "there is no corpus here") end,
    __metatable = "nothing",
})

local function add_words(state, plugin, env, where)
    extend.words(state, plugin, env, where)
    env.print = print_values
    env.sql = sql
    env.doc = function(which) return at_hand.document(session, which) end
    env.try = function(pattern, options) return search.try(session, where() or PLACE, pattern, options) end
    env.hits = function(name, options) return search.hits(session, name, options) end
    env.help = function(name) say(help.text(session, name)) end
    env.corpus, env.docs = false, false                  -- set when they are opened
    session.env_table = env
end

-- ---- beginning ----

--- Opens the session: { corpus = name, scope =, width =, colour = true, json = true }.
local function begin(state, question, owner_filter)
    session = { state = state, width = question.width, colour = question.colour, json = question.json, documents = {}, commands = question.commands or {},
        inputs = 0 }
    session.owner_filter, session.join = owner_filter, function() return M.join() end
    session.plugin = plugin_module.make_empty(state, "console", function(plugin, env, where)
        plugin.again = true
        add_words(state, plugin, env, where)
    end)
    local mark = extend.begin(state, session.plugin)
    layer.declare(state, "console", PLACE, "try", { doc = "What the pattern of the last `try` matches." })
    extend.finish(state, mark, owner_filter)
    at_hand.open(session, question)
    session.env_table.corpus, session.env_table.docs = session.corpus or no_corpus, session.docs
    return { documents = #session.docs }
end

-- ---- running ----

-- "local x = 1" typed at the prompt means the x of the lines to come.
local function without_local(text)
    local rest = text:match "^%s*local%s+(function%f[^%w_].*)$"
    if rest then return rest end
    local names, after = text:match "^%s*local%s+([%a_][%w_%s,<>]*)(.*)$"
    if not names then return text end
    names = names:gsub("%b<>", "")
    if not after:match "^=" then return names .. " = nil " .. after end
    return names .. after
end

local function is_incomplete(message)
    return message:match "near <eof>$" ~= nil or message:match "near '<eof>'$" ~= nil
end

-- A function that returns the packed values of what was typed, or nil and the message of Lua's compiler.
local function compile(text, name, before)
    local pad = ("\n"):rep(before)
    local value, unfinished = load(pad .. "return " .. text, "@" .. name, "t", session.plugin.env)
    if value then
        -- no tail call, which would leave no line of it on the stack: who asks for the caller's place finds none
        local stop = text:find("--", 1, true) and "\n" or ""       -- a comment would take the parentheses
        local chunk = load(("local pack = ... %sreturn (pack(%s%s))"):format(pad, text, stop), "@" .. name, "t", session.plugin.env)
        if chunk then return function() return chunk(table.pack) end end
    end
    local made, message = load(pad .. without_local(text), "@" .. name, "t", session.plugin.env)
    if made then return function() return table.pack(made()) end end
    if unfinished and is_incomplete(unfinished) then message = unfinished end     -- `1 +` is the start of a value
    return nil, message
end

-- What is no Lua, and has its place elsewhere: a query, a command of the shell.
local function elsewhere_hint(text)
    local word = text:match "^%s*(%a+)"
    if word and word:lower() == "select" then return 'a query is asked by: sql "SELECT …"' end
    if word == "lunette" then return "a command is typed in a shell, not at this prompt; exit leaves it" end
    for _, command in ipairs(session.commands) do
        if command.name == word then return ("`lunette %s` is a command: it is typed in a shell, not at this prompt"):format(word) end
    end
    return word and text:find "^%s*[%w_.]+%s*$" and "? alone says what there is; x = 3 makes a name" or nil
end

local function error_of(wrong, text, before, name)
    local err = source.with_line(session.state.sources, failure.from(wrong, nil))
    local raised = { message = err.message, hint = err.hint, file = err.file, line = err.line, column = err.column, width = err.width,
        source = err.source }
    if err.file == name and not raised.source then
        local lines = {}
        for line in (text .. "\n"):gmatch "(.-)\n" do lines[#lines + 1] = line end
        raised.source = lines[(err.line or 0) - before]
    end
    -- Lua's own messages name what they stopped at: that is the column
    local near = raised.source and not raised.column and raised.message:match "near '(.-)'$"
    local at = near and near ~= "" and raised.source:find(near, 1, true)
    if at then
        raised.column, raised.width = (utf8.len(raised.source, 1, at - 1, true) or at - 1) + 1, utf8.len(near) or #near
    end
    raised.here = err.file == name
    if raised.here and raised.hint == environment.NO_NAME then raised.hint = nil end
    if raised.here and not raised.hint and text:match "^%s*[@~$%%]" then
        raised.hint = ("a pattern is tried by: try [[ %s ]]"):format(text:match "^%s*(.-)%s*$")
    end
    if raised.here and not raised.hint then raised.hint = elsewhere_hint(text) end
    return { error = raised }
end

local function examples_of(one)
    local messages = {}
    if #one.examples == 0 then return 0, 0, messages end
    local answer = require "lunette.test".run(session.state, { rule = one.id })
    for _, result in ipairs(answer.results) do
        if not result.ok and result.message then messages[#messages + 1] = result.message end
    end
    session.live = nil                                   -- examples are documents too
    return answer.total, answer.failed, messages
end

local function report_rules(rules, before)
    local typed = {}
    for _, one in ipairs(rules) do
        if one.plugin == session.plugin and not one.is_try and not before[one] then typed[#typed + 1] = one end
    end
    if #typed == 0 then return end
    for _, one in ipairs(typed) do
        local marks = #one.marks > 0 and one.marks[1]
        local total, failed, messages = examples_of(one)
        local told = total == 0 and "no examples" or failed == 0 and ("%d of %d examples hold"):format(total, total)
            or ("%d of %d examples fail"):format(failed, total)
        say(("%s joins, %s%s"):format(one.name, told, marks and (": see its rows with  hits \"%s\""):format(marks) or ""))
        for _, message in ipairs(messages) do say("  " .. message:gsub("\n", "\n  ")) end
    end
end

local function give(results)
    for i = 1, results.n do
        if session.json then
            say(core.json(plain.of(session, results[i])))
        else
            say(show.value(session, results[i]))
        end
    end
end

--- Lets what was declared so far join: at the end of what was typed, and before anything looks at documents.
function M.join()
    local state, mark = session.state, session.mark
    if not session.plugin.dirty then return false end
    session.plugin.dirty = false
    local before = {}
    for _, one in ipairs(mark.lists.rules) do before[one] = true end
    local fresh, changed = extend.finish(state, mark, session.owner_filter)
    session.mark = extend.begin(state, session.plugin)
    if changed then session.live = nil end
    if not session.json then report_rules(fresh, before) end
    return changed
end

-- What Ctrl-C or an error left half declared is taken back.
local function take_back()
    if session.mark then extend.undo(session.state, session.mark) end
    session.mark, session.plugin.dirty = nil, false
end

local function run_chunk(state, chunk)
    session.mark = extend.begin(state, session.plugin)
    local results = chunk()
    local declared = M.join()
    session.mark = nil
    if results.n == 1 and results[1] == nil and declared then return end
    give(results)
end

-- "exit" by itself, as "exit()", is no name unless somebody made it one.
local function is_word(text, word)
    return text:match("^%s*(%a+)%s*%(?%s*%)?%s*;?%s*$") == word and rawget(session.env_table, word) == nil
end

--- Runs what was typed: { text =, name = of the file, before = lines above it }. { incomplete = true }, { leave = true }, { error = … } or { }.
local function run(state, question)
    local text, before = question.text, question.before or 0
    session.width = question.width or session.width
    take_back()
    if is_word(text, "exit") or is_word(text, "quit") then return { leave = true } end
    local topic = text:match "^%s*%?%s*(.-)%s*$" or text:match "^%s*help%s*;?%s*$" and ""
    if topic then
        say(help.text(session, topic ~= "" and topic or nil))
        return {}
    end
    if not text:find "%S" then return {} end
    session.inputs = session.inputs + 1
    local name = question.name or ("line-%d.lua"):format(session.inputs)
    if not question.name then source.add(state.sources, name, text) end
    state.file_owner[name] = session.plugin
    local chunk, message = compile(text, name, before)
    if not chunk then
        if is_incomplete(message) and not question.last then return { incomplete = true } end
        return error_of(message, text, before, name)
    end
    local fine, wrong = pcall(run_chunk, state, chunk)
    if session.corpus then corpus_module.finish(session.corpus) end      -- a query that is open locks the corpus for a run
    if fine then return {} end
    take_back()
    return error_of(wrong, text, before, name)
end

-- Would what stands on the next line go on with this one: an operator, a method, a table after a name?
local function goes_on(next_line)
    if not next_line then return false end
    return next_line:match "^%s*[:.+*/%%^=~<>,)%]}]" ~= nil or next_line:match "^%s*and%f[%W]" ~= nil or next_line:match "^%s*or%f[%W]" ~= nil
        or next_line:match "^%s*[{]" ~= nil
end

--- Runs a text statement by statement: { text =, name = }. What fails ends it.
local function run_all(state, question)
    local lines, first = {}, 1
    for line in (question.text .. "\n"):gmatch "(.-)\r?\n" do lines[#lines + 1] = line end
    if lines[1]:match "^#!" then lines[1] = "" end
    source.add(state.sources, question.name, table.concat(lines, "\n"))
    while first <= #lines do
        local last, answer = first
        while true do
            while last < #lines and (lines[last + 1]:match "^%s*$" or goes_on(lines[last + 1])) do last = last + 1 end
            local text = table.concat(lines, "\n", first, last)
            answer = run(state, { text = text, name = question.name, before = first - 1, last = last >= #lines })
            if not answer.incomplete then break end
            last = last + 1
        end
        if answer.error or answer.leave then return answer end
        first = last + 1
    end
    return {}
end

--- Adds a document of the files that were named.
local function document(question)
    session.documents[#session.documents + 1] = question.document
    return {}
end

--- Answers the program.
-- @param question table { ask = "begin" | "document" | "run" | "run_all" | "complete", … }
function M.answer(state, question, owner_filter)
    local ask = question.ask
    if ask == "begin" then return begin(state, question, owner_filter) end
    if ask == "document" then return document(question) end
    if ask == "run" then return run(state, question) end
    if ask == "run_all" then return run_all(state, question) end
    if ask == "complete" then return require "lunette.console.complete".answer(session, question.text) end
    failure.raise(nil, ("the prompt is asked '%s'"):format(tostring(ask)))
end

return M
