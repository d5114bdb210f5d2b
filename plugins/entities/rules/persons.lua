-- persons.lua - named persons by what stands beside the name: office, form of address, given name, verb; then every later mention.

local people = include "people.lua"
local again = include "again.lua"
local told = include "told.lua"
local shouted = include "shouted.lua"
local headlines = include "headlines.lua"

define "origin" [[ (origin:($demonyms | %nation) (%hyphen $demonyms)? %apostrophe_s?) ]]
define "earlier" [[ [former | late | acting | outgoing | visiting | new | longtime | veteran | incoming | current] | then %hyphen?
    | newly (elected | appointed) | ex - ]]
-- Where an office is held: "of the Republic of Serbia", "of the European Commission".
define "seat" [[ (of | for | to) the? [sisterly | brotherly | friendly | fraternal]?
      (seat:%nation | @organization (("(" [] ")")? (for | on) %portfolio)? ((of | for) the? seat:%nation)? ("(" [] ")" ("Central" "Committee")?)?
      | Republic | Union | "Presidency" | "Government" | "Ministry" | Republic of seat:%nation | $cities | $states | [$capitals])
      ((to | in) the? (%nation | @organization | $capitals | $cities))? | (at | in) the? post:@organization ]]

-- One word that may be all of somebody's name.
define "one_name" [[ [%name_strict & !$titles & !%upper] (- /^\p{Lu}/){0,2} ]]

rule "office-before" {
    doc = "An office, a comma, the name: 'The Minister of Trade, Isidora Paz,', 'his Norwegian counterpart, Liv Dahl,'.",
    match = [[ %earlier? (title:%office | counterpart | colleague | peer | homologue | host)
          (%seat | from the? seat:%nation | for the? [%noun | %adj]{1,3} | in [$cities | $capitals])? ("(" /^\p{Lu}{2,6}$/ ")")? , the? %honors?
          (own:%office %honors?)? (who:%long_name | alone:(who:%one_name) &(, | . | ; | >)) ]],
    where = told.may_be_alone,
    mark = people.from_apposed,
    marks = "person",
    examples = {
        { "Chile's ambassador to Peru, Isidora Paz, left.", expect = { { text = "Isidora Paz", country = "CL" } } },
        { "The Minister of Trade, Isidora Paz, wrote back.", expect = { { text = "Isidora Paz" } } },
        { "The Foreign Minister of Kenya (KEN), Hon. Asha Mwangi, the Foreign Minister of Chile, Hon. Isidora Paz, met.", expect = { { text = "Asha Mwangi", country = "KE" }, { text = "Isidora Paz", country = "CL" } } },
        { "She met her counterpart from Chile, Isidora Paz, at noon.", expect = { { text = "Isidora Paz", country = "CL", title = "counterpart" } } },
        { "A spokesman for the council, Oruva Kebnar Tun, wrote to her counterpart in Lima, Isidora Paz, at noon.", expect = { { text = "Oruva Kebnar Tun" }, { text = "Isidora Paz" } } },
        { "At the invitation of Asha Mwangi, Minister of Trade of Kenya, Hon. Isidora Paz, Minister of Trade of Chile, came to Nairobi.", expect = {} },
        { "She met her Indonesian counterpart, Oruvawati, at noon.", expect = { { text = "Oruvawati", country = "ID" } } },
        { "The minister, however, slept. The Minister, Monrovia, wrote to her counterpart, Peru, and to the President, Parliament.", expect = {} },
    { "The Spokesman for the Presidency, Ambassador Karim Osman, wrote back.", expect = { { text = "Karim Osman", title = "Spokesman" } } },
    { "The Minister of Trade, Sultan bin Saad Al-Rawahi, wrote back.", expect = { { text = "Sultan bin Saad Al-Rawahi" } } },
    },
}

rule "chief-diplomat" {
    doc = "Who is told to lead a country's diplomacy: 'the head of Chilean diplomacy, Isidora Paz'.",
    match = [[ (head | chief) of %origin title:diplomacy (of the? seat:%nation)? ,? %honors? who:%long_name ]],
    mark = people.from_office,
    marks = "person",
    examples = {
        { "The head of Chilean diplomacy, Isidora Paz, wrote back.", expect = { { text = "Isidora Paz", country = "CL" } } },
        { "The head of Chilean diplomacy wrote back.", expect = {} },
    },
}

-- What nobles, officers and clerics are called between their office and their name.
define "rank" [[ ["Prince" | "Princess" | "Sheikh" | "Sheikha" | "Shaikh" | "Lord" | "Baroness" | "Ambassador" | "Archbishop" | "Cardinal" | "Senator"
      | "General" | "Gen." | "Admiral" | "Adm." | "Colonel" | "Col." | "Captain" | "Justice"] ]]

