# why.sh - hits element by element, near misses with what would match, the other causes, wrong questions.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir notes
printf 'Norland urged Ostia to open its harbour. Nobody called.\n' >notes/a.txt
printf 'Ostia hopes for rain.\nNorland, at last, signed the treaty.\n' >notes/b.txt
cat >mine.lua <<'LUA'
layer "party" { country = text }
layer "act" { kind = enum { "urge", "sign", "hope", "sell", "buy" }, actor = span, cue = span }
lexicon "parties" { { "Norland", code = "NL" }, { "Ostia", code = "OS" } }
rule "party" { doc = "Who acts.", match = [[ who:$parties ]], mark = "party", set = { country = from "who.code" }, examples = { { "Norland slept.", expect = { { country = "NL" } } } } }
rule "urge" { doc = "Urging.", match = [[ actor:@party cue:~urge @party to ]], mark = "act", set = { kind = "urge" }, examples = { "Norland urged Ostia to go." } }
rule "sign" { doc = "Signing.", match = [[ actor:@party cue:signed ]], mark = "act", set = { kind = "sign" }, examples = { "Norland signed." } }
rule "hope" { doc = "Hoping.", match = [[ actor:@party cue:~wish for ]], mark = "act", set = { kind = "hope" }, examples = { "Norland wishes for rain." } }
rule "sell" { match = [[ actor:@party cue:urged ]], mark = "act", set = { kind = "sell" }, where = function() return false end, examples = { { "Norland urged.", expect = {} } } }
rule "buy" {
  match = [[ actor:@party cue:urged ]], marks = "act",
  mark = function() return nil, "nothing is bought" end, examples = { { "Norland urged.", expect = {} } },
}
LUA

first() { head -n 1 "$out"; }

lunette 0 run notes -r mine.lua -o notes.db --quiet
lunette 0 sql notes.db "SELECT key FROM act WHERE kind = 'urge'" --no-header
key=$(tr -d ' \n' <"$out")

lunette 0 why notes.db "$key"
equals "a hit: the diagnosis" "mine.urge made this row of 'act': \"Norland urged Ostia to\"" "$(first)"
tells() { claims=$((claims + 1)); grep -Fq -- "$2" "$out" || complain "$1 ($last)" "$2" "$(cat "$out")"; }
tells "a hit: an element beside its words" '~urge'
tells "a hit: who made what it took" '@party by mine.party'
tells "a hit: a field" 'kind = urge'
short=$(printf '%s' "$key" | cut -c 1-8)
lunette 0 why notes.db "$short" --json
claims=$((claims + 1))
grep -q '"found":true' "$out" || complain "a short key" '"found":true' "$(cat "$out")"

lunette 0 why notes.db b.txt "hopes for rain" --expect act.kind=hope
equals "a near miss: another lemma" 'mine.hope stops at cue:~wish: the word here is "hopes", a form of ~hope' "$(first)"
tells "what would match" '(~wish | ~hope)'
tells "what it would find elsewhere" 'lunette try'
lunette 0 why notes.db b.txt "Norland, at last, signed" --expect act.kind=sign
equals "a near miss: words between" 'mine.sign stops at cue:signed: ", at last," stands before it and nothing in the pattern takes that' "$(first)"
lunette 0 why notes.db a.txt "Norland urged Ostia" --expect act.kind=sell
equals "a where that is false" 'mine.sell matches here, and made no row: its `where` is false for this match (a function: return false, "why" tells more)' "$(first)"
lunette 0 why notes/a.txt "norland   URGED ostia" -r mine.lua --rule mine.buy
equals "a function's reason" "mine.buy matches here, and made no row: its function says: nothing is bought" "$(first)"
lunette 0 why notes.db a.txt "Norland urged" --expect act.kind=urge
equals "nothing is missing" 'nothing is missing: mine.urge made a row of '\''act'\'' of "Norland urged Ostia to"' "$(first)"
lunette 1 why notes.db a.txt "Norland urgd Ostia"
equals "words that are not there" 'the words "Norland urgd Ostia" are not in this document' "$(first)"
lunette 1 why notes.db a.txt "Nobody called" --rule mine.urge
equals "nothing near" 'no rule comes near these words (1 examined)' "$(first)"

