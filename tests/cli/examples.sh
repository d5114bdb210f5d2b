# examples.sh - `lunette test`: examples that hold, that fail, that break; in two orders; as JSON.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >good.lua <<'LUA'
layer "ferry" { cue = span }
rule "ferry" {
  doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry",
  examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } }, { "They took the boat.", expect = {} }, "The ferry is late." },
}
LUA
lunette 0 test good.lua
equals "all hold" "3 examples, 0 failed" "$(cat "$out")"
lunette 0 test --shuffle --seed 7 good.lua
holds "$out" "0 failed"
lunette 0 test -v good.lua
equals "named" 3 "$(grep -c '^pass .*ferry (good.lua:[0-9]*)$' "$out")"
lunette 0 test --json good.lua
holds "$out" '"failed":0'

sed 's/cue = "the ferry"/cue = "the boat"/' good.lua >bad.lua
lunette 1 test bad.lua
holds "$out" "FAIL "
holds "$out" "(bad.lua:4)"
holds "$out" "the boat"
holds "$out" "the ferry"
holds "$out" "3 examples, 1 failed"
lunette 1 test --json bad.lua
holds "$out" '"failed":1'

# A rule that fails on its example is a failed example, with the rule's line.
cat >raises.lua <<'LUA'
layer "ferry" { cue = span }
rule "ferry" {
  doc = "A ferry.", match = [[ cue:ferry ]], marks = "ferry",
  mark = function(match) return { match.cue, cue = match.cue.nothing.more } end,
  examples = { { "The ferry.", expect = { { cue = "ferry" } } } },
}
LUA
lunette 1 test raises.lua
holds "$out" "raises.lua:4"
holds "$out" "1 example, 1 failed"

lunette 0 test dates
lacks "$out" "FAIL"
lunette 3 test
says "no plugin and no rule file" "hint: lunette test"
lunette 3 test nowhere
says "no plugin 'nowhere'" "hint: "
lunette 3 test nowhere.lua
says "nowhere.lua" "hint: "
finish
