# The installed tree is enough: a program builds against it through pkg-config and through find_package, and runs, also after
# the tree was moved.

set -eu
here=$LUNETTE_ROOT/tests/embed
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

cmake --install "$LUNETTE_BUILD" --prefix "$place/first" >/dev/null
mv "$place/first" "$place/moved"
prefix=$place/moved

if grep -rIl "$LUNETTE_ROOT" "$prefix" --include='*.pc' --include='*.cmake' --include='*.h'; then
    echo "the files above name the source folder"
    exit 1
fi

PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name lunette.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046,SC2086 # several options in one word
"$CC" -std=c11 -Wall -Wextra -Werror ${LUNETTE_SANITIZE:-} "$here/main.c" -o "$place/by-pkg-config" \
    $(pkg-config --cflags --libs lunette)
"$place/by-pkg-config" "$here/harbour.lua" >"$place/one"

cmake -S "$here" -B "$place/build" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$CC" \
    -DCMAKE_C_FLAGS="${LUNETTE_SANITIZE:-}" >"$place/log" 2>&1 || { cat "$place/log"; exit 1; }
cmake --build "$place/build" >"$place/log" 2>&1 || { cat "$place/log"; exit 1; }
"$place/build/embedder" "$here/harbour.lua" >"$place/two"

cmp "$place/one" "$place/two"
grep -q '^lunette [0-9]' "$place/one"
if [ -n "${LUNETTE:-}" ]; then
    "$prefix/bin/lunette" version | grep -q '[0-9]\.[0-9]'
fi