# two things are missing at once: how far the rule gets is told, and what it wants on both sides
cat >far.lua <<'LUA'
layer "far" { who = span }
rule "far" { doc = "Far.", match = [[ who:Norland at last ~sign (a | the)? deal ]], mark = "far", examples = { "Norland at last signed a deal." } }
LUA
lunette 1 why notes/b.txt "signed the treaty" -r far.lua --rule far.far
equals "far off: the diagnosis" 'no rule comes near these words (1 examined)' "$(first)"
tells "far off: how far it gets" '1. far.far is not near; the longest part of it that matches: ~sign'
tells "far off: what it wants before" 'it wants before that: who:Norland at last'
tells "far off: what it wants behind" 'it wants behind that: (a | the)? deal'
lunette 1 why notes/b.txt "signed the treaty" -r far.lua --rule far.far --json
tells "far off: as JSON" '"behind":"(a | the)? deal"'
lunette 1 why notes/b.txt "hopes for rain" -r far.lua
claims=$((claims + 1))
! grep -Fq 'is not near' "$out" || complain "far off: only of rules that are meant" "no such line" "$(cat "$out")"

# a row of the layer is there, and its field has another value, or none
cat >said.lua <<'LUA'
layer "land" { name = span }
layer "said" { who = text, whom = text }
rule "land" { doc = "Land.", match = [[ name:Norland ]], mark = "land", examples = { "Norland slept." } }
rule "said" { doc = "Talk.", each = "land", marks = "said", examples = { "Norland slept." }, mark = function(row) return { row, who = row.text } end }
LUA
printf 'Norland slept.\n' >notes/said.txt
lunette 0 why notes/said.txt "Norland slept" -r said.lua --expect said.whom=Ostia
equals "a field that is empty" "a row of 'said' by said.said is here, and its whom is empty: \"Norland\"" "$(first)"
lunette 0 why notes/said.txt "Norland slept" -r said.lua --expect said.who=Ostia
equals "another value" "a row of 'said' by said.said is here, and its who is not Ostia but Norland: \"Norland\"" "$(first)"
printf 'Norland slept%s.\n' "$(printf ' and no one came%.0s' 1 2 3 4 5 6 7 8)" >notes/long.txt
lunette 0 why notes/long.txt "Norland slept" -r said.lua --expect said.who=Ostia
tells "a text that is cut says so" 'and no one came and no on…'
rm notes/said.txt notes/long.txt

# the command that is printed shows what the change would find
lunette 0 why notes.db b.txt "hopes for rain" --expect act.kind=hope
tells "what it adds" 'in the corpus: +1 hit in 1 document'
command=$(grep -o 'lunette try .*' "$out" | head -n 1)
claims=$((claims + 1))
(eval "\"$LUNETTE\" ${command#lunette }") 2>/dev/null | grep -Fq '[Ostia hopes for]' || complain "the command that is printed" 'Ostia hopes for' "$command"
lunette 0 why notes.db b.txt "hopes for rain" --expect act.kind=hope --json
tells "the same as JSON" '"elsewhere":{"hits":1,"documents":1,'

# the words there, with lemma, tag and rows
lunette 0 why notes.db b.txt "hopes for rain" --expect act.kind=hope
tells "lemma and tag" 'hopes VERB (vbz) ~hope'