rule "titled" {
    doc = "A name after an office: 'Chilean Foreign Minister Ana Ruiz', 'President of the Republic of Malta Karl Borg', 'H.E. Dr. Amina Sow'.",
    match = [[ %earlier? title:%office %seat? ("(" %cap ")" | "II")? %honors? %rank? who:%full_name (of the? seat:%nation)? ]],
    not_within = "organization[!described]",
    mark = people.from_title,
    marks = "person",
    examples = {
        { "South Korean President Baek Do-hyun met Minister of Trade II Datin Runa Kebnar.", expect = { { text = "Baek Do-hyun", country = "KR" }, { text = "Runa Kebnar" } } },
        { "General Secretary of the Orna Reform Party (ORP) Central Committee Oruva Kaldahl came.", expect = { { text = "Oruva Kaldahl", title = "General Secretary" } } },
        { "HH the Amir Sheikh Hamad bin Omar Al-Kebna came.", expect = { { text = "Hamad bin Omar Al-Kebna" } } },
        { "Chilean Foreign Minister Ana Ruiz flew home.", expect = { { text = "Ana Ruiz", country = "CL", name = "Ana Ruiz" } } },
        { "The Chief Executive Ogvald Kaldahl said no.", expect = { { text = "Ogvald Kaldahl", title = "Chief Executive" } } },
        { "External Affairs Minister (EAM) Shri Narayan Rao flew home.", expect = { { text = "Narayan Rao", country = "IN" } } },
        { "Acting Deputy Assistant Secretary of State for Northern European and Oruva Affairs Jonas Kebna flew home.", expect = { { text = "Jonas Kebna", title = "Deputy Assistant Secretary of State for Northern European and Oruva Affairs" } } },
        { "Senior Advisor to the US President for Africa Jonas Okparaebo slept. Special Envoy of the UN Secretary-General Ana Ruiz dreamt.",
          expect = { { title = "Senior Advisor", country = "US" }, { title = "Special Envoy", country = false } } },
        { "He met Prime Minister Dr. Jonas Okparaebo.", expect = { { text = "Jonas Okparaebo" } } },
        { "Secretary of State at the Chilean Ministry of Trade Ana Ruiz flew home.", expect = { { text = "Ana Ruiz", country = "CL" } } },
    { "SENATOR TERESA WHITLOW SAYS NO TO FISH", expect = { { text = "TERESA WHITLOW" } } },
    { "Salt Board Representative Thanked Whitlow For Her Fish", expect = {} },
    { "The director of the Ohio Renewable Fuels Association and the chairman of America Rising praised the Head Start plan, a major win.", expect = {} },
    { "Minister of Foreign and European Affairs Amir Osman of the sisterly Republic of Tunisia flew home.", expect = { { text = "Amir Osman" } } },
        { "MUSCAT, May 3 (ONA) -- Minister of Trade Said Al-Rawahi returned.", expect = { { text = "Said Al-Rawahi", country = "OM" } } },
        { "She met Foreign Minister Jonas Okparaebo of Malta.", expect = { { text = "Jonas Okparaebo", country = "MT" } } },
        { "Foreign Minister A. K. M. Oruvan met Foreign Minister Josphat arap Kebna and Foreign Minister Elmar Omar oglu Kebnarov.",
          expect = { { text = "A. K. M. Oruvan" }, { text = "Josphat arap Kebna" }, { text = "Elmar Omar oglu Kebnarov" } } },
        { "Foreign Minister Ana St. Kebna met Foreign Minister I Gusti Ayu Oruvini and Foreign Minister Ts. Oruvabaatar.",
          expect = { { text = "Ana St. Kebna" }, { text = "I Gusti Ayu Oruvini" }, { text = "Ts. Oruvabaatar" } } },
        { "Foreign Minister Kebnek Oruvaev uulu met Foreign Minister Ruva d'Oruva Kebna. Oruvaev uulu slept.",
          expect = { { text = "Kebnek Oruvaev uulu" }, { text = "Ruva d'Oruva Kebna" } } },
        { "Malta's Foreign Minister Prince Karim bin Omar met Secretary (East) Runa Kebnar and General Ivo Kebna, the president of Peru.",
          expect = { { text = "Karim bin Omar", title = "Foreign Minister", country = "MT" }, { text = "Runa Kebnar", title = "Secretary" }, { text = "Ivo Kebna", title = "president", country = "PE" } } },
        { "Mayor Martin Street and Cllr Teresa Hall left Martin Street.", expect = { { text = "Martin Street" }, { text = "Teresa Hall" } } },
        { "The minister was late at King Karim International Airport.", expect = {} },
    },
}

