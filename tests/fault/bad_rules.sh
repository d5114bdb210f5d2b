# bad_rules.sh - a rule that fails costs its own rows of that document: the problem names the rule, other rules and documents go on.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

printf 'They took the ferry. Rita thanked Omar for the boat.\n' >a.txt
cp a.txt b.txt
cat >mine.lua <<'LUA'
layer "ferry" { cue = span, n = integer }
local kept
rule "outside" {
  doc = "Marks a span of the document before.", match = [[ cue:took ]], marks = "ferry",
  mark = function(match)
    local old = kept
    kept = kept or match.cue
    return { old or match.cue, cue = match.cue }
  end,
}
rule "table" { doc = "Raises a table.", match = [[ cue:took ]], marks = "ferry", mark = function() error({ code = 7 }) end }
rule "words" { doc = "Raises words.", match = [[ cue:thanked ]], marks = "ferry", mark = function() error("no boat today") end }
rule "nothing" { doc = "Raises nothing.", match = [[ cue:Omar ]], marks = "ferry", mark = function() error() end }
rule "typed" { doc = "Fills a number with words.", match = [[ cue:boat ]], marks = "ferry", mark = function(m) return { m.cue, n = "many" } end }
rule "index" { doc = "Indexes nothing.", match = [[ cue:they ]], marks = "ferry", mark = function(m) return { m.cue.sentence.nowhere.text } end }
rule "good" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry" }
LUA
lunette 2 run a.txt b.txt -r mine.lua -o mine.db
answers mine.db "SELECT count(*) FROM ferry WHERE rule = 'mine.good'" 2
for rule in table words nothing typed index; do
    answers mine.db "SELECT count(*) FROM problem WHERE instr(message, '''mine.$rule''') > 0" 2
    answers mine.db "SELECT count(*) FROM ferry WHERE rule = 'mine.$rule'" 0
done
answers mine.db "SELECT count(*) FROM problem WHERE instr(message, '''mine.outside''') > 0 AND uri = 'b.txt'" 1
answers mine.db "SELECT count(*) FROM ferry WHERE rule = 'mine.outside'" 1
answers mine.db "SELECT count(*) FROM problem WHERE message LIKE '%mine.lua:12:%no boat today%'" 2
answers mine.db "SELECT DISTINCT class FROM problem" document

# Rules that do not want to end, to fit or to stop: each is cut off, keeps no row, and costs nobody else anything.
cat >wild.lua <<'LUA'
layer "found" { cue = span }
layer "other" { n = text }
local function wild(name, run) rule(name) { doc = "Wild.", each_document = function(doc) doc:mark("other", doc.span, {}) run(doc) end, marks = "other" } end
rule "first" { doc = "A cue.", match = [[ cue:took ]], mark = "found" }
wild("endless", function() while true do pcall(error) end end)
wild("handler", function() xpcall(error, function() while true do end end) end)
wild("threads", function() while true do coroutine.wrap(function() while true do pcall(error) end end)() end end)
wild("close", function() local x <close> = setmetatable({}, { __close = function() while true do end end }) end)
wild("text", function() return ("x"):rep(10 ^ 10 | 0) end)
wild("flood", function(doc) while true do doc:mark("other", doc.span, { n = "x" }) end end)
rule "last" { doc = "A cue.", match = [[ cue:thanked ]], mark = "found" }
LUA
lunette 2 run a.txt -r wild.lua -o wild.db
answers wild.db "SELECT group_concat(rule, ' ') FROM (SELECT rule FROM found ORDER BY start)" 'wild.first wild.last'
answers wild.db "SELECT count(*) FROM other" 0
for rule in endless handler threads close; do
    answers wild.db "SELECT count(*) FROM problem WHERE message LIKE '%''wild.$rule''%200 million steps%' AND class = 'document'" 1
done
answers wild.db "SELECT count(*) FROM problem WHERE message LIKE '%''wild.text''%--memory%' AND class = 'environment' AND code = 'memory'" 1
answers wild.db "SELECT count(*) FROM problem WHERE message LIKE '%''wild.flood''%1000000 rows%'" 1
answers wild.db "SELECT count(*) FROM problem" 6

# The same at the top of a file ends the run, with the file's name.
printf 'local t = {}\nwhile true do t[#t + 1] = ("x"):rep(1e6) .. #t end\n' >top.lua
lunette 3 run a.txt -r top.lua -o top.db
says 'top.lua'
says 'memory limit'
finish
