#!/bin/sh
# label: full
# gold.sh - what the shipped plugins reach on gold data, where it is present (LUNETTE_GOLD; not part of this project): floors a little below what
# was measured last, so that a change that costs accuracy is seen.
set -eu
gold=${LUNETTE_GOLD:-$LUNETTE_ROOT/../shared/gold}
[ -f "$gold/measure.py" ] && command -v python3 >/dev/null || exit 77
[ -n "${LUNETTE:-}" ] || exit 77

out=$(mktemp)
trap 'rm -f "$out"' EXIT
python3 "$gold/measure.py" "$LUNETTE" >"$out" 2>/dev/null

failed=0
# floor FILE ROW COLUMN LEAST: the figure behind the last COLUMN in the first ROW below "== ... FILE"
floor() {
    got=$(awk -v file="$1" -v row="$2" -v label="$3" '
        /^==/ { inside = index($0, file) > 0 }
        inside && index($0, row) == 1 { n = split($0, f, " "); for (i = 1; i <= n; i++) if (f[i] == label) got = f[i + 1]; print got; exit }' "$out")
    if [ -z "$got" ] || ! awk -v a="$got" -v b="$4" 'BEGIN { exit !(a >= b) }'; then
        echo "gold: $1, $2: $3 is ${got:-missing}, expected at least $4"
        failed=1
    fi
}
# macro FILE LEAST: the macro mean of a diplomatic set
macro() {
    got=$(awk -v file="$1" '/^==/ { inside = index($0, file) > 0 } inside && /^macro mean/ { print $3; exit }' "$out")
    if [ -z "$got" ] || ! awk -v a="$got" -v b="$2" 'BEGIN { exit !(a >= b) }'; then
        echo "gold: $1: macro mean is ${got:-missing}, expected at least $2"
        failed=1
    fi
}

floor timex/dev.jsonl strict F1 72
floor timex/dev.jsonl value F1 64
floor cases-dev.jsonl "sentence F1" F1 84
floor "segmentation segmentation/gum-dev.jsonl" "sentence F1" F1 94
floor "quotes/dev.jsonl" "attribution" F1 48
macro seed.jsonl 92
macro dev.jsonl 82
macro dev2.jsonl 80
[ $failed = 0 ] && echo "gold: every floor holds"
exit $failed