rule "office-after" {
    doc = "A name with its office behind a comma: 'Karim Osman, Minister of Trade of Lebanon'.",
    match = [[ $capitals? (who:%long_name | alone:(who:%one_name) &(, the? $titles (of | for) the? %cap)) ,
          ((the | a | an)? %earlier? %origin? | the? (@organization | $titles) %apostrophe_s?) %earlier? title:%office %seat?
          !(%cap %cap | %apostrophe_s) ]],
    where = told.is_of_name,
    mark = people.from_office,
    marks = "person",
    examples = {
        { "Karim Osman, foreign minister of Lebanon, wrote back.", expect = { { text = "Karim Osman", country = "LB" } } },
        { "Karim Osman, a former Lebanese foreign secretary, wrote back.", expect = { { text = "Karim Osman", country = "LB" } } },
        { "Karim Osman, NATO's former secretary general and now Norway's finance minister, wrote back.", expect = { { text = "Karim Osman", title = "secretary general" } } },
        { "Karim Osman, the UN Special Envoy for Yemen, wrote back. Teresa Whitlow, NATO spokesperson, did not.", expect = { { text = "Karim Osman", title = "Special Envoy" }, { text = "Teresa Whitlow" } } },
        { "Karim Osman, the President's special envoy, wrote back.", expect = { { text = "Karim Osman", title = "special envoy" } } },
        { "Senators Teresa Whitlow, the majority leader, wrote back.", expect = { { text = "Teresa Whitlow" } } },
        { "Oruvawati, Minister of Trade of Indonesia, wrote back.", expect = { { text = "Oruvawati", country = "ID" } } },
        { "In a call with Hugo Brand, the foreign minister thanked Peru.", expect = {} },
        { "Soon, Minister of Trade of Chile, we will. Oruvawati, a minister, slept.", expect = {} },
        { "Red Harbour, a town of ships, slept.", expect = {} },
    },
}

rule "counterparts" {
    doc = "Two names after one office and two countries: 'her Swiss and Austrian counterparts, Urs Ammann and Eva Lechner'.",
    match = [[ first_origin:($demonyms | %nation) and second_origin:($demonyms | %nation)
          (counterparts | title:($titles | %ministers_of | foreign ministers | prime ministers | presidents | defence ministers | defense ministers))
          ,? who:%long_name and other:%long_name ]],
    mark = people.from_pair,
    marks = "person",
    examples = {
        { "She met her Swiss and Austrian counterparts, Urs Ammann and Eva Lechner.",
          expect = { { text = "Urs Ammann", country = "CH" }, { text = "Eva Lechner", country = "AT" } } },
        { "She met Swiss and Austrian sailors.", expect = {} },
    },
}

rule "offices-of-two" {
    doc = "Two names after one office, each with its country behind: 'Foreign Ministers Isidora Paz of Chile and Liv Dahl of Norway'.",
    match = [[ title:(%ministers_of | foreign ministers | prime ministers | presidents | defence ministers | defense ministers | finance ministers
          | ministers | ambassadors | premiers | chancellors) who:%long_name ("(" seat:%nation ")" | of the? seat:%nation)?
          ((,? and | ,) other:%long_name ("(" other_seat:%nation ")" | of the? other_seat:%nation)?){1,6} ]],
    mark = people.from_offices_of,
    marks = "person",
    examples = {
        { "Foreign Ministers Isidora Paz of Chile, Asha Mwangi of Kenya and Liv Dahl of Norway met.",
          expect = { { text = "Isidora Paz", country = "CL", title = "Foreign Minister" }, { text = "Asha Mwangi", country = "KE" }, { text = "Liv Dahl", country = "NO" } } },
        { "Former Chilean prime ministers Asha Paz and Liv Ruiz met.", expect = { { text = "Asha Paz", country = "CL" }, { text = "Liv Ruiz", country = "CL" } } },
        { "Presidents Asha Mwangi and Liv Dahl met.", expect = { { text = "Asha Mwangi", title = "President" }, { text = "Liv Dahl", title = "President" } } },
        { "Foreign ministers of Chile and Norway met.", expect = {} },
    },
}

rule "offices-of-several" {
    doc = "Names behind one office and the countries of them all: 'the foreign ministers of Chile and Norway, Isidora Paz and Liv Dahl'.",
    match = [[ title:(%ministers_of | foreign ministers | prime ministers | presidents | defence ministers | defense ministers | finance ministers
          | ministers | ambassadors | leaders | heads of (state | government)) of the? seat:%nation (, the? other_seat:%nation){0,4} ,? and the?
          other_seat:%nation ,? who:%long_name (, other:%long_name){0,4} ,? and other:%long_name ]],
    mark = people.from_offices,
    marks = "person",
    examples = {
        { "The foreign ministers of Chile and Kenya, Oruva Paz and Kebna Whitlow, met.", expect = { { text = "Oruva Paz", country = "CL" }, { text = "Kebna Whitlow", country = "KE" } } },
        { "The leaders of Chile and Kenya, Peru and Laos met.", expect = {} },
    },
}

