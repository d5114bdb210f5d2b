-- persons_described.lua - persons by an office alone: "the Kenyan president", "the Secretary", "her counterpart", who leads a body.

local descriptions = include "descriptions.lua"
local roles = include "roles.lua"

-- Three ways in which an office stands alone. They exclude each other, and are looked for around the words that they hold.
local titles = pattern [[ $titles !%cap ]]         -- most are followed by a name, or are the "General" of an assembly
local ministers = pattern [[ "Foreign Secretary" | "Foreign Minister" | "Prime Minister" ]]
local with_article = pattern [[ (what:([the | our] top? %origin? title:%office (of the? seat:%nation)?)
      | (?<! of | former | ex | late | deputy) what:(origin:%nation %clitic_s title:%office))
      !(%hyphen | and [Herzegovina | Tobago | Barbuda | Nevis | Príncipe] | officer | spokesman | spokeswoman | spokesperson
      | (,? and | "&" | ,) the? $portfolios | (and | "&" | "/" | , and) (Minister | Deputy | Head | Secretary | Foreign | Prime)
      | to the? %cap{1,4}? , the? %honors? %long_name | , the? %honors? (%office %honors?)? %long_name | of the? %cap
      | for the? &[!$country_names & !$countries & !$demonyms] %cap | %cap | %honors) ]]
local spelled = pattern [[ (?<! $demonyms | %nation | %cap | the | a | an | former | %clitic_s | %hyphen | as | and)
      what:(title:("EAM" | "DPM/FM" | "DPM" "/" "FM" | "PM" | "FM" | "Foreign Secretary" | "External Affairs Minister" | "Prime Minister"
        | "Raksha Mantri" | "HRH" | "H.H.")) !(%hyphen | (,? and | "&" | ,) the? $portfolios | , %honors? %long_name | of the? %cap | for the? %cap
      | the | %cap | %honors | %clitic_s %cap) ]]
local of_origin = pattern [[ what:(%origin title:("Foreign Secretary" | "Foreign Minister" | "Prime Minister"))
      !(%hyphen | (,? and | "&" | ,) the? $portfolios | , %honors? %long_name | of | %cap | %honors) ]]

local acronyms = pattern [[ (?<= the) what:(%origin? title:("Prime" "CS" | "PCS" | "CS" | "PS" | "DPM/FM" | "DPM" "/" "FM" | "EAM" | "PM" | "FM")
        (of the? seat:%nation)?) !(%hyphen | %cap | %honors) ]]
local honoured = pattern [[ (?<= the) what:(("Hon." | "Hon" | "Honourable" | "Honorable") %origin? title:%office (of the? seat:%nation)?)
      !(%hyphen | , the? %honors? (%office %honors?)? %long_name | of the? %cap | %cap | %honors) ]]
local diplomats = pattern [[ what:(the (head | chief) of %origin title:diplomacy (of the? seat:%nation)?) !(,? %honors? %long_name)
    | (?<! as) what:((the (top | chief)? %origin | origin:%nation %clitic_s) (top | chief | senior)? title:diplomat)
      !(,? %honors? %long_name | %hyphen) | (?<= the) what:([veteran | seasoned | experienced | senior | top | chief]? (high %hyphen ranking)?
        title:(diplomat | negotiator | mediator)) !(,? %honors? %long_name | %hyphen | %noun) ]]
local letters = pattern [[ "CS" | "PCS" | "PS" | "DPM/FM" | "DPM" | "EAM" | "PM" | "FM" ]]
local letters_and_names = pattern [[ "EAM" | "DPM/FM" | "DPM" | "PM" | "FM" | "Foreign Secretary" | "External Affairs Minister" | "Prime Minister"
    | "Raksha Mantri" | "HRH" | "H.H." ]]
