# diff.sh - two versions of rules over a corpus: what is gained, lost and changed, with its sentence; versions as files, folders and revisions;
# the corpus is left as it is.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

TMPDIR=$work/tmp
export TMPDIR
mkdir "$TMPDIR"

cat >notes.jsonl <<'JSONL'
{"id":"a","date":"2026-03-01","text":"Norland welcomed the harbour plan on Friday. Ostia regretted the delay. The envoy of Norland praised the port."}
{"id":"b","date":"2026-03-02","text":"The minister said nothing. Ostia welcomed the treaty."}
{"id":"c","date":"2026-03-03","text":"A quiet day in the city. Nobody came."}
JSONL

# write_rules FILE WELCOME REGRET KIND
write_rules() {
    cat >"$1" <<LUA
layer "deed" { cue = span, kind = text }
rule "welcome" { doc = "A welcome.", match = [[ cue:$2 ]], mark = "deed", set = { kind = "$4" }, examples = { { "He came.", expect = {} } } }
rule "regret" { doc = "A regret.", match = [[ cue:$3 ]], mark = "deed", set = { kind = "blame" }, examples = { { "He came.", expect = {} } } }
LUA
}
write_rules deeds.lua welcomed regretted praise
lunette 0 run notes.jsonl -r deeds.lua -o notes.db
cp notes.db before.db

lunette 0 diff deeds.lua notes.db
equals "the same rules" "no difference" "$(cat "$out")"
holds "$err" "0 of 3 documents looked into"

# Moved, lost, gained; the words marked in their sentence; what to type next.
mkdir older
cp deeds.lua older/deeds.lua
write_rules deeds.lua '(welcomed the)' '(praised the port)' praise
lunette 0 diff deeds.lua notes.db
equals "the difference" "$(printf '%s\n' \
    'deeds.welcome  ~2  deeds.lua:2' \
    '  ~ Norland [welcomed the] harbour plan on Friday.' \
    '    deed  words: welcomed → welcomed the' \
    "    a  $(value notes.db "SELECT substr(key, 1, 4) FROM document WHERE name = 'a'")" \
    '  ~ Ostia [welcomed the] treaty.' \
    '    deed  words: welcomed → welcomed the' \
    "    b  $(value notes.db "SELECT substr(key, 1, 4) FROM document WHERE name = 'b'")" \
    '' \
    'deeds.regret  +1 -1  deeds.lua:3' \
    '  - Ostia [regretted] the delay.' \
    '    deed  kind=blame' \
    "    a  $(value notes.db "SELECT substr(key, 1, 4) FROM document WHERE name = 'a'")" \
    '  + The envoy of Norland [praised the port].' \
    '    deed  kind=blame' \
    "    a  $(value notes.db "SELECT substr(key, 1, 4) FROM document WHERE name = 'a'")" \
    '' \
    '+1 new  -1 lost  ~2 changed')" "$(sed 's/^\(    [ab]  [0-9a-f]\{4\}\)[0-9a-f]\{12\}$/\1/' "$out")"
holds "$err" "2 of 3 documents looked into"
holds "$err" "lunette why notes.db $(value notes.db "SELECT key FROM deed WHERE text = 'regretted'")"
lacks "$out" "$(printf '\033')"
cmp -s notes.db before.db || complain "the corpus" "as it was" "changed"

# Two versions: neither need be what the corpus holds. The other way round it is the other way round.
write_rules third.lua vanished regretted praise
mkdir newer
mv third.lua newer/deeds.lua
lunette 0 diff deeds.lua newer/deeds.lua notes.db
holds "$out" "+1 new  -3 lost  ~0 changed"
holds "$out" "- Norland [welcomed the] harbour plan"
holds "$err" "lunette why notes.db a regretted -r newer/deeds.lua"
lunette 0 diff notes.db newer/deeds.lua deeds.lua
holds "$out" "+3 new  -1 lost  ~0 changed"
lunette 0 diff older newer notes.db
holds "$out" "+0 new  -2 lost  ~0 changed"
lunette 0 diff older notes.db
equals "a copy of the rules" "no difference" "$(cat "$out")"
holds "$err" "0 of 3 documents looked into"

# Fields alone, rules alone.
write_rules deeds.lua welcomed regretted applause
lunette 0 diff deeds.lua notes.db
holds "$out" "deed  kind: praise → applause"
sed 's/rule "regret"/rule "sorrow"/' older/deeds.lua >deeds.lua
lunette 0 diff deeds.lua notes.db
holds "$out" "  ~ 1 row as it was, of another rule: deeds.regret → deeds.sorrow"
lacks "$out" "deed  rule"
lacks "$err" "why"
holds "$out" "+0 new  -0 lost  ~1 changed"
sed -i '/regret/d' deeds.lua
sed -i '/sorrow/d' deeds.lua
lunette 0 diff deeds.lua notes.db
holds "$out" "deeds.regret  -1  the rule is gone"