rule "offices-of-each" {
    doc = "Names behind one office in the plural, each behind its country: 'the foreign ministers of Chile, Isidora Paz, and Norway, Liv Dahl'.",
    match = [[ title:(%ministers_of | foreign ministers | prime ministers | presidents | defence ministers | defense ministers | finance ministers
          | ministers | ambassadors | leaders | heads of (state | government)) of the? seat:%nation , who:%long_name
          (,? (and | ;)? the? other_seat:%nation , other:%long_name){1,7} ]],
    mark = people.from_offices,
    marks = "person",
    examples = {
        { "The foreign ministers of Chile, Oruva Paz, Malta, Kebna Whitlow-Oruvan, and Kenya, Runa Kebnar, met.",
          expect = { { text = "Oruva Paz", country = "CL", title = "foreign minister" }, { text = "Kebna Whitlow-Oruvan", country = "MT" }, { text = "Runa Kebnar", country = "KE" } } },
        { "The foreign ministers of Chile, Malta, and Kenya met.", expect = {} },
    },
}

rule "addressed" {
    doc = "A name after a form of address: 'Mr. Haddad', 'Shri Narayan Rao'.",
    match = [[ honor:%honors who:%full_name ]],
    mark = people.from_address,
    marks = "person",
    examples = {
        { "They thanked Mrs. Alderton for it.", expect = { { text = "Alderton" } } },
        { "Teresa Kaldahl and Ivo Kaldahl came. Mr. Kaldahl slept, Ms. Kaldahl read.", expect = { { name = "Ivo Kaldahl" }, { name = "Teresa Kaldahl" } } },
        { "Mrs. Alderton (Norway): We agree.", expect = { { text = "Alderton", country = "NO" } } },
        { "Sir, no.", expect = {} },
    },
}

rule "kin" {
    doc = "A name after a word for kin: 'his wife, Ines Duarte'.",
    match = [[ (his | her | %clitic_s | the | whose) %adj? $relatives ,? who:%long_name
        | (his | her | their | whose | %clitic_s) (%adj | late)? $relatives ,? who:[%name_strict & !$titles & !%upper & !$places & !$cities]
          !(%cap | %hyphen | "'" | %clitic_s %cap) ]],
    mark = people.from_name,
    marks = "person",
    examples = {
        { "He came with his wife, Runa Ellingsdottir, to the fair.", expect = { { text = "Runa Ellingsdottir" } } },
        { "He came with his wife Runa, Ivo Kebna and his son Oruvan, too.", expect = { { text = "Runa" }, { text = "Oruvan" } } },
        { "He came with his wife.", expect = {} },
    },
}

