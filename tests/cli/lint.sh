# lint.sh - `lunette plugin check`: each thing it looks for, where it says it is, how a comment accepts it; the plugins that ship pass it.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

for plugin in syntax entities dates quotes diplomacy; do
    lunette 0 plugin check "$plugin"
    holds "$out" "nothing to mend"
    lacks "$out" ": warning: "
done

mkdir -p ferry/rules ferry/lexicons
cat >ferry/plugin.lua <<'LUA'
return {
  name = "ferry", version = "0.1.0", summary = "-",
  requires = { "dates", "entities" },
}
LUA
printf 'phrase\tkind\nquay\tstone\npier\twood\nquay\twood\nPier\twood\npier\twood\n' >ferry/lexicons/quays.tsv
cat >ferry/rules/ferry.lua <<'LUA'
-- ferry.lua - one of each.
layer "ferry" { doc = "A ferry.", cue = span, who = ref(), speed = integer, wharf = text }
layer "lost" { doc = "Nobody marks it." }
define "unused" [[ a (b | b) ]]
lexicon "boats" { "yacht", { "barge", kind = "slow" }, { "barge", kind = "fast" } }

rule "reach" {
  doc = "D.", match = [[ cue:(the (old | new | OLD) ferry) ]], mark = "ferry",
  examples = { "The old ferry.", { "A boat.", expect = {} } },
}
rule "prefix" {
  doc = "D.", match = [[ cue:(a ferry | a ferry ride) ]], mark = "ferry",
  examples = { "A ferry.", { "A boat.", expect = {} } },
}
rule "twin" {
  doc = "D.", match = [[ cue:( a ferry|a   ferry ride ) ]], mark = "ferry",
  examples = { "A ferry.", { "A boat.", expect = {} } },
}
rule "everywhere" {
  match = [[ cue:%cap ]], mark = "ferry",
  examples = { { "a boat.", expect = {} } },
}
rule "gap" {
  doc = "D.", match = [[ who:@country ... cue:(ferry US ...) ]], mark = "ferry",
}
rule "captures" {
  doc = "D.", match = [[ cue:ferry nobody_asks:%noun ]], marks = "ferry", mark = function(match) return { match, cue = match.cue } end,
  examples = { "The ferry company." },
}
rule "lexicon" { doc = "D.", match = [[ cue:$quays ]], mark = "ferry", examples = { "The quay.", { "A boat.", expect = {} } } }
LUA
lunette 1 plugin check ferry
for line in "ferry/plugin.lua:2:38: warning: the summary says nothing [missing-summary]" \
    "hint: the manifest does not say which languages" "[missing-readme]" \
    "ferry/plugin.lua:3:16: hint: plugin 'dates' is required, and none of" \
    "ferry/lexicons/quays.tsv:4:1: warning: lexicon 'quays': “quay” stands there twice: wood here, stone in line 2 [contradictory-entry]" \
    "ferry/lexicons/quays.tsv:5:1: warning: lexicon 'quays': “Pier” and “pier” (line 3) are the same" \
    "ferry/lexicons/quays.tsv:6:1: warning: lexicon 'quays': “pier” stands there twice, in line 3 and here [duplicate-entry]" \
    "ferry/rules/ferry.lua:5:30: warning: lexicon 'boats': “barge” stands there twice: kind = fast here, kind = slow in line 5 [contradictory-entry]" \
    "ferry/rules/ferry.lua:5:9: warning: lexicon \"boats\" is not used [unused-lexicon]" \
    "ferry/rules/ferry.lua:2:60: warning: nothing fills the field 'ferry.speed' [unfilled-field]" \
    "ferry/rules/ferry.lua:3:7: warning: no rule marks the layer 'lost' [unmarked-layer]" \
    "ferry/rules/ferry.lua:4:8: warning: define \"unused\" is not used [unused-definition]" \
    "ferry/rules/ferry.lua:4:27: warning: \`b\` is never taken: \`b\` before it takes all that it matches [unreachable-alternative]" \
    "ferry/rules/ferry.lua:8:48: warning: \`OLD\` is never taken: \`old\` before it" \
    "ferry/rules/ferry.lua:8:48: hint: OLD matches 'old' too: bare words match in any case [bare-capitals]" \
    "ferry/rules/ferry.lua:12:41: warning: \`a ferry ride\` is never taken: \`a ferry\` before it" \
    "put the longer one before it" \
    "rule 'twin' matches the same words for layer 'ferry' as rule 'ferry.prefix' (line 11) [duplicate-rule]" \
    "ferry/rules/ferry.lua:19:6: warning: rule 'everywhere' has no doc [missing-doc]" \
    "rule 'everywhere' has no example in which it finds something" \
    "rule 'everywhere' needs no certain word or layer, so it is tried everywhere [no-requirement]" \
    "ferry/rules/ferry.lua:23:6: warning: rule 'gap' has no examples [missing-examples]" \
    "ferry/rules/ferry.lua:24:39: hint: \`...\` may walk from who:@country over another name" \
    "a gap at the end of a pattern takes nothing" \
    "the capture 'nobody_asks' fills nothing [unused-capture]" \
    "rule 'captures' has no example in which it finds nothing"; do
    holds "$out" "$line"
