# bad_text.sh - damaged and oddly encoded text: what can be saved is read, the rest is named with its place; nothing else is lost.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >ferry.lua <<'LUA'
layer "ferry" { cue = span }
rule "ferry" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry", examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } } } }
LUA
sentence='They took the ferry again, and it was late.'

# In UTF-16, with and without its mark, nothing is wrong.
mkdir wide
for form in UTF-16LE UTF-16BE; do
    printf '%s' "$sentence" | iconv -f UTF-8 -t "$form" >"wide/plain-$form.txt"
done
{ printf '\377\376'; cat wide/plain-UTF-16LE.txt; } >wide/marked-UTF-16LE.txt
{ printf '\376\377'; cat wide/plain-UTF-16BE.txt; } >wide/marked-UTF-16BE.txt
lunette 0 run wide -r ferry.lua -o wide.db
answers wide.db "SELECT count(*) FROM document WHERE text = '$sentence'" 4
answers wide.db "SELECT count(*) FROM ferry WHERE text = 'the ferry' AND start = 10 AND stop = 19" 4

mkdir bad
printf '%s\n' "$sentence" >bad/good.txt
printf '%s \303\050 and \377 %s' "$sentence" "$sentence" >bad/invalid.txt
printf 'They\0took the ferry.' >bad/nul.txt
: >bad/empty.txt
printf '{"id":"one","text":"They took the ferry."}\n{"id":"two","text":"They took the fe\n{"id":"three","text":"They took the ferry."}\n' >bad/cut.jsonl
lunette 2 run bad -r ferry.lua -o bad.db
problem() { # problem URI CODE WORD...
    uri=$1 wanted=$2
    shift 2
    answers bad.db "SELECT group_concat(code) FROM problem WHERE uri LIKE '$uri%'" "$wanted"
    for word in "$@"; do
        answers bad.db "SELECT instr(message, '$word') > 0 FROM problem WHERE uri LIKE '$uri%'" 1
    done
}
problem bad/invalid.txt invalid-utf8 "2 sequences" "byte 44" "U+FFFD" "save"
problem bad/nul.txt nul "1 NUL" "byte 4" "check"
problem bad/empty.txt empty "is empty" "fetch"
problem bad/cut.jsonl bad-json "bad/cut.jsonl:2:" "complete or remove"
answers bad.db "SELECT count(*) FROM problem" 4
answers bad.db "SELECT group_concat(uri, ' ') FROM (SELECT document.uri FROM ferry JOIN document ON document.id = ferry.document ORDER BY ferry.id)" \
    "bad/cut.jsonl#one bad/cut.jsonl#three bad/good.txt bad/invalid.txt bad/invalid.txt bad/nul.txt"
answers bad.db "SELECT count(*) FROM document WHERE instr(text, char(65533)) > 0" 2

# What is unchanged and was said stays said, and is not said twice.
lunette 0 run bad -r ferry.lua -o bad.db
answers bad.db "SELECT count(*) FROM problem" 4

# Rules stop in a sentence that is too long for them, which is one problem, however many they are; what stands before is found.
cat >pier.lua <<'LUA'
layer "pier" { cue = span }
rule "pier" { doc = "A pier.", match = [[ cue:(the pier) ]], mark = "pier", examples = { { "They saw the pier.", expect = { { cue = "the pier" } } } } }
LUA
{ printf 'They took the ferry to the pier and saw'; yes ' one stone more' | head -n 2000 | tr -d '\n'; printf ' and the ferry.\n'; } >long.txt
lunette 2 run long.txt -r ferry.lua -r pier.lua -o long.db
answers long.db "SELECT group_concat(code) FROM problem" unit-too-long
answers long.db "SELECT message LIKE '%sentence that starts at byte 0%5000%' FROM problem" 1
answers long.db "SELECT (SELECT count(*) FROM ferry), (SELECT count(*) FROM pier)" "1,1"
finish
