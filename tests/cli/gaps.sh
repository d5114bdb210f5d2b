# gaps.sh - what nobody covers is listed by frequency, with a sentence and with a line to add that works; common words and covered names are not.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >papers.jsonl <<'LINES'
{"id":"a","date":"2026-02-01","source":"ours","country":"NO","language":"en","text":"The harbour was full. In the evening Quillfeather said the boats were safe. Norway agreed. The Zembrian side refused. It lies in Dunmarrow Bay."}
{"id":"b","date":"2026-02-02","source":"ours","country":"NO","language":"en","text":"On Monday Quillfeather told the crews to wait. We met the Guild of Rope Makers there. The Rope was old. A rope is a rope. He stayed."}
{"id":"c","language":"fr","text":"Les bateaux sont partis hier avec la marée du matin, et personne ne les a revus depuis."}
LINES
lunette 2 run -q papers.jsonl -p entities -o papers.db
cp papers.db copy.db
lunette 0 gaps papers.db
holds "$out" "subjects of speech verbs that no entity covers"
holds "$out" "      2  Quillfeather"
holds "$out" "[Quillfeather] said the boats were safe."
holds "$out" 'rule "quillfeather" { match = [[ "Quillfeather" ]], mark = "person" }'
holds "$out" "      1  Zembrian"
holds "$out" 'name = "COUNTRY", iso = "XX"'
lacks "$out" "  Norway"
lacks "$out" "  Rope"
lacks "$out" "  Monday"
holds "$out" "1 document in languages without rules"
holds "$out" 'languages = { "fr" }'
holds "$out" "1 document without a date"
holds "$out" "papers.jsonl#c"
cmp -s papers.db copy.db || complain "the corpus" "as it was" "changed"

# Titles of offices are no names, and none begins with a small word.
printf '%s\n' '{"id":"t","language":"en","text":"The talks of the Foreign Secretary with Lord Quill, Minister of Rural Affairs, ended. The Crown Prince and the Secretary of State for Trade left. They met the President of Dunmarrow and President van Quill. The Guild of Rope Makers came."}' >titles.jsonl
lunette 0 run -q titles.jsonl -p entities -o titles.db
lunette 0 gaps titles.db --n 20
for title in "Foreign Secretary" "Rural Affairs" "Crown Prince" "Secretary of State" "State for Trade" '"of '; do
    lacks "$out" "[[ \"${title#\"}"
done
holds "$out" '"Guild of Rope Makers"'

# What is left of a word is no name, a ship is on no layer, and who is spoken to is a person.
printf '%s\n' '{"id":"v","language":"en","text":"We thanked the crew. We'"'"'ve said so before. They rescued the crew of the vessel Selquin-3 and the tanker Dunfarrow. With that, Quillo. It is late. Then Don’t said no."}' >ships.jsonl
lunette 0 run -q ships.jsonl -p entities -o ships.db
lunette 0 gaps ships.db --n 20
for none in "We've" Selquin Dunfarrow "Don’t"; do
    lacks "$out" "[[ \"$none"
done
holds "$out" 'rule "quillo" { match = [[ "Quillo" ]], mark = "person" }'

# Dates that cannot be right, and the year that an anniversary tells of a document without a date.
printf '%s\n' '{"id":"d","language":"en","text":"They met on Monday, 5 March 2024. Next year marks the 60th anniversary of the founding of ASEAN."}' >dates.jsonl
lunette 0 run -q dates.jsonl -p dates -o dates.db
mkdir "of dates" && cp dates.db "of dates/dates.db"
lunette 0 gaps "of dates/dates.db"
holds "$out" "lunette why 'of dates/dates.db' dates.jsonl#"
lunette 0 gaps dates.db
holds "$out" "written Monday, but 2024-03-05 is a Tuesday"
holds "$out" "2026, by the founding of ASEAN: 1967, and next year is number 60"
holds "$out" "dates.jsonl#d,2026-MM-DD"
answers dates.db "SELECT value || ' ' || earliest FROM date WHERE text = 'Next year'" "XXXX 2027-01-01"