# what a rule is in the corpus, and what it is now
lunette 0 sql notes.db "SELECT key FROM party LIMIT 1" --no-header
lunette 0 why notes.db "$(tr -d ' \n' <"$out")"
tells "a lexicon's entry" 'lexicon '\''parties'\'': "Norland" { code = NL }' 
claims=$((claims + 1))
! grep -q 'have changed\|has changed' "$out" || complain "a rule that is as it was" "nothing of a change" "$(cat "$out")"
cp mine.lua kept.lua
sed 's/doc = "Urging."/doc = "Urging, of old."/' kept.lua >mine.lua
lunette 0 why notes.db "$key"
tells "a rule that has changed" 'the rule has changed since the run of'
tells "its text of then" '| rule "urge" { doc = "Urging."'
sed 's/cue:~urge @party/cue:~beg @party/' kept.lua >mine.lua
lunette 1 why notes.db "$key"
equals "a row that is made no more" "the rules as they are now do not make this row of 'act' by mine.urge: \"Norland urged Ostia to\"" "$(first)"
tells "what to ask next" "lunette why notes.db a 'Norland urged Ostia to' --rule mine.urge"
sed '/^rule "urge"/d' kept.lua >mine.lua
lunette 1 why notes.db "$key"
tells "a rule that is gone" "rule 'mine.urge' is not loaded"
cp kept.lua mine.lua
sed 's/ "hope", / "hope", "rest", /; s/cue:~wish for/cue:~hope for/; s/wishes for/hopes for/' kept.lua >mine.lua
lunette 0 why notes.db b.txt "hopes for rain" --expect act.kind=hope
tells "a row that the corpus does not have yet" 'the corpus does not hold it: it was made with other rules'
cp kept.lua mine.lua

# what an analyst said of it
cp notes.db judged.db
lunette 0 accept judged.db "$key" "as it should be"
lunette 0 why judged.db "$key"
tells "an accepted row" ': as it should be'
lunette 0 reject judged.db "$key" "said of a third party"
lunette 0 why judged.db "$key"
tells "a rejected row is explained all the same" 'rejected on '
lunette 0 why judged.db a.txt "Norland urged" --expect act.kind=urge
tells "a row that does not show" "it was rejected and does not show: $key (said of a third party)"

# causes other than the pattern
cat >causes.lua <<'LUA'
layer "town" { country = text, size = integer }
layer "trip" { policy = "longest", goal = ref "town" }
layer "stay" { cue = span, kind = enum { "long", "short" } }
layer "note" { of = span }
lexicon "towns" { { "Aldmouth", code = "AA", size = 3 }, { "Bryn", code = "BB", size = 9 } }
rule "town" { match = [[ who:$towns ]], mark = "town", set = { country = from "who.code" }, examples = { "Bryn is old." } }
rule "way" { match = [[ ~go to goal:@town ]], mark = "trip", examples = { "They go to Bryn." } }
rule "way-back" { match = [[ ~go to @town and back ]], mark = "trip", examples = { "They go to Bryn and back." } }
rule "stay" { match = [[ cue:~stay in town:@town ]], mark = "stay", set = { kind = "long" }, where = "town.country = BB", examples = { "They stay in Bryn." } }
rule "rest" { match = [[ cue:~rest in @town ]], mark = "stay", set = { kind = "short" }, within = "quoted", examples = { "\"They rest in Bryn.\"" } }
rule "halt" { match = [[ cue:~halt in @town ]], mark = "stay", not_within = "quoted", set = { kind = "short" }, examples = { "They halt in Bryn." } }
rule "nap" { match = [[ cue:~nap in @town ]], mark = "stay", set = { kind = "short" }, where = function() return false, "nobody naps" end, examples = { { "They nap in Bryn.", expect = {} } } }
rule "of-town" { each = "town", marks = "note", mark = function(town) return { town, of = town } end, examples = { "Bryn is old." } }
LUA
mkdir causes
cat >causes/a.txt <<'TXT'
They go to Bryn and back. They stay in Aldmouth. They rest in Bryn. He said: "They halt in Bryn." They nap in Bryn.
TXT
lunette 0 run causes -r causes.lua -o causes.db --quiet
lunette 0 why causes.db a.txt "go to Bryn" --rule causes.way
equals "a row that lost" "causes.way matched \"go to Bryn\", but its row of 'trip' lost to that of causes.way-back, \"go to Bryn and back\" (policy \"longest\": the longer row stays)" "$(first)"
lunette 0 why causes.db a.txt "stay in Aldmouth" --expect stay.kind=long
equals "the part of a where that is false" 'causes.stay matches here, and made no row: where = "town.country = BB" is false at town.country = BB: town.country is AA' "$(first)"
lunette 0 why causes.db a.txt "rest in Bryn" --rule causes.rest
equals "within" "causes.rest matches here, and made no row: within = \"quoted\" asks for a row of 'quoted' around it, and there is none" "$(first)"
lunette 0 why causes.db a.txt "halt in Bryn" --rule causes.halt
equals "not_within" "causes.halt matches here, and made no row: it lies inside \"They halt in Bryn.\", a row of 'quoted' by core, and not_within = \"quoted\" forbids that" "$(first)"
lunette 0 why causes.db a.txt "nap in Bryn" --rule causes.nap
equals "a where with a reason" 'causes.nap matches here, and made no row: its `where` says: nobody naps' "$(first)"
lunette 0 sql causes.db "SELECT key FROM note LIMIT 1" --no-header
lunette 0 why causes.db "$(tr -d ' \n' <"$out")"
tells "a rule that looks at rows: the row" "no pattern: a function looks at each row of 'town', here at \"Bryn\""
tells "a rule that looks at rows: who made that" 'rule causes.town, plugin causes'
lunette 0 sql causes.db "SELECT key FROM trip LIMIT 1" --no-header
lunette 0 why causes.db "$(tr -d ' \n' <"$out")"
tells "what a row overrode" 'it overrode causes.way (trip): "go to Bryn"'

