# corrections.sh - accept, reject and same: what is said of annotations and names is kept beside the corpus, shown by views, exports and reports,
# and found again when texts and rules change; what cannot be found is said; damaged lines and bad words cost nothing else.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >deeds.lua <<'LUA'
layer "person" { mention = true }
rule "names" { match = [[ Norway | Chile | "Aldo Ferrante" ]], mark = "person" }
layer "deed" { kind = required(enum { "offer", "demand" }), who = list(ref()), what = span }
rule "offers" { match = [[ who:@person will what:(open | mend | lend) []{1,6} ]], mark = "deed", set = { kind = "offer" } }
LUA
mkdir notes
write_mill() { printf '%s\n' "$@" >notes/mill.txt; }
write_mill "Norway will open the old mill for Iceland." "" "Chile will mend the harbour road in spring." "" "Norway will lend two ferries to Peru."
echo "Aldo Ferrante spoke first. Aldo Ferrante will open the bridge in May." >notes/bridge.txt
run() { lunette 0 run notes -r deeds.lua --language-is en -o deeds.db; }
key() { value deeds.db "SELECT key FROM deed WHERE text LIKE '%$1%'"; }

# Without corrections nothing is there for them.
run
lacks "$err" "corrections:"
answers deeds.db "SELECT count(*) FROM sqlite_schema WHERE name IN ('_hidden', '_correction', 'correction', 'rejected')" 0
lunette 1 accept deeds.db --list
lunette 1 reject deeds.db --list --json
equals "an empty list" "[]" "$(cat "$out")"

# A rejected row leaves all views and the export, stands in `rejected`, and the file says why.
mill=$(key mill) ferries=$(key ferries)
lunette 0 reject deeds.db "$mill" "the mill is not theirs"
holds "$err" "rejected: deed “Norway will open the old mill for Iceland.”: the mill is not theirs"
holds deeds.corrections "reject $mill deed \"Norway will open the old mill for Iceland.\""
holds deeds.corrections 'fields="kind=offer" reason="the mill is not theirs"'
for view in deed deed_who annotation provenance; do
    column=key
    [ $view = provenance ] && column=annotation
    answers deeds.db "SELECT count(*) FROM $view WHERE $column = '$mill'" 0
done
answers deeds.db "SELECT layer || ' ' || reason FROM rejected" "deed the mill is not theirs"
answers deeds.db "SELECT verdict || ' ' || state || ' ' || uri || ' ' || start || ' ' || reason FROM correction" \
    "reject anchored notes/mill.txt 0 the mill is not theirs"
lunette 0 export deeds.db --layers deed
lacks "$out" '"start":0,"stop":42'
holds "$out" '"text":"Norway will lend'
lunette 0 accept deeds.db "$ferries" --json
holds "$out" "\"key\":\"$ferries\",\"verdict\":\"accept\""
lunette 0 report briefing deeds.db --format md -o -
holds "$out" "Corrections by hand: 1 annotations rejected and left out here, 1 accepted"

# Another run, nothing changed; everything found again; the text moved; the rule renamed: still there, and the file is as it was.
cp deeds.corrections kept
run
holds "$err" "corrections: 1 accepted, 1 rejected"
lunette 0 run deeds.db -r deeds.lua --force
holds "$err" "corrections: 1 accepted, 1 rejected"
write_mill "A line that was not there before." "" "Norway  will open the old mill for Iceland." "" "Norway will lend two ferries to Peru."
run
answers deeds.db "SELECT count(*) FROM deed WHERE text LIKE '%mill%'" 0
answers deeds.db "SELECT group_concat(state || ifnull(note, ''), ' ') FROM correction" "anchored anchored"
sed -i 's/"offers"/"promises"/' deeds.lua
run
answers deeds.db "SELECT count(*) FROM rejected" 1
cmp -s deeds.corrections kept || complain "the file after runs" "as it was" "$(cat deeds.corrections)"
lunette 0 accept deeds.db --sync
holds "$err" "2 lines say where the annotations are now"
holds deeds.corrections "rule=deeds.promises"
equals "keys after --sync" "" "$(value deeds.db "SELECT key FROM correction WHERE key <> was")"

