# identities.sh - persons and bodies across documents: who is one and why, who stays apart, what stays open, what is only proposed, and what the analyst says.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >papers.jsonl <<'LINES'
{"id":"a1","date":"2024-03-05","language":"en","text":"Chinese Foreign Minister Wang Yi met Peruvian President Luisa Rojas in Lima. Mr. Wang thanked her."}
{"id":"a2","date":"2024-03-06","language":"en","text":"Chinese Foreign Minister Wang said that ports matter."}
{"id":"a3","date":"2024-03-07","language":"en","text":"Chinese Commerce Minister Wang Wentao said that tariffs matter. Mr. Wang left."}
{"id":"a4","date":"2024-03-08","language":"en","text":"Mr. Wang said on Friday that trade had grown."}
{"id":"b1","date":"2023-01-10","language":"en","text":"Chilean Foreign Minister Ana Ruiz said yes. Norwegian Fisheries Minister Karl Berg agreed."}
{"id":"b2","date":"2023-02-10","language":"en","text":"Chilean Foreign Minister Ruiz said that the harbour opens. Peruvian Energy Minister Karl Berg agreed."}
{"id":"b3","date":"2023-03-10","language":"en","text":"Norwegian Fisheries Minister Karl Berg spoke of cod."}
{"id":"b4","date":"2023-03-11","language":"en","text":"Peruvian Energy Minister Karl Berg spoke of gas."}
{"id":"b5","date":"2023-03-12","language":"en","text":"Karl Berg said nothing new."}
{"id":"c1","date":"2021-11-30","language":"en","text":"German Chancellor Angela Merkel spoke to the press."}
{"id":"c2","date":"2021-12-20","language":"en","text":"German Chancellor Scholz spoke to the press. Angela Merkel was not there."}
{"id":"c3","date":"2022-01-20","language":"en","text":"German Chancellor Olaf Scholz met Ukrainian President Volodymyr Zelensky."}
{"id":"c4","date":"2022-01-21","language":"en","text":"Ukrainian President Volodymyr Zelenskyy called. The envoy Oleh Tarasenko spoke."}
{"id":"c5","date":"2022-01-23","language":"en","text":"The envoy Oleg Tarasenko spoke."}
{"id":"d1","date":"2022-02-01","language":"en","text":"The Lisbon Harbour Authority (LHA) opened a pier. The LHA is new."}
{"id":"d2","date":"2022-02-02","language":"en","text":"LHA officials met the Finance Ministry."}
{"id":"d3","date":"2022-02-03","language":"en","text":"The Norwegian Finance Ministry told Quillmark Shipping Ltd to wait. The UN Security Council met."}
{"id":"d4","date":"2022-02-04","language":"en","text":"The United Nations Security Council met. The Security Council wrote to Robert Quayle."}
{"id":"d5","date":"2022-02-05","language":"en","text":"The envoy Pavlo A. Dorenko spoke."}
{"id":"d6","date":"2022-02-06","language":"en","text":"The envoy Pavlo B. Dorenko spoke. The envoy Pavlo Dorenko did not."}
{"id":"f1","date":"2015-02-06","language":"en","text":"Ban Ki-moon thanked the United Nations. The Secretary-General smiled."}
{"id":"f2","date":"2015-02-07","language":"en","text":"The Secretary-General thanked the United Nations and left."}
{"id":"f3","date":"2015-02-08","language":"en","text":"The Secretary-General thanked the United Nations and NATO."}
{"id":"f5","date":"1969-02-08","language":"en","text":"Secretary-General Thant spoke at the United Nations."}
{"id":"f4","date":"1975-02-08","language":"en","text":"The Secretary-General thanked the United Nations."}
{"id":"e1","date":"1987-02-04","language":"en","text":"Robert Quayle said that boats were cheap."}
LINES
lunette 0 run -q papers.jsonl -p entities -o papers.db
lunette 0 analyze identities papers.db
holds "$err" "short or common names stay open"
holds "$err" "lunette same joins them"

# who PERSON-OR-BODY: the identities under which the entities of documents go, in the order of documents.
who() { value papers.db "SELECT group_concat(name || ' ' || i, ', ') FROM (SELECT d.name AS name, ifnull(m.identity, '-') AS i FROM identities_member m
    JOIN entity e ON e.id = m.entity JOIN document d ON d.id = e.document WHERE $1 ORDER BY e.id)" | tr -d '"'; }
