# Every shell script parses with the plain shell, stops at the first error, and those to be called are executable.

set -eu
cd "$LUNETTE_ROOT"
failed=0
n=0
for file in scripts/setup scripts/check scripts/demo scripts/bench scripts/docs/picture .ci/run tests/*/*.sh; do
    [ -f "$file" ] || continue
    n=$((n + 1))
    sh -n "$file" || failed=1
    case $file in
    */_*) continue ;;
    tests/*) ;;
    *) [ -x "$file" ] || { echo "$file is not executable"; failed=1; } ;;
    esac
    grep -q '^set -[a-z]*e' "$file" || { echo "$file does not say set -e"; failed=1; }
done
[ "$n" -ge 8 ] || { echo "only $n scripts found"; failed=1; }
exit $failed
