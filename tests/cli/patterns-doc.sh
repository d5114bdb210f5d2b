#!/bin/sh
# patterns-doc.sh - runs every example of docs/patterns.md with the program. 77 (skipped) without the program or lua5.4.
set -eu
root=${LUNETTE_ROOT:-$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)}
[ -n "${LUNETTE:-}" ] && [ -x "$LUNETTE" ] || { echo "LUNETTE does not name the program" >&2; exit 77; }
command -v lua5.4 >/dev/null || { echo "lua5.4 is not installed" >&2; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
lua5.4 "$root/tests/lua/run_manual.lua" "$LUNETTE" "$root" "$folder"
