# label: full
# why_broken.sh - the first line of `why` names the true cause in 17 of 20 shipped rules that were broken (why_broken.lua).
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"
command -v lua5.4 >/dev/null || { echo "lua5.4 is not installed" >&2; exit 77; }
lua5.4 "$LUNETTE_ROOT/tests/cli/why_broken.lua" "$LUNETTE" "$LUNETTE_ROOT" "$work" 99 10