# rules without a pattern: the reason that the function returned
cat >functions.lua <<'LUA'
layer "town" { country = text }
layer "note" { of = span }
layer "head" { size = integer }
rule "town" { match = [[ Bryn | Aldmouth ]], mark = "town", set = { country = "AA" }, examples = { "Bryn is old." } }
rule "of-town" {
  each = "town", marks = "note", examples = { "Aldmouth is new." },
  mark = function(town) if town.text == "Bryn" then return nil, "Bryn is left out" end return { town, of = town } end,
}
rule "whole" { each_document = function() return nil, "no heading in it" end, marks = "head", examples = { { "Bryn.", expect = {} } } }
LUA
echo "Bryn is old. Aldmouth is new. Nobody knows." >functions.txt
lunette 0 why functions.txt "Bryn is old" -r functions.lua --rule functions.of-town
equals "each: the reason" "functions.of-town looked at \"Bryn\", a row of 'town', and made no row: its function says: Bryn is left out" "$(first)"
lunette 0 why functions.txt "Bryn is old" -r functions.lua --expect head
equals "each_document: the reason" "functions.whole looked at the whole document, and made no row: its function says: no heading in it" "$(first)"
lunette 1 why functions.txt "Nobody knows" -r functions.lua
tells "reasons where nothing is meant" 'its function says: no heading in it'
lunette 1 why functions.txt "Nobody knows" -r functions.lua --expect note
equals "a function that was not called here" 'no rule that could mark note comes near these words (2 examined)' "$(first)"
tells "where its rows are" 'functions.of-town made 1 row in this document, none at these words'
tells "what its rows are made of" "rows of 'note' are made of those of 'town', and none is here"
lunette 0 why functions.txt "Bryn is old" -r functions.lua --expect note
equals "a step that is there: the function's reason" "functions.of-town looked at \"Bryn\", a row of 'town', and made no row: its function says: Bryn is left out" "$(first)"
tells "a step that is there" "a row of 'town', a step towards 'note', is here: functions.town made \"Bryn\""
echo "Bryns are old." >steps.txt
lunette 0 why steps.txt "Bryns" -r functions.lua --expect note
tells "a step that is nearly there" '1. functions.town stops at Bryn: the word here is "Bryns"'
sed -i 's/{ "Aldmouth is new." }/{ "Bryn is old." }/; s/{ { "Bryn.", expect = {} } }/{ "Bryn." }/' functions.lua
lunette 1 test functions.lua
tells "an example of each" 'its function says: Bryn is left out'
tells "an example of each_document" 'its function says: no heading in it'

