# compare_points.sh - the report compare, what pairs and what a point is: encounters that no rule marked go by the head of the text, names in other
# spellings, two meetings of the same people in a few days, who is silent and who holds no texts; points in other words, firmer on one side,
# contrary, or in sentences that no rule marks.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

# json WHAT...: how many rows of the comparison have all of these.
rows() {
    tr '{' '\n' <"$out" >rows.txt
    for wanted in "$@"; do
        grep -F -- "$wanted" rows.txt >fewer.txt || true
        mv fewer.txt rows.txt
    done
    wc -l <rows.txt | tr -d ' '
}

# ---- pairs ----

# a: no rule knows "crossed swords"; the heads name the same two people, a spelling apart. b: the same ministers again two days on.
# g: Peru's text has names that no rule takes for names; h: that of another encounter names them. c: told by Norway alone, a Peruvian text five days off. d: told by Norway alone, none within weeks. e: Chile's, no affair of Norway's.
cat >pairs.jsonl <<'LINES'
{"id":"a1","date":"2026-03-04","country":"NO","source":"M","language":"en","title":"Talks in Oslo","text":"Foreign Minister Jørgen Möller of Norway and Foreign Minister Luis Rojas of Peru crossed swords over fish in Oslo on 4 March 2026.\n\nNorway will open two ports. The catch of anchovy was measured anew."}
{"id":"a2","date":"2026-03-04","country":"PE","source":"P","language":"en","title":"Talks in Oslo","text":"Peruvian Foreign Minister Luis Rojas and Norwegian Foreign Minister Joergen Moeller sparred in Oslo on 4 March 2026.\n\nNorway would open two harbours. The catch of anchovy was measured anew."}
{"id":"b1","date":"2026-03-05","country":"NO","source":"M","language":"en","title":"x","text":"Norwegian Foreign Minister Jørgen Möller met with Peruvian Foreign Minister Luis Rojas in Bergen on 5 March 2026.\n\nThe ministers discussed a tunnel under the glacier."}
{"id":"b2","date":"2026-03-05","country":"PE","source":"P","language":"en","title":"x","text":"Peruvian Foreign Minister Luis Rojas met with Norwegian Foreign Minister Jorgen Moller in Bergen on 5 March 2026.\n\nThe ministers talked about the tunnel below the glacier."}
{"id":"g1","date":"2026-04-20","country":"NO","source":"M","language":"en","title":"x","text":"Norwegian Foreign Minister Jørgen Möller met with Peruvian Foreign Minister Luis Rojas in Bergen on 20 April 2026."}
{"id":"g2","date":"2026-04-21","country":"PE","source":"P","language":"en","title":"x","text":"the visit: moeller and rojas saw the fish market together.\n\nThe anchovy was fresh."}
{"id":"h1","date":"2026-06-20","country":"NO","source":"M","language":"en","title":"x","text":"Norwegian Foreign Minister Jørgen Möller met with Peruvian Foreign Minister Luis Rojas in Bergen on 20 June 2026."}
{"id":"h2","date":"2026-06-20","country":"PE","source":"P","language":"en","title":"x","text":"Peru and Bolivia held talks in Bergen on 20 June 2026, where moeller welcomed rojas, too.\n\nThe halibut was fresh."}
{"id":"c1","date":"2026-05-10","country":"NO","source":"M","language":"en","title":"x","text":"Norwegian Prime Minister Eva Lund spoke by phone with Peruvian President Marta Quispe on 10 May 2026."}
{"id":"c2","date":"2026-05-15","country":"PE","source":"P","language":"en","title":"x","text":"The Ministry opened a school in Cusco on 15 May 2026."}
{"id":"d1","date":"2026-08-10","country":"NO","source":"M","language":"en","title":"x","text":"Norwegian Prime Minister Eva Lund spoke by phone with Peruvian President Marta Quispe on 10 August 2026."}
{"id":"e1","date":"2026-05-11","country":"PE","source":"P","language":"en","title":"x","text":"Peruvian Foreign Minister Luis Rojas met with Chilean Foreign Minister Marta Soto in Lima on 11 May 2026."}
{"id":"f1","date":"2026-05-12","country":"PE","source":"P","language":"en","title":"On the words of Norway's minister","text":"We reject what Foreign Minister Jørgen Möller of Norway wrote about fish."}
LINES
lunette 0 run -q pairs.jsonl -p diplomacy -o pairs.db
lunette 0 report compare pairs.db --a NO --b PE --format json -o - -q
equals "pairs" 4 "$(rows '"part":"encounter"' 'told by both')"
equals "by the heads" 1 "$(rows 'told by both' 'a_document":"pairs.jsonl#a1"' 'b_document":"pairs.jsonl#a2"' 'by the head of the text')"
equals "a day later" 1 "$(rows 'told by both' 'a_document":"pairs.jsonl#b1"' 'b_document":"pairs.jsonl#b2"')"
equals "by raw words" 1 "$(rows 'told by both' 'a_document":"pairs.jsonl#g1"' 'b_document":"pairs.jsonl#g2"')"
equals "beside others" 1 "$(rows 'told by both' 'a_document":"pairs.jsonl#h1"' 'b_document":"pairs.jsonl#h2"')"
equals "silent" 1 "$(rows '"reason":"silent"')"
equals "silent on" 1 "$(rows '"reason":"silent"' 'pairs.jsonl#c1')"
equals "not held" 1 "$(rows '"reason":"no texts held"' 'pairs.jsonl#d1')"
equals "told by Peru alone" 0 "$(rows '"what":"only b"' '"part":"encounter"')"

