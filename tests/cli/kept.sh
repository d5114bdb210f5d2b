# kept.sh - a run with some rules leaves the rows of others as they were: said in one line, renewed by what that line names, honoured by why, diff,
# corrections and export; --only takes them out.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >notes.jsonl <<'JSONL'
{"id":"a","date":"2026-03-01","text":"Norland welcomed the harbour plan. Ostia regretted the delay."}
{"id":"b","date":"2026-03-02","text":"Ostia welcomed the treaty and praised the port."}
{"id":"c","date":"2026-03-03","text":"A quiet day in the city."}
JSONL
cat >base.lua <<'LUA'
layer "power" { name = text, mention = true }
layer "deed" { who = ref(), cue = span }
rule "power" { doc = "A power.", match = [[ name:(Norland | Ostia) ]], marks = "power", examples = { "Ostia." },
  mark = function(match, doc) return { name = match.name.text, entity = doc:entity("power", match.name.text) } end }
rule "glad" { doc = "Gladness.", match = [[ who:@power cue:welcomed ]], mark = "deed", examples = { { "He came.", expect = {} } } }
LUA
cat >mine.lua <<'LUA'
requires "base"
layer "remark" { deed = ref "deed", by = ref() }
rule "remark" { doc = "Of each deed.", each = "deed", marks = "remark", examples = { { "He came.", expect = {} } },
  mark = function(deed, doc) return { deed, deed = deed, by = deed.who } end }
rule "sad" { doc = "Regret.", match = [[ who:@power cue:regretted ]], mark = "deed", examples = { { "He came.", expect = {} } } }
LUA
cat >other.lua <<'LUA'
layer "place" { name = span }
rule "place" { doc = "A place.", match = [[ name:(port | harbour | city) ]], mark = "place", examples = { "The port." } }
LUA
mkdir -p parts/plugins/base/rules
cp base.lua parts/plugins/base/rules/base.lua
echo 'return { name = "base", version = "0.1.0", summary = "Powers and deeds." }' >parts/plugins/base/plugin.lua
LUNETTE_PATH=$PWD/parts
export LUNETTE_PATH
by_rule() { value "$1" "SELECT group_concat(rule || ' ' || n, ' / ') FROM (SELECT rule, count(*) AS n FROM annotation WHERE rule <> 'core' GROUP BY 1 ORDER BY 1)"; }
everything="base.glad 2 / base.power 3 / mine.remark 3 / mine.sad 1 / other.place 3"

# Other rules over the corpus, in part and by force: their rows come to what is there, and all reads as if it had been found at once.
lunette 0 run notes.jsonl -r mine.lua -o notes.db
lacks "$err" "kept as they were"
lunette 0 run notes.db -r other.lua
holds "$err" "kept as they were: 9 rows of base, mine in 2 documents; renew them: lunette run notes.db -p base -r mine.lua"
equals "the rows" "$everything" "$(by_rule notes.db)"
lunette 0 run notes.db -r other.lua --force --json
holds "$out" '"kept":9,"taken_out":0,'
lunette 0 run notes.jsonl -r mine.lua -r other.lua -o at_once.db
lunette 0 export notes.db
cp "$out" kept.json
lunette 0 export at_once.db
equals "the export" "$(cat "$out")" "$(cat kept.json)"

# Rows that stood in place of a rule's go when that rule runs again, or another in its place: nothing is counted twice.
for name in first second; do
    cat >$name.lua <<LUA
requires "base"
replaces "base.glad"
rule "glad" { doc = "Gladness.", match = [[ who:@power cue:(welcomed | regretted) ]], mark = "deed", examples = { { "He came.", expect = {} } } }
LUA
done
printf 'requires "base"\n' >nothing.lua
deeds="SELECT group_concat(rule || ' ' || n, ' / ') FROM (SELECT rule, count(*) AS n FROM deed GROUP BY 1 ORDER BY 1)"
lunette 0 run notes.jsonl -r first.lua -o stood.db
lunette 0 run stood.db -r nothing.lua -r other.lua
holds "$err" "taken out: 3 rows of first, which stood in place of what this run has found; find them again: lunette run stood.db -r first.lua"
answers stood.db "$deeds" "base.glad 2"
lunette 0 run stood.db -r nothing.lua -r other.lua
lacks "$err" "taken out"
lunette 0 run stood.db -r first.lua
answers stood.db "$deeds" "first.glad 3"
lunette 0 run stood.db -r second.lua --json
holds "$out" '"taken_out":3,'
answers stood.db "$deeds" "second.glad 3"