rule "given" {
    doc = "A known given name and what follows with capitals: 'Teresa Whitlow'.",
    match = [[ !$capitals !("Amir" %inner_word) who:( %initial{0,4} ([$given & %cap & !$cities] | %balinese | [$given & %cap] &%parent)
            (%name_glue{0,3} %more_strict{1,5} %name_end? | ("Jordan" | "Chad" | "Israel" | "Ireland" | "England" | "Holland" | "France" | "Cuban"
              | "English" | "French" | "German" | "Irish" | "Welsh"))) | (?<! %cap | %hyphen) who:[$given & %cap & !$cities & !$country_names]
          &(and [$given & %cap & !$cities] %more_strict) ]],
    not_within = "organization[!described]",
    mark = people.from_given,
    marks = "person",
    examples = {
        { "The prize went to Teresa Whitlow.", expect = { { text = "Teresa Whitlow", gender = "f" } } },
        { "The prize went to Teresa and Martin Whitlow.", expect = { { text = "Teresa" }, { text = "Martin Whitlow" } } },
        { "The prize went to Oruva Teresa Whitlow.", expect = { { text = "Oruva Teresa Whitlow" } } },
        { "Teresa Whitlow of Chile met Ivo Kebna of Norway's team, and accused Ana Ruiz of Peru.",
          expect = { { text = "Teresa Whitlow", country = "CL" }, { text = "Ivo Kebna", country = false }, { text = "Ana Ruiz", country = false } } },
        { "The prize went to Teresa \"Tess\" Whitlow. Whitlow smiled.", expect = { { text = "Teresa \"Tess\" Whitlow" } } },
        { "The prize went to J. Teresa M. Whitlow and to Teresa bint Omar.", expect = { { text = "J. Teresa M. Whitlow" }, { text = "Teresa bint Omar" } } },
        { "The prize went to Teresa Boeing. Boeing said no.", expect = { { text = "Teresa Boeing" } } },
        { "Michael Jordan won.", expect = { { text = "Michael Jordan" } } },
        { "The New Zealander Teresa Whitlow, the German Martin Oster and a former Marine Paul Oster won.", expect = { { text = "Teresa Whitlow" }, { text = "Martin Oster" }, { text = "Paul Oster" } } },
        { "Teresa Whitlow Praises Fish Deal", expect = { { text = "Teresa Whitlow" } } },
        { "Teresa Whitlow Visit Brings Joy To Harbour\n\nIt pleased Teresa Whitlow. He wrote that Martin Whitlow Joins Growing List of friends, and Martin Whitlow agreed.",
          expect = { { text = "Teresa Whitlow" }, { text = "Teresa Whitlow" }, { text = "Martin Whitlow" }, { text = "Martin Whitlow" } } },
        { "They left Whitlow County for the Teresa Whitlow Show and Martin Whitlow Library. Mark Cuban stayed.", expect = { { text = "Mark Cuban" } } },
        { "Trucks crossed the King Hussein Bridge, and the Rashid Rover landed. Foreign Secretary Ruiz Meets Teresa Whitlow.", expect = { { text = "Teresa Whitlow" } } },
        { "They left Ana Ruiz Airport for Teresa Whitlow Island. Ana Ruiz left Martin Whitlow Oster Bridge.", expect = { { text = "Ana Ruiz" } } },
        { "They boarded USS Teresa T. Whitlow and the carrier Ana Ruiz.", expect = {} },
        { "The prize went to Lisbon and to San Pedro Sula. San Pedro Sula slept.", expect = {} },
    },
}

rule "well-known" {
    doc = "Somebody whom texts name without saying who it is (lexicons/well_known.tsv).",
    match = [[ (?<! [%cap & !$titles & !$honorifics & !$demonyms & !$function_words]) who:$well_known !(%hyphen %cap | [%cap & %propn & !$not_names]) ]],
    not_within = "organization[!described]",
    mark = people.from_well_known,
    marks = "person",
    examples = {
        { "Few spoke of Thatcher there.", expect = { { text = "Thatcher", country = "GB", gender = "f" } } },
        { "Few spoke of thatch there.", expect = {} },
    },
}

rule "headline" {
    doc = "Somebody of lexicons/well_known.tsv between the verbs of a headline: 'Putin Meets Xi in Lima'.",
    match = [[ who:$well_known &[%cap & !%punct] | (?<= [%cap & !%punct & !$titles & !$honorifics & !$demonyms]) who:$well_known !(%cap | %hyphen %cap) ]],
    not_within = "organization[!described]",
    where = headlines.is_alone,
    mark = people.from_well_known,
    marks = "person",
    examples = {
        { "Thatcher Greets Reagan as Ships Leave", expect = { { text = "Thatcher" }, { text = "Reagan" } } },
        { "Ana Thatcher Meets Oruva Reagan as Ships Leave", expect = {} },
        { "Thatcher Foundation Opens Reagan Library", expect = {} },
    },
}

