# watch.sh - each save of rules or lexicons shows what it changed; rules that do not load are told and waited for; whenever it is stopped, the
# corpus and all files are as they were.
# label: full
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
mkdir words
printf 'phrase\nwelcomed\n' >words/glad.tsv
# write_rules FILE PATTERN
write_rules() {
    cat >"$1" <<LUA
layer "deed" { cue = span, kind = text }
lexicon "glad" { file = "words/glad.tsv" }
rule "glad" { doc = "Gladness.", match = [[ cue:\$glad ]], mark = "deed", set = { kind = "praise" }, examples = { { "He came.", expect = {} } } }
rule "sad" { doc = "Sadness.", match = [[ cue:$2 ]], mark = "deed", set = { kind = "blame" }, examples = { { "He came.", expect = {} } } }
LUA
}
write_rules deeds.lua regretted
lunette 0 run notes.jsonl -r deeds.lua -o notes.db
cp notes.db before.db

# begin WORDS...: starts the program; what it says stands in $out. wait_for N TEXT: until the text stands there N times.
begin() {
    last="lunette watch $*"
    "$LUNETTE" watch "$@" >"$out" 2>&1 &
    watcher=$!
}
wait_for() {
    claims=$((claims + 1))
    for _ in $(seq 300); do
        [ "$(grep -cF -e "$2" "$out")" -ge "$1" ] && return 0
        kill -0 "$watcher" 2>/dev/null || break
        sleep 0.1
    done
    complain "$last" "$1 times: $2" "$(cat "$out")"
}
# end SIGNAL CODE
end() {
    kill "-$1" "$watcher" 2>/dev/null || true
    code=0 claims=$((claims + 1))
    wait "$watcher" || code=$?
    [ "$code" -eq "$2" ] || complain "$last, stopped" "exit code $2" "exit code $code: $(cat "$out")"
}
untouched() {
    claims=$((claims + 1))
    cmp -s notes.db before.db || complain "the corpus" "as it was" "changed"
    equals "files beside the corpus" "notes.db" "$(echo notes.db*)"
    equals "what is left in the temporary folder" "" "$(ls "$TMPDIR")"
}

# Written in place, replaced by rename, a lexicon, a file that does not load, a file that is gone for a moment.
begin notes.db -r deeds.lua
wait_for 1 "watching deeds.lua"
wait_for 1 "no difference"
write_rules deeds.lua '(praised the port)'
wait_for 1 "+1 new  -1 lost  ~0 changed"
holds "$out" "  - Ostia [regretted] the delay."
holds "$out" "  + The envoy of Norland [praised the port]."
write_rules aside '(regretted | nothing)'
mv aside deeds.lua
wait_for 1 "+2 new  -1 lost  ~0 changed"
holds "$out" "  - The envoy of Norland [praised the port]."
echo 'rule "bad" {' >>deeds.lua
wait_for 1 "lunette: error: deeds.lua:"
wait_for 1 "waiting for the next save"
write_rules deeds.lua '(regretted | nothing)'
wait_for 1 "deeds.lua was saved as it was"
printf 'phrase\nwelcomed\npraised\n' >words/glad.tsv
wait_for 1 "  + The envoy of Norland [praised] the port."
wait_for 1 "+1 new  -0 lost  ~0 changed"
holds "$out" "words/glad.tsv"
rm deeds.lua
wait_for 1 "there is no rule file 'deeds.lua'"
write_rules deeds.lua regretted
wait_for 1 "+0 new  -1 lost  ~0 changed"
end INT 0
holds "$out" "watching has ended"
lacks "$out" "$(printf '\033')"
untouched
printf 'phrase\nwelcomed\n' >words/glad.tsv

# Many saves in a moment are one.
begin notes.db -r deeds.lua
wait_for 1 "no difference"
for word in came quiet city nothing Friday; do write_rules deeds.lua "$word"; done
wait_for 1 "lost"
holds "$out" "Norland welcomed the harbour plan on [Friday]."
lacks "$out" "[nothing]"
end TERM 0
untouched

# JSON: lines of one object each, errors among them.
write_rules deeds.lua regretted
begin notes.db -r deeds.lua --json
wait_for 1 '{"totals":'
write_rules deeds.lua city
wait_for 1 '"change":"gained"'
echo 'rule (' >deeds.lua
wait_for 1 '"file":"deeds.lua","line":'
end INT 0

# The corpus's own rules, where none are named; somebody runs others meanwhile.
write_rules deeds.lua regretted
cp notes.db shared.db
begin shared.db
wait_for 1 "watching deeds.lua"
wait_for 1 "no difference"
write_rules deeds.lua city
wait_for 1 "+1 new  -1 lost"
"$LUNETTE" run shared.db -r deeds.lua --quiet
write_rules deeds.lua '(city | day)'
wait_for 1 "the corpus has changed meanwhile"
wait_for 1 "+1 new  -0 lost"
end INT 0

