#!/bin/sh
# label: fault
# A run whose supervisor, zygote or workers are killed at random moments leaves a corpus that opens, is sound and holds
# whole documents only; the runs after it end in what an undisturbed run gives. LUNETTE_KILLS says how many (30); without
# it a slow machine may stop after two minutes, with ten at the least.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0" # the helper that looks for leaks is a child, too: killed, it is waited for without end

kills=${LUNETTE_KILLS:-30}
patience=${LUNETTE_KILLS:+100000}
patience=${patience:-120}
documents=${LUNETTE_KILL_DOCUMENTS:-600}
begun=$(date +%s)
mkdir papers
awk -v n="$documents" 'BEGIN { for (i = 1; i <= n; i++) {
    text = sprintf("Norland thanks Ostia for harbour %d. ", i)
    for (j = 0; j < 20; j++) text = text sprintf("Ostia thanks Norland for pier %d of %d. ", j, i)
    printf "{\"id\":\"p%d\",\"title\":\"Paper %d\",\"text\":\"%s\"}\n", i, i, text } }' >papers/all.jsonl
for i in 1 2 3 4 5 6 7 8 9; do echo "Ostia thanks Norland for letter $i." >"papers/b$i.txt"; done
total=$((documents + 9))
cat >thanks.lua <<'LUA'
layer "gratitude" { cue = span, giver = text }
rule "thanks" {
  doc = "Somebody thanks somebody.",
  match = [[ giver:%cap cue:thanks %cap ]],
  marks = "gratitude",
  mark = function(match) return { cue = match.cue, giver = match.giver.text } end,
  examples = { { "Norland thanks Ostia.", expect = { { cue = "thanks" } } } },
}
LUA
lunette 0 run papers -r thanks.lua -o whole.db
"$LUNETTE" export whole.db >whole.jsonl

# The seed is fixed; what a moment hits is not.
next_random() {
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    random=$((seed / 65536 % 1000))
}
seed=20261127

# The pid to kill: of the supervisor, the zygote (its child), or a worker (a child of that).
choose() {
    case $((random % 4)) in
    0 | 1) echo "$run" ;;
    2) pgrep -P "$run" | head -n 1 ;;
    *) zygote=$(pgrep -P "$run" | head -n 1) && pgrep -P "$zygote" | head -n 1 ;;
    esac
}

done_kills=0 rounds=0 hit_supervisor=0 hit_others=0
rm -f part.db
is_enough() {
    [ "$done_kills" -ge "$kills" ] && return 0
    [ "$done_kills" -ge 10 ] && [ $(($(date +%s) - begun)) -gt "$patience" ]
}

while ! is_enough; do
    rounds=$((rounds + 1))
    "$LUNETTE" run papers -r thanks.lua -o part.db -j 2 2>run.err &
    run=$!
    next_random
    sleep "$(awk -v r="$random" 'BEGIN { printf "%.3f", 0.05 + r / 1000 * 1.2 }')"
    next_random
    victim=$(choose 2>/dev/null || true)
    if [ -n "$victim" ] && kill -9 "$victim" 2>/dev/null; then
        done_kills=$((done_kills + 1))
        [ "$victim" = "$run" ] && hit_supervisor=$((hit_supervisor + 1)) || hit_others=$((hit_others + 1))
    fi
    code=0
    wait "$run" 2>/dev/null || code=$?
    claims=$((claims + 1)) last="run $rounds, killed: $victim of $run"
    case $code in
    0 | 3 | 137) ;;
    *) complain "exit code" "0, 3 or 137" "$code: $(cat run.err)" ;;
    esac
    [ -s part.db ] || continue # killed before a byte was written
    case $(value part.db 'SELECT 1') in
    *'an empty file'*) continue ;; # killed while it was begun: that was taken back
    esac
    answers part.db "PRAGMA integrity_check" ok
    [ "$(value part.db 'SELECT count(*) FROM document')" != 0 ] || continue # killed before its layers were there
    answers part.db "SELECT count(*) FROM document WHERE id NOT IN (SELECT document FROM gratitude)" 0
    answers part.db "SELECT count(*) - count(DISTINCT uri) FROM document" 0
    answers part.db "SELECT count(*) FROM document d WHERE (SELECT count(*) FROM gratitude g WHERE g.document = d.id) <> CASE WHEN d.uri LIKE '%.txt' THEN 1 ELSE 21 END" 0
    # now and then from the beginning, so that all stages are hit
    if [ "$(value part.db 'SELECT count(*) FROM document')" = "$total" ]; then
        "$LUNETTE" run papers -r thanks.lua -o part.db -q || complain "finishing" "exit code 0" "another"
        "$LUNETTE" export part.db | cmp -s whole.jsonl - || complain "the export after $done_kills kills" "as undisturbed" "another"
        rm -f part.db
    fi
done
lunette 0 run papers -r thanks.lua -o part.db
answers part.db "SELECT count(*) FROM document" "$total"
answers part.db "SELECT count(*) FROM problem" 0
answers part.db "SELECT count(*) FROM document_text WHERE document_text MATCH 'harbour'" "$documents"
lunette 0 export part.db
cmp -s whole.jsonl "$out" || complain "the exports" "equal" "$(cmp whole.jsonl "$out" 2>&1)"
equals "files beside the corpus" "part.db" "$(echo part.db*)"
echo "$done_kills kills ($hit_supervisor of the supervisor, $hit_others of others) in $rounds runs"
finish
