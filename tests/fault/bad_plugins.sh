# bad_plugins.sh - a plugin that is wrong is refused before anything is read: one message with file and line, and no corpus is left.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

printf 'They took the ferry.\n' >good.txt
good_rule='rule "ferry" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry" }'
# refused NAME MANIFEST RULES TEXT...
refused() {
    name=$1 manifest=$2 rules=$3
    shift 3
    mkdir -p "$name/rules"
    [ -z "$manifest" ] || printf 'return { name = "%s", version = "0.1.0", summary = "Ferries.", languages = { "en" }%s }\n' "$name" "$manifest" >"$name/plugin.lua"
    printf '%s\n' "$rules" >"$name/rules/ferry.lua"
    lunette 3 run good.txt -p "./$name" -o "$name.db"
    says "$@"
    equals "a corpus of a refused run" "" "$(ls "$name.db" 2>/dev/null)"
}

refused bare "" "$good_rule" "'./bare' has no plugin.lua" "hint: return { name = "
refused lonely ', requires = { "harbours" }' "$good_rule" "lonely/plugin.lua:1:" "plugin 'harbours' is not installed" "LUNETTE_PATH"
refused odd ', colour = "red"' "$good_rule" "odd/plugin.lua:1:" "there is no key 'colour'" "hint: there are:"
refused equal ', licence == "MIT"' "$good_rule" "equal/plugin.lua:1:" "an item without a name" "hint: each key"
refused typing ', requires = "entities"' "$good_rule" "typing/plugin.lua:1:" "requires"
refused slip ' ' 'layer "ferry" { cue = span }
rule "ferry" { doc = "A ferry.", mtach = [[ cue:(the ferry) ]], mark = "ferry" }' "slip/rules/ferry.lua:2:34:" "there is no key 'mtach'" "did you mean 'match'?"
refused ring ' ' 'layer "ferry" { cue = span }
layer "quay" { cue = span }
rule "one" { doc = "One.", match = [[ cue:@quay ]], mark = "ferry" }
rule "two" { doc = "Two.", match = [[ cue:@ferry ]], mark = "quay" }' "ring/rules/ferry.lua:3" "layers wait for each other" "ring.one" "ring.two" "hint: "
refused mirror ' ' 'layer "ferry" { cue = span }
rule "one" { doc = "One.", match = [[ cue:@ferry ]], mark = "ferry" }' "mirror/rules/ferry.lua:2" "reads the layer 'ferry', which it marks itself" "after = "
refused fieldless ' ' 'layer "ferry" { cue = span }
rule "one" { doc = "One.", match = [[ boat:ferry ]], mark = "ferry" }' "fieldless/rules/ferry.lua:2:" "'boat'" "hint: "
refused syntax ' ' 'layer "ferry" { cue = span' "syntax/rules/ferry.lua:2: " "'}' expected"

# Two plugins that require each other.
mkdir -p plugins/left plugins/right
printf 'return { name = "left", version = "0.1.0", summary = "Left.", languages = { "en" }, requires = { "right" } }\n' >plugins/left/plugin.lua
printf 'return { name = "right", version = "0.1.0", summary = "Right.", languages = { "en" }, requires = { "left" } }\n' >plugins/right/plugin.lua
LUNETTE_PATH=$PWD${LUNETTE_PATH:+:$LUNETTE_PATH}
export LUNETTE_PATH
lunette 3 run good.txt -p left -o circle.db
says "plugins require each other" "left" "right" "hint: "
finish