# ---- one text of two meetings ----

# l1: who received the minister, and with whom the minister spoke, in one text; l2 and l3 tell one each.
# k: none of Peru's texts within a week, but some before and behind; "in 2025 40,000 people visited" is no encounter.
cat >shared.jsonl <<'LINES'
{"id":"l1","date":"2026-03-04","country":"NO","source":"M","language":"en","title":"x","text":"Norwegian Foreign Minister Jørgen Möller met in Lima today with President Marta Quispe of Peru and with Foreign Minister Luis Rojas of Peru.\n\nIn his meeting with the President, Möller proposed a bridge over the Rimac. He praised the orchestra of Arequipa.\n\nIn his meeting with the Foreign Minister, Möller proposed a tunnel under the glacier. Copper smelting rests on old furnaces."}
{"id":"l2","date":"2026-03-04","country":"PE","source":"P","language":"en","title":"x","text":"President Marta Quispe of Peru received Norwegian Foreign Minister Jørgen Möller in Lima on 4 March 2026.\n\nMöller proposed a bridge across the Rimac."}
{"id":"l3","date":"2026-03-04","country":"PE","source":"P","language":"en","title":"x","text":"Peruvian Foreign Minister Luis Rojas met with Norwegian Foreign Minister Jørgen Möller in Lima on 4 March 2026.\n\nMöller proposed a tunnel below the glacier. Copper smelting rests on old furnaces."}
{"id":"k1","date":"2026-03-20","country":"NO","source":"M","language":"en","title":"x","text":"Norwegian Prime Minister Eva Lund spoke by phone with Peruvian President Marta Quispe on 20 March 2026. In 2025 40,000 people of Norway visited Peru."}
{"id":"k2","date":"2026-04-04","country":"PE","source":"P","language":"en","title":"x","text":"The Ministry opened a school in Cusco."}
LINES
lunette 0 run -q shared.jsonl -p diplomacy -o shared.db
lunette 0 report compare shared.db --a NO --b PE --format json -o - -q
equals "two meetings" 2 "$(rows '"part":"encounter"' 'told by both')"
equals "with the President" 1 "$(rows '"part":"encounter"' 'a_document":"shared.jsonl#l1"' 'b_document":"shared.jsonl#l2"')"
equals "with the Minister" 1 "$(rows '"part":"encounter"' 'a_document":"shared.jsonl#l1"' 'b_document":"shared.jsonl#l3"')"
equals "the bridge" 1 "$(rows 'b_document":"shared.jsonl#l2"' 'bridge over the Rimac' 'bridge across the Rimac')"
equals "the tunnel" 1 "$(rows 'b_document":"shared.jsonl#l3"' 'tunnel under the glacier' 'tunnel below the glacier')"
equals "smelting" 1 "$(rows 'b_document":"shared.jsonl#l3"' 'Copper smelting' 'same words')"
equals "the orchestra, of that with the President" 1 "$(rows '"what":"only a"' '"participants":"Marta Quispe; Jørgen Möller"' 'orchestra of Arequipa')"
equals "perhaps silent" 1 "$(rows '"reason":"perhaps silent"' 'shared.jsonl#k1')"
equals "no visit of a year" 0 "$(rows '"form":"visit"' '"what":"only a"')"

# ---- points ----

