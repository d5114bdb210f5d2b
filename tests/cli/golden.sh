# golden.sh - golden files and specs: what passes and fails, what is written anew, what is never written; which tests run.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir -p ferry/rules ferry/tests
cat >ferry/plugin.lua <<'LUA'
return { name = "ferry", version = "0.1.0", summary = "Ferries.", languages = { "en" } }
LUA
cat >ferry/rules/ferry.lua <<'LUA'
-- ferry.lua - ferries.
layer "ferry" { doc = "A ferry.", cue = span, kind = enum { "sail", "stop" }, words = list(span) }
rule "sails" {
  doc = "A ferry that sails.", match = [[ cue:(the (old | new)? ferry) words:~sail (words:(fast | late))? ]], mark = "ferry", set = { kind = "sail" },
  examples = { { "Here the ferry sails.", expect = { { cue = "the ferry" } } }, { "They took the boat.", expect = {} } },
}
LUA
cat >ferry/rules/stop.lua <<'LUA'
-- stop.lua - ferries that stop.
rule "stops" {
  doc = "A ferry that stops.", match = [[ cue:(the ferry) stops ]], mark = "ferry", set = { kind = "stop" },
  examples = { { "Here the ferry stops.", expect = { { cue = "the ferry" } } }, { "They took the boat.", expect = {} } },
}
LUA
cat >ferry/tests/harbour.golden <<'G'
# What the harbour says.
title: Harbour
layers: ferry (kind, words)

Every morning at nine, when the fog has lifted from the water, the ferry
sails late. At ten the ferry sails, and at noon, when the bells ring, the ferry stops.

---
# in the morning
ferry "the ferry sails late" kind=sail words=sails,late   # wrapped in the text

ferry "the ferry sails" #2 kind=sail
ferry "the ferry stops" !words kind=stop
G
cp -r ferry kept

# ---- what holds ----
lunette 0 test ferry
equals "the sum" "4 examples, 1 golden text, 0 failed" "$(cat "$out")"
lunette 0 test ferry/tests/harbour.golden
equals "one file" "1 golden text, 0 failed" "$(cat "$out")"
lunette 0 test ferry/rules/stop.lua
equals "a rule file of a plugin" "2 examples, 0 failed" "$(cat "$out")"
lunette 0 test ferry -k SAILS
equals "by name" "2 examples, 0 failed" "$(cat "$out")"
lunette 3 test ferry -k nothing-like-it
says "none of 5 tests" "hint: "

# ---- what does not ----
sed -i 's/#2 kind=sail/#2 kind=stop/; s/^ferry "the ferry stops".*/ferry "At ten" kind=sail/' ferry/tests/harbour.golden
lunette 1 test ferry
holds "$out" "ferry/tests/harbour.golden:12: ferry, kind: expected “stop”, found “sail”"
holds "$out" "ferry/tests/harbour.golden:13: missing: ferry \"At ten\" kind=sail"
holds "$out" 'not expected: ferry "the ferry stops" kind=stop (ferry.stops)'
holds "$out" "^^^^^^ expected"
holds "$out" "^^^^^^^^^^^^^^^ found"
holds "$err" "--update"

# ---- written anew ----
cp ferry/tests/harbour.golden before
lunette 1 test ferry --update </dev/null
holds "$out" '- ferry "the ferry sails" #2 kind=stop'
holds "$out" '+ ferry "the ferry sails" #2 kind=sail'
holds "$err" "nothing was written: --yes writes 1 file"
claims=$((claims + 1))
cmp -s before ferry/tests/harbour.golden || complain "without --yes" "the file as it was" "$(cat ferry/tests/harbour.golden)"
lunette 0 test ferry --update --yes
lunette 0 test ferry
holds ferry/tests/harbour.golden "# in the morning"
holds ferry/tests/harbour.golden "# What the harbour says."
holds ferry/tests/harbour.golden 'words=sails,late   # wrapped in the text'
lacks ferry/tests/harbour.golden "At ten\""
lunette 0 test ferry --update --yes
holds "$err" "as they should be"

# A text alone is a file to be filled.
cat >ferry/tests/new.golden <<'G'
layers: ferry

Today, when the fog had lifted from the water, the new ferry sails fast and the
old ferry sails late.
G
lunette 1 test ferry/tests/new.golden
holds "$out" "nothing is expected of this text yet"
lunette 0 test ferry/tests/new.golden --update --yes
holds ferry/tests/new.golden 'ferry "the new ferry sails fast" cue="the new ferry" kind=sail words=sails,fast'
holds ferry/tests/new.golden 'ferry "the old ferry sails late"'
lunette 0 test ferry

