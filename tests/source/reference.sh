# docs/lua.md is what scripts/docs/lua_reference.lua makes of the stubs. To repair: cmake --build build/dev --target docs

set -eu
command -v lua5.4 >/dev/null || exit 77
cd "$LUNETTE_ROOT"
made=$(mktemp)
trap 'rm -f "$made"' EXIT
lua5.4 scripts/docs/lua_reference.lua . >"$made"
[ "$(wc -l <"$made")" -gt 300 ] || { echo "the reference is cut short"; exit 1; }
diff -u docs/lua.md "$made" || { echo "docs/lua.md is not up to date: cmake --build build/dev --target docs"; exit 1; }
