# test-formats.sh - results of tests as TAP and JUnit, read back by programs that were made for them: prove, an XML parser, junitparser.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >good.lua <<'LUA'
layer "ferry" { cue = span }
rule "ferry" {
  doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry",
  examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } }, { "They took # \"the\" <boat> & more.", expect = {} }, "The ferry is late." },
}
LUA
sed 's/expect = {} }, "The ferry/expect = { { cue = "<boat> \& more" } } }, "The ferry/; s/"ferry"/"boat"/' good.lua >bad.lua

# ---- TAP ----
lunette 0 test good.lua --tap
equals "the plan" "1..3" "$(sed -n 2p "$out")"
cp "$out" good.tap
lunette 1 test bad.lua --tap
holds "$out" "not ok 2 - bad.boat, example 2"
cp "$out" bad.tap
if command -v prove >/dev/null; then
    claims=$((claims + 2))
    prove -e cat good.tap >"$out" 2>&1 || complain "prove good.tap" "that it passes" "$(cat "$out")"
    ! prove -e cat bad.tap >"$out" 2>&1 || complain "prove bad.tap" "that it fails" "$(cat "$out")"
    last="prove bad.tap"
    holds "$out" "Failed test:  2"
    holds "$out" "Tests: 3 Failed: 1"
    lacks "$out" "Parse errors"
fi

# ---- JUnit ----
lunette 1 test bad.lua --junit junit.xml
holds "$out" "3 examples, 1 failed"
lunette 3 test bad.lua --junit nowhere/junit.xml
says "nowhere/junit.xml"
[ ! -e /dev/full ] || { code=0; "$LUNETTE" test bad.lua >/dev/full 2>"$err" || code=$?; last="test >/dev/full"; equals "a full disk" 3 "$code"; says "could not be written"; }
if command -v python3 >/dev/null; then
    last="an XML parser"
    equals "read back" "3 1 bad.boat, example 2 bad bad.lua 4" "$(python3 - <<'PY'
import xml.etree.ElementTree as tree
root = tree.parse("junit.xml").getroot()
assert root.tag == "testsuites", root.tag
for suite in root:
    assert suite.tag == "testsuite" and int(suite.get("tests")) == len(suite) == 3
failed = [case for case in root.iter("testcase") if case.find("failure") is not None]
case = failed[0]
text = case.find("failure").text
assert "<boat> & more" in text and "\n" in text, text
assert case.find("failure").get("message").startswith("expected 1 row"), case.find("failure").get("message")
print(root.get("tests"), root.get("failures"), case.get("name"), case.get("classname"), case.get("file"), case.get("line"))
PY
)"
    if python3 -c "import junitparser" 2>/dev/null; then
        last="junitparser"
        equals "read back" "3 1 0" "$(python3 -c '
from junitparser import JUnitXml
xml = JUnitXml.fromfile("junit.xml")
print(sum(suite.tests for suite in xml), sum(suite.failures for suite in xml), sum(suite.errors for suite in xml))')"
    fi
fi

# ---- JSON, and nothing but data on standard output ----
lunette 1 test bad.lua --json
if command -v python3 >/dev/null; then
    equals "JSON" "3 1 example bad.boat 2" "$(python3 -c '
import json, sys
answer = json.load(sys.stdin)
failed = [result for result in answer["results"] if not result["ok"]]
print(answer["total"], answer["failed"], failed[0]["kind"], failed[0]["rule"], failed[0]["number"])' <"$out")"
fi
lacks "$out" "$(printf '\033')"
finish