# Several texts, and a line of the text that looks like a mark.
printf 'layers: ferry\n\nThe ferry stops.\n\\---\nThe ferry sails.\n\n---\nferry "ferry stops"\n===\nlayers: ferry\n\nNothing.\n\n---\n' >ferry/tests/new.golden
lunette 1 test ferry/tests/new.golden
holds "$out" "new.golden:8: missing: ferry \"ferry stops\""
lunette 0 test ferry/tests/new.golden --update --yes
lunette 0 test ferry/tests/new.golden
equals "two texts" "2 golden texts, 0 failed" "$(cat "$out")"

# ---- never written: what cannot be read, what lies in the program ----
for bad in 'layers: ferry

A text.
---
ferry "A text' 'layers: fery

A text.' 'layers: ferry
titel: x

A text.' 'A text without a header.' 'layers: ferry

---' 'layers: ferry

A text.
---
ferry "no such words"' 'layers: ferry

A text.
---
ferry "A text" speed=3' 'layers: ferry

A text.
---
ferry "A text" #2'; do
    printf '%s\n' "$bad" >ferry/tests/new.golden
    cp ferry/tests/new.golden before
    lunette 1 test ferry
    holds "$out" "FAIL ferry/tests/new.golden (ferry/tests/new.golden:"
    holds "$out" "1 file that did not load, 1 failed"
    lunette 0 test ferry/tests/new.golden --update --yes
    holds "$err" "did not load and is left as it is"
    claims=$((claims + 1))
    cmp -s before ferry/tests/new.golden || complain "a file that cannot be read" "as it was" "$(cat ferry/tests/new.golden)"
done
printf 'layers: ferry\n\nA text.\n---\nferry "A text" kind=\n' >ferry/tests/new.golden
lunette 1 test ferry
holds "$out" "new.golden:5)"
holds "$out" "a value is expected"
holds "$out" "hint: "
printf 'layers: act\n\nNorway thanked Peru for its help.\n' >own.golden
lunette 1 test -p diplomacy own.golden
equals "a file of one's own" "1 golden text, 1 failed" "$(tail -n 1 "$out")"
lunette 0 test -p diplomacy own.golden --update --yes
lunette 0 test -p diplomacy own.golden
holds own.golden "kind=thank"

lunette 3 test own.golden
says "'own.golden' lies in no plugin's folder" "hint: lunette test -p PLUGIN own.golden"
lunette 3 test -p diplomacy nowhere.golden
says "there is no file 'nowhere.golden'" "hint: "

# A plugin that is found by its name has no file that could be written.
mkdir -p over/plugins/dates/tests
printf 'layers: date\n\nOn 1 May 2025 it rained.\n' >over/plugins/dates/tests/rain.golden
export LUNETTE_PATH=$PWD/over
lunette 1 test dates -k rain
lunette 3 test dates -k rain --update --yes
says "found by its name, and is not written" "hint: name its folder by a path: lunette test ./plugins/dates --update"
unset LUNETTE_PATH

# A question on a terminal, answered with no and with yes.
if command -v script >/dev/null; then
    rm -r ferry && cp -r kept ferry
    sed -i 's/kind=stop/kind=sail/' ferry/tests/harbour.golden
    cp ferry/tests/harbour.golden before
    printf 'n\n' | script -qec "$LUNETTE test ferry --update" /dev/null >"$out" 2>&1 || true
    holds "$out" "Write 1 file anew? [y/N]"
    claims=$((claims + 1))
    cmp -s before ferry/tests/harbour.golden || complain "the answer no" "the file as it was" "$(cat ferry/tests/harbour.golden)"
    printf 'y\n' | script -qec "$LUNETTE test ferry --update" /dev/null >"$out" 2>&1 || true
    lunette 0 test ferry
fi