# a condition on a field of a lexicon's phrase: it holds or not, and the value is told
cat >phrases.lua <<'LUA'
layer "call" { who = text }
lexicon "parties" { { "Norland", code = "NL", big = true }, { "Ostia", code = "OS" } }
rule "call" { match = [[ who:$parties called ]], mark = "call", where = "who.code = NL & who.big", examples = { "Norland called.", { "Ostia called.", expect = {} } } }
LUA
lunette 0 test phrases.lua
echo "Ostia called." >phrases.txt
lunette 0 why phrases.txt "Ostia called" -r phrases.lua
equals "a phrase's field" 'phrases.call matches here, and made no row: where = "who.code = NL & who.big" is false at who.code = NL: who.code is OS' "$(first)"

# rules that ended in an error: an answer where they would have looked at the words, else a note at the end
mkdir errors
cat >errors.lua <<'LUA'
layer "sites" { n = integer }
layer "fleet" { n = text }
rule "boom" { match = [[ n:%num refineries ]], mark = "sites", examples = { "The 2 refineries closed." } }
rule "quiet" { match = [[ n:seventeen ships ]], mark = "fleet", examples = { "Chile sent seventeen ships." } }
rule "of-fleet" { each = "fleet", marks = "sites", mark = function(row) return { row, n = #row.missing.text } end }
LUA
printf 'The two refineries closed.\n\nNorway thanked Peru. Chile sent eighteen ships. Peru has 40 refineries and seventeen ships.\n' >errors/a.txt
lunette 2 run errors -r errors.lua -o errors.db --quiet
answers errors.db "SELECT group_concat(rule, ' ') FROM problem" "errors.boom errors.of-fleet"
lunette 0 why errors.db a.txt "eighteen ships" --rule errors.quiet
equals "an error elsewhere: the diagnosis" 'errors.quiet stops at n:seventeen: the words here are "eighteen"' "$(first)"
tells "an error elsewhere: a note" "note, not of these words: rule 'errors.boom': "
lunette 1 why errors.db a.txt "eighteen ships"
equals "an error elsewhere, nothing expected" 'no rule comes near these words (3 examined)' "$(first)"
lunette 0 why errors.db a.txt "two refineries" --rule errors.boom
tells "an error here" "expected integer, got 'two'"
claims=$((claims + 1))
case $(first) in "rule 'errors.boom': "*) ;; *) complain "an error here: the diagnosis" "rule 'errors.boom': …" "$(first)" ;; esac
lacks "$out" "an earlier match"
lunette 0 why errors.db a.txt "40 refineries" --expect sites
tells "a rule that ended before it came here" "errors.boom would look here, but it ended in an error at \"two refineries\": rule 'errors.boom': "
lacks "$out" "an earlier match"
lunette 0 why errors.db a.txt "seventeen ships" --rule errors.of-fleet
claims=$((claims + 1))
case $(first) in "rule 'errors.of-fleet': errors.lua:5: "*) ;; *) complain "an error of a function" "rule 'errors.of-fleet': …" "$(first)" ;; esac

# asked about the first words of a row: which row that is
printf 'They go to Bryn and back with all that they have, and with more than they had when they came here.\n' >begins.txt
sed 's/ and back \]\]/ and back ..20 here ]]/' causes.lua >begins.lua
lunette 0 why begins.txt "go to" -r begins.lua
equals "the first words of a row" 'a row begins with these words: begins.way-back (trip) made "go to Bryn and back with all that they have, and with more than they had when t…"' "$(first)"