# The rules that they stand on: what is found again is referred to, in a layer that is shared their rows stay.
lunette 0 run notes.db -p base --force
holds "$err" "kept as they were: 7 rows of mine, other in 3 documents"
equals "the rows" "$everything" "$(by_rule notes.db)"
answers notes.db "SELECT group_concat(deed || ' by ' || by, ' / ') FROM (SELECT * FROM remark ORDER BY id)" \
    "Norland welcomed by Norland / Ostia regretted by Ostia / Ostia welcomed by Ostia"
answers notes.db "SELECT count(*) FROM remark r JOIN deed d ON d.id = r.deed_id JOIN power p ON p.id = r.by_mention" 3
lunette 0 export notes.db
equals "the export" "$(cat "$out")" "$(cat kept.json)"

# why asks the plugin of the row, also where the last run did not load it.
key=$(value notes.db "SELECT key FROM remark ORDER BY id LIMIT 1")
lunette 0 why notes.db "$key"
holds "$out" "mine.remark made this row of 'remark'"

# Corrections hold for what stays.
lunette 0 reject notes.db "$key" "wrong"
lunette 0 run notes.db -r other.lua --force
holds "$err" "corrections: 0 accepted, 1 rejected"
answers notes.db "SELECT count(*) FROM remark" 2
lunette 0 reject notes.db "$key" --undo

# diff: what is not loaded stays as it is on both sides; between two versions the rows of either are theirs.
lunette 0 diff other.lua notes.db
equals "no difference" "no difference" "$(cat "$out")"
sed 's/regretted/praised/' mine.lua >later.lua
lunette 0 diff mine.lua later.lua notes.db
holds "$out" "- [Ostia regretted] the delay."
sed -i 's/port | //' other.lua
lunette 0 diff other.lua notes.db
holds "$out" "+0 new  -1 lost  ~0 changed"

# Renewed by what the line named, with rules that have changed meanwhile.
sed -i 's/regretted/delay/; s/who:@power cue/cue/' mine.lua
lunette 0 run notes.db -p base -r mine.lua
equals "the rows" "base.glad 2 / base.power 3 / mine.remark 3 / mine.sad 1 / other.place 3" "$(by_rule notes.db)"
answers notes.db "SELECT text FROM deed WHERE rule = 'mine.sad'" "delay"

# A layer that another file declares is that file's; a document that has changed has nothing of before.
sed 's/city/plan/' other.lua >places.lua
lunette 0 run notes.db -r places.lua
answers notes.db "SELECT group_concat(DISTINCT rule) FROM place" "places.place"
sed -i 's/the delay/the long delay/' notes.jsonl
lunette 0 run notes.jsonl -r places.lua -o notes.db
holds "$err" "rows of plugins that were not named, of documents that have changed"
answers notes.db "SELECT count(*) FROM annotation WHERE rule LIKE 'mine.%' AND document = 1" 0
answers notes.db "SELECT count(*) FROM remark" 1

# A file that is gone; --only; entities of what is gone go, too.
rm mine.lua
lunette 0 run notes.db -r places.lua --force
holds "$err" "mine.lua is not there any more (--only takes out what is not named)"
lunette 0 run notes.db -r places.lua --only
holds "$err" "taken out: 3 rows of base, mine"
answers notes.db "SELECT group_concat(DISTINCT rule) FROM annotation" "places.place"
answers notes.db "SELECT count(*) FROM entity" 0
lunette 0 run notes.db -r places.lua --only
holds "$err" "3 unchanged"
lacks "$err" "taken out"
finish