# ---- specs ----
rm -f ferry/tests/new.golden
cat >ferry/tests/ferry_spec.lua <<'LUA'
local function ferries(t, text) return t:read(text):layer "ferry" end
case "a ferry sails" (function(t)
    local doc = t:read("Here the ferry sails.", { date = "2026-01-01", meta = { desk = "west" } })
    t:equal(doc.date, "2026-01-01")
    t:rows(doc, "ferry", { { kind = "sail", cue = "the ferry", words = "sails" } })
    t:ok(doc:find [[ the ferry ]], "words")
end)
case "no boat" (function(t) t:none(ferries(t, "They took the boat.")) end)
case "misuse" (function(t) t:fails(function() t:read(1) end, "takes a text") end)
LUA
lunette 0 test ferry
equals "with specs" "4 examples, 1 golden text, 3 spec cases, 0 failed" "$(cat "$out")"
lunette 0 test ferry --shuffle --seed 4
cat >ferry/tests/bad_spec.lua <<'LUA'
case "wrong" (function(t)
    t:equal(#t:read("Here the ferry sails."):layer "ferry", 2, "ferries")
    t:rows(t:read("Here the ferry sails."), "ferry", { { kind = "stop" }, {} })
end)
case "slips" (function(t) t:rows(t:raed "Here.", "ferry", {}) end)
case "no field" (function(t) t:rows(t:read "Here the ferry sails.", "ferry", { { kidn = "stop" } }) end)
case "a text" (function(t) t:rows("Here the ferry sails.", "ferry", {}) end)
case "a date" (function(t) t:read("Here the ferry sails.", { date = "1 May" }) end)
case "no layer" (function(t) t:rows(t:read "Here the ferry sails.", "fery", {}) end)
case "endless" (function() while true do end end)
case "raises" (function() error("no luck") end)
case "declares" (function() rule "x" { } end)
case "reaches out" (function() return io.open("x") end)
LUA
lunette 1 test ferry/tests/bad_spec.lua
holds "$out" "bad_spec.lua:2: ferries: expected 2, found 1"
holds "$out" 'bad_spec.lua:3: layer '"'ferry'"', row 1, kind: expected "stop", found "sail"'
holds "$out" "hint: did you mean set:read() or t:read(text, [attributes])?"
holds "$out" "bad_spec.lua:6: t:rows: row 1: layer 'ferry' has no field 'kidn'"
holds "$out" "hint: did you mean 'kind'?"
holds "$out" "bad_spec.lua:9: t:rows: there is no layer 'fery'"
holds "$out" "bad_spec.lua:10: the test took more than 200 million steps"
holds "$out" "bad_spec.lua:11: no luck"
holds "$out" "bad_spec.lua:7: t:rows takes a document, not a string"
holds "$out" "bad_spec.lua:8: t:read: the date is '1 May', which is no date"
holds "$out" "a spec declares no rule"
holds "$out" "there is no 'io'"
holds "$out" "10 spec cases, 10 failed"
echo 'case "x" (' >ferry/tests/bad_spec.lua
lunette 1 test ferry
holds "$out" "FAIL ferry/tests/bad_spec.lua (ferry/tests/bad_spec.lua:"
holds "$out" "1 file that did not load"
rm ferry/tests/bad_spec.lua

# ---- only what is named ----
cat >mine.lua <<'LUA'
requires "dates"
layer "tide" { doc = "A tide." }
rule "tide" { doc = "A tide.", match = [[ the tide ]], mark = "tide", examples = { "Here the tide comes.", { "A ship.", expect = {} } } }
rule "flood" {
  doc = "A flood.", match = [[ the flood ]], marks = "tide", mark = function() error("no flood") end,
  examples = { { "A ship.", expect = {} } } }
LUA
lunette 0 test mine.lua
equals "no examples of what is required" "3 examples, 0 failed" "$(cat "$out")"
lunette 0 test -r mine.lua -p ferry
equals "nor of what is loaded besides" "3 examples, 0 failed" "$(cat "$out")"
sed -i 's/"Here the tide comes."/"Here the tide comes.", "Now the tide and the flood come."/' mine.lua
lunette 1 test mine.lua
equals "an error of another rule is told once" 1 "$(grep -c 'no flood' "$out")"
holds "$out" "FAIL mine.flood (mine.lua:5)"
holds "$out" "met in: mine.tide, example 2"

# ---- near misses ----
sed -i 's/"Now the tide and the flood come."/"Now the high tide comes."/' mine.lua
lunette 1 test mine.lua
holds "$out" 'near miss: “the” was taken; then `tide` was asked of “high”'
holds "$out" "^^^^ the pattern stopped here"
holds "$out" "smallest change that matches: "

# ---- coverage ----
lunette 0 test ferry --coverage
holds "$out" "ferry/rules/ferry.lua:4:53: never taken: old"
holds "$out" "ferry/rules/ferry.lua:4:59: never taken: new"
holds "$out" "ferry/rules/ferry.lua:4:92: never taken: fast"
lacks "$out" "never taken: late"
holds "$out" "coverage: 2 of 2 rules make rows in tests, 1 of 4 alternatives are taken"
lunette 0 test ferry --coverage -k stops
holds "$out" "rule ferry.sails makes no row in any test"
lunette 0 test ferry --coverage --json
holds "$out" '"missed_ways":['
finish