# Offices of a country: whom neither the text nor the lists of offices know on the day.
cat >offices.jsonl <<'LINES'
{"id":"o","date":"2021-05-03","language":"en","text":"“Fine,” said the Peruvian president. The Slovak president told reporters that he agrees. The Peruvian president left early; the Peruvian President Luis Rojas did not. The Danish Presidential Council slept. A Chilean president sings."}
{"id":"p","date":"2026-03-03","language":"en","text":"The Slovak president said that he agrees."}
LINES
lunette 0 run -q offices.jsonl -p entities -o offices.db
lunette 0 gaps offices.db
holds "$out" "offices whose holder at that date is not known"
holds "$out" "Slovakia: president, 2026-03"
lacks "$out" "Slovakia: president, 2021-05"
lacks "$out" "Denmark: president"
lacks "$out" "Chile: president"
holds "$out" 'rule "the-slovak-president" { match = [[ the Slovak president ]], mark = "person", set = { name = "NAME", country = "SK", described = true } }'
{
    echo 'requires "entities"'
    grep -o 'rule "the-slovak.*' "$out"
} >holder.lua
lunette 0 run -q offices.db -p entities -r holder.lua
answers offices.db "SELECT count(*) FROM person p JOIN document d ON d.id = p.document WHERE d.name = 'p' AND p.name = 'NAME'" 1
lunette 0 gaps offices.db
lacks "$out" "Slovakia: president"

# What a realm or a body is called in short is proposed as one, not as a person.
printf '%s\n' '{"id":"r","language":"en","text":"The Republic said that it would wait. Later the Velkan Kingdom told others so, and the Dunmarrow Party added that it was late."}' >realms.jsonl
lunette 0 run -q realms.jsonl -p entities -o realms.db
lunette 0 gaps realms.db
holds "$out" 'rule "republic" { match = [[ "Republic" ]], mark = "country", set = { name = "COUNTRY", iso = "XX", country = "XX" } }'
holds "$out" 'rule "velkan-kingdom" { match = [[ "Velkan Kingdom" ]], mark = "country"'
lacks "$out" 'mark = "person"'

# Words end behind a whole character, and so does what stands around them.
printf '%s\n' '{"id":"e","language":"en","text":"a Joint Communiqué was sent from Belarus to Café Ruté. ‘’‘’‘’‘’‘’‘’‘’‘’‘’‘’‘’‘’‘’‘’"}' >accents.jsonl
lunette 0 run -q accents.jsonl -p entities -o accents.db
lunette 0 gaps accents.db
holds "$out" "[Café Ruté]"
holds "$out" "[Joint Communiqué]"
iconv -f utf-8 -t utf-8 "$out" >/dev/null || complain "gaps in UTF-8" "whole characters" "$(cat "$out")"

# Within a scope, as JSON, and nothing at all.
lunette 0 gaps papers.db --since 2026-02-02 --json
holds "$out" '"documents":1'
lacks "$out" "Zembrian"
printf '{"id":"a","date":"2026-02-01","source":"ours","country":"NO","language":"en","text":"the boats were safe."}\n' >calm.jsonl
lunette 0 run -q calm.jsonl -p entities -o calm.db
lunette 1 gaps calm.db
holds "$err" "no gaps in 1 document"

# The lines work.
{
    echo 'requires "entities"'
    lunette 0 gaps papers.db
    grep -o 'rule ".*' "$out" | sed 's/COUNTRY/Zembria/; s/"XX"/"ZZ"/g'
} >mine.lua
"$LUNETTE" run -q papers.db -r mine.lua || [ $? -eq 2 ]
answers papers.db "SELECT count(*) FROM person WHERE text = 'Quillfeather'" 2
answers papers.db "SELECT name FROM country WHERE text = 'Zembrian'" "Zembria"
lunette 0 gaps papers.db
lacks "$out" "Quillfeather"

# A template is proposed that fits the paths, and none where one was given.
mkdir -p tree/kenya/wire tree/joint/wire
printf 'It rained.\n' >tree/kenya/wire/a.txt
printf 'It snowed.\n' >tree/joint/wire/b.txt
lunette 0 run -q tree/kenya -p entities -o bare.db
lunette 0 gaps bare.db
holds "$out" "lunette run SOURCES --path '{country}/*/*'"
holds "$out" "lunette run SOURCES --path '{source}/*'"
lunette 2 run -q tree -p entities -o tree.db --path '{country}/{source}/*'
lunette 0 gaps tree.db
holds "$out" "1 document without a country"
holds "$out" "lunette run SOURCES --meta table.csv: uri,country and then tree/joint/wire/b.txt,XX"
lacks "$out" "--path"

lunette 3 gaps papers.db more
says "expects a corpus and nothing else, got 'more'"
lunette 3 gaps
says "no corpus is named"
finish
