# scope.sh - the scope options say the same to each command; --new counts from the last report.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >all.jsonl <<'JSON'
{"id":"d1","date":"2026-01-02","language":"en","source":"Harbour Office","country":"NO","text":"Norway thanked Peru."}
{"id":"d2","date":"2026-02-02","language":"en","source":"Quay","country":"PE","text":"Peru thanked Norway and Chile."}
{"id":"d3","language":"fr","text":"The ferry thanked nobody."}
JSON
cat >mine.lua <<'LUA'
layer "deed" { cue = span }
rule "thanks" { doc = "Thanks.", match = [[ cue:thanked ]], mark = "deed", examples = { "Ostia thanked Norland." } }
report "names" {
  options = {},
  write = function(corpus, _, page)
    local names = {}
    for d in corpus:documents():each() do names[#names + 1] = d.name end
    page:line("names: %s.", table.concat(names, " "))
    page:line("deeds: %d.", #corpus:annotations "deed")
  end,
}
requires "entities"
LUA
names() { value "$1" "SELECT group_concat(name, ' ') FROM (SELECT name FROM document ORDER BY id)"; }

# run over sources: the others are not looked at, and none of them is gone
lunette 0 run all.jsonl -r mine.lua -o some.db --since 2026-02
equals "a run since" "d2" "$(names some.db)"
holds "$err" "2 not in scope"
lunette 0 run all.jsonl -r mine.lua -o some.db --country Norway --before 2026-02
equals "a run of a country" "d2 d1" "$(names some.db)"
lacks "$err" "no longer in the sources"
lunette 2 run all.jsonl -r mine.lua -o some.db --language FR # one text is French, and the rules build on English ones
equals "a run of a language" "d2 d1 d3" "$(names some.db)"
lunette 1 run all.jsonl -r mine.lua -o none.db --source nobody
lacks "$err" "nothing to read"
lunette 3 run all.jsonl -r mine.lua -o none.db --with PE
says "--with asks a corpus" "hint: "
lunette 3 run all.jsonl -r mine.lua -o none.db --since 2026-02 --prune
says "--prune looks at all documents"

# run where nothing says what is asked for
printf 'They thanked Peru.\n' >plain.txt
lunette 1 run plain.txt -r mine.lua --country NO -o plain.db
holds "$err" "nothing is in scope: date, source and country are what a document says of itself"
lunette 1 run plain.txt -r mine.lua --country NO -o plain.db -q
equals "nothing is in scope, -q" "" "$(cat "$err")"

# run over a corpus
lunette 2 run all.jsonl -r mine.lua -o c.db
cp mine.lua other.lua
printf 'rule "ferry" { doc = "F.", match = [[ cue:ferry ]], mark = "deed", examples = { "a ferry" } }\n' >>other.lua
cp c.db again.db
cp other.lua mine.lua
lunette 0 run again.db -r mine.lua --language en --force
holds "$err" "2 documents"
holds "$err" "1 not in scope"
answers again.db "SELECT count(*) FROM deed WHERE cue = 'ferry'" 0
lunette 2 run again.db -r mine.lua
answers again.db "SELECT count(*) FROM deed WHERE cue = 'ferry'" 1

# try, over both
for where in c.db all.jsonl; do
    lunette 0 try thanked "$where" --since 2026-02-01
    holds "$err" "1 hit in 1 of 1 document"
    lunette 0 try thanked "$where" --country norway
    holds "$out" "Norway [thanked]"
    lunette 0 try thanked "$where" --source quay --language EN
    holds "$err" "1 hit in 1 of 1 document"
done
lunette 0 try thanked c.db --with Chile
holds "$err" "1 hit in 1 of 1 document"
lunette 3 try thanked all.jsonl --new
says "--new asks a corpus"

lunette 0 export c.db --with chile
equals "export with" 1 "$(grep -c '"id":"d2"' "$out")"
for wrong in "--since yesterday" "--before 2026-13-01" "--country Atlantis" "--with Xx"; do
    # shellcheck disable=SC2086
    lunette 3 export c.db $wrong
    says "${wrong%% *}: " "hint: "
done

# --new: since the same report was last written
lunette 0 report names c.db -r mine.lua --format md -o - --new
holds "$out" "names: d1 d2 d3."
holds "$err" "was not written before"
lunette 0 report names c.db -r mine.lua --format md -o - --new
holds "$out" "names: ."
holds "$out" "deeds: 0."
lunette 0 report names c.db -r mine.lua --format md -o - --new --country NO
holds "$out" "names: d1."
cat >>all.jsonl <<'JSON'
{"id":"d4","date":"2026-03-02","language":"en","country":"CL","text":"Chile thanked Peru for the ferry."}
JSON
sed -i 's/Norway thanked Peru/Norway thanked Chile/' all.jsonl
lunette 2 run all.jsonl -r mine.lua -o c.db
lunette 0 export c.db --new
equals "export of what is new" "d1 d4" "$(sed 's/^{"id":"\([^"]*\)".*/\1/' "$out" | paste -s -d ' ')"
lunette 0 try thanked c.db --new
holds "$err" "2 hits in 2 of 2 documents"
lunette 0 report names c.db -r mine.lua --format md -o - --new
holds "$out" "names: d1 d4."
holds "$out" "deeds: 3."
lunette 0 sql c.db "SELECT name, run FROM report_written"
equals "two reports" 3 "$(wc -l <"$out" | tr -d ' ')"

# rules that change make no document new
printf 'rule "peru" { doc = "P.", match = [[ cue:peru ]], mark = "deed", examples = { "Peru" } }\n' >>mine.lua
lunette 2 run c.db -r mine.lua --force
lunette 0 report names c.db -r mine.lua --format md -o - --new
holds "$out" "names: ."

# a report that could not be written is not remembered
lunette 3 report names c.db -r mine.lua --source Quay -o nowhere/at/all.html
answers c.db "SELECT count(*) FROM report_written WHERE asked LIKE '%Quay%'" 0
lunette 1 gaps c.db --new
holds "$err" "in 0 documents"
# A report that leaves a query before its end is remembered all the same.
cat >early.lua <<'LUA'
report "early" { formats = { "md" }, write = function(corpus, options, page)
  for document in corpus:documents():each() do page:line("%s", document.uri) break end
end }
LUA
lunette 0 report early c.db -r early.lua --format md -o - --new
lacks "$err" "does not remember"
lunette 0 report early c.db -r early.lua --format md -o - --new
lacks "$out" ".txt"
holds "$err" "note: no document came or changed since the last report"

# languages by name; what is none, and a time without a day, is refused; a run over nothing is none
lunette 0 try thanked c.db --language English
runs=$(value c.db "SELECT count(*) FROM run")
lunette 1 run c.db -r mine.lua --language Greek
holds "$err" "no document has the language 'el'"
lunette 3 run c.db -r mine.lua --language Englsh
says "there is no language 'Englsh'"
lunette 3 run c.db -r mine.lua --since 2026 --before 2025
says "no day lies between them"
equals "runs" "$runs" "$(value c.db "SELECT count(*) FROM run")"
for zero in -j --deadline --memory; do
    lunette 3 run c.db -r mine.lua $zero 0
    says "expects a whole number from 1 on"
done
lunette 3 report briefing c.db -o page.html --documents -3
says "expected a whole number, 0 or more"

# files that do not say what is asked for
printf 'Norway thanked Peru.\n' >bare.txt
lunette 1 try thanked bare.txt all.jsonl --source nobody
holds "$err" "nothing is in scope: "
holds "$err" "say their source; --path or --meta tells it"

# What the corpus has stands beside what was asked for.
cat >two.jsonl <<'JSON'
{"id":"t1","date":"2026-01-02","language":"en","source":"Quay","country":"NO","text":"Norway thanked Peru."}
{"id":"t2","date":"2026-03-04","language":"en","source":"Quay","country":"PE","text":"Peru thanked Norway."}
JSON
lunette 0 run two.jsonl -p entities -o two.db
# A report of part of the corpus has a name of its own, and leaves that of the whole as it is.
lunette 0 report briefing two.db
cp briefing.html whole.html
lunette 0 report briefing two.db --with Peru
holds "$err" "report: briefing-with-PE.html"
lunette 0 report briefing two.db --since 2026-02 --source quay --country PE --format md
holds "$err" "report: briefing-since-2026-02-source-quay-country-PE.md"
lunette 0 report briefing two.db --new
holds "$err" "report: briefing-new.html"
cmp briefing.html whole.html || complain "the briefing of the whole corpus" "as it was" "another one"
lunette 1 export two.db --since 2030 -o none.jsonl
lunette 1 report briefing two.db --since 2030
says "nothing is in scope: no document is of that time" "hint: the dates of this corpus: 2026-01-02 to 2026-03-04"
lunette 1 report briefing two.db --country KE
says "nothing is in scope: no document has the country 'KE'" "hint: the corpus has: NO, PE"
lunette 0 run two.jsonl -p entities -o one.db --since 2026-02
lunette 1 report briefing one.db --country NO
says "no document has the country 'NO'" "hint: --country asks whose texts they are; 1 document names it: --with NO"
lunette 1 report briefing two.db --since 2026-02 --country NO
says "no document fits what was asked for" "hint: none fits all of --since, --country: leave one out"
lunette 1 report briefing two.db --with KE
says "no document fits what was asked for" "hint: --with asks which countries the texts name"
finish