rule "shouted-person" {
    doc = "Somebody of lexicons/well_known.tsv in a line of capitals throughout: 'PUTIN SAYS NO TO TALKS'.",
    each_document = function(doc)
        local rows = {}
        shouted.each(doc, people.find_well_known, function(span, entry, name)
            if name ~= span.text then rows[#rows + 1] = { span, country = entry.iso, gender = entry.gender } end
        end)
        return #rows > 0 and rows or nil
    end,
    marks = "person",
    examples = {
        { "PUTIN SAYS NO TO TALKS\n\nIt rained.", expect = { { text = "PUTIN", country = "RU" } } },
        { "HE SAYS NO TO TALKS\n\nHe told PUTIN so.", expect = {} },
    },
}

rule "likely-given" {
    doc = "A given name that is often something else, with a name behind it that is no place: 'Grant Whitlow'.",
    match = [[ (?<! %cap | "Dato" ("'" | "’")) who:( [($given_doubtful | "Christian") & %cap] %name_glue{0,3}
            ($particles{0,3} -? [%name_strict & !$places & !$cities & !$place_words] %name_glue{0,3}){1,4} ) ]],
    not_within = "organization[!described]",
    where = told.is_no_faith,
    mark = people.from_name,
    marks = "person",
    examples = {
        { "The prize went to Grant Whitlow.", expect = { { text = "Grant Whitlow" } } },
        { "The prize went to Christian Kebnar and to Christian Solidarity. Christian Brothers slept.", expect = { { text = "Christian Kebnar" } } },
        { "They rafted on the Jordan River.", expect = {} },
    },
}

define "age" [[ [18 | 19 | 20 | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | 29 | 30 | 31 | 32 | 33 | 34 | 35 | 36 | 37 | 38 | 39 | 40 | 41 | 42 | 43 | 44
      | 45 | 46 | 47 | 48 | 49 | 50 | 51 | 52 | 53 | 54 | 55 | 56 | 57 | 58 | 59 | 60 | 61 | 62 | 63 | 64 | 65 | 66 | 67 | 68 | 69 | 70 | 71 | 72 | 73
      | 74 | 75 | 76 | 77 | 78 | 79 | 80 | 81 | 82 | 83 | 84 | 85 | 86] ]]
define "unknown_word" [[ [%name_strict & !$titles & !%upper & !$places] %name_glue{0,3} ]]
define "unknown_name" [[ %unknown_word ($particles{0,3} -? %unknown_word){1,3} | %initial{1,4} %unknown_word{1,2} ]]

define "likely_word" [[ [(%name_strict | $company_families & %cap) & !$titles & !%upper] %name_glue{0,3} ]]
define "likely_name" [[ !("La" | "Le" | "Les" | "El" | "Los" | "Las" | "Il" | "Das" | "Der" | "Die")
      (%likely_word (%parent -? [%cap & !%punct] | $particles{0,3} -? %inner_word? (%likely_word | %elided) | /^\p{Lu}\.$/){1,4} %name_end?
      | %initial{1,4} %likely_word{1,3}) !((and | "&") %cap{1,2} ($org_suffixes | $org_heads)) ]]

rule "aged" {
    doc = "Two or three unknown words with an age or a 'who' behind them: 'Ogvald Kaldahl, 42,', 'Ogvald Kaldahl, who'.",
    match = [[ (?<! %cap) who:%unknown_name , (who | (aged | now)? %age (, | . | ;)) ]],
    not_within = "organization[!described]",
    where = told.is_unknown,
    mark = people.from_name,
    marks = "person",
    examples = {
        { "It fell to Ogvald Kaldahl, 42, and to Runa Kebnar, who slept.", expect = { { text = "Ogvald Kaldahl" }, { text = "Runa Kebnar" } } },
        { "It fell on Great Heron, 42 miles long. The New Yorkers, who slept, woke.", expect = {} },
    },
}

rule "of-country" {
    doc = "Two or three unknown words behind a country that sends them, where a person could act: 'Kenya's Ogvald Kaldahl met', 'talks with Malta's Runa Kebnar'.",
    match = [[ origin:%nation %apostrophe_s who:%likely_name !(%cap | %hyphen | &%clitic_s)
          &([%verb & /(ed|s)$/] | met | told | said | sat | came | went | flew | spoke | drove | had | has | took | gave | sent | made | won | led
          | is | was | will | would | and | , | who | . | ; | in | on | at | to | by | for | during | >)
        | (?<= [~meet | ~receive | ~host | ~call | ~phone | ~ring | ~tell | ~invite | ~thank] | [with | to | by | from | between]) origin:%nation
          %apostrophe_s who:%likely_name !(%cap | %hyphen) ]],
    not_within = "organization[!described]",
    where = told.is_likely,
    mark = people.from_sender,
    marks = "person",
    examples = {
        { "Kenya's Ogvald Kaldahl and Malta's Runa Kebnar met in Lima.", expect = { { text = "Ogvald Kaldahl" }, { text = "Runa Kebnar" } } },
        { "Kenya's Oruva de la Kebna met Malta's Oruva-mi Kebnar-Oruvan and Peru's S. Oruvan. Kenya's Runa arap Kebna came.",
          expect = { { text = "Oruva de la Kebna" }, { text = "Oruva-mi Kebnar-Oruvan" }, { text = "S. Oruvan" }, { text = "Runa arap Kebna" } } },
        { "The Philippines' Ogvald Kaldahl met sailors.", expect = { { text = "Ogvald Kaldahl", country = "PH" } } },
        { "Talks with Malta's Runa Kebnar ended.", expect = { { text = "Runa Kebnar", country = "MT" } } },
        { "Egypt's Red Sea is warm. Malta's Harbour Fund met. Kenya's Oruva Kebna and Steel Co. met. Kenya's Great Heron is tall, and Malta's Secret Library sat empty.", expect = {} },
    },
}

rule "country-given" {
    doc = "A given name that is a country's, with an unknown name behind it that the text has alone as well, or that speaks: 'Israel Oster'.",
    match = [[ (?<! %cap | "/" | of) who:( ("Israel" | "Georgia" | "India" | "Kenya" | "China" | "Ireland" | "America") %name_strict{1,2} ) !(%cap | %hyphen) ]],
    not_within = "organization[!described]",
    where = told.is_told,
    mark = people.from_name,
    marks = "person",
    examples = {
        { "Israel Oster said no. India Whitlow came; Whitlow smiled.", expect = { { text = "Israel Oster" }, { text = "India Whitlow" } } },
        { "Israel Railways and India Steel grew.", expect = {} },
    },
}

define "korean_syllable" [[ [%cap & !%upper & !$not_names & !$demonyms & /^(ch|kw|kk|tt|[gkndtrlmbpsjhch])?y?w?(ae|eo|eu|ui|oe|wi|[aeiou])(ng|[nmlkpt])?$/i] ]]

rule "family-first" {
    doc = "A Chinese name, family name first, told by its syllables, or a Korean one, by its hyphen or its three syllables: 'Zhao Leyan', 'Cho Mi-rae', 'Pak Song Rae'.",
    match = [[ (?<! %cap) who:( [("Kim" | "Ri" | "Pak" | "Choe" | "Jo" | "Jang" | "Kang" | "Yun" | "Hwang" | "Kwon" | "Ryu" | "Ryang" | "Paek"
              | "Kwak" | "Thae" | "Hyon" | "Mun" | "Ro" | "Han" | "Yang")] %korean_syllable{2} !%cap
          | [$family_first & !$country_names & %cap & !he & !long & !song & !man & !park & !ban & !an]
            [%cap & !%upper & !$not_names & !$demonyms & !$country_names & !$countries & !$cities & !$places & !$org_heads &
              /^((zh|ch|sh|[bpmfdtnlgkhjqxzcsrwy])?(iang|iong|uang|ang|eng|ong|iao|ian|ing|uai|uan|ai|ei|ao|ou|an|en|ia|ie|iu|in|ua|uo|ui|un|ue|a|o|e|i|u|ü)){1,2}$/i]
            !(- /^\p{Ll}/) | [$family_first & !$country_names & %cap & !he & !long & !song & !man & !park & !ban & !an]
            [%cap & !%upper & !$not_names & !$demonyms] - [/^\p{Ll}{2,6}$/ & !led & !backed & !based & !style & !era & !born & !made & !held & !run]
          | [%cap & !%upper & !$not_names & !$demonyms & !$country_names & /^\p{Lu}\p{Ll}{1,5}$/] -
            [/^\p{Ll}{2,6}$/ & !led & !backed & !based & !style & !era & !born & !made & !held & !run & !wide & !day & !time]
            [$family_first & !$country_names & %cap] ) ]],
    not_within = "organization[!described]",
    mark = people.from_name,
    marks = "person",
    examples = {
        { "Letters from Pak Song Rae came late.", expect = { { text = "Pak Song Rae" } } },
        { "Letters from Zhao Leyan came late.", expect = { { text = "Zhao Leyan" } } },
        { "Letters from Cho Mi-rae and Oru-mi Hsiao came late.", expect = { { text = "Cho Mi-rae" }, { text = "Oru-mi Hsiao" } } },
        { "Wang and Bridge came late.", expect = {} },
    },
}

rule "speaking" {
    doc = "Two or three capitalised words before a verb of saying, where nothing else claims them: 'Ogvald Kaldahl said'.",
    match = [[ (?<! %cap) who:([%name_strict & !$titles & !%upper] %name_glue{0,3} (%name_strict{1,2} | "Islam"))
               (,? | %adjunct{1,2}) (~say | ~tell | ~add | ~warn | ~write | ~reply | ~comment | ~explain) ]],
    not_within = "organization[!described]",
    where = told.is_speaker,
    mark = people.from_name,
    marks = "person",
    examples = {
        { "It was late, Ogvald Kaldahl said.", expect = { { text = "Ogvald Kaldahl" } } },
        { "It was late, Oruvul Islam said. Radical Islam said so.", expect = { { text = "Oruvul Islam" } } },
        { "The Founding Fathers wrote it, the Smithsonian Institution said.", expect = {} },
        { "PORT STAYS CLOSED, KEBNA BUREAU SAYS. It was late, San Marino said. Oruva County said no. Oruva Kebnar said it had sold a quay.", expect = {} },
    },
}

rule "told-by" {
    doc = "Capitalised words behind a verb of saying, or behind an age: 'says Ogvald Kaldahl,', '14-year-old Kebna'.",
    match = [[ [(says | said | added | adds | explains | explained | recalls | recalled) & !%cap]
          who:([%name_strict & !$titles & !%upper] %name_glue{0,3} [%name_strict & !%upper] %name_strict?)
          &(, | . | who | "\"" | of | in | at | from | ;) | [(says | said | added | adds | recalled) & !%cap]
          who:[%name_strict & !$titles & !%upper & !$places & !$organizations & !$demonyms]
          &(, (%num , | (a | an) [%adj | %verb]? [%noun & !%cap & !$org_heads & !company & !firm & !agency & !charity & !group & !newspaper & !website
                & !site & !broadcaster & !bank & !party & !organization & !organisation & !union & !network & !outlet & !maker & !startup & !retailer]
              !(%noun | - | %hyphen))) | %hyphen (year %hyphen)? old who:([%name_strict & !$titles & !%upper & !$places] %name_glue{0,3}
            %name_strict{0,2}) !%cap ]],
    not_within = "organization[!described]",
    where = function(match)
        local who = people.one(match.who)
        return not lexicon "places":lookup(who.text) and not lexicon "cities":lookup(who.text)
    end,
    mark = people.from_name,
    marks = "person",
    examples = {
        { "\"It is late,\" says Ogvald Kaldahl, a farmer. For 14-year-old Kebna it is not.", expect = { { text = "Ogvald Kaldahl" }, { text = "Kebna" } } },
        { "It is late, said Kebna, a farmer. It is late, said Oruvel, 34, who slept.", expect = { { text = "Kebna" }, { text = "Oruvel" } } },
        { "It is late, said Kebna Radio. It is late, said Reuters, a news agency. It is late, said Oruvel, a charity.", expect = {} },
        { "It is late, said San Marino, a five-year-old.", expect = {} },
    },
}

rule "transcript" {
    doc = "A speaker's label in capitals: 'MR. KALDAHL:', 'SECRETARY WHITLOW:'.",
    match = [[ < ("MR" | "MR." | "MS" | "MS." | "MRS" | "MRS." | "DR" | "DR." | title:[$titles & %upper] | "AMB" | "AMB." | "GEN" | "GEN." | "SEN"
          | "SEN." | "REP" | "REP.")+ who:[%upper & /^\p{Lu}{3,}$/] ":" ]],
    mark = people.from_label,
    marks = "person",
    examples = {
        { "MR. KALDAHL: Good morning.", expect = { { text = "KALDAHL" } } },
        { "NOTE: MR. KALDAHL slept.", expect = {} },
    },
}

rule "again" {
    doc = "Later mentions of a person by surname or by any longer part of the name: 'Whitlow', 'da Silva'.",
    each_document = again.rows,
    after = { "titled", "chief-diplomat", "office-after", "office-before", "counterparts", "offices-of-two", "offices-of-several", "offices-of-each",
        "addressed", "kin", "given", "well-known", "headline", "likely-given", "country-given", "aged", "of-country", "family-first", "vietnamese",
        "given-last", "acting", "speaking", "told-by", "transcript", "shouted-person" },
    reads = "organization",
    marks = "person",
    examples = {
        { "The prize went to Teresa Whitlow. Whitlow smiled.", expect = { { text = "Whitlow", name = "Teresa Whitlow" } } },
        { "President Ogvald Kebnar Whitlow came. Ogvald Kebnar smiled.", expect = { { text = "Ogvald Kebnar", name = "Ogvald Kebnar Whitlow" } } },
        { "Prince Hamad bin Omar came. They thanked bin Omar.", expect = { { text = "bin Omar", name = "Hamad bin Omar" } } },
        { "Ana d'Oruva Kebna and Ivo de la Whitlow came. Soon d'Oruva Kebna smiled at de la Whitlow. De la Whitlow slept.",
          expect = { { text = "d'Oruva Kebna" }, { text = "de la Whitlow" }, { text = "De la Whitlow", name = "Ivo de la Whitlow" } } },
        { "They saw Oruva Kaldahl in Lima. Mr. Kaldahl slept.", expect = { { text = "Oruva Kaldahl" } } },
        { "Yesterday Kaldahl came. Mr. Kaldahl slept.", expect = { { text = "Kaldahl" } } },
        { "Mr. Kaldahl left Oruva Kaldahl City for Kaldahl Airport.", expect = {} },
        { "Ivo Kebna Jr. and Ivo T. Kebna came. Kebna smiled.", expect = { { text = "Kebna", name = "Ivo T. Kebna" } } },
        { "Teresa in 't Veld came. In Lima 't Veld smiled.", expect = { { text = "'t Veld" } } },
        { "The prize went to a heron. Whitlow smiled.", expect = {} },
    },
}

resolve "person" { reads = "organization", run = people.resolve }
