# audit.sh - a sample is judged key by key, kept, gone on with, counted with its interval, also where what was wrong is rejected; from a pipe and
# from a terminal, which is given back whatever ends the program.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >deeds.lua <<'LUA'
layer "deed" { kind = required(enum { "offer", "demand" }), what = span }
rule "will" { match = [[ will what:[] ]], mark = "deed", set = { kind = "offer" } }
rule "must" { match = [[ must what:[] ]], mark = "deed", set = { kind = "demand" } }
LUA
n=0
while [ $n -lt 40 ]; do
    n=$((n + 1))
    printf '{"id":"%d","title":"Letter %d","date":"2026-01-%02d","text":"Nobody will sing%d today. The mill must turn%d at night."}\n' $n $n $((n % 28 + 1)) $n $n
done >letters.jsonl
lunette 0 run letters.jsonl -r deeds.lua --language-is en -o letters.db

# audit ANSWERS CODE WORDS...: with these lines on standard input
audit() {
    answers_given=$1
    shift
    printf '%b' "$answers_given" >"$work/answers"
    claims=$((claims + 1))
    wanted=$1
    shift
    last="lunette audit $*"
    code=0
    "$LUNETTE" audit "$@" <"$work/answers" >"$out" 2>"$err" || code=$?
    [ "$code" -eq "$wanted" ] || complain "$last" "exit code $wanted" "exit code $code: $(cat "$err")"
}
judged() { value letters.db "SELECT count(*) || ' ' || sum(verdict = 'yes') FROM audit WHERE present $1"; }

lunette 1 audit letters.db --list
holds "$err" "nothing was judged yet"
lunette 1 audit letters.db deed.kind=offer --list
holds "$err" "nothing was judged yet of exactly deed.kind=offer; all that was: lunette audit letters.db --list"
lunette 3 audit letters.db offer
says "this corpus has no layer 'offer'" "hint: 'offer' is a kind of @deed: deed.kind=offer"
audit 'y\nn\nb\ny\ns\nx\n\nq\n' 0 letters.db deed.kind=offer --n 10
holds "$err" "deed.kind=offer: 40 rows, a sample of 10, 0 judged already"
holds "$err" "1 of 10"
holds "$err" "[will sing"
holds "$err" "rule deeds.will"
holds "$err" "y, n, s, b or q"
holds "$out" "1.00 [0.34, 1.00], 2 judged"
equals "two answers" "2 2" "$(judged '')"

# The same command goes on, and with the same seed the first rows are the first ones again; another seed has others.
value letters.db "SELECT key FROM audit ORDER BY key" >first
audit 'y\ny\ny\ny\ny\ny\ny\ny\ny\ny\n' 0 letters.db deed.kind=offer --n 10
holds "$err" "a sample of 10, 2 judged already"
equals "all of the sample" "10 10" "$(judged '')"
audit '' 0 letters.db deed.kind=offer --n 10
equals "nothing is asked again" "" "$(grep 'of 10 ' "$err" || true)"
cp letters.db again.db
value letters.db "SELECT key FROM audit ORDER BY key" >ten
audit 'y\ny\n' 0 letters.db deed.kind=offer --n 10 --seed 5
value letters.db "SELECT key FROM audit WHERE seed = 5" >other
[ -s other ] && ! grep -qxFf ten other || complain "another seed" "other rows" "$(cat other)"
lunette 0 run letters.jsonl -r deeds.lua --language-is en -o fresh.db
audit 'y\ny\n' 0 fresh.db deed.kind=offer --n 10
value fresh.db "SELECT key FROM audit ORDER BY key" >second
cmp -s first second || complain "the same seed on another corpus of the same texts" "$(cat first)" "$(cat second)"

# What is wrong can be rejected at once: the layer loses it, the figure keeps it.
audit 'n\nn\ny\nq\n' 0 letters.db deed.kind=demand --n 5 --reject --accept
equals "judged" "3 1" "$(judged "AND asked = 'deed.kind=demand'")"
answers letters.db "SELECT count(*) FROM deed WHERE kind = 'demand'" 38
answers letters.db "SELECT group_concat(verdict, ' ') FROM (SELECT verdict FROM correction ORDER BY 1)" "accept reject reject"
holds letters.corrections "reason=audit"
holds "$out" "0.33 [0.06, 0.79], 3 judged"
audit 'n\nb\nq\n' 0 letters.db deed.kind=demand --n 5 --reject
equals "taken back" "3 1" "$(judged "AND asked = 'deed.kind=demand'")"
answers letters.db "SELECT count(*) FROM rejected" 2
audit 'y\ny\ny\ny\n' 0 letters.db deed.kind=demand --n 5
holds "$err" "a sample of 5, 3 judged already"
equals "no more than asked for" "5 3" "$(judged "AND asked = 'deed.kind=demand'")"

