# run.sh - sources to a corpus: what is said, exit codes, the corpus's name, what a second run does again and what not.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir notes
printf 'Rita thanks Omar.\n' >notes/a.txt
printf 'Omar thanks Rita. Rita thanks Omar again.\n' >notes/b.txt
write_rules() {
    cat >thanks.lua <<LUA
layer "gratitude" { who = span }
rule "thanks" {
  doc = "Somebody is thanked.", match = [[ $1 who:%cap ]], mark = "gratitude",
  examples = { { "Rita thanks Omar.", expect = { { who = "Omar" } } } },
}
LUA
}
write_rules thanks

lunette 0 run notes -r thanks.lua
equals "data on standard output" "" "$(cat "$out")"
holds "$err" "2 documents, 3 annotations in "
holds "$err" "corpus: notes.db"
answers notes.db "SELECT group_concat(who, ' ') FROM (SELECT who FROM gratitude ORDER BY document, start)" "Omar Rita Omar"

# Nothing is done twice.
lunette 0 run notes -r thanks.lua
holds "$err" "0 documents"
holds "$err" "2 unchanged"
printf 'Omar thanks Vera.\n' >notes/b.txt
lunette 0 run notes -r thanks.lua
holds "$err" "1 document, 1 annotation"
holds "$err" "1 unchanged"
answers notes.db "SELECT group_concat(who, ' ') FROM (SELECT who FROM gratitude ORDER BY document, start)" "Omar Vera"
answers notes.db "SELECT count(*) FROM document" 2
lunette 0 run notes -r thanks.lua --force
holds "$err" "2 documents, 2 annotations"
write_rules '(thanks|greets)'
lunette 0 run notes -r thanks.lua
holds "$err" "2 documents, 2 annotations"

# What is said of documents from outside counts, too.
printf 'file,source\na.txt,Harbour Office\n' >sources.csv
lunette 0 run notes -r thanks.lua --meta sources.csv
holds "$err" "1 document, 1 annotation"
holds "$err" "1 unchanged"
answers notes.db "SELECT group_concat(source) FROM document" "Harbour Office"
lunette 0 run notes -r thanks.lua --meta sources.csv
holds "$err" "2 unchanged"
printf 'file,source\na.txt,Quay\n' >sources.csv
lunette 0 run notes -r thanks.lua --meta sources.csv
answers notes.db "SELECT group_concat(source) FROM document" Quay
lunette 0 run notes -r thanks.lua --path none
answers notes.db "SELECT count(source) FROM document" 0

# The stored documents again, with other rules.
rm -r notes
write_rules 'Omar thanks'
lunette 0 run notes.db -r thanks.lua
holds "$err" "2 documents, 1 annotation"
answers notes.db "SELECT group_concat(who, ' ') FROM gratitude" "Vera"

# Forms of the summary.
mkdir 'a "b"'
printf 'Rita thanks Omar.\n' >'a "b"/one.txt'
lunette 0 run 'a "b"' -r thanks.lua --json
equals "as JSON" '{"corpus":"a \"b\".db","documents":1,"new":1,"in_part":0,"skipped":0,"files_known":0,"gone":0,"annotations":0,"problems":0,"accepted":0,"rejected":0,"lost":0,"kept":0,"taken_out":0,"bare":0,"own":0,"unread":0}' "$(cat "$out")"
equals "no summary beside JSON" "" "$(cat "$err")"
lunette 0 run 'a "b"' -r thanks.lua --quiet
equals "quiet" "" "$(cat "$out" "$err")"

# The corpus is named after the first source, in the working folder.
mkdir -p deep/press.2026 elsewhere
printf 'Rita thanks Omar.\n' >deep/press.2026/one.txt
write_rules thanks
named() {
    name=$1
    shift
    lunette 0 run "$@" -r thanks.lua </dev/null
    holds "$err" "corpus: $name"
    [ -f "$name" ] || complain "$last" "a file $name" "$(ls)"
    rm -f "$name"
}
named press.2026.db deep/press.2026
named press.2026.db deep/press.2026///
named one.db deep/press.2026/one.txt elsewhere
named elsewhere/all.db deep -o elsewhere/all.db
printf 'Rita thanks Omar.\n' | "$LUNETTE" run - -r thanks.lua -q || complain "standard input" "exit code 0" "exit code $?"
answers stdin.db "SELECT count(*) FROM gratitude" 1
lunette 3 run . -r thanks.lua
says "cannot be named after '.'" "-o FILE.db"
lunette 3 run .. -r thanks.lua
says "cannot be named after '..'" "-o FILE.db"