local honours = pattern [[ "Hon." | "Hon" | "Honourable" | "Honorable" ]]
local diplomacy = pattern [[ diplomacy | diplomat | negotiator | mediator ]]
local government = pattern [[ government ]]
local heads_of_government = pattern [[ what:(the (head | chief) of the %origin title:government (of the? seat:%nation)?) !(,? %honors? %long_name) ]]
local majesties = pattern [[ what:((his | her) %origin? /^Royal$/? title:("Majesty" | "Highness" | "Excellency") (of the? seat:%nation)?)
      !(, | the | %cap | %honors | %hyphen | %clitic_s %cap) ]]

rule "described" {
    doc = "An office that stands for a person named in the document: 'the Kenyan president', 'the Secretary', 'the President of Chile'.",
    each_document = function(doc)
        if not descriptions.may_tell(doc) then return nil end
        local text = doc.text
        local function holds(word) return text:find(word, 1, true) ~= nil end
        local named = holds "Foreign" or holds "Prime"
        local short = named or holds "PM" or holds "FM" or holds "EAM" or holds "External" or holds "Raksha" or holds "HRH" or holds "H.H"
        local lists = { descriptions.choice(descriptions.around(doc, titles, with_article), { "what", "title", "origin", "seat" },
                                            short and descriptions.around(doc, letters_and_names, spelled) or {}, { "what", "title" },
                                            named and descriptions.around(doc, ministers, of_origin) or {}, { "what", "title", "origin" }) }
        if holds "Hon" then lists[#lists + 1] = descriptions.around(doc, honours, honoured) end
        if holds "Majesty" or holds "Highness" or holds "Excellency" then lists[#lists + 1] = doc:matches(majesties) end
        if holds "diplom" or holds " negotiator" or holds " mediator" then lists[#lists + 1] = descriptions.around(doc, diplomacy, diplomats) end
        if holds "head of the" then lists[#lists + 1] = descriptions.around(doc, government, heads_of_government) end
        if holds "FM" or holds "PM" or holds "EAM" or holds "CS" or holds "PS" then lists[#lists + 1] = descriptions.around(doc, letters, acronyms) end
        return descriptions.described(doc, lists)
    end,
    after = { "titled", "chief-diplomat", "office-after", "office-before", "counterparts", "offices-of-two", "offices-of-several", "offices-of-each",
        "addressed", "kin", "given", "well-known", "headline", "likely-given", "family-first", "vietnamese", "given-last", "acting", "speaking", "told-by",
        "transcript", "shouted-person", "again" },
    marks = "person",
    examples = {
        { "The Prime Minister spoke to President Oruva Kaldahl.\n\nThey agreed, Prime Minister Asha Mwangi said.", expect = { { text = "The Prime Minister", name = "Asha Mwangi" } } },
        { "The Prime Minister spoke to his Lao counterpart.\n\nThey agreed, Prime Minister Kham Souk said.", expect = { { text = "The Prime Minister", name = "Prime Minister" } } },
        { "Senator Oruva Kaldahl came. The Senator smiled.", expect = { { text = "The Senator", name = "Oruva Kaldahl" } } },
        { "Dr Oruva Kaldahl spoke with Lao Prime Minister Kham Souk. The President smiled.", expect = { { text = "The President", name = "Oruva Kaldahl" } } },
        { "Kenyan President Asha Mwangi slept. The top Kenyan leader dreamt.", expect = { { text = "The top Kenyan leader", name = "Asha Mwangi" } } },
        { "Kenyan President Asha Mwangi slept. Kenya's president dreamt.", expect = { { text = "Kenya's president", name = "Asha Mwangi" } } },
        { "President Oruva Kaldahl met his Kenyan counterpart, Asha Mwangi. Opposition leader Runa Kebnar slept. The Kenyan leader left.",
          expect = { { text = "The Kenyan leader", name = "Asha Mwangi" } } },
        { "Prime Minister Asha Mwangi slept. The Kenyan president dreamt.", expect = {} },
        { "Mr. Oruva Kaldahl, Mr. Kham Souk, Ms. Runa Kebnar, Mr. Tor Vik and Ms. Ida Lund slept. The Kenyan president dreamt.", expect = {} },
        { "Kenyan Deputy Foreign Minister Asha Mwangi slept. The senior diplomat dreamt.", expect = { { text = "The senior diplomat", name = "Asha Mwangi" } } },
        { "PM call with Prime Minister Mwangi\n\nThe Prime Minister spoke to Prime Minister Mwangi of Kenya about fish. The Prime Minister thanked her.",
          expect = { { text = "The Prime Minister", name = "Prime Minister" }, { text = "The Prime Minister", name = "Prime Minister" } } },
        { "External Affairs Minister Runa Kebnar met President Asha Mwangi. In the talks with the President, EAM praised the crews.",
          expect = { { text = "the President", name = "Asha Mwangi" }, { text = "EAM", name = "Runa Kebnar" } } },
        { "Prime Minister Kham Souk received the Kenyan Deputy Prime Minister, Asha Mwangi. The Deputy PM thanked him.", expect = { { text = "The Deputy PM", name = "Asha Mwangi" } } },
        { "Kenyan President Asha Mwangi received the President of the African Union Commission, Dr. Runa Kebnar. She left. \"We stand firm,\" the President said.",
          expect = { { text = "the President", name = "Asha Mwangi" } } },
        { "On Monday, the Prime Minister spoke to the Prime Minister of Kenya, Asha Mwangi. The Prime Minister thanked her.",
          expect = { { text = "the Prime Minister", name = "Prime Minister" }, { text = "The Prime Minister", name = "Prime Minister" } } },
        { "Kenyan President Asha Mwangi arrived. The Kenyan president rested.",
          expect = { { text = "The Kenyan president", name = "Asha Mwangi", described = true } } },
        { "Few doubted Lavrov. The Russian foreign minister had come by train.", document = { date = "2015-03-01" },
          expect = { { text = "The Russian foreign minister", name = "Lavrov" } } },
        { "The German chancellor said no.", document = { date = "2010-03-01" }, expect = { { name = "Angela Merkel", described = true, country = "DE" } } },
        { "The German chancellor said no.", document = { date = "2031-03-01" }, expect = {} },
        { "The head of Lao diplomacy, Kham Souk, arrived. The head of Lao diplomacy rested.", expect = { { text = "The head of Lao diplomacy", name = "Kham Souk" } } },
        { "Chilean President Isidora Paz met Kenyan Prime Minister Asha Mwangi. Paz assured the Prime Minister of Chile's help.",
          expect = { { text = "the Prime Minister", name = "Asha Mwangi" } } },
        { "Lao Prime Minister Kham Souk arrived. The head of the Lao government rested.", expect = { { text = "The head of the Lao government", name = "Kham Souk" } } },
        { "Chilean Foreign Minister Ana Ruiz met Norway's Liv Dahl. Chile's top diplomat slept.", expect = { { text = "Chile's top diplomat", name = "Ana Ruiz" } } },
        { "Special Envoy Karim Osman left Lima. The veteran diplomat slept.", expect = { { text = "The veteran diplomat", name = "Karim Osman" } } },
        { "King Karim II met President Asha Mwangi. The monarch slept.", expect = { { text = "The monarch", name = "Karim II" } } },
        { "Salva Kiir met Asha Mwangi. The president slept.", expect = { { text = "The president", name = "Salva Kiir" } } },
        { "Lawmakers heard Asha Mwangi. The chancellor thanked Liv Dahl.", expect = { { text = "The chancellor", name = "Asha Mwangi" } } },
        { "The Office of the Prime Minister wrote to Asha Mwangi, the prime minister.", expect = {} },
        { "The Kenyan president rested.", expect = {} },
        { "Kham Souk met Asha Mwangi, the Kenyan president, in Lima. Mwangi, the Kenyan president said, rested.",
          expect = { { text = "the Kenyan president", name = "Asha Mwangi" } } },
    },
}

rule "head-of-body" {
    doc = "Who is told to lead a body, told by it: 'the head of the Fish Board'.",
    match = [[ what:(the (head | chief | director | chairman | chairwoman | chairperson | chair | leader | president | speaker | governor
            | director %hyphen general) of the? body:@organization | the body:@organization /^['’]s$/?
            [chief | head | president | boss | chair | chairman | chairwoman | chairperson])
          !(,? %honors? %long_name | , the | %hyphen | %cap | %clitic_s) ]],
    mark = descriptions.leader,
    after = { "titled", "chief-diplomat", "office-after", "office-before", "counterparts", "offices-of-two", "offices-of-several", "offices-of-each",
        "addressed", "kin", "given", "well-known", "headline", "likely-given", "family-first", "vietnamese", "given-last", "acting", "speaking", "told-by",
        "transcript", "shouted-person", "again" },
    reads = "organization",
    marks = "person",
    examples = {
        { "Urs Ammann, head of the Federal Fish Department (FFD), met Ana Ruiz. The head of the FFD said no.", expect = { { text = "The head of the FFD", name = "Urs Ammann" } } },
        { "Ursula von der Leyen arrived in Lima. The European Commission chief met Ana Ruiz.", document = { date = "2024-12-06" }, expect = { { text = "The European Commission chief", name = "Ursula von der Leyen" } } },
        { "The Chairman of the Fish Council of the Republic of Peru Hugo Brand received Ana Ruiz. The Chairman of the Fish Council thanked her.",
          expect = { { text = "The Chairman of the Fish Council", name = "Hugo Brand" } } },
        { "Urs Ammann, the head of the Federal Fish Department, slept. The head of the World Bank slept.", expect = {} },
    },
}

rule "official-of-country" {
    doc = "The one person of rank whom the text has of a country: 'the Chilean official'.",
    match = [[ what:(the %origin title:official) !(,? %honors? %long_name | %hyphen | %noun | said on condition) ]],
    mark = descriptions.official,
    after = { "titled", "chief-diplomat", "office-after", "office-before", "counterparts", "offices-of-two", "offices-of-several", "offices-of-each",
        "addressed", "kin", "given", "well-known", "headline", "likely-given", "family-first", "vietnamese", "given-last", "acting", "speaking", "told-by",
        "transcript", "shouted-person", "again" },
    marks = "person",
    examples = {
        { "Norwegian Trade Minister Liv Dahl met Chilean Trade Minister Ana Ruiz. The Chilean official agreed.", expect = { { text = "The Chilean official", name = "Ana Ruiz" } } },
        { "Chilean Trade Minister Ana Ruiz came. A Chilean official spoke of fish. The Chilean official agreed.", expect = {} },
    },
}

rule "of-turn" {
    doc = "The office with which a turn of a transcript is marked: 'Deputy Spokesperson: We have seen the reports'.",
    match = [[ < what:(the? title:([$titles & %cap] $titles?)) &":" ]],
    mark = descriptions.of_turn,
    after = { "titled", "chief-diplomat", "office-after", "office-before", "counterparts", "offices-of-two", "offices-of-several", "offices-of-each",
        "addressed", "kin", "given", "well-known", "headline", "likely-given", "family-first", "vietnamese", "given-last", "acting", "speaking", "told-by",
        "transcript", "shouted-person", "again", "described" },
    marks = "person",
    examples = {
        { "Asha Mwangi, Deputy Spokesperson, met the press.\n\nQuestion: Is the port open?\n\nDeputy Spokesperson: It is.",
          expect = { { text = "Deputy Spokesperson", name = "Asha Mwangi" } } },
        { "Q: Is the port open?\n\nSpokesperson: It is.", expect = { { text = "Spokesperson", name = "Spokesperson" } } },
        { "Minister: the port is open.", expect = {} },
    },
}

local parts = pattern [[ what:((his | her | the | my | our) %origin? (visiting | esteemed | high | distinguished)?
        part:(counterpart | colleague | peer | homologue | host | guest | visitor | interlocutor | envoy))
      !((in %cap{1,2})? , %honors? %long_name | , the | %cap | of the? (%cap | %nation) | from | %honors | %hyphen) ]]

local visitors = pattern [[ (?<= the) what:((guest | visiting) %origin? part:(%office | dignitary | leader | official | diplomat)
      | host %origin? part:(leader | minister | president | official))
      !(, %honors? %long_name | , the | %cap | of the? (%cap | %nation) | from | %honors | %hyphen) ]]

-- "Greeting the guest, the President of the Senate thanked her": what stands behind the comma is the subject.
local fronted = pattern [[ < [/ing$/ & %verb] what:(the %origin? part:(guest | host | visitor)) &"," ]]

-- Without one of these words none of the patterns has anything to find.
local part_words = pattern [[ counterpart | colleague | peer | homologue | host | guest | visitor | interlocutor | envoy ]]
local visitor_words = pattern [[ guest | visiting | host ]]
local PARTS = { counterpart = true, colleague = true, host = true, guest = true, visitor = true, interlocutor = true, envoy = true, visiting = true }

rule "role" {
    doc = "A person told by the part in the meeting: 'his counterpart', 'the Kenyan guest', 'her host', 'his Greek colleague'.",
    each_document = function(doc)
        if #doc:words(PARTS, true) == 0 then return nil end
        local found = { descriptions.around(doc, part_words, parts), descriptions.around(doc, visitor_words, visitors),
            descriptions.around(doc, part_words, fronted) }
        return roles.in_role(doc, found)
    end,
    after = { "titled", "chief-diplomat", "office-after", "office-before", "counterparts", "offices-of-two", "offices-of-several", "offices-of-each",
        "addressed", "kin", "given", "well-known", "headline", "likely-given", "family-first", "vietnamese", "given-last", "acting", "speaking", "told-by",
        "transcript", "shouted-person", "again", "described", "head-of-body", "official-of-country", "of-turn" },
    marks = "person",
    examples = {
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. Mwangi thanked her guest.",
          expect = { { text = "her guest", name = "Kham Souk" } } },
        { "Lao Prime Minister Kham Souk met Kenyan President Asha Mwangi. The visiting prime minister thanked his host.",
          expect = { { text = "The visiting prime minister", name = "Kham Souk" }, { text = "his host", name = "Asha Mwangi" } } },
        { "Kenyan President Asha Mwangi hosted her Lao counterpart Kham Souk. The visiting president thanked his host.",
          expect = { { text = "The visiting president", name = "Kham Souk" }, { text = "his host", name = "Asha Mwangi" } } },
        { "Kenyan President Asha Mwangi received Lao President Kham Souk. The visiting president rested.", expect = { { text = "The visiting president", name = "Kham Souk" } } },
        { "Kenyan President Asha Mwangi received Hugo Brand, Prime Minister of Peru. The spokesman, Ambassador Juma Otieno, told of trade. For his part, the guest thanked Kenya.",
          expect = { { text = "the guest", name = "Hugo Brand" } } },
        { "Kenyan President Asha Mwangi met Lao Prime Minister Kham Souk. Mwangi informed her guest of the vote.", expect = { { text = "her guest" } } },
        { "Kenyan President Asha Mwangi received Lao President Kham Souk. The host thanked him.", expect = { { text = "The host", name = "Asha Mwangi" } } },
        { "Kenyan President Asha Mwangi received Lao President Kham Souk. The Lao president thanked his host.", expect = { { text = "his host", name = "Asha Mwangi" } } },
        { "Kenyan President Asha Mwangi received the Ambassador of Peru, Hugo Brand. Greeting the guest, the President of the Senate thanked him.",
          expect = { { text = "the guest", name = "Hugo Brand" } } },
        { "Kenyan President Asha Mwangi came. Hugo Brand, the Peruvian envoy, said no.", expect = {} },
        { "She thanked her guest.", expect = {} },
    },
}
