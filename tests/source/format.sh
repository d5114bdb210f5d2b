# All C of ours is as clang-format would write it (.clang-format). To repair: clang-format -i the files named.

set -eu
command -v clang-format >/dev/null || exit 77
cd "$LUNETTE_ROOT"
find core include tests -name '*.[ch]' -print0 | xargs -0 -n 20 -P 2 clang-format --dry-run --Werror 2>&1 |
    sed -n 's/^\([^:]*\):[0-9]*:[0-9]*: error:.*/\1/p' | sort -u | {
    files=$(cat)
    [ -z "$files" ] || { printf 'not formatted:\n%s\n' "$files"; exit 1; }
}