cat >points.jsonl <<'LINES'
{"id":"no","date":"2026-03-04","country":"NO","source":"M","language":"en","title":"x","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Oslo on 4 March 2026.\n\nKeller demanded that Peru release the crew of the trawler Solvik. The two sides agreed to build a cable to the Lofoten islands. Norway will reduce customs on garments. Copper smelting rests on old furnaces with poor filters. Norway does not recognise the anchovy quota of the Callao fleet. Keller praised the orchestra of Arequipa. The two sides discussed regional issues."}
{"id":"pe","date":"2026-03-04","country":"PE","source":"P","language":"en","title":"x","text":"Peruvian Foreign Minister Luis Rojas met with Norwegian Foreign Minister Anna Keller in Oslo on 4 March 2026.\n\nKeller expressed the hope that Peru would release the crew of the trawler Solvik. The two sides discussed a cable to the Lofoten islands. Norway will cut the tariff on apparel. Copper smelting rests on old furnaces with poor filters. Norway recognises the anchovy quota of the Callao fleet. Peru invited Norwegian geologists to the Atacama."}
LINES
lunette 0 run -q points.jsonl -p diplomacy -o points.db
lunette 0 report compare points.db --a NO --b PE --format json -o - -q
equals "demanded, hoped" 1 "$(rows '"firmer":"a"' 'trawler Solvik"')"
equals "agreed, discussed" 1 "$(rows '"firmer":"a"' 'a cable to the Lofoten')"
equals "in other words" 1 "$(rows 'customs on garments' 'tariff on apparel' 'worded differently')"
equals "unmarked" 1 "$(rows '"part":"sentence"' 'poor filters' 'same words')"
equals "contrary" 1 "$(rows 'negated on one side' 'anchovy quota' 'worded differently')"
equals "what is merely talked of" 1 "$(rows '"what":"perhaps told by b"' 'regional issues')"
equals "perhaps" 1 "$(rows '"what":"perhaps told by')"
equals "only a" 1 "$(rows '"what":"only a"')"
equals "the orchestra" 1 "$(rows '"what":"only a"' 'orchestra of Arequipa')"
equals "only b" 1 "$(rows '"what":"only b"')"
equals "the geologists" 1 "$(rows '"what":"only b"' 'geologists')"
lunette 0 report compare points.db --a NO --b PE --format md -o - -q
holds "$out" "firmer: Norway"
holds "$out" "negated on one side"
holds "$out" "no act marked"
holds "$out" "Firmer wording: Norway 2."
holds "$out" "Both tell of 5 points, 1 in the same words."
holds "$out" "- point only by Norway: 1"
lacks "$out" "Peru 0"
lacks "$out" ". worded otherwise"

# ---- what is no point, and what is one point ----

# Headlines, who is behind a text and openings are none; the words that go on into an act belong to it; numbers are compared whatever their form; two thanks, and two
# points on one third country, may be one.
cat >around.jsonl <<'LINES'
{"id":"no","date":"2026-03-04","country":"NO","source":"M","language":"en","title":"Foreign Ministers' Telephone Talk","text":"Foreign Ministers' Telephone Talk\n\nOslo, under the red lighthouse\n\nThe below is attributable to Spokesperson Vera Molt.\n\nNorwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Oslo on 4 March 2026.\n\nKeller thanked Peru for the ballet shoes, two flutes, a drum, a harp, some fiddles, an oboe, the bagpipes, four trumpets, a lute and the port. A new lift from the glacier to the old lighthouse must be opened. She feared that the miners of Bolivia would quarrel. Of those aboard 12,500 came back."}
{"id":"pe","date":"2026-03-04","country":"PE","source":"P","language":"en","title":"Rojas in Oslo","text":"Peruvian Foreign Minister Luis Rojas met with Norwegian Foreign Minister Anna Keller in Oslo on 4 March 2026.\n\nThe minister made the following points:\n\nNorway thanked Peru for a whale skeleton, a stuffed gannet, cod, eels, herring, shrimps, mackerel, seals, lobsters and the harbour. Bolivia sits on its unsold zinc, he explained in his answer. The orchestra of Arequipa and 12500 others sang."}
LINES
lunette 0 run -q around.jsonl -p diplomacy -o around.db
lunette 0 report compare around.db --a NO --b PE --format json -o - -q
for none in "Telephone Talk" "red lighthouse" "attributable to" "following points"; do
    equals "no point: $none" 0 "$(rows "$none")"
done
equals "a lift" 1 "$(rows '"part":"act"' 'must be opened')"
equals "no lift alone" 0 "$(rows '"part":"sentence"' 'new lift')"
equals "two thanks" 1 "$(rows '"what":"perhaps told by b"' '"kind":"thank"' 'ballet shoes' 'stuffed gannet')"
equals "a third country" 1 "$(rows '"what":"perhaps told by b"' 'miners of Bolivia' 'unsold zinc')"
equals "a number" 1 "$(rows '"what":"perhaps told by' '12,500' 'and 12500')"
equals "each doubt once" 0 "$(rows '"what":"perhaps told by a"')"

