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
finish