# Of words that are marked, rules of plugins that are far are left out unless -n asks; what one's own rule file lacks is told.
mkdir -p harbour/rules
echo 'return { name = "harbour", version = "0.1.0", summary = "Ships and ports.", languages = { "en" } }' >harbour/plugin.lua
cat >harbour/rules/all.lua <<'LUA'
layer "sailing" { cue = span }
layer "landing" { cue = span }
rule "sails" { doc = "A ship sails.", match = [[ cue:(the ship sails for Bryn) ]], mark = "sailing", examples = { "The ship sails for Bryn." } }
rule "lands" { doc = "A ship lands.", match = [[ cue:(the ship lands for Bryn) ]], mark = "landing", examples = { "The ship lands for Bryn." } }
LUA
cat >quay.lua <<'LUA'
layer "mooring" { cue = span }
rule "moors" { doc = "A ship moors.", match = [[ cue:(the ship moors for Bryn) ]], mark = "mooring", examples = { "The ship moors for Bryn." } }
LUA
printf 'In the morning the ship sails for Bryn with the tide.\n' >sails.txt
lunette 0 why sails.txt "the ship sails for Bryn" -p ./harbour
equals "marked words" 'these words are already marked: harbour.sails (sailing)' "$(first)"
lacks "$out" "harbour.lands"
tells "how to ask" "what other rules lack here: --expect LAYER or --rule ID asks those that are meant, -n 3 shows the nearest"
lunette 0 why sails.txt "the ship sails for Bryn" -p ./harbour -n 3
holds "$out" "1. harbour.lands stops at lands"
lacks "$out" "what other rules lack here"
lunette 0 why sails.txt "the ship sails for Bryn" -p ./harbour -r quay.lua
holds "$out" "1. quay.moors stops at moors"
lacks "$out" "harbour.lands"

# asked in vain
lunette 3 why causes.db a.txt "stay" --expect stay.kind=lnog
says "stay.kind is never 'lnog'"
lunette 3 why causes.db a.txt "stay" --expect act.kind=urge
says "plugin 'diplomacy' has it and is not loaded: -p diplomacy"

# wrong questions
lunette 3 why
lunette 3 why notes.db ffffffffffffffff
lunette 3 why notes.db c.txt "words"
lunette 3 why notes.db a.txt "Norland" --expect act.knd=urge
lunette 3 why notes.db a.txt "Norland" --expect act.kind
lunette 3 why notes.db a.txt "Norland" --rule mine.nothing
lunette 3 why notes.db a.txt "Norland" --rule mine.sing
says "did you mean 'mine.sign'?"
lunette 3 why notes/a.txt "Norland"
lunette 3 why nowhere.db a.txt "Norland"
lunette 3 why nowhere.db bc35a7411860cc97
says "corpus 'nowhere.db' does not exist"
lunette 3 why notes.db a.txt "  " --expect act
# a word that is an option, a layer that stands for others
lunette 3 why notes.db a.txt "Nobody called" --expect urge
says "there is no layer 'urge' in the rules at hand" "hint: --expect act.kind=urge"
cat >any.lua <<'LUA'
layer "port" { name = span }
layer "town" { name = span }
layer "somewhere" { any = { "port", "town" } }
rule "port" { doc = "A port.", match = [[ name:Ostia ]], mark = "port", examples = { "Ostia slept." } }
rule "town" { doc = "A town.", match = [[ name:Norland ]], mark = "town", examples = { "Norland slept." } }
LUA
for expected in somewhere somewhere.name=x; do
    lunette 3 why notes/a.txt "Nobody called" -r any.lua --expect $expected
    says "no rule marks 'somewhere': it stands for other layers" "expect one of them: port, town"
done