done
lacks "$out" "plugin 'entities' is required"
lacks "$out" "'ferry.cue'"
lacks "$out" "'ferry.who'"
holds "$out" '      doc = "D.", match = [[ cue:(a ferry | a ferry ride) ]], mark = "ferry",'
holds "$out" '                                            ^^^^^^^^^^^^'
warnings=$(grep -c ': warning: ' "$out")
holds "$out" "$warnings warnings, "
lunette 1 plugin check ferry --json
holds "$out" '"id":"unreachable-alternative"'
holds "$out" "\"warnings\":$warnings"

# A name that a function writes in a pattern of its own is used.
cat >asks.lua <<'LUA'
layer "tide" { doc = "A tide." }
define "high" [[ high | spring ]]
lexicon "seas" { "north sea" }
rule "tide" {
  doc = "D.", match = [[ tide ]], marks = "tide",
  mark = function(match) return match.sentence:has [[ %high | $seas ]] and { match } or nil, "no high tide" end,
  examples = { "A high tide.", { "A tide.", expect = {} } },
}
LUA
lunette 0 plugin check asks.lua
equals "used in a function" "nothing to mend" "$(cat "$out")"

# What a required plugin requires is seen through it.
cat >through.lua <<'LUA'
requires "quotes"
layer "trip" { doc = "A trip.", who = ref() }
rule "trip" { doc = "D.", match = [[ who:@person left ]], mark = "trip", examples = { "Anna Keller left.", { "They left.", expect = {} } } }
LUA
lunette 0 plugin check through.lua
equals "used through another" "nothing to mend" "$(cat "$out")"

# ---- accepted ----
cat >tide.lua <<'LUA'
-- lint: off no-requirement figures are known by their shape
rule "figures" {
  doc = "D.", match = [[ /^[0-9]+$/ ]], mark = "tide",
  examples = { { "12", expect = { {} } }, { "A boat.", expect = {} } },
}
layer "tide" { doc = "A tide." }
define "mine" [[ a | b ]] -- lint: off unused-definition others use it
LUA
lunette 0 plugin check tide.lua
equals "accepted" "nothing to mend, 2 accepted" "$(cat "$out")"
lunette 0 plugin check tide.lua --json
holds "$out" '"accepted":"figures are known by their shape"'
sed -i 's/ figures are known by their shape//; s/off unused-definition/off unused-definitions/' tide.lua
lunette 1 plugin check tide.lua
holds "$out" "tide.lua:1: warning: lint: off no-requirement: the reason is missing [accept]"
holds "$out" "tide.lua:2:6: warning: rule 'figures' needs no certain word"
holds "$out" "tide.lua:7: warning: lint: off unused-definitions: there is no such check"
holds "$out" "did you mean 'unused-definition'?"
sed -i 's/off no-requirement/off missing-doc there is one/' tide.lua
lunette 1 plugin check tide.lua
holds "$out" "lint: off missing-doc accepts nothing here [unused-accept]"
printf '# lint: off contradictory-entry two kinds of quay\nphrase\tkind\nquay\tstone\nquay\twood\n' >ferry/lexicons/quays.tsv
lunette 1 plugin check ferry
lacks "$out" "“quay”"
holds "$out" " 1 accepted"

# What the loader refuses is said with its place; an enum's constant and names that are not there are among it.
printf 'layer "x" { kind = enum { "a" } }\nrule "x" { match = [[ b %%nope ]], mark = "x" }\n' >bad.lua
lunette 3 plugin check bad.lua
says "there is no class or pattern '%nope'" "bad.lua:2" "hint: "
printf 'layer "x" { kind = enum { "a" } }\nrule "x" { match = [[ b ]], mark = "x", set = { kind = "c" } }\n' >bad.lua
lunette 3 plugin check bad.lua
says "set.kind is 'c'" "bad.lua:2"
# Of a rule file that requires a plugin, and stands in for a rule of it, the file alone.
lunette 0 new rule own --from diplomacy.discusses
lunette 0 plugin check own.lua
lacks "$out" "plugins/diplomacy"
printf 'requires "dates"\n' >ruleless.lua
lunette 0 plugin check ruleless.lua
holds "$out" "nothing to mend"

finish