# By rule and by field; as JSON; in reports.
lunette 0 audit letters.db --list --by rule
holds "$out" "deeds.must  0.60 [0.23, 0.88], 5 judged"
lunette 0 audit letters.db --list --by kind --json
holds "$out" '"name":"demand"'
holds "$out" '"judged":5'
cat >counts.lua <<'LUA'
report "counts" { write = function(corpus, options, page) page:method() end }
LUA
lunette 0 report counts letters.db -r counts.lua --format md -o -
holds "$out" "0.60 [0.23, 0.88], 5 judged"
holds "$out" "Corrections by hand: 2 annotations rejected"

# A run keeps the answers, and counts those whose annotation is still there.
sed -i 's/"must" {/"shall" {/' deeds.lua
lunette 0 run letters.jsonl -r deeds.lua --language-is en -o letters.db
answers letters.db "SELECT count(*) FROM audit WHERE rule = 'deeds.must' AND present" 0
lunette 0 audit letters.db --list
lacks "$out" "deed.kind=demand"
sed -i 's/"shall" {/"must" {/' deeds.lua
lunette 0 run letters.jsonl -r deeds.lua --language-is en -o letters.db
answers letters.db "SELECT count(*) FROM audit WHERE rule = 'deeds.must' AND present" 5

# Bad words.
audit '' 3 letters.db
says "what is to be judged is not named"
audit '' 3 letters.db deeds.kind=offer
says "no layer 'deeds'" "did you mean 'deed'?"
audit '' 3 letters.db deed.kin=offer
says "no field 'kin'" "did you mean 'kind'?"
audit '' 3 letters.db deed.kind
says "after the layer stands .field=value"
audit '' 3 letters.db deed.kind=gift
says "deed.kind is never 'gift'" "one of: offer, demand"
lunette 3 audit gone.db deed
says "'gone.db' does not exist"
lunette 3 audit letters.db --list --by colour
says "no answer is of a row with 'colour'"

# From a terminal keys need no Enter, and the terminal is given back: after q, after Ctrl-C, when killed.
if command -v script >/dev/null 2>&1; then
    # A key each time the program asks: an octal code or a letter.
    send_keys() {
        asked=0
        for one; do
            asked=$((asked + 1)) tries=0
            while [ "$(grep -c 'right?' typed 2>/dev/null || true)" -lt "$asked" ] && [ "$tries" -lt 100 ]; do
                tries=$((tries + 1))
                sleep 0.1
            done
            printf '%b' "$one"
        done
        sleep 1
    }
    on_terminal() { # KEYS...: on a terminal of its own
        printf '#!/bin/sh\ntrap : INT\nstty cols 44\nstty -g >before\n"$LUNETTE" audit again.db deed --n 60 || true\nstty -g >after\n' >play.sh
        rm -f after
        : >typed
        send_keys "$@" | TERM=dumb timeout 60 script -qfec "sh play.sh" /dev/null >typed 2>&1 || true
        claims=$((claims + 1))
        cmp -s before after || complain "the terminal after '$*'" "$(cat before)" "$(cat after)"
    }
    on_terminal y n q
    holds typed "right? [y]es [n]o [s]kip [b]ack [q]uit no"
    # Lines go on below themselves, between words.
    equals "lines wider than the terminal" "" "$(tr -d '\r' <typed | sed 's/\x1b\[[0-9;]*m//g' | grep '^    ' | grep -v '^    rule' | awk 'length > 44')"
    claims=$((claims + 1))
    [ "$(grep -c '^    ' typed)" -gt 6 ] || complain "lines that go on" "some" "$(cat typed)"
    answers again.db "SELECT count(*) FROM audit WHERE asked = 'deed'" 2
    on_terminal y '\003'
    answers again.db "SELECT count(*) FROM audit WHERE asked = 'deed'" 3
    [ ! -e again.db-wal ] || complain "after Ctrl-C" "one file" "$(ls)"
fi
finish