# The words, or the way they are read, change: lost, said by the run, listed first, and back when they are.
write_mill "Norway will open the new mill for Iceland." "" "Norway will lend two ferries to Peru."
run
holds "$err" "1 accepted, 0 rejected, 1 lost"
lunette 0 reject deeds.db --list
holds "$out" "reject, lost"
holds "$out" "the words are no longer there"
answers deeds.db "SELECT count(*) FROM deed WHERE text LIKE '%mill%'" 1
write_mill "Norway will open the old mill for Iceland." "" "Norway will lend two ferries to Peru."
run
holds "$err" "1 accepted, 1 rejected"
sed -i 's/kind = "offer" }/kind = "demand" }/' deeds.lua
run
holds "$err" "0 accepted, 0 rejected, 2 lost"
answers deeds.db "SELECT DISTINCT note FROM correction" "the words are read otherwise now"
sed -i 's/kind = "demand" }/kind = "offer" }/' deeds.lua
run
rm -r notes/mill.txt
lunette 0 run notes -r deeds.lua --language-is en -o deeds.db --prune
answers deeds.db "SELECT DISTINCT note FROM correction" "the document is not in the corpus"
write_mill "Norway will open the old mill for Iceland." "" "Norway will lend two ferries to Peru."
run
holds "$err" "1 accepted, 1 rejected"

# The file is the truth: it is taken over by hand, by a new corpus, and when it goes.
grep -v '^accept' deeds.corrections >edited && mv edited deeds.corrections
lunette 0 sql deeds.db "SELECT count(*) FROM correction"
holds "$err" "lunette accept deeds.db --sync"
lunette 0 reject deeds.db --sync
answers deeds.db "SELECT count(*) FROM correction" 1
rm deeds.db
run
answers deeds.db "SELECT count(*) FROM rejected" 1
echo 'reject - deed "Aldo will" uri=notes/mill.txt' >>deeds.corrections
echo 'nonsense of a merge' >>deeds.corrections
cp deeds.corrections damaged
lunette 2 run notes -r deeds.lua --language-is en -o deeds.db
holds "$err" "deeds.corrections:5:1: expected accept, reject, same"
holds "$err" "0 accepted, 1 rejected, 1 lost"
bridge=$(key bridge)
lunette 2 reject deeds.db "$bridge"
holds deeds.corrections 'nonsense of a merge'
holds deeds.corrections 'reject - deed "Aldo will" uri=notes/mill.txt'
lunette 2 reject deeds.db "$bridge" --undo
lunette 1 sql deeds.db "SELECT 1 FROM rejected WHERE key = '$bridge'"
mv deeds.corrections away
: >deeds.corrections
lunette 0 accept deeds.db --sync
answers deeds.db "SELECT count(*) FROM correction" 0
answers deeds.db "SELECT count(*) FROM deed" 3