# Layers to write, files to read.
lunette 0 run deep -r thanks.lua --layers gratitude,sentence -o some.db
answers some.db "SELECT group_concat(layer, ' ') FROM (SELECT DISTINCT layer FROM annotation ORDER BY layer)" "gratitude sentence"
lunette 3 run deep -r thanks.lua --layers gratitud -o none.db
says "there is no layer 'gratitud'" "hint: "
printf 'Vera thanks Omar.\n' >deep/two.md
printf 'Vera thanks Rita.\n' >deep/.three.txt
lunette 0 run deep -r thanks.lua -g '*.md' -o globbed.db
answers globbed.db "SELECT uri FROM document" deep/two.md
lunette 0 run deep -r thanks.lua --hidden -o hidden.db
answers hidden.db "SELECT count(*) FROM document" 3

# Rules read a text without what nobody sees and capitals as ordinary text; the corpus has it as printed, also what is taken over from an earlier run.
mkdir unseen
shy=$(printf '\302\255')
echo "THE MINIS${shy}TER OF NOR${shy}WAY SAID ON MONDAY THAT THE HAR${shy}BOUR OF OSLO WOULD OPEN AGAIN." >unseen/a.txt
write_ports() {
    cat >ports.lua <<LUA
layer "office" { who = span, told = text }
layer "port" { name = span }
rule "office" {
  doc = "An office.", match = [[ who:(the minister of %cap) ]], set = { told = from "who" }, mark = "office", where = function(m) return m.text == "The minister of Norway" end,
  examples = { { "The minister of Norway came.", expect = { { who = "The minister of Norway" } } } },
}
rule "port" { doc = "A port.", match = [[ $1 of name:%cap ]], mark = "port", examples = { { "The harbour of Oslo opens.", expect = { { name = "Oslo" } } } } }
LUA
}
write_ports harbour
lunette 0 run unseen -r ports.lua
lunette 0 run unseen -r ports.lua --force -o fresh.db
holds "$err" "1 document, 2 annotations"
answers unseen.db "SELECT who || '|' || told || '|' || start || '|' || stop FROM office" "THE MINIS${shy}TER OF NOR${shy}WAY|The minister of Norway|0|24"
answers unseen.db "SELECT name || '|' || start || '|' || text FROM port" "OSLO|49|HAR${shy}BOUR OF OSLO"
write_ports '(harbour|port)'
lunette 0 run unseen -r ports.lua
rows="SELECT group_concat(layer || start || text || fields, '; ') FROM (SELECT a.layer, a.start, a.text, coalesce(o.who || o.told, p.name) AS fields FROM annotation a LEFT JOIN office o USING (id) LEFT JOIN port p USING (id) ORDER BY 1, 2)"
equals "taken over" "$("$LUNETTE" sql fresh.db "$rows")" "$("$LUNETTE" sql unseen.db "$rows")"

