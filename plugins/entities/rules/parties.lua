-- parties.lua - expressions for several parties, and pronouns: who they mean is resolved from the persons and countries of the document.

local parties = include "parties.lua"
local several = include "several.lua"
local pronouns = include "pronouns.lua"
local gathered = include "gathered.lua"
local met = include "met.lua"

define "few" [[ [two | three | four | five | six | seven | eight | nine | ten] ]]

rule "two" {
    doc = "'The two sides', 'both countries', 'the two brotherly nations', 'their foreign ministers', 'the leaders'.",
    match = [[ (((the | these | all (of the)? | our | their) %few | two | three)
            ([(%adj | %propn) & !@person] | foreign | brotherly | neighbouring | neighboring | friendly | member
            | [%noun | %adj | %adv] %hyphen [%verb | %adj]){0,2}? kind:$parties | both ([(%adj | %propn) & !@person] | foreign){0,2}? kind:$parties
          | the kind:[$parties &
              /^(sides|leaders|parties|presidents|ministers|politicians|Ministers|Presidents|Leaders|Sides|Parties|interlocutors|guests|secretaries|chancellors|principals|officials|diplomats|envoys|delegations)$/]
            !who | the &[prime | deputy | foreign | defence | defense | heads | top | chief]
            kind:(chief (diplomats | negotiators) | prime ministers | deputy ministers | deputy foreign ministers | deputy prime ministers
            | foreign ministers | defence ministers | defense ministers | heads of the foreign ministries | heads of the ministries
            | heads of delegation | heads of delegations | heads of state | heads of government | heads of diplomacy | top diplomats
            | foreign secretaries) | the [brotherly | fraternal | sisterly | sister] kind:[countries | nations | states | peoples]
          | the kind:[neighbours | neighbors] &([also | both | have | had | do | did | %adv]{0,2}
              [%verb | were | are | agreed | disagree | discussed]) | (their | our)
            (kind:[$parties & /^(countries|nations|peoples|governments|Governments)$/]
            | (respective)? kind:(foreign ministers | defence ministers | defense ministers | leaders | presidents | ministers)))
          !((?<! [~remind | ~inform | ~assure | ~accuse | ~notify | ~warn | ~convince | ~suspect] []{2,4}) of
            !([%verb & /ing$/] | the (conflict | war | dispute)) | from | concerned | involved | responsible | implicated | behind
          | to (the | this | that | any | a | an | such)? [%adj | %noun]{0,2}
            [conflict | conflicts | dispute | disputes | agreement | agreements | treaty | convention | protocol | covenant | statute | pact | accord
            | war | wars | crisis] | %hyphen) ]],
    mark = several.row,
    marks = "collective",
    examples = {
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. The two leaders dined. Both countries gained.",
          expect = { { text = "The two leaders", members = { "Asha Mwangi", "Kham Souk" } }, { text = "Both countries", members = { "Kenya", "Laos" } } } },
        { "Kenyan Foreign Minister Asha Mwangi called Lao Foreign Minister Kham Souk. She thanked Laos for its help to crews from Peru as the two countries mark the day.",
          expect = { { text = "the two countries", members = { "Kenya", "Laos" } } } },
        { "Kenyan Foreign Minister Asha Mwangi called Lao Foreign Minister Kham Souk. She added that she had told the Peruvian Foreign Minister, Hugo Brand, so. The two ministers dined.",
          expect = { { text = "The two ministers", members = { "Asha Mwangi", "Kham Souk" } } } },
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. They discussed the war in Yemen. Mwangi urged both sides to stop.", expect = { { text = "both sides", members = false } } },
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. She spoke of the officials responsible, the leaders behind the coup and the envoys who left.", expect = {} },
        { "Russia left. Norway stands by its three Baltic allies.", expect = { { members = { "Estonia", "Latvia", "Lithuania" } } } },
        { "She will visit Chad and Niger and wrote to the two countries, Mali and Togo.", expect = { { members = { "Mali", "Togo" } } } },
        { "After shots on the Thai-Lao border both neighbours kept calm.", expect = { { members = { "Thailand", "Laos" } } } },
        { "Kenyan President Asha Mwangi and her husband Juma Otieno came to Laos. Lao President Kham Souk gave a dinner for the guests.",
          expect = { { text = "the guests", members = { "Asha Mwangi", "Juma Otieno" } } } },
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk, Chilean President Isidora Paz and Maltese Prime Minister Karl Borg. The four leaders dined; all four countries gained. The leaders left.",
          expect = { { members = { "Asha Mwangi", "Kham Souk", "Isidora Paz", "Karl Borg" } }, { members = { "Kenya", "Laos", "Chile", "Malta" } }, { members = { "Asha Mwangi", "Kham Souk", "Isidora Paz", "Karl Borg" } } } },
        { "Kenya, Laos and Chile will vote, their leaders said after talks of Kenyan President Asha Mwangi with Lao Prime Minister Kham Souk and Chilean President Isidora Paz.",
          expect = { { text = "their leaders", members = { "Asha Mwangi", "Kham Souk", "Isidora Paz" } } } },
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk and Chilean President Isidora Paz. Mwangi thanked both governments.", expect = { { text = "both governments", members = { "Laos", "Chile" } } } },
        { "Kenya, Laos and Chile issued a statement. Our countries condemn the raid.", expect = { { text = "Our countries", members = { "Kenya", "Laos", "Chile" } } } },
        { "Kenyan Foreign Minister Asha Mwangi met Lao President Kham Souk. Mwangi left. At a session with Lao Foreign Minister Ana Ruiz, the two officials agreed.", expect = { { members = { "Asha Mwangi", "Ana Ruiz" } } } },
        { "Kenya shelled Laos. The two nuclear-armed neighbours have fought before.", expect = { { members = { "Kenya", "Laos" } } } },
        { "Kenya met Laos. Kenya urges the parties to territorial disputes to be calm.", expect = {} },
        { "Chilean Foreign Minister Isidora Paz spoke of the talks between Kenya and Laos. Both sides seem close, Paz said.", expect = { { members = { "Kenya", "Laos" } } } },
        { "Chilean Foreign Minister Isidora Paz met Maltese President Karl Borg. Kenya and Laos are at war. Chile will facilitate dialogue between the two neighbours. The two sides agreed on fish.",
          expect = { { members = { "Kenya", "Laos" } }, { members = { "Chile", "Malta" } } } },
        { "Q: Kenya and Laos clashed again. Will Chile mediate between the two countries?\nPaz: We are concerned. Both sides are friends of ours.",
          expect = { { members = { "Kenya", "Laos" } }, { members = { "Kenya", "Laos" } } } },
        { "Chilean Foreign Minister Isidora Paz spoke with Kenyan President Asha Mwangi and Lao Prime Minister Kham Souk. She said both leaders had agreed. Paz said the brotherly countries would meet.",
          expect = { { members = { "Asha Mwangi", "Kham Souk" } }, { text = "the brotherly countries", members = { "Kenya", "Laos" } } } },
        { "The three ministers, Asha Mwangi, Karl Borg and Isidora Paz, met. The ministers dined.",
          expect = { { members = { "Asha Mwangi", "Karl Borg", "Isidora Paz" } }, { text = "The ministers", members = { "Asha Mwangi", "Karl Borg", "Isidora Paz" } } } },
        { "Kenya and Laos built a port. Chile accused the two countries of dredging too much. It spoke to both sides of the dispute.", expect = { { text = "the two countries" }, { text = "both sides" } } },
        { "Kenya and Laos met. They called on Chile and Malta to talk. They thanked both countries.", expect = { { text = "both countries", members = { "Chile", "Malta" } } } },
        { "Kenya, Laos and Chile met. Their leaders, Asha Mwangi, Karl Borg and Isidora Paz, dined.", expect = { { text = "Their leaders", members = { "Asha Mwangi", "Karl Borg", "Isidora Paz" } } } },
        { "Kenyan President Asha Mwangi received Lao King Kham Souk and Chilean President Isidora Paz. The two presidents dined.", expect = { { members = { "Asha Mwangi", "Isidora Paz" } } } },
        { "UN Secretary-General Emil Roth of Chile met Kenyan President Asha Mwangi. Both sides agreed.", expect = { { text = "Both sides", members = { "UN", "Kenya" } } } },
        { "Chile reminded both parties of the treaty between Kenya and Laos. In Laos, Kenya's envoy said the neighbours agreed on fish.", expect = { { text = "both parties" }, { text = "the neighbours", members = { "Laos", "Kenya" } } } },
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. Laos thanked Chile and Malta; both countries had helped.", expect = { { text = "both countries", members = { "Chile", "Malta" } } } },
        { "Kenya's army and the Harbour Front shelled each other. Neither side would stop. The two parties met in Malta.",
          expect = { { text = "The two parties", members = { "Kenya", "Harbour Front" } } } },
        { "The problems of our peoples cannot wait for Kenya.", expect = { { text = "our peoples", members = {} } } },
        { "Norwegian Prime Minister Anna Keller met Peruvian Foreign Minister Hugo Brand.\n\nBrand said Peru and ASEAN should trade.\n\nThe two sides also discussed fish.",
            expect = { { members = { "Norway", "Peru" } } } },
        { "Omar Haddad, Secretary-General of the Arab League, met Anna Keller, Special Envoy of the European Union.\n\nDuring the meeting, the two sides reviewed a plan.\n\nKeller praised the Kingdom of Norway and the State of Peru.\n\nAt the end of the meeting, the two sides agreed to meet.",
            expect = { { members = { "Arab League", "European Union" } }, { members = { "Arab League", "European Union" } } } },
        { "Five other countries came. The two sides of the river flooded.", expect = {} },
        { "The two trees fell in the Two Countries Park.", expect = {} },
    },
}