# Names: shown as one by views, lists, exports, and what the rules read stays what it was.
lunette 0 same deeds.db "Aldo Ferrante" "A. Ferrante the Younger"
holds "$err" "“Aldo Ferrante” (1 document) counts as “A. Ferrante the Younger” (0)"
answers deeds.db "SELECT who FROM deed WHERE text LIKE '%bridge%'" "A. Ferrante the Younger"
answers deeds.db "SELECT count(*) FROM deed_who WHERE who = 'A. Ferrante the Younger'" 1
answers deeds.db "SELECT count(*) FROM entity WHERE name = 'A. Ferrante the Younger'" 1
answers deeds.db "SELECT count(*) FROM entity WHERE name = 'Aldo Ferrante'" 0
lunette 0 export deeds.db --layers deed
holds "$out" '"name":"A. Ferrante the Younger"'
lunette 0 run deeds.db -r deeds.lua --force
answers deeds.db "SELECT who FROM deed WHERE text LIKE '%bridge%'" "A. Ferrante the Younger"
lunette 0 same deeds.db "A. Ferrante the Younger" "Ferrante"
answers deeds.db "SELECT who FROM deed WHERE text LIKE '%bridge%'" "Ferrante"
lunette 0 same deeds.db --list
holds "$out" "A. Ferrante the Younger"
lunette 3 same deeds.db "Ferrante" "A. Ferrante the Younger"
says "stands for 'Ferrante' already" "--undo"
lunette 0 same deeds.db "Aldo Ferrante" --undo
answers deeds.db "SELECT who FROM deed WHERE text LIKE '%bridge%'" "Aldo Ferrante"
lunette 3 same deeds.db "Aldo Ferrante" --undo
says "stands for no other name" "--list"

# Long words are cut between two characters; who gives more keys than a call takes is told so.
cat >long.lua <<'LUA'
layer "long" { what = span }
rule "long" { match = [[ what:(Norway []{1,9}) ]], mark = "long" }
LUA
printf 'Norway %s.\n' "$(printf 'é%.0s' $(seq 150))" >long.txt
lunette 0 run long.txt -r long.lua --language-is en -o long.db
lunette 0 reject long.db "$(value long.db 'SELECT key FROM long')"
holds "$err" "rejected: long “Norway $(printf 'é%.0s' $(seq 96))…”"
# shellcheck disable=SC2046
lunette 3 reject long.db $(seq 1000 1300)
says "reject: more than 256 words are given" "hint: give the rest to another call"

# Chains of any length are followed; a circle is said, and shown by the lists.
cp deeds.db chain.db
awk 'BEGIN { print "same \"Aldo Ferrante\" \"Ferrante 1\""; for (i = 1; i < 40; i++) printf "same \"Ferrante %d\" \"Ferrante %d\"\n", i, i + 1 }' >chain.corrections
lunette 0 accept chain.db --sync
lacks "$err" "lost"
answers chain.db "SELECT who FROM deed WHERE text LIKE '%bridge%'" "Ferrante 40"
lunette 0 same chain.db --list
lacks "$out" "lost"
printf 'same "Ferrante 40" "Ferrante 20"\nsame "Peru" "Peru the Great"\n' >>chain.corrections
lunette 0 accept chain.db --sync
holds "$err" "41 lost"
answers chain.db "SELECT who FROM deed WHERE text LIKE '%bridge%'" "Aldo Ferrante"
lunette 0 same chain.db --list
equals "lines that are lost" 41 "$(grep -c 'lost: the names go round in a circle' "$out")"
holds "$out" "Peru the Great"
lunette 0 same chain.db --list --json
holds "$out" '{"name":"Ferrante 40","to":"Ferrante 20","lost":"the names go round in a circle"}'
lunette 0 accept chain.db --list
equals "lines that are lost" 41 "$(grep -c 'same, lost.*the names go round in a circle' "$out")"

# Two of a list that are one: it names that one once, in views, counts and exports.
cat >talks.lua <<'LUA'
layer "person" { mention = true }
layer "talk" { sides = list(ref()) }
rule "names" { match = [[ (Ana Ruiz | Ruiz | Hugo Brand) ]], mark = "person" }
rule "talks" { match = [[ sides:@person , sides:@person and sides:@person spoke ]], mark = "talk" }
LUA
mkdir talks
echo "Ana Ruiz, Hugo Brand and Ruiz spoke. Ruiz, Hugo Brand and Ana Ruiz spoke." >talks/a.txt
lunette 0 run talks -r talks.lua --language-is en -o talks.db
answers talks.db "SELECT sides FROM talk LIMIT 1" "Ana Ruiz; Hugo Brand; Ruiz"
lunette 0 same talks.db "Ruiz" "Ana Ruiz"
answers talks.db "SELECT group_concat(sides, ' / ') FROM talk" "Ana Ruiz; Hugo Brand / Ana Ruiz; Hugo Brand"
answers talks.db "SELECT group_concat(sides || position, ' ') FROM talk_sides" "Ana Ruiz1 Hugo Brand2 Ana Ruiz1 Hugo Brand2"
lunette 0 export talks.db --format csv --layers talk -o -
holds "$out" "Ana Ruiz; Hugo Brand"
lacks "$out" "Ana Ruiz; Hugo Brand; Ana Ruiz"
lunette 0 same talks.db "Ruiz" --undo
answers talks.db "SELECT count(*) FROM talk_sides" 6

