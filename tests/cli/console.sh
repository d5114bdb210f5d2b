# console.sh - the prompt from a pipe, with -e and in a terminal: values, rules typed and tried, help, completion, errors, Ctrl-C, history.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"
export XDG_STATE_HOME=$work/state HOME=$work

cat >ferry.lua <<'LUA'
layer "ferry" { doc = "A boat that comes back.", kind = enum { "car", "foot" }, cue = span, port = list(ref()) }
layer "port" { mention = true, name = text }
lexicon "ports" { { "Turku", code = "TU" }, { "Oslo", code = "OS" } }
define "crossing" [[ (ferry | boat) ]]
rule "port" { match = [[ name:$ports ]], mark = "port", examples = { "From Oslo." } }
rule "ferry" { doc = "A ferry.", match = [[ cue:%crossing (to port:@port)? ]], mark = "ferry", set = { kind = "car" }, examples = { "The ferry to Oslo." } }
LUA
printf '%s\n' '{"id":"n1","title":"First","date":"2026-01-02","source":"Gazette","country":"FI","text":"The ferry to Turku left. Anna waved to the ferry.\n\nRain fell."}' \
    '{"id":"n2","title":"Second","date":"2026-02-03","text":"A boat to Oslo was late. Nobody hoped to sail."}' \
    '{"id":"n3","text":"Nothing \u001b[31mhere\u001b[0m."}' >notes.jsonl
lunette 0 run notes.jsonl -r ferry.lua -o notes.db
cp notes.db before.db

# shows CODE EXPECTED: what the console shows of code.
shows() {
    lunette 0 console notes.db -e "$1"
    equals "$1" "$2" "$(cat "$out")"
}
in_pipe() {
    claims=$((claims + 1)) code=0 last="lunette console $*, from a pipe"
    "$LUNETTE" console "$@" >"$out" 2>"$err" || code=$?
}

# ---- values ----
shows '1 + 1' 2
shows '"a\nb"' "a
b"
shows 'x = 3' ""
shows '#docs, docs[2].title' '3
"Second"'
shows 'local n = 2; print(n, "x")' "2  x"
shows 'nil' nil
shows '{ 1, { a = true } }' '{ 1, { a = true } }'
shows 'doc "n1"' '1. First
  date 2026-01-02, source Gazette, country FI, language en, id n1, uri notes.jsonl#n1
  │ The ferry to Turku left. Anna waved to the ferry.
  │ Rain fell.
  2 paragraphs, 3 sentences
  ferry 2, port 1'
shows 'doc(1):layer "ferry"' '2 annotations
   1  ferry  The [ferry to Turku] left.
   2  ferry  Anna waved to the [ferry].'
shows 'doc(1):layer("ferry")[1]' 'ferry  The [ferry to Turku] left.
  kind         car
  cue          ferry
  port         Turku
  by rule ferry.ferry'
shows 'doc(2):find [[ ~hope to ]]' "Nobody [hoped to] sail."
shows 'doc(2):sentences()[2]:bytes()' '26
46'
shows 'try [[ ~hope to ]]' '1 hit in 1 of 3 documents
    2          A boat to Oslo was late. Nobody [hoped to] sail.'
shows '#try [[ the %crossing ]], try([[ %crossing ]], { n = 1 }).more' '2
true'
shows 'corpus:annotations("ferry"):count "kind"' "3 in all
       n
  car  3"
shows 'corpus:annotations("ferry", { kind = "foot" })' "0 ferry rows"
shows 'lexicon "ports"' 'a lexicon of 2 phrases, each with code
  phrase  code
  Turku   TU
  Oslo    OS'
shows 'pattern [[ a | b ]]' 'pattern [[ a | b ]]'
shows 'sql("SELECT count(*) AS n FROM ferry WHERE kind = ?", { "car" })' "1 row
  n
  3"
shows 'corpus' "notes.db, 3 documents
  dated 2026-01-02 to 2026-02-03
  layer  rows
  ferry     3
  port      2"
lunette 0 console notes.db -e 'doc(3)' -e 'doc(3).text'
lacks "$out" "$(printf '\033')"
lunette 0 console notes.db -e 'corpus:annotations "ferry"' -e 'corpus:annotations("ferry"):take(1)[1]' -e 'docs'
holds "$out" "3 ferry rows in 2 documents"
holds "$out" "The [ferry to Turku] left. Anna waved"
holds "$out" "n1"
lunette 0 console --json notes.db -e 'doc(1):layer("ferry")[1]' -e '#docs' -e 'corpus:annotations("ferry"):count "kind"'
equals "as JSON" '"car":3' "$(sed -n '$p' "$out" | tr -d '{}')"
holds "$out" '"layer":"ferry"'
lunette 0 console notes.db --since 2026-02-01 -e '#corpus:documents()'
equals "scoped" 1 "$(cat "$out")"

