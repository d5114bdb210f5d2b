#!/bin/sh
# writing-rules.sh - runs every rule file of docs/writing-rules.md as `lunette test --shuffle` does. 77 (skipped) without the program.
set -eu
root=${LUNETTE_ROOT:-$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)}
[ -n "${LUNETTE:-}" ] && [ -x "$LUNETTE" ] || { echo "LUNETTE does not name the program" >&2; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fewest=8

# A block ```lua whose first line is "-- NAME.lua" becomes the file NAME.lua.
awk -v folder="$folder" '
  /^```lua$/ { first = 1; next }
  /^```$/    { file = ""; next }
  first      { first = 0; if ($0 ~ /^-- [a-z]+\.lua$/) file = folder "/" $2 }
  file != "" { print > file }
' "$root/docs/writing-rules.md"

n=0 failed=0
for file in "$folder"/*.lua; do
  n=$((n + 1))
  "$LUNETTE" test --shuffle "$file" > "$folder/out" 2>&1 || { failed=$((failed + 1)); echo "== $(basename "$file")"; cat "$folder/out"; }
  grep -q '^0 examples' "$folder/out" && { failed=$((failed + 1)); echo "$(basename "$file"): no examples"; }
done
echo "$n rule files, $failed failed"
[ "$n" -ge "$fewest" ] || { echo "fewer than $fewest rule files on the page"; exit 1; }
[ "$failed" -eq 0 ]