# Exit codes.
lunette 1 run elsewhere -g '*.nothing' -r thanks.lua -o empty.db
holds "$err" "0 documents"
printf 'Rita thanks \377\376 Omar. Vera thanks Omar, for this, and for all of that.\n' >deep/damaged.txt
lunette 2 run deep -r thanks.lua -o damaged.db
holds "$err" 'lunette sql damaged.db "SELECT * FROM problem"'
# A document over which a worker ends was read: the summary says that it is left out, not that there was nothing.
mkdir endless
echo "Rita thanks Omar." >endless/one.txt
cat >endless.lua <<'LUA'
layer "never" { a = text }
rule "never" { match = [[ thanks ]], marks = "never", mark = function() return string.find(("a"):rep(60), "a-a-a-a-a-a-a-a-a-a-a-a-a-a-b") end }
LUA
lunette 2 run endless -r endless.lua -o endless.db --deadline 1
holds "$err" "0 documents, 0 annotations in"
holds "$err" "; 1 left out; 1 problem: lunette sql endless.db"
lacks "$err" "nothing to read was found"
lunette 3 run -r thanks.lua
says "no source was named" "hint: "
lunette 3 run deep
says "no plugin and no rules were named" "-p diplomacy"
lunette 3 run deep -r nowhere.lua
says "nowhere.lua" "hint: "
lunette 3 run deep -r thanks.lua -o nowhere/at/all.db
says "nowhere/at/all.db" "hint: "
# A rule that builds on a plugin is for that plugin's languages; one that builds on none may read any.
mkdir tongues
printf 'Norway urges Peru to open a school. The minister spoke about the water of the river and the schools in the north.\n' >tongues/en.txt
printf "Le ministre a parlé de l'eau de la rivière et des écoles dans le nord du pays. Il remercie les habitants.\n" >tongues/fr.txt
printf 'requires "entities"\nlayer "spring" { cue = span }\nrule "spring" { doc = "Water.", match = [[ cue:water ]], mark = "spring" }\n' >builds.lua
sed 1d builds.lua >alone.lua
for words in "-p entities" "-r builds.lua" "-p entities -r builds.lua"; do
    # shellcheck disable=SC2086
    lunette 2 run tongues $words -o tongues.db
    answers tongues.db "SELECT code FROM problem" no-rules-for-language
    rm tongues.db
done
lunette 0 run tongues -r alone.lua -o tongues.db
# a rule file that finds nothing
printf 'layer "storm" { cue = span }\nrule "storm" { match = [[ cue:(raging storm) ]], mark = "storm" }\n' >storm.lua
lunette 0 run tongues -r alone.lua -r storm.lua -o idle.db
holds "$err" 'storm.lua found nothing; why not: lunette why idle.db DOCUMENT "words of it" --rule storm.storm'
lacks "$err" "alone.lua found nothing"
lunette 0 run tongues -r alone.lua -r storm.lua -o idle.db
lacks "$err" "found nothing"
printf 'requires "entities"\nrule "no-storm" { match = [[ storm ]], veto = "place" }\n' >calm.lua
lunette 0 run tongues -r alone.lua -r calm.lua -o calm.db
lacks "$err" "found nothing"
# rows of --meta that are about no document
mkdir rows
printf 'Thanks.\n' >rows/harbour.txt
printf 'path,source\nharbour.txt,Office\nharbuor.txt,Office\nrows/harbour.txt,Office\n' >rows.csv
lunette 0 run rows -r thanks.lua --meta rows.csv -o rows.db
holds "$err" "rows.csv: 1 of 3 rows is about no document: 'harbuor.txt'; did you mean 'harbour.txt'?"
printf 'path,source\nharbour.txt,Office\n' >rows.csv
lunette 0 run rows -r thanks.lua --meta rows.csv -o rows.db
lacks "$err" "about no document"
lacks "$err" "is called"
printf 'path,land,stadt\nharbour.txt,Norway,Oslo\n' >rows.csv
lunette 0 run rows -r thanks.lua --meta rows.csv -o rows.db
holds "$err" "rows.csv: none of its columns is called date, source, country, title or language: 'land', 'stadt' are kept as metadata"
# the table may be in another character set
printf 'Thanks.\n' >rows/zürich.txt
printf 'path;source\nz\374rich.txt;Caf\351\n' >rows.csv
lunette 0 run rows -r thanks.lua --meta rows.csv -o rows.db
lacks "$err" "about no document"
answers rows.db "SELECT source FROM document WHERE name = 'zürich' OR uri = 'rows/zürich.txt'" Café
# The corpus tells what was typed, with all that decides what is in it.
mkdir told
printf 'Rita thanks Omar.\n' >told/2026-01-02-a.txt
lunette 0 run told -r thanks.lua --path '{date}-*' -g '2026*' --since 2025 -o told.db
answers told.db "SELECT command FROM run" "lunette run told -r thanks.lua -g '2026*' --path '{date}-*' --since 2025"
lunette 0 report briefing told.db --format md -o -
holds "$out" ", thanks."

finish