# Acts of an encounter that is not the meeting's are acts all the same, and their sentences no points beside them.
cat >other.jsonl <<'LINES'
{"id":"no","date":"2026-03-04","country":"NO","source":"M","language":"en","title":"Meeting of Keller and Rojas","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Oslo in June 2025.\n\nKeller demanded that Peru release the crew of the trawler Solvik."}
{"id":"pe","date":"2026-03-04","country":"PE","source":"P","language":"en","title":"Meeting of Rojas and Keller","text":"Peruvian Foreign Minister Luis Rojas met with Norwegian Foreign Minister Anna Keller in Oslo in June 2025.\n\nPeru rejects the demand about ballet shoes."}
LINES
lunette 0 run -q other.jsonl -p diplomacy -o other.db
lunette 0 report compare other.db --a NO --b PE --format json -o - -q
equals "acts whose encounter is told of June" 0 "$(rows '"part":"sentence"')"

# Who thanks and who demands do not say one thing, whatever words they share. Two doubts about each other are one row: that which a rule marked, with the
# other side's words, and both keys where both have one.
cat >odds.jsonl <<'LINES'
{"id":"no","date":"2026-03-04","country":"NO","source":"M","language":"en","title":"x","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Oslo on 4 March 2026.\n\nThe minister stressed the importance of calm across the strait of Callao. Peru thanked Norway for its help to Peruvian sailors during the storm. Keller praised Peru for the release of the crew of the trawler Solvik."}
{"id":"pe","date":"2026-03-04","country":"PE","source":"P","language":"en","title":"x","text":"Peruvian Foreign Minister Luis Rojas met with Norwegian Foreign Minister Anna Keller in Oslo on 4 March 2026.\n\nRojas urged Norway to free the jailed Peruvian sailors promptly. He urged Norway to treat the question of Callao prudently. Keller urged Peru to release the crew of the trawler Solvik."}
LINES
lunette 0 run -q odds.jsonl -p diplomacy -o odds.db
lunette 0 report compare odds.db --a NO --b PE --format json -o - -q
equals "thanked" 1 "$(rows '"what":"only a"' '"kind":"thank"' 'during the storm')"
equals "urged" 1 "$(rows '"what":"only b"' '"kind":"urge"' 'jailed Peruvian sailors')"
equals "praised, urged, in the same words" 1 "$(rows '"what":"worded differently"' '"contrary":"praise on one side' 'praised Peru for the release' 'urged Peru to release')"
equals "one doubt of two" 1 "$(rows 'Callao')"
equals "that which is marked, with both" 1 "$(rows '"what":"perhaps told by a"' '"part":"act"' '"a_words":"The minister stressed' '"b_words":"urged Norway to treat')"
lunette 0 report compare odds.db --a NO --b PE --format md -o - -q
holds "$out" "- point perhaps told by both: 1"
holds "$out" "praise on one side, blame or a demand on the other; [praised / urged] Peru"
lacks "$out" "perhaps by both"
lacks "$out" "Firmer wording"
lacks "$out" "similar sentence that no rule marked"

