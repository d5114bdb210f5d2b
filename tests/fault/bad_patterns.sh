# bad_patterns.sh - a wrong pattern is refused with file, line, column, the underlined place and a way out, in rules and on the command line.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

printf 'They took the ferry.\n' >good.txt
# wrong PATTERN TEXT...: the pattern stands in line 4 of a rule file.
wrong() {
    printf 'layer "ferry" { cue = span }\nrule "ferry" {\n  doc = "A ferry.",\n  match = [[ cue:(%s) ]],\n  mark = "ferry",\n}\n' "$1" >mine.lua
    shift
    lunette 3 run good.txt -r mine.lua -o mine.db
    says "mine.lua:4:" "$@"
    claims=$((claims + 1))
    grep -q '^ *\^\^*$' "$err" || complain "the underline ($last)" "a line of ^" "$(cat "$err")"
}
wrong '@fery took' "there is no layer 'fery'" "did you mean" "ferry"
wrong 'the (old ferry' "never closed" "hint: add ')'"
wrong 'the [old' "expected"
wrong 'the %capp' "there is no class or pattern '%capp'" "did you mean %cap?"
wrong 'the $boats' "boats" "hint: "
wrong 'the [x = ' "hint: "
wrong '(a?)*' "empty"
wrong 'a+b' "hint: "

printf 'layer "ferry" { cue = span }\nrule "ferry" {\n  doc = "A ferry.",\n  match = [[ cue:[old & [grey]] ]],\n  mark = "ferry",\n}\n' >early.lua
lunette 3 run good.txt -r early.lua -o early.db
says "early.lua:4:" "a ']]' ends the Lua text" "[=[ ... ]=]"
# Where the rest of the file is good Lua all the same, the pattern itself is unfinished.
printf 'layer "ferry" { cue = span }\nrule "ferry" {\n  doc = "A ferry.",\n  match = [[ cue:[old & @place[x]],\n  mark = "ferry",\n}\n' >early.lua
lunette 3 run good.txt -r early.lua -o early.db
says "early.lua:4:" "never closed" "a ']]' ends the Lua text"

for pattern in '@fery' '(ferry' '%capp' '[ferry'; do
    lunette 3 try "$pattern" good.txt
    says "pattern:1:"
    claims=$((claims + 1))
    grep -q '^ *\^\^*$' "$err" || complain "the underline ($last)" "a line of ^" "$(cat "$err")"
done
equals "corpora of refused runs" "" "$(ls -- *.db 2>/dev/null)"
finish