equals "an office by the day tells a surname" "a1 person:Wang Yi, a2 person:Wang Yi" "$(who "m.identity = 'person:Wang Yi'")"
equals "a lone surname stays open" "a4 -" "$(who "e.name = 'Wang' AND m.certainty = 'open'")"
answers papers.db "SELECT candidates FROM identities WHERE name = 'Wang' AND identity IS NULL" "person:Wang Wentao; person:Wang Yi"
equals "a surname with the same office" "b1 person:Ana Ruiz, b2 person:Ana Ruiz" "$(who "m.identity LIKE '%Ruiz'")"
equals "why" "short form, same office: CL foreign" "$(value papers.db "SELECT evidence FROM identities_member m JOIN entity e ON e.id = m.entity WHERE e.name = 'Ruiz'" | tr -d '"')"
equals "two of one name" "b1 person:Karl Berg (NO), b2 person:Karl Berg (PE), b3 person:Karl Berg (NO), b4 person:Karl Berg (PE), b5 -" "$(who "e.name = 'Karl Berg'")"
equals "one office, two holders" "c1 person:Angela Merkel, c2 person:Olaf Scholz, c2 person:Angela Merkel, c3 person:Olaf Scholz" \
    "$(who "m.identity IN ('person:Angela Merkel', 'person:Olaf Scholz')")"
equals "a spelling, with the office of the day" "c3 person:Volodymyr Zelenskyy, c4 person:Volodymyr Zelenskyy" "$(who "e.name LIKE 'Volodymyr%'")"
equals "a spelling alone" "c4 person:Oleh Tarasenko, c5 person:Oleg Tarasenko" "$(who "e.name LIKE '%Tarasenko'")"
answers papers.db "SELECT identity || ' ' || other || ' ' || (score BETWEEN 0.85 AND 0.95) FROM identities_proposal WHERE name LIKE '%Tarasenko'" \
    "person:Oleg Tarasenko person:Oleh Tarasenko 1"
answers papers.db "SELECT count(*) FROM identities_proposal WHERE reason = 'a name more' AND name LIKE 'Pavlo%'" 2
answers papers.db "SELECT count(*) FROM identities_proposal WHERE name LIKE 'Pavlo _. D%' AND other_name LIKE 'Pavlo _. D%'" 0
equals "a generation apart" "d4 person:Robert Quayle (2022), e1 person:Robert Quayle (1987)" "$(who "e.name = 'Robert Quayle'")"
equals "an office of the only body named" "f1 person:Ban Ki-moon, f2 person:Ban Ki-moon" "$(who "m.identity = 'person:Ban Ki-moon'")"
equals "an office of one of two bodies" "f3 -" "$(who "e.name = 'Secretary-General' AND m.identity IS NULL")"
equals "a surname with it" "f5 person:U Thant" "$(who "e.name = 'Thant'")"
equals "another day" "f4 person:Kurt Waldheim" "$(who "m.identity = 'person:Kurt Waldheim'")"
equals "an acronym" "d1 organization:Lisbon Harbour Authority, d2 organization:Lisbon Harbour Authority" "$(who "m.identity LIKE '%Harbour%'")"
answers papers.db "SELECT evidence FROM identities_member m JOIN entity e ON e.id = m.entity WHERE e.name = 'LHA'" "LHA and the name together in 1 document; same name"
equals "a body of every state" "d2 -" "$(who "e.name = 'Finance Ministry'")"
answers papers.db "SELECT documents FROM identities WHERE identity = 'organization:United Nations Security Council'" 2
answers papers.db "SELECT name || ' ' || documents FROM identities WHERE identity = 'country:China'" "China 3"
answers papers.db "SELECT sum(mentions) FROM identities WHERE kind = 'country'" "$(value papers.db "SELECT count(*) FROM country WHERE entity IS NOT NULL")"
answers papers.db "SELECT mentions > documents FROM identities WHERE identity = 'organization:Lisbon Harbour Authority'" 1
answers papers.db "SELECT count(*) FROM entity WHERE kind IN ('person', 'organization', 'country') AND id NOT IN (SELECT entity FROM identities_member)" 0
answers papers.db "SELECT count(*) FROM (SELECT entity FROM identities_member GROUP BY 1 HAVING count(*) > 1)" 0
answers papers.db "SELECT count(*) FROM identities_member WHERE identity NOT IN (SELECT identity FROM identities WHERE identity IS NOT NULL)" 0

# The same again, and in another order of documents.
lunette 0 analyze identities papers.db --format csv
cp "$out" first.csv
tac papers.jsonl >turned.jsonl
lunette 0 run -q turned.jsonl -p entities -o turned.db
lunette 0 analyze identities turned.db --format csv
equals "another order of documents" "$(cat first.csv)" "$(cat "$out")"