# Condolences are no thanks, and nothing that was merely discussed, whatever they share; thanks by the same to the same may be one. Of all pairs one good
# one goes before two poor ones. Who said something at a press conference is no point, and presses for nothing.
cat >deeds.jsonl <<'LINES'
{"id":"no","date":"2026-03-04","country":"NO","source":"M","language":"en","title":"x","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Oslo on 4 March 2026.\n\nMinister Keller expressed her condolences for the victims of the earthquake in Arequipa. Minister Rojas expressed his gratitude for the relief goods provided by Norway.\n\n\"Norway will keep the old ferry open for the pupils of Callao,\" Minister Keller said at a crowded joint press conference."}
{"id":"pe","date":"2026-03-04","country":"PE","source":"P","language":"en","title":"x","text":"Peruvian Foreign Minister Luis Rojas met with Norwegian Foreign Minister Anna Keller in Oslo on 4 March 2026.\n\nMinister Rojas conveyed his gratitude to Norway for its swift response to the Arequipa earthquake. The talks focused on the exhumation of victims of the civil war."}
{"id":"ke","date":"2026-08-20","country":"KE","source":"M","language":"en","title":"x","text":"President Daniel Kiptoo on Thursday held talks with Somalia's Prime Minister Abdirahman Warsame at State House, Nairobi.\n\nThe two leaders resolved to reopen the border crossings at Mandera and Liboi by 1 October, ending a closure of more than a decade.\n\n* Both countries to establish a joint commission, which will meet twice a year"}
{"id":"so","date":"2026-08-21","country":"SO","source":"P","language":"en","title":"x","text":"Mogadishu, 21 August 2026 - The Federal Government of Somalia welcomes the outcome of the visit of Prime Minister Abdirahman Warsame to the Republic of Kenya.\n\nDuring his meeting with H.E.\n\nPresident Daniel Kiptoo yesterday, the Prime Minister urged Kenya to respect the sovereignty and territorial integrity of Somalia and to cease all contact with the administration in Kismayo.\n\nPresident Kiptoo gave assurances that Kenya recognises only the Federal Government.\n\nSomalia and Kenya agreed to reopen two border crossings in phases, subject to a joint security assessment.\n\nThe Federal Government has committed itself to vetting all traders who use the crossings.\n\nThe Prime Minister expressed disappointment at the cuts in the funding of the African Union mission, and appealed to the European Union and the United Kingdom to reverse them.\n\nHe said that without new money the mission would have to leave four bases by December.\n\nThe Federal Government strongly condemns the attack of 17 August on the Kenyan post at Dhobley, in which three soldiers lost their lives, and wishes the injured a speedy recovery.\n\nIt is deeply grateful to the people of Kenya, who have hosted Somali refugees for more than thirty years.\n\nThe ban on khat imports was not discussed, contrary to reports in the Kenyan media.\n\nThe Prime Minister was received on arrival in Mogadishu by Deputy Prime Minister Fartun Jibril."}
LINES
lunette 0 run -q deeds.jsonl -p diplomacy -o deeds.db
lunette 0 report compare deeds.db --a NO --b PE --format json -o - -q
equals "thanks, thanks" 1 "$(rows '"what":"perhaps told by b"' '"kind":"thank"' 'relief goods' 'swift response')"
equals "condolences are told by nobody else" 0 "$(rows '"kind":"condole / ')"
equals "nor by what was discussed" 0 "$(rows '"kind":"discuss / condole')"
equals "who said it" 0 "$(rows '"a_words":"Minister Keller said at')"
equals "firmer" 0 "$(rows '"firmer"')"
lunette 0 report compare deeds.db --a KE --b SO --format json -o - -q
equals "reopened" 1 "$(rows '"what":"worded differently"' 'at Mandera and Liboi' 'reopen two border crossings')"

# a condition belongs to its promise, and is no point of its own
cat >condition.jsonl <<'LINES'
{"id":"a","date":"2026-03-04","country":"NO","source":"M","language":"en","title":"x","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Oslo on 4 March 2026.\n\nRojas promised to open the ports of Callao and Paita if the anchovy quota is raised by the council."}
{"id":"b","date":"2026-03-04","country":"PE","source":"P","language":"en","title":"x","text":"Peruvian Foreign Minister Luis Rojas met with Norwegian Foreign Minister Anna Keller in Oslo on 4 March 2026.\n\nThe ministers discussed fish."}
LINES
lunette 0 run -q condition.jsonl -p diplomacy -o condition.db
lunette 0 report compare condition.db --a NO --b PE --format json -o - -q
equals "the promise" 1 "$(rows '"kind":"pledge"' 'if the anchovy quota is raised by the council')"
equals "points of the condition" 0 "$(rows '"part":"sentence"' 'anchovy')"

# where and when a text was written is no point
cat >dateline.jsonl <<'LINES'
{"id":"a","date":"2026-03-04","country":"NO","source":"M","language":"en","title":"x","text":"Oslo, 4 March 2026. Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Oslo on 4 March 2026.\n\nThe anchovy was measured anew on 4 March 2026."}
{"id":"b","date":"2026-03-04","country":"PE","source":"P","language":"en","title":"x","text":"Lima, March 4, 2026. Peruvian Foreign Minister Luis Rojas met with Norwegian Foreign Minister Anna Keller in Oslo on 4 March 2026.\n\nThe ministers walked along the quay."}
LINES
lunette 0 run -q dateline.jsonl -p diplomacy -o dateline.db
lunette 0 report compare dateline.db --a NO --b PE --format json -o - -q
equals "a dateline" 0 "$(rows '_words":"Oslo, 4 March')"
equals "a dateline of America" 0 "$(rows '_words":"Lima, March')"
equals "a sentence that ends with a day" 1 "$(rows '"part":"sentence"' 'measured anew')"
finish