# -n, and JSON: a line each, then the totals; the key of what is new is the one that a run gives it.
write_rules deeds.lua '(welcomed | said)' '(city | day | delay | plan)' praise
lunette 0 diff deeds.lua notes.db -n 1
holds "$out" "… and 4 more: -n 5 shows all"
lunette 0 diff deeds.lua notes.db --json
equals "lines" 7 "$(wc -l <"$out" | tr -d ' ')"
holds "$out" '"change":"lost"'
holds "$out" '{"totals":{"gained":5,"lost":1,"changed":0,"accepted_lost":0,"documents":3,"looked_into":3}}'
holds "$out" '"sentence":"The minister said nothing."'
key=$(sed -n 's/.*"gained","key":"\([0-9a-f]*\)".*"text":"said".*/\1/p' "$out")
cp notes.db after.db
lunette 0 run after.db -r deeds.lua
answers after.db "SELECT key FROM deed WHERE text = 'said'" "$key"
lunette 0 diff deeds.lua after.db
equals "after a run" "no difference" "$(cat "$out")"

# In scope: other documents are neither looked into nor counted.
write_rules deeds.lua '(welcomed the)' day praise
lunette 0 diff deeds.lua notes.db
holds "$out" "+1 new  -1 lost  ~2 changed"
lunette 0 diff deeds.lua notes.db --since 2026-03-03
holds "$out" "+1 new  -0 lost  ~0 changed"
holds "$err" "of 1 document looked into"
lunette 0 diff older/deeds.lua deeds.lua notes.db --before 2026-03-02
holds "$out" "+0 new  -1 lost  ~1 changed"
lunette 0 diff deeds.lua notes.db --json --since 2026-03-02 --before 2026-03-03
holds "$out" '{"totals":{"gained":0,"lost":0,"changed":1,"accepted_lost":0,"documents":1,"looked_into":1}}'
lunette 1 diff deeds.lua notes.db --source nobody
says "nothing is in scope: no document has the source 'nobody'"
lunette 3 diff deeds.lua notes.db --since soon
says "--since: 'soon' is no date"

# A folder of plugins: they see each other, and not those that ship.
mkdir -p set/entities/rules set/upper/rules
cat >set/entities/plugin.lua <<'LUA'
return { name = "entities", version = "0.1.0", summary = "Names of a small world." }
LUA
cat >set/entities/rules/names.lua <<'LUA'
layer "power" { name = span }
rule "power" { doc = "A power.", match = [[ name:(Norland | Ostia) ]], mark = "power", examples = { { "He came.", expect = {} } } }
LUA
cat >set/upper/plugin.lua <<'LUA'
return { name = "upper", version = "0.1.0", summary = "Who welcomes.", requires = { "entities" } }
LUA
cat >set/upper/rules/greeting.lua <<'LUA'
layer "greeting" { who = ref "power" }
rule "greeting" { doc = "A greeting.", match = [[ who:@power welcomed ]], mark = "greeting", examples = { { "He came.", expect = {} } } }
LUA
lunette 0 diff set notes.db
holds "$out" "upper.greeting  +2"
holds "$out" "entities.power  +4"
holds "$out" "greeting  who=Norland"

# Revisions.
if command -v git >/dev/null 2>&1; then
    mkdir -p repository/rules/words
    cd repository
    git init -q .
    git config user.email nobody@example.org
    git config user.name nobody
    printf 'phrase\nwelcomed\n' >rules/words/glad.tsv
    cat >rules/glad.lua <<'LUA'
layer "deed" { cue = span }
lexicon "glad" { file = "words/glad.tsv" }
rule "glad" { doc = "g", match = [[ cue:$glad ]], mark = "deed", examples = { { "He came.", expect = {} } } }
LUA
    git add . && git commit -q -m one
    printf 'phrase\nwelcomed\npraised\n' >rules/words/glad.tsv
    git status --porcelain >../status
    for words in "HEAD rules/glad.lua" "HEAD:rules/glad.lua rules/glad.lua" "HEAD:rules rules" "HEAD:./rules/glad.lua rules"; do
        # shellcheck disable=SC2086
        lunette 0 diff $words ../notes.db
        holds "$out" "+ The envoy of Norland [praised] the port."
        holds "$out" "+1 new  -0 lost  ~0 changed"
    done
    cd rules
    lunette 0 diff HEAD glad.lua ../../notes.db
    holds "$out" "+1 new  -0 lost  ~0 changed"
    lunette 0 diff HEAD ../../notes.db -r glad.lua
    holds "$out" "+2 new  -3 lost"
    lacks "$out" "$TMPDIR"
    cd ..
    equals "the working tree" "$(cat ../status)" "$(git status --porcelain)"
    lunette 3 diff HEAD:rules/none.lua rules/glad.lua ../notes.db
    says "revision 'HEAD' has no 'rules/none.lua'"
    lunette 3 diff nowhere:rules rules ../notes.db
    says "git knows no revision 'nowhere' here"
    PATH=$work/empty lunette 3 diff HEAD:rules rules ../notes.db
    holds "$err" "git"

    # Stopped, by a terminal that is closed too, it takes what it laid out of git with it.
    sed -i 's/mark = "deed",/marks = "deed", mark = function() while true do end end,/' rules/glad.lua
    for signal in TERM HUP; do
        "$LUNETTE" diff HEAD rules/glad.lua ../notes.db --deadline 60 >"$out" 2>"$err" &
        diff=$!
        for _ in $(seq 100); do
            [ "$(find "$TMPDIR" -name glad.lua)" ] && break
            sleep 0.05
        done
        kill "-$signal" "$diff"
        last="lunette diff HEAD, stopped by $signal" code=0
        wait "$diff" || code=$?
        equals "its exit code" 3 "$code"
        equals "what is left in the temporary folder" "" "$(ls "$TMPDIR")"
    done
    cd ..