# Capitals and hyphens keep no bodies apart; a proposal names what was compared.
printf '%s\n' '{"id":"a","language":"en","text":"The Republican Party thanked the foes of Al-Qaeda. The Harbour Authority of Lisbon met."}' \
    '{"id":"b","language":"en","text":"The Republican party left. Al Qaeda lost."}' '{"id":"c","language":"en","text":"The GOP left. The Harbour Autority of Lisbon met."}' >forms.jsonl
lunette 0 run -q forms.jsonl -p entities -o forms.db
lunette 0 analyze identities forms.db --kind organization -q
answers forms.db "SELECT group_concat(documents, ' ') FROM identities WHERE name LIKE 'Al_Qaeda' OR name IN ('GOP', 'Republican Party')" "3 2"
answers forms.db "SELECT count(*) FROM identities_member WHERE evidence LIKE 'the same name but for capitals, hyphens and marks%'" 2
answers forms.db "SELECT count(*) FROM identities_proposal WHERE reason LIKE 'the same letters%'" 0

# The analyst's word counts before everything; a hostile name is a name.
lunette 0 same papers.db "Oleh Tarasenko" "Oleg Tarasenko"
lunette 0 same papers.db "Wang" "Wang Yi"
hostile="=1+1\"; DROP VIEW person; -- 'x'"
lunette 0 same papers.db "Angela Merkel" "$hostile"
lunette 0 analyze identities papers.db --format csv
holds "$out" "\"'=1+1"
holds "$out" "Oleh Tarasenko (1)"
equals "by hand" "c4 person:Oleg Tarasenko, c5 person:Oleg Tarasenko" "$(who "e.name LIKE '%Tarasenko'")"
equals "a short name by hand" "a1 person:Wang Yi, a2 person:Wang Yi, a4 person:Wang Yi" "$(who "m.identity = 'person:Wang Yi'")"
equals "a hostile name" "c1 c2" "$(value papers.db "SELECT group_concat(d.name, ' ') FROM identities_member m JOIN document d ON d.id = m.document WHERE m.identity LIKE 'person:=1+1%'")"
lunette 0 sql papers.db "SELECT count(*) FROM person"
lunette 0 same papers.db "Angela Merkel" --undo

# Letters of other scripts, marks that stand alone, a name of one letter.
cat >odd.lua <<'LUA'
requires "entities"
rule "odd" { match = [[ /^(Ђорђе|李明|Zoe\x{308}|Q)$/ ]], mark = "person" }
LUA
printf '%s\n' '{"id":"x","language":"en","text":"We saw Ђорђе Ковач and 李明 with Zoë and Q."}' '{"id":"y","language":"en","text":"Ђорђе and 李明 left; Q stayed."}' >odd.jsonl
lunette 0 run -q odd.jsonl -p entities -r odd.lua -o odd.db
lunette 0 analyze identities odd.db --kind person
holds "$out" "Ђорђе"

# A name in the order of its own language, and an acronym in small letters.
printf '%s\n' '{"id":"h","language":"en","text":"Hungarian Foreign Minister Kertész Gábor praised Nato at noon."}' \
    '{"id":"i","language":"en","text":"The North Atlantic Treaty Organization met Foreign Minister Gábor Kertész of Hungary."}' >orders.jsonl
lunette 0 run -q orders.jsonl -p entities -o orders.db
lunette 0 analyze identities orders.db
answers orders.db "SELECT count(*) FROM identities WHERE kind = 'person' AND documents = 2" 1
answers orders.db "SELECT name FROM identities WHERE kind = 'organization' AND documents = 2" "North Atlantic Treaty Organization"

# Scope, kind, least; views have their columns where they have no rows.
lunette 0 analyze identities papers.db --kind organization --since 2022-02-02 --least 2
lacks "$out" "person:"
holds "$out" "organization:United Nations Security Council"
lacks "$out" "Quillmark"
lacks "$out" "many have a body"
answers papers.db "SELECT count(score) FROM identities_proposal" 0
answers papers.db "SELECT count(*) FROM identities_member WHERE document IN (SELECT id FROM document WHERE name = 'd1')" 0
lunette 3 analyze identities papers.db --kind planet
says "'planet' does not fit" "person, organization, country"
printf '{"id":"a","language":"en","text":"It rains."}\n' >dry.jsonl
lunette 0 run -q dry.jsonl -p dates -o dry.db
lunette 3 analyze identities dry.db
says "no layer 'person'" "lunette run … -p entities"
finish