rule "namesakes" {
    doc = "Two countries of one name: 'the two Koreas', 'both Congos'.",
    match = [[ (the two | both | the) ("Koreas" | "Congos" | "Sudans") ]],
    mark = several.namesakes_row,
    marks = "collective",
    examples = {
        { "The two Koreas met both Congos.", expect = { { text = "The two Koreas", members = { "North Korea", "South Korea" } }, { text = "both Congos" } } },
        { "Korea slept.", expect = {} },
    },
}

rule "leaders-of" {
    doc = "'The leaders of Benin and Niger', 'the foreign ministers of Chad, Niger and Togo': whom the text names.",
    match = [[ ((?<! @person ,) the | < | (?<= by | with | between | that | among | when))
          kind:(leaders | presidents | foreign ministers | prime ministers | defence ministers | defense ministers | finance ministers | ministers
          | heads of (state | government) | envoys | delegations | ambassadors) (of | from) the? @country[!adjective]
          (, the? @country[!adjective]){0,6} ,? and the? @country[!adjective] !(, @person | , [%cap]{1,3} @person | and | @person) ]],
    mark = several.leaders_row,
    reads = { "person", "country" },
    marks = "collective",
    examples = {
        { "The leaders of Kenya and Laos met. Kenyan President Asha Mwangi spoke after Lao Prime Minister Kham Souk.",
          expect = { { text = "The leaders of Kenya and Laos", members = { "Asha Mwangi", "Kham Souk" } } } },
        { "The foreign ministers of Chad, Niger and Togo met.", expect = {} },
        { "The leaders of Kenya and Laos, Asha Mwangi and Kham Souk, met. The leaders of the party met.", expect = {} },
    },
}