# captures that one pattern can fill twice and another once do not keep what the changes add from being told
mkdir ports
echo "They openly stated ports." >ports/a.txt
cat >twice.lua <<'LUA'
layer "act" { content = list(span), cue = span }
rule "once" { doc = "Once.", match = [[ cue:openly said content:ports ]], mark = "act", examples = { "They openly said ports." } }
rule "twice" { doc = "Twice.", match = [[ cue:openly told content:ports (and content:%cap)? ]], mark = "act", examples = { "They openly told ports." } }
LUA
lunette 0 run ports -r twice.lua -o ports.db -q
lunette 0 why ports.db a.txt "openly stated ports" --expect act
equals "what both changes add" 2 "$(grep -c 'in the corpus: +1 hit in 1 document' "$out")"

# a lexicon is all that a pattern has of its own: what it lacks is told with the phrase that is nearest; what is looked at is opened
cat >lists.lua <<'LUA'
layer "port" { name = span }
layer "view" { cue = span }
lexicon "ports" { "Aldmouth Roads", "Bryn", "Old Harbour", case = "exact" }
lexicon "views" { "hopeful", "doubtful", "glad" }
rule "port" { doc = "A port.", match = [[ name:$ports ]], mark = "port", examples = { "Bryn slept." } }
rule "view" { doc = "A view.", match = [[ cue:[$views & !sad] ]], mark = "view", examples = { "He is glad." } }
rule "told" { doc = "A port that is told.", match = [[ (?<= ~wran | ~ask) name:%cap ]], mark = "port", examples = { "They asked Ostia." } }
LUA
printf 'They met at Aldmouth Bay. Old, as ever, Harbour slept. He was hopefull. They warned Ostia. The two slept.\n' >lists.txt
lunette 0 why lists.txt "Aldmouth Bay" -r lists.lua --expect port
equals "a phrase that shares a word" "lists.port stops at \$ports: the lexicon 'ports' has no phrase \"Aldmouth Bay\" (it has \"Aldmouth Roads\")" "$(first)"
tells "the line as it has to be written" "the line Aldmouth Bay in the lexicon 'ports'"
lunette 0 why lists.txt "Old, as ever, Harbour" -r lists.lua --expect port
equals "words inside a phrase" "lists.port stops at \$ports: \", as ever,\" stands inside \"Old Harbour\", a phrase of the lexicon 'ports'" "$(first)"
lunette 0 why lists.txt "hopefull" -r lists.lua --expect view
equals "a misspelt word of a lexicon" "lists.view stops at [\$views & !sad] at \$views: the lexicon 'views' has no phrase \"hopefull\" (it has \"hopeful\")" "$(first)"
lunette 0 why lists.txt "Ostia" -r lists.lua --expect port
equals "a misspelt word in a lookaround" "lists.told stops at ~wran | ~ask at ~wran: the word here is \"warned\", a form of ~warn" "$(first)"
lunette 1 why lists.txt "two slept" -r lists.lua --expect port
equals "words of another shape" 'no rule that could mark port comes near these words (2 examined)' "$(first)"

# of words that nothing is about no rule is near, however little it asks for
echo "A dog slept near the fountain. The cat sat quietly on the mat." >dull.txt
for words in "dog slept" "cat sat quietly on the mat"; do
    for expected in "" "--expect act" "--expect person"; do
        # shellcheck disable=SC2086
        lunette 1 why dull.txt "$words" -p diplomacy $expected
        claims=$((claims + 1))
        case $(first) in "no rule "*"comes near these words ("*) ;; *) complain "$last" "no rule comes near these words" "$(first)" ;; esac
    done
done

# Of a file of several documents that one is asked about in which the words stand; - is standard input.
printf '{"text":"Ostia hopes for rain."}\n{"text":"Norland urged Ostia to open."}\n' >lines.jsonl
lunette 0 why lines.jsonl "Norland urged Ostia" -r mine.lua --rule mine.urge
equals "words of the second document" "nothing is missing: mine.urge made a row of 'act' of \"Norland urged Ostia to\"" "$(first)"
lunette 0 why - "Norland urged Ostia" -r mine.lua --rule mine.urge <lines.jsonl
equals "words of standard input" "nothing is missing: mine.urge made a row of 'act' of \"Norland urged Ostia to\"" "$(first)"

finish