# ---- from a pipe: statements, chunks over lines, chains; files in place of a corpus ----
in_pipe notes.db <<'LUA'
#!/usr/bin/env lunette
local acts = corpus:annotations "ferry"
  :where { kind = "car" }
for i = 1, 2 do
  print(i)
end

#acts
local function twice(n)
  return 2 * n
end
twice(4)
LUA
equals "output" "1 2 3 8" "$(tr '\n' ' ' <"$out" | sed 's/ $//')"
in_pipe -r ferry.lua notes.jsonl <<'LUA'
#docs
doc("n2"):layer "port"
hits "ferry"
try [[ was late ]]
LUA
holds "$out" "3 hits in 2 of 3 documents"
holds "$out" "A boat to [Oslo] was late."
holds "$out" "[was late]"
in_pipe </dev/null
equals "nothing asked" "0" "$code$(cat "$out" "$err")"

# ---- rules are typed and tried at once, and again; what fails leaves nothing behind ----
in_pipe notes.db <<'LUA'
layer "rain" { cue = span }
rule "rain" { match = [[ cue:rain ]], mark = "rain", examples = { { "Rain fell.", expect = { { cue = "Rain" } } }, { "Sun.", expect = {} } } }
#hits "rain"
d = doc "n1"
#d:layer "rain"
rule "rain" { match = [[ cue:(rain | ferry) ]], mark = "rain" }
#d:layer "rain"
define "wet" [[ rain ]]
lexicon "late" { "late" }
rule "rain" { match = [[ cue:%wet | cue:$late ]], mark = "rain" }
#hits "rain"
define "wet" [[ (rain | ~wave) ]]
#hits "rain"
layer "rain" { n = integer }
rule "rain" { each = "ferry", marks = "rain", mark = function(f, doc) return { f, cue = f.cue, n = #f.text } end }
hits("rain")[1].fields.n
layer "day" { cue = span } rule "day" { match = [[ cue:left ]], mark = "day" } print(#hits "day")
LUA
equals "output" 'rain joins, 2 of 2 examples hold: see its rows with  hits "rain"
1
1
rain joins, no examples: see its rows with  hits "rain"
3
a lexicon of 1 phrase
  phrase
  late
rain joins, no examples: see its rows with  hits "rain"
2
3
rain joins, no examples: see its rows with  hits "rain"
"14"
day joins, no examples: see its rows with  hits "day"
1' "$(cat "$out" "$err")"

lunette 0 console notes.db -e 'print((pcall(try, "(")))' -e '#try "late"'
equals "after a mistake" "false 1" "$(tr '\n' ' ' <"$out" | sed 's/ $//')"
lunette 0 console notes.db -e 'rule "w" { match = [[ late ]], mark = "port", examples = { { "On time.", expect = { {} } } } }'
holds "$out" "1 of 1 examples fail"

# ---- errors: one message with place and column, exit code 3 ----
lunette 3 console notes.db -e 'a = 1 b = = 2'
says "-e:1:3: unexpected symbol near '='" "^"
lunette 3 console notes.jsonl -e '@person said'
says "-e:1:1: unexpected symbol near '@'" "hint: a pattern is tried by: try [[ @person said ]]"
lunette 3 console notes.db -e 'SELECT * FROM person'
says "-e:1:8: syntax error near '*'" 'hint: a query is asked by: sql "SELECT …"'
lunette 3 console notes.db -e 'report briefing'
says "syntax error near 'briefing'" 'hint: `lunette report` is a command: it is typed in a shell'
lunette 3 console notes.db -e 'zebra'
says "there is no 'zebra'" "hint: ? alone says what there is; x = 3 makes a name"
lunette 3 console notes.db -e 'doc(7)'
says "there is no document '7'"
lunette 3 console notes.db -e 'try [[ @fery ]]'
says "there is no layer 'fery'" "hint: "
lunette 3 console notes.db -e 'hits "fery"'
says "the layer 'fery'" "did you mean 'ferry'"
lunette 3 console notes.db -e 'corpus:annotations "fery"'
says "no layer 'fery'" "did you mean 'ferry'"
lunette 3 console notes.db -e 'rule "z" { match = [[ a ]], mark = "nothing" }'
says "-e:1:" "the layer 'nothing'"
lunette 3 console notes.db -e 'rule "z"'
says 'rule "z" has no table'
lunette 3 console notes.db -e 'sql "DELETE FROM document"'
says "cannot modify document"
lunette 3 console notes.db -e 'sql "SELEC 1"'
says 'near "SELEC"'
lunette 3 console notes.db -e 'requires "dates"'
says "is for rule files" "hint: "
lunette 3 console notes.db -e 'x = doc(1):layer("ferry")[1] y = doc(2):layer("ferry") print(x.text)'
says "no longer loaded"
lunette 3 console notes.db -e 'for i = 1, 3 do'
says "'end' expected"
lunette 3 console notes.db -e 'io.open("x")'
says "there is no 'io'"
lunette 3 console nowhere.db
says "nowhere.db"
lunette 3 console notes.db notes.jsonl
says "is a corpus, and other sources"
lunette 3 console ferry.lua -e 'corpus:documents()'
says "there is no corpus here"
lunette 3 console notes.db -r nowhere.lua
says "nowhere.lua"
printf 'x = "\377"\n' >bad.txt
in_pipe notes.db <bad.txt
equals "exit code" 3 "$code"
says "is not text in UTF-8"
printf 'print(1)\nprint(nothing)\nprint(2)\n' >stops.txt
in_pipe notes.db <stops.txt
equals "what ran before the error" "1" "$(cat "$out")"
says "standard input:2: there is no 'nothing'"

# ---- help ----
lunette 0 console notes.db -e '?' -e '?ferry' -e '?Set:count' -e '?ferry.ferry' -e '?run' -e '?try' -e '?$ports' -e '?%crossing' -e 'help "Span"'
holds "$out" "hits \"x\""
holds "$out" "A boat that comes back."
holds "$out" ".kind           enum: car, foot"
holds "$out" "set:count(...) → Counts"
holds "$out" "match  cue:%crossing (to port:@port)?"
holds "$out" "lunette run, a command"
holds "$out" "try(pattern, [options]) → Hits"
holds "$out" "a lexicon of ferry with 2 phrases"
holds "$out" "%crossing, a pattern of ferry"
holds "$out" ":before"
lunette 0 console notes.db -e '?foot'
holds "$out" 'foot, a value of @ferry[kind]'
lunette 0 console notes.db -e 'try [[ ferry ]]' -e '?try'
lacks "$out" "console.try"
lunette 3 console notes.db -e '?fery'
says "there is no help on 'fery'" "did you mean 'ferry'"

# ---- in a terminal ----
if command -v script >/dev/null && script --version 2>/dev/null | grep -q util-linux; then
    # Writes keys with pauses to a terminal in which the console runs; what it showed is in $out.
    type_keys() {
        claims=$((claims + 1)) last="lunette console, in a terminal"
        (sleep "$pause"; for keys in "$@"; do printf '%b' "$keys"; sleep "$pause"; done) |
            TERM=xterm NO_COLOR=1 timeout 120 script -qec "'$LUNETTE' console notes.db" /dev/null >"$out" 2>&1 || true
    }
    # A slow machine gets more time before a claim fails.
    for pause in 1 4 10; do
        type_keys 'for i = 1, 1e15 do end\n' '\003' 'sql "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t"\n' '\003' \
            'half a line\003' 'print(6 *\n' '7)\n' 'corpus:anno\t "fe\t":count "ki\t"\n' 'try "@fer\t[ki\t = fo\t]"\n' 'error "on purpose"\n' 'doc "n1\t":la\t "po\t"\n' '\004'
        grep -qF "A boat to [Oslo]" "$out" || grep -qF "The ferry to [Turku]" "$out" && break
    done
    equals "Ctrl-C stops what runs" 2 "$(grep -c '^stopped' "$out" || true)"
    holds "$out" "42"
    holds "$out" "3 in all"
    holds "$out" "no hits"
    holds "$out" "on purpose"
    holds "$out" "The ferry to [Turku]"
    history=$work/state/lunette/history
    claims=$((claims + 2))
    [ "$(stat -c %a "$history" 2>&1)" = 600 ] || complain "the history" "mode 600" "$(ls -l "$history" 2>&1)"
    grep -q 'on.*purpose' "$history" || complain "the history" "what was typed" "$(cat "$history" 2>&1)"
    equals "files beside the history" history "$(ls "$work/state/lunette")"
fi

# ---- between two lines the corpus is free: another program may write it ----
if command -v script >/dev/null && script --version 2>/dev/null | grep -q util-linux; then
    cp notes.db shared.db
    key=$(value shared.db "SELECT key FROM ferry LIMIT 1")
    mkfifo keys
    TERM=dumb timeout 120 script -qfec "'$LUNETTE' console shared.db" /dev/null <keys >"$work/typed" 2>&1 &
    console=$!
    exec 3>keys
    n=0
    for line in 'corpus:annotations("ferry"):take(1)[1]' 'doc(1)' 'x = corpus:rows("SELECT * FROM ferry")()' \
        'for row in corpus:rows "SELECT * FROM ferry" do print(row.kind) break end'; do
        n=$((n + 1))
        printf '%s\nprint "read %d"\n' "$line" "$n" >&3
        for _ in $(seq 200); do
            grep -q "^read $n" "$work/typed" && break
            sleep 0.1
        done
        holds "$work/typed" "read $n"
        lunette 0 reject shared.db "$key" "not a ferry"
        lacks "$err" "in use by another program"
        lunette 0 reject shared.db "$key" --undo
    done
    printf '\004' >&3
    exec 3>&-
    wait "$console" || true
    rm -f shared.* keys
fi

# ---- a narrow terminal: words stand below words, nothing is broken inside of a word ----
if command -v script >/dev/null && script --version 2>/dev/null | grep -q util-linux; then
    for n in 1 2 3 4 5 6; do printf 'On the morning of day %d, before anybody on the island had woken up, the old white ferry to Turku left the harbour without a sound and without a light. ' $n; done >long.txt
    claims=$((claims + 1)) last="lunette console, in a narrow terminal"
    for pause in 1 4 10; do
        (sleep $pause; printf 'hits "ferry"\n'; sleep $pause; printf 'doc(1):layer("ferry")[1]\n'; sleep $pause; printf '\004') |
            TERM=dumb NO_COLOR=1 timeout 120 script -qec "stty cols 60; '$LUNETTE' console long.txt -r ferry.lua" /dev/null >"$out" 2>&1 || true
        grep -q 'by rule' "$out" && break
    done
    tr -d '\r' <"$out" | sed 's/…/-/g' >"$work/typed" # awk may count bytes
    mv "$work/typed" "$out"
    sed -n '/^ferry/,/by rule/p' "$out" >"$work/shown"
    holds "$work/shown" "harbour"
    equals "lines wider than the terminal" "" "$(grep -v '^>' "$out" | awk 'length > 60')"
    equals "hits below each other" 1 "$(grep '^ *1  ' "$out" | sed 's/\[.*//' | awk '{ print length }' | sort -u | wc -l | tr -d ' ')"
    equals "words that are broken" "" "$(tr -s ' \n' '\n' <"$work/shown" | grep -x -e 'woke' -e 'harbou' -e 'withou' || true)"
fi

cmp -s notes.db before.db || complain "the corpus" "as it was" "changed"
equals "files beside the corpus" "notes.db" "$(echo notes.db*)"

# a capture that an earlier pattern filled once: told in the prompt's words
printf 'Norway and Peru and Chile agree.\n' >seats.txt
lunette 3 console seats.txt -p entities -e 'try [[ seat:@country ]]' -e 'try [[ seat:@country (and seat:@country)* ]]'
holds "$err" "the capture 'seat' can be filled twice in a match"
lacks "$err" "try.seat"

# the words that one tries first
printf 'help\nexit\nno_such_word()\n' | "$LUNETTE" console seats.txt >"$out" 2>"$err" || complain "exit, from a pipe" "exit code 0" "$(cat "$err")"
holds "$out" "leaves"
lunette 0 console seats.txt -e 'quit()' -e 'exit'
lunette 0 console seats.txt -e 'exit = 3' -e 'exit'
equals "a name of one's own" 3 "$(cat "$out")"
if command -v script >/dev/null && script --version 2>/dev/null | grep -q util-linux; then
    claims=$((claims + 1))
    (sleep 1; printf 'quit\n'; sleep 2) | TERM=dumb timeout 60 script -qec "'$LUNETTE' console seats.txt" /dev/null >"$out" 2>&1 || true
    lacks "$out" "there is no 'quit'"
fi
finish
