# pipe.sh - JSON lines in, JSON lines out: order, metadata, broken and blank lines, a huge line.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >ferry.lua <<'LUA'
layer "ferry" { cue = span }
rule "ferry" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry", examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } } } }
LUA
piped() { # piped CODE WORDS... < lines
    wanted_code=$1 code=0 last="lunette pipe $*" claims=$((claims + 1))
    shift
    "$LUNETTE" pipe "$@" >"$out" 2>"$err" || code=$?
    [ "$code" -eq "$wanted_code" ] || complain "$last" "exit code $wanted_code" "exit code $code: $(cat "$err")"
}

printf '{"id":"x","text":"We took the ferry."}' >one
piped 0 -r ferry.lua <one
equals "one document" '{"id":"x","uri":"-#x","text":"We took the ferry.","annotations":[{"id":1,"layer":"ferry","start":8,"stop":17,"text":"the ferry","rule":"ferry.ferry","fields":{"cue":{"start":8,"stop":17,"text":"the ferry"}}}],"problems":[]}' \
    "$(sed 's/"language":"en",//' "$out")"
equals "standard error" "" "$(cat "$err")"
printf '{"id":"x","text":"We took the fer\302\255ry."}' | "$LUNETTE" pipe -r ferry.lua >"$out" 2>"$err"
holds "$out" "\"start\":8,\"stop\":18,\"text\":\"the fer$(printf '\302\255')ry\""
piped 0 -r ferry.lua --layers sentence <one
holds "$out" '"problems":[]'
piped 0 -r ferry.lua --layers token <one
equals "only tokens" 5 "$(grep -o '"layer":"[a-z]*"' "$out" | grep -c token)"
lacks "$out" '"layer":"ferry"'
piped 0 -r ferry.lua </dev/null
equals "nothing in, nothing out" "" "$(cat "$out")"

# Order; keys that are nobody's are kept; blank lines are none; carriage returns are no harm.
seq 1 300 | awk '{ printf "{\"id\":\"n%d\",\"text\":\"We took the ferry %d times.\",\"extra\":[%d]}\n", $1, $1, $1; if ($1 % 50 == 0) print ($1 % 100 ? "" : "  \r") }' >many
piped 0 -r ferry.lua <many
equals "order" "$(seq -f 'n%g' 1 300)" "$(sed 's/^{"id":"\([^"]*\)".*/\1/' "$out")"
equals "what is not ours" 300 "$(grep -c '"extra":\[[0-9]*\]' "$out")"

# Broken lines answer in their place, with their number and a problem; the others are whole.
cat >mixed <<'JSON'
{"id":"m1","text":"The ferry left."}
{"id":"m2","text":"The ferry

[1, 2]
"text"
{"id":"m6"}
{"id":"m7","text":42}
{"id":"m8","text":"The ferry came back."}
JSON
piped 2 -r ferry.lua <mixed
equals "lines out" 7 "$(wc -l <"$out")"
equals "first" 1 "$(sed -n 1p "$out" | grep -c '"id":"m1".*"layer":"ferry".*"problems":\[\]}$')"
equals "last" 1 "$(sed -n 7p "$out" | grep -c '"id":"m8".*"layer":"ferry".*"problems":\[\]}$')"
equals "with problems" 5 "$(grep -c '"problems":\[{' "$out")"
for number in 2 4 5 6 7; do
    holds "$out" "-:$number"
done
holds "$err" "7 documents, 5 problems"

# One line of some megabytes beside a small one; and one over the limit.
awk 'BEGIN { printf "{\"id\":\"big\",\"text\":\""; for (i = 0; i < 100000; i++) printf "We took the ferry again. "; print "\"}" }' >huge
cat one huge >both
echo >>one
cat one huge one >both
piped 0 -r ferry.lua <both
equals "documents" "x big x" "$(sed 's/^{"id":"\([^"]*\)".*/\1/' "$out" | tr '\n' ' ' | sed 's/ $//')"
equals "rows of the huge one" 100000 "$(sed -n 2p "$out" | grep -o '"layer":"ferry"' | wc -l)"
piped 2 -r ferry.lua --limit 1M <both
equals "too large" 1 "$(sed -n 2p "$out" | grep -c '"code":"too-large"')"
equals "the others" 2 "$(grep -c '"id":"x".*"problems":\[\]}$' "$out")"

lunette 3 pipe -p nowhere </dev/null
says "no plugin 'nowhere'" "hint: "
lunette 3 pipe one -r ferry.lua </dev/null
says "standard input only" "'one'" "hint: "
if [ -w /dev/full ]; then
    code=0
    "$LUNETTE" pipe -r ferry.lua <one >/dev/full 2>"$err" || code=$?
    equals "a full disk" 3 "$code"
    says "standard output could not be written: No space left on device" "hint: make room on the disk"
    code=0
    "$LUNETTE" help >/dev/full 2>"$err" || code=$?
    equals "help into a full disk" 3 "$code"
    says "standard output could not be written: No space left on device" "hint: make room on the disk"
fi
# Where standard output is closed nothing else gets its number: what is written is lost, and that is said.
for streams in 1 01 12 012; do
    code=0 last="lunette pipe, without the streams $streams" claims=$((claims + 1))
    (
        case $streams in *0*) exec <&- ;; esac
        case $streams in *2*) exec 2>&- ;; esac
        exec >&-
        exec "$LUNETTE" pipe -r ferry.lua
    ) <one 2>"$err" || code=$?
    [ "$code" -eq 3 ] || complain "$last" "exit code 3" "exit code $code: $(cat "$err")"
done
code=0 last="lunette run, without streams" claims=$((claims + 1))
cp one one.jsonl
"$LUNETTE" run one.jsonl -r ferry.lua -o closed.db <&- >&- 2>&- || code=$?
[ "$code" -eq 0 ] || complain "$last" "exit code 0" "exit code $code"
answers closed.db "SELECT count(*) FROM ferry" 1

# Without rules nothing would be found: refused as `run` refuses it.
code=0 last="lunette pipe" claims=$((claims + 1))
echo '{"text":"Rita thanks Omar."}' | "$LUNETTE" pipe >"$out" 2>"$err" || code=$?
[ "$code" -eq 3 ] || complain "$last" "exit code 3" "exit code $code"
says "pipe: no plugin and no rules were named, so nothing would be found" "hint: try -p diplomacy"
equals "what it writes" "" "$(cat "$out")"
# Sentences and tokens are there without any.
code=0 last="lunette pipe --layers sentence" claims=$((claims + 1))
echo '{"text":"Rita thanks Omar. He smiles."}' | "$LUNETTE" pipe --layers sentence >"$out" 2>"$err" || code=$?
[ "$code" -eq 0 ] || complain "$last" "exit code 0" "exit code $code"
equals "sentences" 2 "$(grep -o '"layer":"sentence"' "$out" | wc -l)"

finish