# Analyses take a changed file over by themselves; reading commands only say so.
cp away deeds.corrections
cat >count.lua <<'LUA'
analysis "tally" { result = { n = integer }, run = function(corpus, options, result) result:add { n = #corpus:annotations "deed" } end }
LUA
"$LUNETTE" analyze tally deeds.db -r count.lua --format csv >"$out" 2>"$err"
holds "$out" "2"

# A copy that lacks the file: what only reads says so; what writes makes the file again from what the corpus keeps, byte for byte, before anything else.
lunette 0 run notes -r deeds.lua --language-is en -o whole.db
bridge=$(value whole.db "SELECT key FROM deed WHERE text LIKE '%bridge%'")
lunette 0 reject whole.db "$bridge" "no bridge is there"
lunette 0 same whole.db "Peru" "Peru the Great"
echo '# kept as it is' >>whole.corrections
lunette 0 accept whole.db --sync
copy() { rm -rf copied && mkdir copied && cp whole.db copied/moved.db; }
copy
lunette 0 sql copied/moved.db "SELECT 1"
holds "$err" "the file of corrections 'copied/moved.corrections' is missing"
holds "$err" "lunette accept copied/moved.db --sync writes it again"
lunette 0 same copied/moved.db --list
holds "$out" "Peru the Great"
equals "a command that only reads writes" "moved.db" "$(ls copied)"
for command in 'accept copied/moved.db --sync' 'run copied/moved.db -r deeds.lua' 'analyze tally copied/moved.db -r count.lua' \
    'audit copied/moved.db deed --n 1 --reject'; do
    copy
    # shellcheck disable=SC2086
    lunette 0 $command </dev/null
    holds "$err" "note: 'copied/moved.corrections' was missing: written again"
    cmp -s whole.corrections copied/moved.corrections ||
        complain "the file of the copy ($last)" "$(cat whole.corrections)" "$(cat copied/moved.corrections)"
    answers copied/moved.db "SELECT count(*) FROM rejected" 1
done
copy
lunette 0 accept copied/moved.db "$(value whole.db "SELECT key FROM deed WHERE text LIKE '%ferries%'")"
holds "$err" "note: 'copied/moved.corrections' was missing: written again"
answers copied/moved.db "SELECT group_concat(verdict, ' ') FROM (SELECT verdict FROM correction ORDER BY 1)" "accept reject"
holds copied/moved.corrections "# kept as it is"
rm -r copied whole.db whole.corrections
bridge=$(key bridge)

# The beginning of a key does. (The file has damaged lines.)
start=$(printf '%.8s' "$bridge")
lunette 2 reject deeds.db "$start" "by its beginning"
answers deeds.db "SELECT reason FROM correction WHERE key = '$bridge'" "by its beginning"
lunette 2 accept deeds.db --undo "$start"
holds "$err" "what was said of $bridge"

# Bad words: one message, and nothing is written.
cp deeds.corrections before
lunette 3 reject deeds.db
says "no annotation is named" "d3-a17"
lunette 3 reject deeds.db 0000000000000000 "why"
says "no annotation with key 0000000000000000"
lunette 3 reject deeds.db 00000000000000000 "why"
says "a key has 16 hexadecimal digits, this has 17"
lunette 3 reject deeds.db 0000001 "why"
says "no annotation has a key that starts with '0000001'"
lunette 3 reject deeds.db "$bridge" 0000000000000000
says "no annotation with key 0000000000000000"
lunette 3 reject deeds.db "$bridge" one two
says "'two' is neither a key nor the reason"
lunette 3 reject gone.db "$bridge"
says "corpus 'gone.db' does not exist"
lunette 3 reject "$bridge"
says "no corpus is named"
lunette 3 accept deeds.db "$bridge" --list
says "take a corpus and nothing else"
lunette 3 accept deeds.db "$bridge" --undo
says "nothing was said of annotation $bridge"
cmp -s deeds.corrections before || complain "the file after errors" "as it was" "$(cat deeds.corrections)"
mv deeds.corrections aside
mkdir deeds.corrections
lunette 3 reject deeds.db "$bridge" "why"
says "deeds.corrections"
rmdir deeds.corrections

: >deeds.corrections
lunette 0 accept deeds.db --sync

# By id, and by the place that a report shows.
id=$(value deeds.db "SELECT id FROM deed WHERE key = '$bridge'")
lunette 0 reject deeds.db "$id" "by id"
lunette 0 reject deeds.db "#d$((id / 100000000))-a$((id % 100000000))" "by place"
holds deeds.corrections "reject $bridge deed"
holds deeds.corrections 'reason="by place"'

# While another program writes, the file takes the correction, and the run that is under way takes the file over.
( flock 9; sleep 2 ) 9>deeds.db.lock &
sleep 0.3
lunette 0 accept deeds.db "$bridge"
holds "$err" "the corpus takes it over when that run ends"
holds deeds.corrections "accept $bridge"
wait
run
answers deeds.db "SELECT verdict FROM correction WHERE key = '$bridge'" "accept"

# Several at once: each waits for the others, all of them stand in the file and in the corpus, and no lock stays behind.
for name in Bell Weir Lamp Rope Quay Oven Dike Loom; do
    echo "Norway will mend the $name of the mill."
done >many.txt
lunette 0 run many.txt -r deeds.lua --language-is en -o many.db
deeds=$(value many.db "SELECT key FROM deed ORDER BY key")
equals "deeds" 8 "$(echo "$deeds" | wc -l)"
at_once() {
    rm -f "$work"/said.*
    for one in $deeds; do
        { "$LUNETTE" "$@" "$one" || echo "exit code $?"; } >"$work/said.$one" 2>&1 &
    done
}
settled() {
    wait
    cat "$work"/said.* >"$out"
    lacks "$out" "exit code"
    equals "locks" "" "$(find . -name '*.lock')"
}
at_once accept many.db
lunette 0 same many.db Norway "Kingdom of Norway"
settled
lacks "$out" "is being written"
equals "lines of many at once" "8 1" "$(grep -c '^accept' many.corrections) $(grep -c '^same' many.corrections)"
answers many.db "SELECT count(*) FROM correction" 8
answers many.db "SELECT DISTINCT entity FROM person" "Kingdom of Norway"

# Beside a sample that is being judged, too.
judge() {
    : >many.corrections
    lunette 0 accept many.db --sync
    rm -f "$work/judge"
    : >"$work/judged"
    mkfifo "$work/judge"
    "$LUNETTE" audit many.db person "$@" <"$work/judge" >"$work/judged" 2>&1 &
    exec 9>"$work/judge"
    until grep -q 'right?' "$work/judged" || ! kill -0 $!; do sleep 0.1; done
}
judge --n 4 --accept
at_once reject many.db 9>&-
printf 'y\ny\ny\ny\n' >&9
exec 9>&-
settled
equals "lines beside a sample" "8 4" "$(grep -c '^reject' many.corrections) $(grep -c '^accept' many.corrections)"
lunette 0 accept many.db --sync
answers many.db "SELECT count(*) FROM rejected" 8
# One that corrects nothing takes over what was said meanwhile.
judge --n 6
lunette 0 reject many.db "$(echo "$deeds" | head -n 1)" 9>&-
holds "$err" "the corpus takes it over when that run ends"
exec 9>&-
wait
answers many.db "SELECT count(*) FROM rejected" 1

# Several rows of one match (`each`) have the same words: what is said of one stays with it, and is lost when it goes.
cat >aid.lua <<'LUA'
layer "aid" { dest = span, kind = enum { "aid" } }
rule "sent" { match = [[ sent aid to dest:%cap (, dest:%cap)* (and dest:%cap)? ]], mark = "aid", each = "dest", set = { kind = "aid" } }
LUA
echo "They sent aid to Peru, Kenya and Malta." >aid.txt
aid() { lunette 0 run aid.txt -r aid.lua --language-is en -o aid.db --force; }
aid_key() { value aid.db "SELECT key FROM aid WHERE dest = '$1'"; }
aid
keys=$(value aid.db "SELECT group_concat(key) FROM aid")
lunette 0 reject aid.db "$(aid_key Kenya)" "it went to Sudan"
holds aid.corrections 'fields="kind=aid; dest=Kenya"'
lunette 0 accept aid.db "$(aid_key Malta)"
aid
equals "keys of rows of one match" "$keys" "$(value aid.db "SELECT group_concat(key) FROM (SELECT key, id FROM aid UNION SELECT key, id FROM rejected ORDER BY id)")"
sed -i 's/to dest:%cap (/to %cap (/' aid.lua
aid
answers aid.db "SELECT group_concat(dest) FROM aid" Malta
answers aid.db "SELECT group_concat(verdict || ' ' || state, ', ') FROM (SELECT * FROM correction ORDER BY verdict)" '"accept anchored, reject anchored"'
sed -i 's/(, dest:%cap)/(, %cap)/; s/(and dest:%cap)?/(and dest:%cap)? (for dest:nothing)*/' aid.lua
aid
answers aid.db "SELECT group_concat(dest) FROM aid" Malta
answers aid.db "SELECT state || ': ' || note FROM correction WHERE verdict = 'reject'" "lost: the words are read otherwise now"

# A link is the corpus that it leads to: one file of corrections, beside that.
mkdir links
ln -s ../deeds.db links/short
lunette 0 sql links/short "SELECT 1"
lacks "$err" "corrections"
rejected=$(value deeds.db "SELECT count(*) FROM rejected")
lunette 0 run notes -r deeds.lua --language-is en --force -o links/short
answers deeds.db "SELECT count(*) FROM rejected" "$rejected"
lunette 0 reject links/short "$bridge" "by a link"
holds deeds.corrections "reject $bridge"
answers deeds.db "SELECT reason FROM rejected WHERE key = '$bridge'" "by a link"
equals "a folder of links" "short" "$(ls -A links)"

# A file that was renamed and holds the same is found by its bytes, where exactly one document has them.
mkdir moved
printf 'Norway will mend the weir.\n' >moved/a.txt
printf 'Norway will mend the mill.\n' >moved/c.txt
lunette 0 run moved -r deeds.lua --language-is en -o moved.db
lunette 0 reject moved.db "$(value moved.db "SELECT key FROM deed WHERE document = 1 LIMIT 1")" "not theirs"
before=$(value moved.db "SELECT count(*) FROM deed")
mv moved/a.txt moved/b.txt
lunette 0 run moved -r deeds.lua --language-is en -o moved.db --prune
holds "$err" "1 rejected"
lacks "$err" "lost"
answers moved.db "SELECT count(*) FROM deed" "$before"
lunette 0 accept moved.db --sync
holds moved.corrections "uri=moved/b.txt hash="
cp moved/b.txt moved/d.txt
mv moved/b.txt moved/e.txt
lunette 0 run moved -r deeds.lua --language-is en -o moved.db --prune
holds "$err" "1 lost"
finish
