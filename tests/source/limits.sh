# The limits that docs/limits.md and docs/sandbox.md call by name are there, under that name, in the source.

set -eu
cd "$LUNETTE_ROOT"
failed=0 n=0
for name in $(grep -ho '`LUN_[A-Z_]*`' docs/limits.md docs/sandbox.md | tr -d '`' | sort -u); do
    n=$((n + 1))
    grep -rqE "(define +|^ +|[ ,{])$name\\b" core include || { echo "no limit is called $name"; failed=1; }
done
[ "$n" -gt 8 ] || { echo "the names are not where this test looks for them"; exit 1; }
exit $failed
