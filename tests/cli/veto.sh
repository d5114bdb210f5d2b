# veto.sh - rules that take rows away: those that a match touches and that read as they should, before the layer's policy; in runs, in runs over
# what is stored, in tests.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir -p base/rules plugins
ln -s ../base plugins/base
export LUNETTE_PATH="$PWD"
echo 'return { name = "base", version = "0.1", summary = "Offers.", languages = { "en" } }' >base/plugin.lua
cat >base/rules/offers.lua <<'LUA'
layer "offer" { kind = required(enum { "loan", "gift" }), policy = "longest" }
rule "lends" { match = [[ lends [] ]], mark = "offer", set = { kind = "loan" }, examples = { "Vera lends boats." } }
rule "gives" { match = [[ gives [] ]], mark = "offer", set = { kind = "gift" } }
rule "long" { match = [[ gives [] to [] ]], mark = "offer", set = { kind = "gift" } }
LUA
cat >mine.lua <<'LUA'
requires "base"
rule "no-boats" {
    doc = "Boats are never lent in earnest.",
    veto = "offer[kind=loan]", match = [[ boats ]],
    examples = {
        { "Vera lends boats.", expect = { { kind = "loan", text = "lends boats" } } },
        { "Vera gives boats.", expect = {} },
        "Omar lends boats.",
    },
}
LUA
printf '{"id":"1","text":"Vera lends boats. Omar lends carts."}\n{"id":"2","text":"Vera gives boats to Rita."}\n{"id":"3","text":"Nobody came."}\n' >notes.jsonl
all="SELECT group_concat(text, ', ') FROM (SELECT text FROM offer ORDER BY document, start)"
lunette 0 test -r mine.lua
lunette 0 run notes.jsonl -p ./base --language-is en -o notes.db
answers notes.db "$all" "\"lends boats, lends carts, gives boats to Rita\""

# Adding a veto finds the layer again, taking it out brings the rows back; a corpus of its own says the same.
lunette 0 run notes.jsonl -r mine.lua --language-is en -o notes.db
answers notes.db "$all" "\"lends carts, gives boats to Rita\""
lunette 0 run notes.jsonl -r mine.lua --language-is en -o fresh.db
answers fresh.db "$all" "\"lends carts, gives boats to Rita\""
lunette 0 run notes.db -p ./base
answers notes.db "$all" "\"lends boats, lends carts, gives boats to Rita\""

# What is withheld does not win over what overlaps it: the policy comes later.
cat >long.lua <<'LUA'
requires "base"
rule "no-long" { veto = "offer", match = [[ to ]], where = function(match, doc) return doc.text:find "Rita" ~= nil end }
LUA
lunette 0 run notes.db -r long.lua
answers notes.db "$all" "\"lends boats, lends carts, gives boats\""

# It may look at the rows themselves.
cat >rows.lua <<'LUA'
requires "base"
rule "no-gifts" { veto = "offer", match = [[ @offer[kind=gift] ]] }
LUA
lunette 0 run notes.db -r rows.lua
answers notes.db "$all" "\"lends boats, lends carts\""

# `why` names the veto.
lunette 0 run notes.jsonl -r mine.lua --language-is en -o notes.db
lunette 0 why notes.db "notes.jsonl#1" "Vera lends boats" --expect offer -r mine.lua
holds "$out" "base.lends matched, but the veto mine.no-boats takes its row of 'offer' away"

# What makes no sense is said where it stands.
refuse() {
    printf 'requires "base"\nrule "bad" { %s }\n' "$1" >bad.lua
    lunette 3 test -r bad.lua
    shift
    says "$@"
}
refuse 'veto = "offers", match = [[ boats ]]' "bad.lua:2" "'offers'" "did you mean 'offer'?"
refuse 'veto = "offer", mark = "offer", match = [[ boats ]]' "mark does not go with veto"
refuse 'veto = "offer", each_document = function() end' "veto goes with match"
refuse 'veto = "[kind=gift]", match = [[ boats ]]' "names no layer"
refuse 'veto = "offer[knd=gift]", match = [[ boats ]]' "knd"
printf 'layer "void" {}\nrule "bad" { veto = "void", match = [[ boats ]] }\n' >bad.lua
lunette 3 test -r bad.lua
says "no rule marks the layer 'void'"
printf 'requires "base"\nrule "b" { veto = "offer[kind=gift]", match = [[ boats ]], examples = { "Vera lends boats." } }\n' >bad.lua
lunette 1 test -r bad.lua
holds "$out" "the veto takes nothing away in this text"
finish