-- A verb that no noun of its own can follow as "two proposed bridges" does.
define "clear_verb" [[ [(%aux | has | had | have | is | are | was | were | will | would | did | do | does | met | spoke | said | told | held | hold
        | shook | sat | went | took | came | gave | made | began | left | saw | drew | paid | agree | discuss | welcome | stress | vowed | agreed)]
    | [%verb & /ed$/] &(%det | %adp | %pron | %adv | that | to | its | their | for | on | in | at | by | , | . | today | yesterday | @country
      | @person | @organization) | ~agree | ~discuss | ~exchange | ~stress | ~note | ~express | ~underline | ~reaffirm | ~say | ~review | ~emphasize
    | ~emphasise | ~affirm | ~reiterate | ~underscore | ~condemn | ~call | ~urge | ~touch | ~decide | ~confirm | ~share | ~commend | ~praise | ~recall
    | ~address | ~consider | ~hail | ~vow | ~pledge ]]

rule "both-alone" {
    doc = "'Both', 'the two', 'the three', 'neither' with a verb behind them, and 'the pair', 'the trio': 'Both agreed to meet', 'The pair had met before'.",
    match = [[ (< | (?<= that | , | ; | and | where | when | before | after | as))
          (both | the (two | three | four | five) | all (three | four | five) | neither of (them | the two))
          &(([also | further | then | jointly | last | first | later | both | all | %adv] | %adjunct){0,2} %clear_verb)
        | < neither &([also | further | then | jointly | last | first | later | all | %adv]{0,2} [%verb | %aux | would | will] !(...!(. | ;) nor))
        | (?<= [urge | urges | urged | urging | ask | asks | asked | told | tells | thank | thanked | thanks | advised | encouraged | invited | warned
            | assured | congratulated | pressed | reminded | commended | praised] | [called | calls | calling] [on | upon]) both
          &(to | that | for | on | not | of | .) | the (pair | duo | trio | quartet) !(of | %noun | %hyphen) ]],
    mark = several.persons_row,
    marks = "collective",
    examples = {
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. Both agreed to meet again.",
          expect = { { text = "Both", members = { "Asha Mwangi", "Kham Souk" } } } },
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. The two had discussed trade before. Joy awaited the pair.", expect = { { text = "The two" }, { text = "the pair" } } },
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. Neither would comment.", expect = { { text = "Neither", members = { "Asha Mwangi", "Kham Souk" } } } },
        { "Kenyan President Asha Mwangi received Lao Prime Minister Kham Souk. The two went over a draft.", expect = { { text = "The two", members = { "Asha Mwangi", "Kham Souk" } } } },
        { "Kenya and Laos signed a treaty. The two last met in May.", expect = { { members = { "Kenya", "Laos" } } } },
        { "Kenya and Laos met. Chile urged both to stop.", expect = { { text = "both", members = { "Kenya", "Laos" } } } },
        { "Both trees fell. The two proposed bridges fell. Neither ships nor boats came. She bought the pair of shoes.", expect = {} },
    },
}