fi

# What was accepted and would be lost is said and fails; what was rejected counts on neither side.
cp notes.db judged.db
lunette 0 accept judged.db "$(value notes.db "SELECT key FROM deed WHERE text = 'regretted'")"
lunette 0 reject judged.db "$(value notes.db "SELECT key FROM deed WHERE document = 2")" "a courtesy"
write_rules deeds.lua vanished vanished praise
lunette 1 diff deeds.lua judged.db
holds "$out" "+0 new  -2 lost  ~0 changed (1 of the 2 lost you had accepted)"
holds "$out" "you had accepted this"
lacks "$out" "treaty"
lunette 1 diff deeds.lua judged.db --json
holds "$out" '"accepted":true'
holds "$out" '"accepted_lost":1'
lunette 0 diff older judged.db
equals "the rules of the corpus" "no difference" "$(cat "$out")"
lunette 0 diff deeds.lua older judged.db
holds "$out" "+2 new  -0 lost"
lunette 1 diff older deeds.lua judged.db
write_rules deeds.lua '(welcomed | said)' '(city | day | delay | plan)' praise

# What cannot be done is said once, and nothing is changed.
lunette 3 diff deeds.lua
says "no corpus is named"
lunette 3 diff deeds.lua none.db
says "none.db"
cp notes.jsonl false.db
lunette 3 diff deeds.lua false.db
says "false.db"
lunette 3 diff notes.db
says "no version of rules was named"
lunette 3 diff none.lua notes.db
says "none.lua"
lunette 3 diff deeds.lua older/deeds.lua newer/deeds.lua notes.db
says "more than two versions" "hint: lunette diff"
mkdir -p papers
lunette 3 diff deeds.lua newer/deeds.lua papers
says "more than two versions" "hint: rules are compared over a corpus; of documents comes one by: lunette run papers -r deeds.lua"
lunette 3 diff deeds.lua notes.db after.db
says "two corpora" "export each"
mkdir empty
lunette 3 diff empty notes.db
says "holds no plugin and no rule file"
lunette 3 diff notes.jsonl notes.db
says "notes.jsonl"
echo 'rule "x" { match = [[ ( ]] }' >bad.lua
lunette 3 diff bad.lua notes.db
says "bad.lua:1"
cmp -s notes.db before.db || complain "the corpus" "as it was" "changed"
equals "what is left in the temporary folder" "" "$(ls "$TMPDIR")"

# A rule that fails in a document says so, and the rest is shown.
cat >fails.lua <<'LUA'
layer "deed" { cue = span, kind = text }
rule "welcome" { doc = "w", match = [[ cue:welcomed ]], marks = "deed", mark = function(match, doc)
  if doc.text:find("treaty") then error "no treaties" end
  return { cue = match.cue, kind = "praise" }
end, examples = { { "He came.", expect = {} } } }
LUA
lunette 2 diff fails.lua notes.db
holds "$err" "no treaties"
holds "$out" "lost"

# What both versions say is said once, and a text in a language without rules is no failure of theirs.
for cue in welcomed praised; do
    printf 'layer "word" { cue = span }\nrule "w" { doc = "w", match = [[ cue:%s ]], mark = "word", examples = { "He %s it." } }\n' $cue $cue >$cue.lua
done
lunette 2 diff welcomed.lua praised.lua notes.db -r fails.lua
equals "how often it is said" 1 "$(grep -c 'no treaties' "$err")"
printf '%s\n' '{"id":"f","language":"fr","text":"Les bateaux sont partis hier avec la marée du matin."}' '{"id":"e","language":"en","text":"He welcomed it."}' >tongues.jsonl
{
    echo 'requires "dates"'
    cat welcomed.lua
} >both.lua
lunette 2 run tongues.jsonl -p dates -o tongues.db
lunette 0 diff both.lua tongues.db
holds "$out" "+1 new"
lacks "$err" "language"
finish