# --keep: the corpus holds what was shown, and what other rules had found stays.
write_rules deeds.lua regretted
cat >other.lua <<'LUA'
layer "quiet" { cue = span }
rule "quiet" { doc = "q", match = [[ cue:quiet ]], mark = "quiet", examples = { { "A quiet day.", expect = { { cue = "quiet" } } } } }
LUA
cp notes.db kept.db
begin kept.db -r other.lua --keep
wait_for 1 "kept in kept.db"
sed -i 's/cue:quiet/cue:(quiet | nothing)/' other.lua
wait_for 2 "kept in kept.db"
end INT 0
answers kept.db "SELECT count(*) FROM quiet" 2
answers kept.db "SELECT count(*) FROM deed" 3
answers kept.db "PRAGMA integrity_check" ok

# Another run writes at the moment of a save: that is said, and what was shown is kept with the next save, whether the rules are others then or not.
cp notes.db kept.db
begin kept.db -r other.lua --keep
wait_for 1 "kept in kept.db"
exec 9>kept.db.lock
flock 9
sed -i 's/cue:(quiet | nothing)/cue:(quiet | nothing | city)/' other.lua
wait_for 1 "corpus 'kept.db' is being written by another run"
wait_for 1 "waiting for the next save"
exec 9>&-
echo >>other.lua
wait_for 2 "kept in kept.db"
end INT 0
answers kept.db "SELECT count(*) FROM quiet" 3

# In scope: of a corpus, also what is kept of it, and of sources.
write_rules deeds.lua '(regretted | said | day)'
cp notes.db scope.db
begin scope.db -r deeds.lua --keep --since 2026-03-02
wait_for 1 "+2 new  -0 lost"
wait_for 1 "of 2 documents looked into"
wait_for 1 "kept in scope.db: 2 documents written"
write_rules deeds.lua '(regretted | said | delay | nothing)'
wait_for 1 "+1 new  -1 lost"
wait_for 2 "kept in scope.db"
end INT 0
answers scope.db "SELECT group_concat(text, ' ') FROM (SELECT text FROM deed WHERE rule = 'deeds.sad' ORDER BY id)" "regretted said nothing"
begin notes.jsonl -r deeds.lua --before 2026-03-02
wait_for 1 "found in 1 document"
end INT 0
write_rules deeds.lua regretted

# A folder of documents without a corpus.
mkdir texts
printf 'Ostia regretted the delay.\n' >texts/one.txt
printf 'Norland welcomed the plan.\n' >texts/two.txt
write_rules deeds.lua regretted
begin texts -r deeds.lua
wait_for 1 "2 found in 2 documents"
write_rules deeds.lua '(the plan)'
wait_for 1 "Norland welcomed [the plan]."
wait_for 1 "lunette why texts/two.txt 'the plan' -r deeds.lua"
end INT 0
begin texts -r deeds.lua
wait_for 1 "found in 2 documents"
end QUIT 0
equals "files here" "" "$(ls | grep -e '^texts.*db' || true)"
untouched

# Rules that never end are ended; the next save goes on.
cat >deeds.lua <<'LUA'
layer "deed" { cue = span, kind = text }
rule "glad" { doc = "g", match = [[ cue:welcomed ]], marks = "deed", mark = function(match) while true do end end, examples = { { "He came.", expect = {} } } }
LUA
begin notes.db -r deeds.lua
wait_for 1 "steps"
write_rules deeds.lua city
wait_for 1 "+3 new  -0 lost  ~0 changed"
end INT 0
untouched

# Stopped at any moment. A shell gives its background commands no SIGINT before they ask for it, so SIGTERM follows; what arrives before the
# shell has become the program is lost with the shell, so it is sent until the program is gone.
stop() {
    kill -INT "$watcher" 2>/dev/null || true
    for _ in $(seq 100); do
        sleep 0.1
        kill -TERM "$watcher" 2>/dev/null || break
    done
    claims=$((claims + 1))
    ! kill -KILL "$watcher" 2>/dev/null || complain "lunette watch, told to end for ten seconds" "it ends" "$(cat "$out")"
    wait "$watcher" || true
}
for pause in 0 0.02 0.05 0.1 0.15 0.2 0.3 0.5; do
    write_rules deeds.lua "(regretted | came)"
    begin notes.db -r deeds.lua
    sleep "$pause"
    write_rules deeds.lua city
    sleep "$pause"
    stop
    begin texts -r deeds.lua
    sleep "$pause"
    stop
done
untouched

# What cannot be watched.
write_rules deeds.lua regretted
lunette 3 watch none.db -r deeds.lua
says "none.db"
lunette 3 watch -r deeds.lua
says "no corpus and no folder"
lunette 3 watch texts
says "no rules were named"
lunette 3 watch notes.db -p entities
says "inside the program"
lunette 3 watch notes.db -r deeds.lua --country Nowhere
says "--country: there is no country 'Nowhere'"
lunette 3 watch texts -r deeds.lua --with NO
says "--with asks a corpus"
lunette 3 watch texts -r deeds.lua --keep
says "--keep"
untouched
finish
