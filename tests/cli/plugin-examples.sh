#!/bin/sh
# plugin-examples.sh - the examples beside the rules of the plugins for text (syntax, entities, dates), in two orders; and a sample of each
# plugin is analysed without problems. 77 (skipped) without the program.
set -eu
root=${LUNETTE_ROOT:-$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)}
[ -n "${LUNETTE:-}" ] && [ -x "$LUNETTE" ] || { echo "LUNETTE does not name the program" >&2; exit 77; }
failed=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT

for plugin in syntax entities dates; do
  "$LUNETTE" test --shuffle "$plugin" > "$out" 2>&1 || { failed=$((failed + 1)); echo "== $plugin"; cat "$out"; }
  grep -q '^0 examples' "$out" && { failed=$((failed + 1)); echo "$plugin: no examples"; }
  for sample in "$root/plugins/$plugin/samples"/*.txt; do
    lua5.4 -e 'local text = io.read("a"):gsub("[\\\"]", "\\%0"):gsub("\n", "\\n"); print(("{\"id\":\"s\",\"date\":\"2024-03-06\",\"text\":\"%s\"}"):format(text))' \
      < "$sample" | "$LUNETTE" pipe -p "$plugin" > "$out" 2>&1 || { failed=$((failed + 1)); echo "== $sample"; cat "$out"; }
    grep -q '"problems":\[\]' "$out" || { failed=$((failed + 1)); echo "$sample: problems"; grep -o '"problems":.*' "$out"; }
    grep -q "\"rule\":\"$plugin\." "$out" || { failed=$((failed + 1)); echo "$sample: nothing found"; }
  done
done
[ "$failed" -eq 0 ]
