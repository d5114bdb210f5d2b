# Every public header compiles alone, in C and in C++, with nothing but include/ in its path and no macro set; every header
# of core compiles alone in C.

set -eu
failed=0

alone() { # header, compiler and options
    header=$1
    shift
    if ! printf '#include "%s"\n#include "%s"\nint lun_test_nothing(void);\nint lun_test_nothing(void) { return 0; }\n' \
        "$header" "$header" | "$@" -fsyntax-only -Wall -Wextra -Werror -; then
        echo "$header does not compile alone: $*"
        failed=1
    fi
}

n=0
for header in "$LUNETTE_ROOT"/include/lunette/*.h; do
    alone "$header" "$CC" -std=c11 -pedantic -I "$LUNETTE_ROOT/include" -x c
    alone "$header" "$CXX" -std=c++11 -pedantic -I "$LUNETTE_ROOT/include" -x c++
    n=$((n + 1))
done
flags=$(pkg-config --cflags lua5.4 libpcre2-8 libxml-2.0 uchardet libcjson)
for header in "$LUNETTE_ROOT"/core/*/*.h; do
    # shellcheck disable=SC2086 # several options in one word
    alone "$header" "$CC" -std=c11 -D_GNU_SOURCE -DPCRE2_CODE_UNIT_WIDTH=8 -I "$LUNETTE_ROOT/include" \
        -I "$LUNETTE_ROOT/core" $flags -x c
done
[ "$n" -gt 0 ] || { echo "no public header found"; exit 1; }
exit $failed
