#!/bin/sh
# label: fault
# A run that is killed keeps what it had committed and nothing by halves; the next run finishes the work, and what is
# exported then is what an undisturbed run gives.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fail() {
    echo "store_killed: $1" >&2
    exit 1
}

mkdir papers
awk 'BEGIN { for (i = 1; i <= 6000; i++)
    printf "{\"id\":\"p%d\",\"title\":\"Paper %d\",\"text\":\"Norland thanks Ostia for harbour %d. Ostia thanks Norland.\"}\n", i, i, i }' \
    >papers/all.jsonl
cat >thanks.lua <<'LUA'
layer "gratitude" { cue = span }
rule "thanks" {
  doc = "Somebody thanks somebody.",
  match = [[ cue:thanks "Ostia" ]],
  mark = "gratitude",
  examples = { { "Norland thanks Ostia.", expect = { { cue = "thanks" } } } },
}
LUA

"$LUNETTE" run papers -r thanks.lua -o whole.db 2>whole.log || fail "the undisturbed run: $(cat whole.log)"

"$LUNETTE" run papers -r thanks.lua -o killed.db 2>/dev/null &
run=$!
for _ in $(seq 600); do
    kill -0 "$run" 2>/dev/null || break
    n=$("$LUNETTE" sql killed.db "SELECT count(*) FROM document" 2>/dev/null | tr -dc 0-9 || true)
    [ "${n:-0}" -gt 0 ] && break
    sleep 0.05
done
kill -9 "$run" 2>/dev/null || true
wait "$run" 2>/dev/null || true

ask() {
    "$LUNETTE" sql killed.db --json "$1"
}
ask "PRAGMA integrity_check" | grep -q '"ok"' || fail "the corpus is damaged"
ask "SELECT count(*) AS n FROM document WHERE id NOT IN (SELECT document FROM gratitude)" | grep -q ':0[}]' ||
    fail "a document is there without its rows"

"$LUNETTE" run papers -r thanks.lua -o killed.db 2>again.log || fail "the second run: $(cat again.log)"
ask "SELECT count(*) AS n FROM document_text WHERE document_text MATCH 'harbour'" | grep -q ':6000[}]' ||
    fail "the full text lacks documents"
ask "PRAGMA integrity_check" | grep -q '"ok"' || fail "the corpus is damaged after the second run"
"$LUNETTE" export whole.db >whole.jsonl
"$LUNETTE" export killed.db >killed.jsonl
cmp whole.jsonl killed.jsonl || fail "export differs"
[ ! -e killed.db.lock ] && [ ! -e killed.db-wal ] || fail "files are left beside the corpus"
