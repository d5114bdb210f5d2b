#!/bin/sh
# label: full
# gold.sh - what the shipped plugins reach on gold data, where it is present (LUNETTE_GOLD; not part of this project), against floors.txt. With --table
# it prints every figure of that file as measured, as a table in Markdown: docs/accuracy.md.
set -eu
gold=${LUNETTE_GOLD:-$LUNETTE_ROOT/../shared/gold}
[ -f "$gold/measure.py" ] && command -v python3 >/dev/null || { echo "no gold data (LUNETTE_GOLD) or no python3" >&2; exit 77; }
[ -n "${LUNETTE:-}" ] || { echo "LUNETTE does not name the program" >&2; exit 77; }

out=$(mktemp)
trap 'rm -f "$out"' EXIT
python3 "$gold/measure.py" "$LUNETTE" >"$out" 2>&1 || { cat "$out"; exit 1; }

awk -v table="$([ "${1:-}" = --table ] && echo 1 || echo 0)" '
function trim(s) { gsub(/^ +| +$/, "", s); return s }
# the figure that a row names: behind its name; the percentage in brackets; the first figure behind "mean"
function figure(row, name,    n, f, i) {
    if (name == "%") { if (match(row, /\([0-9.]+ %\)/)) return substr(row, RSTART + 1, RLENGTH - 4); return "" }
    n = split(row, f, " ")
    for (i = 1; i < n; i++) if (f[i] == name && f[i + 1] ~ /^[0-9.]+$/) return f[i + 1]
    return ""
}
FNR == NR {
    if ($0 ~ /^#/ || NF == 0) next
    split($0, part, "|")
    n++; section[n] = trim(part[1]); start[n] = trim(part[2]); name[n] = trim(part[3]); least[n] = trim(part[4])
    next
}
/^==/ { head = $0; next }
{
    row = trim($0)
    for (i = 1; i <= n; i++) {
        if (got[i] != "" || index(head, section[i]) == 0 || index(row, start[i]) != 1) continue
        got[i] = figure(row, name[i])
    }
}
END {
    if (table) print "| gold set | figure | | measured | floor |\n| --- | --- | --- | ---: | ---: |"
    for (i = 1; i <= n; i++) {
        if (table) printf "| %s | %s | %s | %s | %s |\n", section[i], start[i], name[i], got[i], least[i]
        else if (got[i] == "" || got[i] + 0 < least[i] + 0) {
            printf "gold: %s, %s: %s is %s, expected at least %s\n", section[i], start[i], name[i], got[i] == "" ? "missing" : got[i], least[i]
            failed = 1
        }
    }
    if (!failed && !table) print "gold: " n " floors hold"
    exit failed
}' "$LUNETTE_ROOT/tests/corpus/floors.txt" "$out"