rule "neither" {
    doc = "'Neither side', 'either country', 'neither leader', 'neither capital'.",
    match = [[ (neither | either) kind:[side | country | party | nation | state | government | capital | neighbour | neighbor | delegation | leader
          | minister | president | diplomat | official | premier | chancellor] !(of | from | %cap) ]],
    mark = several.either_row,
    marks = "collective",
    examples = {
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. Neither side spoke. Neither leader slept.",
          expect = { { members = { "Kenya", "Laos" } }, { members = { "Asha Mwangi", "Kham Souk" } } } },
        { "Neither man spoke.", expect = {} },
    },
}

rule "whom-met" {
    doc = "'Her interlocutors', 'his two counterparts': several whom the sentences before tell that somebody met.",
    match = [[ (his | her) (%few | foreign | respective | esteemed | distinguished){0,2} [interlocutors | counterparts | guests | hosts | peers]
          !(of | from | in | at | %cap | %clitic_s | "'" | "’" | %hyphen | , %cap) ]],
    where = function(match, doc) return met.members(doc, match, nil) ~= nil, "no sentence before tells of several" end,
    mark = several.persons_row,
    reads = "person",
    marks = "collective",
    examples = {
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk and Chilean President Isidora Paz. She told her interlocutors so. Her two guests slept.",
          expect = { { text = "her interlocutors", members = { "Kham Souk", "Isidora Paz" } }, { text = "Her two guests", members = { "Kham Souk", "Isidora Paz" } } } },
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. She told her interlocutors so.", expect = {} },
    },
}

rule "gathered" {
    doc = "'Leaders', 'Ministers' without an article, in a communiqué that tells first who met.",
    match = [[ (?<! the | a | an | of | for | [(%adj | %noun | %propn | %det | %num) & !@person] | all | both | these | those | our | their | his
          | her | its | other | %hyphen | and) (Leaders | Ministers | Heads of [State | Government | Delegation] (and Government)?)
          !(%cap | of | from | in | %hyphen | %clitic_s | "'" | "’" | and %cap) ]],
    mark = gathered.row,
    reads = { "person", "country" },
    marks = "collective",
    examples = {
        { "The Prime Minister of Kenya, Asha Mwangi, the Prime Minister of Laos, Kham Souk, and the Deputy Prime Minister of Chile, Isidora Paz, met in Lima. Leaders welcomed the vote and thanked Peru. Ms. Paz briefed Leaders on fish.",
          expect = { { text = "Leaders", members = { "Asha Mwangi", "Kham Souk", "Isidora Paz" } }, { text = "Leaders" } } },
        { "The Foreign Ministers of Kenya, Laos and Chile met in Lima. Ministers agreed to meet again.", expect = { { text = "Ministers", members = { "Kenya", "Laos", "Chile" } } } },
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. Leaders agreed.", expect = {} },
    },
}

resolve "collective" { reads = { "person", "country", "organization", "place" }, run = parties.resolve }

rule "members" {
    doc = "Those who act, behind a sentence that says of which body they are the members: 'The members of the Council condemned …. The members also called for'.",
    match = [[ < what:(the members) &(%adv | also | further | [%verb & !/ing$/]) ]],
    where = function(_, doc) return doc.text:find("embers of ", 1, true) ~= nil, "no body whose members they are" end,
    mark = function(match) return { match.what } end,
    marks = "anaphor",
    examples = {
        { "The members of the Security Council met. The members also called for calm.", expect = { { text = "The members" } } },
        { "The members slept.", expect = {} },
    },
}

resolve "anaphor" { reads = { "person", "country", "organization", "collective" }, run = pronouns.resolve }
