-- organizations.lua - named bodies: well-known ones, names built on a head word, companies, acronyms in brackets and what they stand for.

local bodies = include "bodies.lua"
local is_letters = include "letters.lua"
local shouted = include "shouted.lua"
local called = include "called.lua"
local reading = include "words.lua"
local companies = include "companies.lua"

-- A word of a body's name.
define "body_word" [[ [%cap & !%punct & !$org_suffixes & !$calendar_words & !$function_words & !president & !minister & !secretary & !chancellor &
        !ambassador & !premier & !spokesman & !spokeswoman & !spokesperson & !chairman & !director & !chairperson & !king & !queen & !prince &
        !senator] ]]
define "body_link" [[ %hyphen | "&" | %clitic_s | "'" ]]
define "body_head" [[ [$org_heads & %cap] ]]
define "strong_head" [[ [%body_head & !Security & !Service & !Services & !Media & !News & !Press & !Insurance & !Exchange & !Systems & !Technologies &
        !Industries] ]]
define "weak_head" [[ ["Security" | "Press" | "News" | "Media" | "Movement" | "Service" | "Services" | "Trust" | "Insurance" | "Exchange" | "Team"
      | "Network" | "Resistance"] ]]
define "office_word" [[ ("Secretary" | "Minister" | "Advisor" | "Adviser") !(%hyphen | "General") ]]
-- A comma goes on with a list that "and" closes ("Trade, Industry and Fish"), not with what follows the name.
define "body_list" [[ , &([%body_word & !$titles]{1,3} (, %body_word{1,3}){0,4} ,? and %body_word) ]]
define "body_rest" [[ (of the? | for the? | on the? | (?<= "Coalition" | "Alliance" | "Campaign" | "Committee" | "Commission" | "League" | "Network"
        | "Movement" | "Front" | "Group" | "Task" "Force") against) %body_word
      ((%body_link | (%body_list | , and | and) !(%body_word{0,3} %strong_head | [$given & !$org_heads] [%cap & !%body_head]) | of | for | on | of the
        | for the) %body_word | [%body_word & !$given]){0,9} (in the? %body_word{1,4} &"(")? ]]

local place_words = lexicon "place_words"

rule "known" {
    doc = "A well-known body by its name or acronym (lexicons/organizations.tsv), a part of a company ('Nokia Energy'), a country's Red Cross. An acronym that is a word in other case counts in capitals only.",
    match = [[ what:$organizations !%office_word ]],
    where = function(match, doc) return not bodies.is_something_else(match.what, doc) end,
    mark = bodies.known,
    marks = "organization",
    examples = {
        { "The Chilean Red Cross and the Red Crescent met.", expect = { { text = "Chilean Red Cross", country = "CL" }, { text = "Red Crescent" } } },
        { "Nokia Energy and Airbus Defence met Airbus engineers. UN Research grew.",
          expect = { { text = "Nokia Energy" }, { text = "Airbus Defence" }, { text = "Airbus" }, { text = "UN" } } },
        { "The motion was sent to UNESCO and to the World Bank.", expect = { { text = "UNESCO", name = "UNESCO" }, { name = "World Bank" } } },
        { "Mayor Kenji Suzuki and Helen Bentley met at Suzuki. Chelsea Whitlow slept, and Chelsea woke.", expect = { { text = "Suzuki" } } },
        { "Anna Boeing and Minister Oruva Didi met. Boeing said no and thanked Didi.", expect = {} },
        { "The Australian government left, The Australian reported.", expect = { { text = "The Australian" } } },
        { "Anna Boeing said Boeing shares fell. Boeing said no.", expect = { { text = "Boeing" }, { text = "Boeing" } } },
        { "The who of it landed in an Airbus A320, and Air Force One took off.", expect = {} },
        { "A grant of NPR 2.5 million was paid under the Economic Partnership Agreement (EPA) and the United Nations Convention.", expect = {} },
    },
}

rule "headed" {
    doc = "A name that ends with a head word, with what follows it: 'Danish Fisheries Ministry', 'Iceland Glacier Council'.",
    match = [[ !($country_names %hyphen $organizations) (%body_word (%hyphen /^\p{Ll}+$/)?
            (%body_link %body_word | and %body_word &(%body_word{0,3} %body_head))? %body_link?){1,8} %body_head
          (!((?<= "Union") for) %body_rest | in the? %body_word{1,4} &"(")?
          !(%office_word | "Hospital" | %cap [mission | force | operation | programme | program | project]
          | (?<= %weak_head) ["Conference" | "Summit" | "Forum" | "Dialogue" | "Award" | "Awards" | "Prize" | "Cup" | "Festival"]) ]],
    where = function(match) return not bodies.is_common(match) and not match.text:find("Oval Office$") and not match.text:find("University Hospital$")
        and not bodies.is_place(match.text) and not match.text:find("Trust Fund$") end,
    mark = bodies.headed,
    marks = "organization",
    examples = {
        { "They spoke of a Peru-European Union agreement.", expect = {} },
        { "The Salt and Fish Board met Lisbon Harbour Police and Coastal Guard. He leads the Danish 3rd Infantry Brigade.",
          expect = { { text = "Salt and Fish Board" }, { text = "Lisbon Harbour Police" }, { text = "Coastal Guard" }, { text = "Danish 3rd Infantry Brigade", country = "DK" } } },
        { "Few left King Karim Hospital. There Airbus and Oruva Technologies grew.", expect = { { text = "King Karim Hospital" }, { text = "Oruva Technologies" } } },
        { "Chairman of the National Salt Committee Wang Kebna and Member of the River Fish Board and Foreign Minister Wang Yi met.", expect = { { text = "National Salt Committee" }, { text = "River Fish Board" } } },
        { "They left the Multinational Security Support mission.", expect = {} },
        { "Teresa Whitlow and River Fish Board met.", expect = { { text = "River Fish Board" } } },
        { "UNESCO’s Joint Fish Committee met Lima's Radio Orchestra.", expect = { { text = "Joint Fish Committee" }, { text = "Radio Orchestra" } } },
        { "The Lisbon Port Authority – Harbour Police Union met.", expect = { { text = "Lisbon Port Authority" }, { text = "Harbour Police Union" } } },
        { "Chile's Navy left. Ana Ruiz's Navy cut is short.", expect = { { text = "Navy" } } },
        { "Norway's National Fish Council met. Ana Ruiz's Salt Prosperity Party won.", expect = { { text = "National Fish Council" }, { text = "Salt Prosperity Party" } } },
        { "He joined the Lisbon Harbour Authority in spring.", expect = { { text = "Lisbon Harbour Authority" } } },
        { "The Danish Fisheries Ministry wrote.", expect = { { country = "DK", kind = "government" } } },
        { "The National Assembly of Hungary met. The Hungarian National Assembly voted.",
          expect = { { name = "National Assembly of Hungary" }, { name = "National Assembly of Hungary", country = "HU" } } },
        { "The Chilean-backed Salt Army met.", expect = { { text = "Salt Army" } } },
        { "The Brussels-based Fish Foundation met the Salt Board's Joint River Committee in the Oval Office.",
          expect = { { text = "Fish Foundation" }, { text = "Salt Board" }, { text = "Joint River Committee" } } },
        { "Anton Kosala and Fox News met the River Board and Fox News.", expect = { { text = "River Board" } } },
        { "The Joint Commission on River Trade met twice.", expect = { { text = "Joint Commission on River Trade" } } },
        { "The Salt Assembly of the Organization for Security and Co-operation in Europe met the National Security and Salt Council.",
          expect = { { text = "Salt Assembly of the Organization for Security and Co-operation in Europe" }, { text = "National Security and Salt Council" } } },
        { "The new office opened. The Oruva Security Conference and the Oruva Press Awards ended.", expect = {} },
    },
}

rule "numbered-unit" {
    doc = "A unit of armed forces that has a number and no name: 'the 3rd Battalion', 'No. 12 Squadron'.",
    match = [[ what:(/^[0-9]{1,3}(st|nd|rd|th)$/ ("Brigade" | "Battalion" | "Division" | "Regiment" | "Squadron" | "Fleet" | "Flotilla" | "Corps"
            | "Army")) !(%cap | of) | what:("No." %num "Squadron" (of the? %cap{1,4})?) ]],
    mark = function(match) return { match.what, kind = "military" } end,
    marks = "organization",
    examples = {
        { "The 3rd Battalion and No. 12 Squadron held the quay.", expect = { { text = "3rd Battalion" }, { text = "No. 12 Squadron" } } },
        { "He is 3rd in the battalion and came in the 3rd Division Cup.", expect = {} },
    },
}

rule "head-first" {
    doc = "A name that begins with its head word: 'Ministry of Foreign Affairs', 'Bank of Japan', 'University of the Republic'.",
    match = [[ ("Office" | "Bureau" | "Secretariat") of the &%cap $titles (of the? (%nation | "Republic" | "Government")
          | (for | of) the? %body_word{1,4})? | [%body_head & !Union & !Party & !Company & !Group & !Force & !News & !Press & !Media & !Security &
            !Team & !Resistance & !Trust & !Records & !Pictures] %body_rest
        | ("Consulate" "General" | "Permanent" "Representation" | "Secretariat" %hyphen? "General") of the? (%nation | %body_word{1,4})
          (to the? ($organizations | %nation))? | "House" of the? (Representatives | Commons | Councillors | Peoples | Deputies | Delegates
          | Assembly) of the? %nation | "Directorate" %hyphen? "General" (of | for) the? %body_word (%body_list? (, | and | , and)? %body_word){0,5}
        | "Group" of "Friends" (of | on) the? %body_word{1,3} | "Campaign" (against | for | to) the? %body_word (and? %body_word){0,4} ]],
    mark = bodies.head_first,
    marks = "organization",
    examples = {
        { "The Ministry of Fish Affairs of the Kingdom of Norway wrote.", expect = { { text = "Ministry of Fish Affairs", country = "NO" } } },
        { "The House of Representatives of the Philippines voted.", expect = { { text = "House of Representatives of the Philippines", country = "PH" } } },
        { "The Ministry of Water and Forests wrote a letter.", expect = { { text = "Ministry of Water and Forests" } } },
        { "The Council of Norway's Committee for Tuna met. The Assembly of the Declaration on Salt is a text.", expect = { { text = "Council of Norway" } } },
        { "Bank of Oruva Governor Ana Ruiz met the Council of Oruva Commissioner for Salt and University of Oruva Professor Runa Whitlow.",
          expect = { { text = "Bank of Oruva" }, { text = "Council of Oruva" }, { text = "University of Oruva" } } },
        { "Spokesman for the Ministry of Salt and Fish of Vietnam Pham Kebna met the Council of Malta Kebnar.", expect = { { text = "Ministry of Salt and Fish of Vietnam" }, { text = "Council of Malta" } } },
        { "The 57th Brigade of the Fish Army met.", expect = { { text = "57th Brigade of the Fish Army" } } },
        { "The Institute for Science and River Security met.", expect = { { text = "Institute for Science and River Security" } } },
        { "The Council for Namibia, Venezuela said, met.", expect = { { text = "Council for Namibia" } } },
        { "Chile's Office of the President and the Office of the Prime Minister of Peru wrote.",
          expect = { { text = "Office of the President" }, { text = "Office of the Prime Minister of Peru" } } },
        { "The Mission of Chile to the UN wrote to the Directorate-General for Tuna. The Council of Salt spoke to the UN.",
          expect = { { text = "Mission of Chile to the UN" }, { text = "Directorate-General for Tuna" }, { text = "Council of Salt" } } },
        { "The Consulate General of Chile in Oruva met the Permanent Representation of Peru to the European Union.",
          expect = { { text = "Consulate General of Chile" }, { text = "Permanent Representation of Peru to the European Union" } } },
        { "The Campaign against Salt met the Committee against Fraud. The Bank against Chile lost.", expect = { { text = "Campaign against Salt" }, { text = "Committee against Fraud" } } },
        { "The University of Oruva and Chatham House met the Ministry of Trade and Foreign Affairs.",
          expect = { { text = "University of Oruva" }, { text = "Ministry of Trade and Foreign Affairs" } } },
        { "The bank of the river. News of the Fish Board spread.", expect = {} },
    },
}

rule "other-tongue" {
    doc = "A name that begins with its head word in Spanish, Portuguese, French or Italian: 'Banco Central de Chile', 'Agence pour le Bois'.",
    match = [[ ("Banco" | "Banque" | "Banca" | "Instituto" | "Institut" | "Istituto" | "Ministerio" | "Ministério" | "Ministère" | "Ministero"
          | "Universidad" | "Universidade" | "Université" | "Università" | "Fundación" | "Fundação" | "Fondation" | "Fondazione" | "Agencia"
          | "Agência" | "Agence" | "Agenzia" | "Partido" | "Parti" | "Partito" | "Movimiento" | "Movimento" | "Mouvement" | "Frente" | "Consejo"
          | "Conselho" | "Conseil" | "Consiglio" | "Comisión" | "Comissão" | "Comité" | "Comitê" | "Cámara" | "Câmara" | "Chambre" | "Corporación"
          | "Empresa" | "Grupo" | "Groupe" | "Compagnie" | "Société" | "Sociedad" | "Asociación" | "Associação" | "Secretaría" | "Confederación"
          | "Congreso" | "Corte" | ("Front" | "Union" | "Alliance" | "Rassemblement" | "Ligue" | "Organisation" | "Forces")
            &(de | du | des | pour | démocratique | populaire)) ((de | del | do | da | dos | das | des | du | di | della | delle | degli | e | y | et
            | para | per | pour | contra | contre){0,1} (la | las | los | le | les | el | il | l')? [%cap & !%punct & !$calendar_words]){1,6} ]],
    mark = function(match) return { kind = bodies.kind(match.text) } end,
    marks = "organization",
    examples = {
        { "The Banco Central de Chile and the Agence pour le Bois met.", expect = { { text = "Banco Central de Chile" }, { text = "Agence pour le Bois" } } },
        { "The Front de Libération Nationale Oruva et Socialiste (FLNOS) met. The FLNOS left.", expect = { { text = "Front de Libération Nationale Oruva et Socialiste" } } },
        { "A banco is a bench. The Corte met.", expect = {} },
    },
}

rule "shouted" {
    doc = "A name in capitals throughout that begins with its head word: 'MINISTRY OF WATER AND FORESTS'.",
    match = [[ ("MINISTRY" | "DEPARTMENT" | "OFFICE" | "EMBASSY" | "SECRETARIAT" | "DIRECTORATE" | "BUREAU" | "PRESIDENCY") ("OF" | "FOR") "THE"?
          [%upper & /^\p{Lu}+$/ & !the] (("OF" | "AND" | "FOR" | , | "&" | "THE" | "OF" "THE")?
            [%upper & /^\p{Lu}{2,}$/ & !of & !and & !for & !the]){0,9} ]],
    mark = "organization", set = { kind = "government" },
    examples = {
        { "ISSUED BY THE MINISTRY OF WATER AND FORESTS\n", expect = { { text = "MINISTRY OF WATER AND FORESTS" } } },
        { "OFFICE HOURS END", expect = {} },
    },
}

rule "shouted-body" {
    doc = "A well-known body of two words or more in a line of capitals throughout: 'WORLD BANK MEETS AGAIN'.",
    each_document = function(doc)
        local rows = {}
        shouted.each(doc, bodies.find_known, function(span, entry) rows[#rows + 1] = { span, kind = entry.kind } end)
        return #rows > 0 and rows or nil
    end,
    marks = "organization",
    examples = {
        { "WORLD BANK MEETS AGAIN\n\nIt rained.", expect = { { text = "WORLD BANK" } } },
        { "THE BANK OPENS AGAIN\n\nIt rained.", expect = {} },
    },
}

rule "company" {
    doc = "A name with the suffix of a company: 'Harbour Lines Ltd.'.",
    match = [[ (%body_word (%body_link %body_word)?){1,5} (, %body_word "&" %body_word)? ,? $org_suffixes (,? $org_suffixes){0,2} !((?<= "AG") %cap)
        | [%body_word & !$titles] %body_word{0,2} (, %body_word{1,2})? (and | "&") ("Co" | "Co." | "Cos" | "Sons" | "Associates" | "Assoc")
          ("USA" | "(" %cap ")")? (,? $org_suffixes){0,2} ]],
    mark = function(match) return { bodies.unowned(match), kind = "company" } end,
    marks = "organization",
    examples = {
        { "Norway's Blue Heron Ltd. grew.", expect = { { text = "Blue Heron Ltd." } } },
        { "Shares of Blue Heron Co., Ltd. fell.", expect = { { text = "Blue Heron Co., Ltd." } } },
        { "Shares of Blue Heron, Inc. fell.", expect = { { text = "Blue Heron, Inc." } } },
        { "He met Oruva Steel, Blue Heron plc and others.", expect = { { text = "Blue Heron plc" } } },
        { "Anton Kosala and Sons said that Dale, Oruva and Co would buy it.", expect = { { text = "Anton Kosala and Sons" }, { text = "Dale, Oruva and Co" } } },
        { "They limited the fall.", expect = {} },
    },
}

-- Words that tell what a name behind them names.
define "body_kind" [[ broadcaster | newspaper | daily | tabloid | weekly | magazine | news agency | agency | website | network | channel | company
    | firm | carmaker | automaker | maker | manufacturer | giant | retailer | airline | operator | [!%cap & %noun] (developer | publisher | producer)
    | conglomerate | startup | supermarket | party | movement | militia | group | think tank | charity | association | federation | trade union
    | "NGO" | bank | lender | union | club | band | label | studio | chain | provider | brand | insurer | brewer | utility | contractor | supplier
    | bookmaker | brokerage | stockbroker | stockbrokers | underwriter | underwriters | bookrunner | miner | drugmaker | steelmaker
    | (lead | sole) manager | investment bank | merchant bank ]]

rule "told-kind" {
    doc = "A name behind the word for what it names, or before that for a medium: 'the broadcaster KRVO', 'chip maker Silverline', 'the KRVO news agency'.",
    match = [[ (?<! a | an) &[!%cap] %body_kind what:([%body_word & !$given & !$demonyms & !$country_names & !$honorifics & !$titles & !$org_suffixes
              & !central & !general] [%body_word & !$org_suffixes]{0,3}) !(%cap | %hyphen)
        | (?<= %cap) medium:(news agency | news website | newspaper | broadcaster | ("TV" | television | news) channel) ]],
    where = function(match)
        if match.medium then return bodies.medium(match.medium) ~= nil end
        return not bodies.is_place(match.what.text) and not bodies.is_plan(match.what.text)
    end,
    mark = function(match)
        if match.medium then return { bodies.medium(match.medium), kind = "media" } end
        return { match.what, kind = bodies.kind(match.what.text) }
    end,
    marks = "organization",
    examples = {
        { "He told the broadcaster KRVO that it snowed.", expect = { { text = "KRVO" } } },
        { "The state-run KRVO news agency and the Oruva newspaper said so.", expect = { { text = "KRVO" }, { text = "Oruva" } } },
        { "Local newspapers read it. Russian news agency staff left. The State news agency said so.", expect = {} },
        { "The company of Teresa Whitlow grew, and a Brook Developer Program began.", expect = {} },
    },
}

rule "told-behind" {
    doc = "A name before the words for what it names: 'Al-Nahr, a Lima newspaper,', 'Saltwatch, an advocacy group that'.",
    match = [[ (?<! %cap | %hyphen) (?<! $titles | $honorifics) what:((Al | El) - %body_word{1,2}
          | [%body_word & !$given & !$demonyms & !$country_names & !$honorifics & !$titles & !$calendar_words & !$cities]{1,4})
          ( , (a | an) [%adj | %noun | %propn | -]{0,5}? ([newspaper | daily | weekly | tabloid | broadcaster | website | charity | nonprofit
              | watchdog | militia] | think tank | (news | wire) agency | [rights | advocacy | aid | armed | rebel | campaign | relief | monitoring]
              group)) &[, | that | which | based] ]],
    where = function(match) return not bodies.is_place(match.what.text) and not bodies.is_plan(match.what.text) end,
    mark = function(match) return { match.what, kind = bodies.kind(match.what.text) } end,
    marks = "organization",
    examples = {
        { "It rained, Al-Nahr, a Lima newspaper, wrote. Saltwatch, an advocacy group that counts fish, agreed.", expect = { { text = "Al-Nahr" }, { text = "Saltwatch" } } },
        { "Teresa Whitlow, a newspaper reader, slept. In Lima, a newspaper, the Post, said so. Norway, a weekly guest, came.", expect = {} },
    },
}

rule "told-acronym" {
    doc = "Capitals between commas behind the word for what they name: 'its spy agency, the KRV,'.",
    match = [[ [(agency | service | party | watchdog | regulator | bloc | militia | alliance | broadcaster) & !%cap] (in %cap{1,3})? ,
          (the | known as | called)? what:[%upper & /^\p{Lu}{2,7}$/ & !$country_names & !$countries & !$titles & !$honorifics & !$not_names & !$given
            & !%num] &(, | . | ;) ]],
    mark = function(match) return { match.what, kind = bodies.kind(match.what.text) } end,
    marks = "organization",
    examples = {
        { "Its spy agency, the KRV, slept; he left the ruling party, the OFP.", expect = { { text = "KRV" }, { text = "OFP" } } },
        { "It met its agency, the UK, and slept.", expect = {} },
    },
}

rule "told-party" {
    doc = "A name before the word for a party: 'the Oruva party', 'the KFP party'; where the name tells its creed the word belongs to it: 'the Salt Revolution party'.",
    match = [[ creed:([%body_word & !$given & !$demonyms & !$country_names & !$honorifics & !$titles & !%num]
            (("'" | %clitic_s)? [%body_word & !$titles & !%num]){0,2} (?<= [$creeds] | "Workers" "'" | %clitic_s) party
          | [$creeds] (("'" | %clitic_s))? party) !(of | to | for | line | politics)
        | (?<= the | his | her | its | their | %clitic_s | ruling | opposition | governing | with | of)
          what:[%body_word & !$given & !$demonyms & !$country_names & !$honorifics & !$titles & !%num & !$not_names & !$geography & !$cities &
            !$places] party !(of the? year | to | for) ]],
    where = bodies.is_party,
    mark = function(match) return { match.creed and bodies.unowned(match.creed) or match.what, kind = "party" } end,
    marks = "organization",
    examples = {
        { "The Oruva party left the coalition; his Salt Revolution party and the KFP party did not, nor did the Communist party.",
          expect = { { text = "Oruva" }, { text = "Salt Revolution party" }, { text = "KFP" }, { text = "Communist party" } } },
        { "The Christmas party, the Chilean party and the Garden party slept. The Third party was dull.", expect = {} },
    },
}

-- A name of which no list tells what it is.
define "deal_word" [[ [%body_word & !$country_names & !$countries & !$demonyms & !$titles & !$honorifics & !$not_names & !%num & !Class & !Series &
        !Preferred & !Convertible & !Ordinary & !Cable] ]]
define "deal_name" [[ %deal_word (%body_link? %deal_word){0,3} ]]

rule "dealt-in" {
    doc = "A name that only a company can have beside it what stands there: 'shares of Kosala', 'Anton Kosala, a unit of', 'Oruva shares'.",
    match = [[ ((shares | stock | shareholders | subsidiary | unit | affiliate) of | (merger | merge) with | stake in) what:%deal_name
          !(%cap | %hyphen | %clitic_s | (and | "&") %cap | field | project | mine | plant)
        | what:%deal_name (, (a | an | the) %adj? (unit | subsidiary | affiliate) of
          | %clitic_s? (shares | shareholders | stock | analyst | analysts)) ]],
    where = companies.is_likely,
    after = { "known", "headed", "head-first", "company", "told-kind" },
    mark = function(match) return { match.what, kind = "company" } end,
    marks = "organization",
    examples = {
        { "He sold shares of Kosala and of grain. Anton Kosala, a unit of Blue Heron Ltd., grew.", expect = { { text = "Kosala" }, { text = "Anton Kosala" } } },
        { "They told the Oruva Dale analyst of a stake in Sudra.", expect = { { text = "Oruva Dale" }, { text = "Sudra" } } },
        { "Shares of Chile in the trade and the unit of the army grew.", expect = {} },
    },
}

rule "bracketed" {
    doc = "The acronym in brackets after a name: 'Lisbon Harbour Authority (LHA)'.",
    match = [[ @organization party? "(" what:[/^\p{Lu}[\p{L}&-]{0,8}\p{Lu}\p{L}{0,3}$/] ")" ]],
    after = { "known", "headed", "head-first", "shouted", "company", "told-kind", "other-tongue" },
    mark = function(match) return { match.what } end,
    marks = "organization",
    examples = {
        { "The Lisbon Harbour Authority (LHA) wrote.", expect = { { text = "LHA", name = "Lisbon Harbour Authority" } } },
        { "The Lisbon Fish Board (LisFiB) wrote.", expect = { { text = "LisFiB", name = "Lisbon Fish Board" } } },
        { "The harbour (LHA) lay still. The Lisbon Fish Board (Monday) wrote.", expect = {} },
    },
}

rule "spelled-out" {
    doc = "Capitalised words before an acronym of their first letters: 'Land Registry Users Alliance (LRUA)', also without a head word.",
    match = [[ what:(%body_word ((%body_link | and | of | for | on | and the | of the | for the)? %body_word){1,9}) "("
          acronym:[%upper & /^\p{Lu}[\p{Lu}&-]{1,9}$/] ")" ]],
    where = function(match)
        local name = match.what.text
        return (reading.initials_fit(name, match.acronym.text) or name:find(" Presidency$") ~= nil) and not bodies.is_plan(name)
            and not bodies.is_country(name) and not place_words:lookup(name:match("%S+$"))
    end,
    mark = function(match) return { { match.what }, { match.acronym } } end,
    marks = "organization",
    examples = {
        { "The Northern Herders Circle (NHC) met.", expect = { { text = "Northern Herders Circle" }, { text = "NHC" } } },
        { "The Flood and Fire Management Presidency (FLAD) met.", expect = { { text = "Flood and Fire Management Presidency" }, { text = "FLAD" } } },
        { "The Great Heron Dam (GHD) burst. The Northern Herders Agreement (NHA) and the Brook Simple Kit (BSK) hold.", expect = {} },
    },
}

rule "acronym" {
    doc = "Capitals that speak, or have a spokesman or a chief: 'KRVO said', 'the LHA-KD spokesman'.",
    match = [[ (?<! %upper | "\"") what:([%upper & /^\p{Lu}{3,7}$/ & !%num & !$country_names & !$countries & !$titles & !$honorifics & !$not_names &
              !$given & !$family_first] (%hyphen [%upper & /^\p{Lu}{2,6}$/])?)
          ((has | had | also | have)? [~say | ~announce | ~report | ~warn | ~confirm | ~declare | ~urge | ~deny | ~add | ~condemn | ~reject | ~welcome
            | ~estimate | ~claim | ~argue] | %clitic_s? (spokesman | spokeswoman | spokesperson | director | chairman | chairwoman | officials
            | headquarters | commander | forces | fighters | president)) ]],
    after = { "known", "headed", "head-first", "shouted", "company", "told-kind", "bracketed", "spelled-out" },
    where = bodies.is_mixed,
    mark = bodies.acronym,
    marks = "organization",
    examples = {
        { "The Oruva Fish Council met the Orna Flood Committee. OFC said no.", expect = { { text = "OFC", name = "Oruva Fish Council" } } },
        { "KRVO said that it snowed; the LHAK-KD spokesman agreed.", expect = { { text = "KRVO" }, { text = "LHAK-KD" } } },
        { "HE SAID NO. The UAE said no. The DVD headache went on.", expect = {} },
    },
}

define "acronym" [[ [%upper & /^\p{Lu}{3,7}$/ & !%num & !$country_names & !$countries & !$titles & !$honorifics & !$not_names & !$given & !$family_first] ]]

rule "acronym-acts" {
    doc = "Capitals that do what bodies do, or have people or a contract: 'KRVO signed', 'the LHA and the KRV agreed', 'members of the LHAK', 'an agreement with KRVO'.",
    match = [[ (?<! %upper | "\"" | "(" | [%cap & !the] | %hyphen | [%verb & !%aux] the?) what:%acronym
          ((, the? %acronym){0,3} ,? and the? (%acronym | $organizations))?
          (has | had | have | also | then | later | jointly | will | would | both | not | did | could){0,3}
          [(~sign | ~meet | ~agree | ~ask | ~launch | ~arrest | ~seize | ~attack | ~deploy | ~withdraw | ~capture | ~accuse | ~demand | ~criticise
            | ~criticize | ~praise | ~thank | ~invite | ~host | ~order | ~approve | ~adopt | ~boycott | ~suspend | ~ban | ~fine | ~sue | ~publish
            | ~issue | ~decide | ~denounce | ~hail | ~vow | ~pledge | ~refuse | ~oppose | ~lift | ~win | ~lend | ~appoint | ~elect | ~raid | ~shell
            | ~buy | ~sell) & %verb & !/ing$/] | [members | officials | leaders | leader | representatives | employees | staff | experts | supporters
          | fighters | units | troops | chairman | chairwoman | spokesman | spokeswoman | director | ranks] of the? what:%acronym
          !(%cap | %hyphen | %num) | [agreement | contract | memorandum | partnership | talks | meeting | accord | consortium | venture] (with | of)
          the? what:%acronym !(%cap | %hyphen | %num) ]],
    overlap = "all",
    after = { "known", "headed", "head-first", "shouted", "company", "told-kind", "bracketed", "spelled-out", "acronym" },
    where = is_letters,
    mark = function(match) return { match.what } end,
    marks = "organization",
    examples = {
        { "KRVO signed the lease; the LHAK and the TFCO agreed.", expect = { { text = "KRVO" }, { text = "LHAK" }, { text = "TFCO" } } },
        { "Two members of the LHAK left after talks with KRVO.", expect = { { text = "LHAK" }, { text = "KRVO" } } },
        { "Runa KEBNAR came. KEBNAR signed the lease. The DVD was sold, and the GDP of the LHAK grew.", expect = {} },
        { "The Oruva Partnership Agreement (OPAG) is old. OPAG won.", expect = {} },
    },
}

rule "dateline" {
    doc = "The agency that a dateline names by its place there: 'LIMA, May 3 (ANDINA) --', 'Kebnat – KRVO –', or that ends the text in brackets.",
    each_document = bodies.agencies,
    marks = "organization",
    examples = {
        { "LIMA, May 3 (Kosala Wire) -- It rained.", expect = { { text = "Kosala Wire", kind = "media" } } },
        { "A wet day\n\nLima (KRVO/ANDINA) – It rained.", expect = { { text = "KRVO" }, { text = "ANDINA" } } },
        { "KEBNAT, 3rd May, 2025 – KRVO – It rained.", expect = { { text = "KRVO" } } },
        { "Lima, May 3, /KRVO/. It rained. KRVO was told.", expect = { { text = "KRVO" } } },
        { "Lima, BSS - It rained.", expect = { { text = "BSS" } } },
        { "Lima, May 3 (KRVO) It rained.", expect = { { text = "KRVO" } } },
        { "LIMA, May 3 (AA) -- The Associated Press said it rained. AP was right; AA was not.", expect = { { text = "AA", name = "AA" } } },
        { "It rained, the ministry said. (APP)", expect = { { text = "APP" } } },
        { "LIMA (Peru) – It rained (KRVO). Lima, Monday - It rained.", expect = {} },
        { "The quay (Kosala Wire) - it rained.", expect = {} },
    },
}

rule "asked-by" {
    doc = "Capitals that are told something, or a name that begins with Radio: 'told KRVO', 'in an interview with Radio Oruva'.",
    match = [[ (told | interview (with | to | by | on | for) | ~tell | asked by | according to | reported by | quoted by | broadcast by | carried by
          | statement to | remarks to | ~speak to) the? what:[%upper & /^\p{Lu}{2,7}$/] !([%cap & !$calendar_words] | %hyphen)
        | (?<! %cap) what:(("Radio" | "Rádio" | "Télévision" | "Televisión") [%cap & !%punct & !%upper]{1,3}) ]],
    where = bodies.is_asked,
    mark = function(match) return { match.what, kind = "media" } end,
    marks = "organization",
    examples = {
        { "He told KRVO that it rained. In an interview with Radio Oruva Kebnat, she agreed.", expect = { { text = "KRVO" }, { text = "Radio Oruva Kebnat" } } },
        { "He told Ana Ruiz of a radio in the UK. HE TOLD KRVO SO.", expect = {} },
    },
}

rule "posted-on" {
    doc = "Where somebody posts (lexicons/platforms.txt): 'wrote on X', 'in a Telegram post'.",
    match = [[ (?<= (~post | ~write | ~say | ~share | ~announce | ~publish | ~tweet | ~repost | ~state | ~add | ~message | ~video | ~statement
            | ~thread | ~comment | ~account | ~page | ~remark | ~release | ~warn | ~thank | ~urge | ~call) ,? (on | to | via | in | through)
            ((his | her | its | their | the) (official | verified | own)?)? | ~take to
          | social (media | network | networking) (platform | network | site | app | channel)? | messaging (app | platform | service)) what:$platforms
          !((?<! "X.") %cap | %hyphen | %num) | (?<= a | an | %clitic_s | his | her | its | their | the | official | on | in) what:$platforms
          &(post | posts | account | channel | page | thread | profile | feed | handle | message | messages | statement)
        | (?<= on) what:$platforms &(":" | , (he | she | it | they | the | %propn)) ]],
    mark = function(match)
        local what = match.what
        return { what.text == "X." and what:sub(1, 1) or what, kind = "company" }
    end,
    marks = "organization",
    examples = {
        { "Ana Ruiz wrote on X that it rained. In a Telegram post, he agreed.", expect = { { text = "X" }, { text = "Telegram" } } },
        { "He took to Threads, and posted on his official Telegram channel and on the social media platform X.", expect = { { text = "Threads" }, { text = "Telegram" }, { text = "X" } } },
        { "So he said on X. Ana Ruiz's Telegram channel agreed.", expect = { { text = "X" }, { text = "Telegram" } } },
        { "Malcolm X wrote on X Street of a telegram. The X factor is on X-rays, Line X.", expect = {} },
    },
}

rule "body-side" {
    doc = "The side of a body that is not a country: 'the EU side'.",
    match = [[ the [$organizations & %upper] side ]],
    mark = function(match) return { match, kind = "international" } end,
    marks = "organization",
    examples = {
        { "The ASEAN side agreed.", expect = { { text = "The ASEAN side" } } },
        { "The far side of the hill.", expect = {} },
    },
}

rule "short-name" {
    doc = "'The Alliance' where the document names NATO, 'our Organization' where it names the United Nations.",
    match = [[ (the what:"Alliance" | (the | our | this) world? what:("Organization" | "Organisation")) !(of | for | on | %cap | %hyphen) ]],
    after = { "known", "headed", "head-first" },
    mark = called.short_name,
    marks = "organization",
    examples = {
        { "NATO met. The Alliance is strong.", expect = { { text = "Alliance", name = "NATO" } } },
        { "The Alliance met, and so did our Organization.", expect = {} },
        { "The United Nations met. Our Organization is strong.", expect = { { text = "Organization", name = "United Nations" } } },
    },
}

rule "party-people" {
    doc = "A party by its people: 'the Greens', 'the Christian Democrats'.",
    match = [[ the what:(("Social" | "Christian" | "Free" | "Liberal") "Democrats" | "Greens" | "Tories" | "Conservatives" | "Socialists"
          | "Liberals") !(%cap | %hyphen) ]],
    after = { "known", "headed" },
    mark = function(match) return { match.what, kind = "party" } end,
    marks = "organization",
    examples = {
        { "The Greens and the Christian Democrats met.", expect = { { text = "Greens", kind = "party" }, { text = "Christian Democrats" } } },
        { "The greens of the Conservatives Club and Social Democrats slept.", expect = {} },
    },
}

rule "airline" {
    doc = "An airline by a word that is no English and 'Air': 'Oruva Air'.",
    match = [[ what:([%body_word & !$titles & !%num & !%upper] "Air") !(%cap | %hyphen | %clitic_s %cap) ]],
    where = function(match)
        local word = match.what.text:match "^%S+"
        return reading.is_unknown(word) and not is_english(word) and not word:find "%l%u"
    end,
    mark = function(match) return { match.what, kind = "company" } end,
    marks = "organization",
    examples = {
        { "Two ships of Oruva Air sank.", expect = { { text = "Oruva Air", kind = "company" } } },
        { "The Open Air, an OruBook Air and the Oruva Air Base slept.", expect = {} },
    },
}

rule "state-house" {
    doc = "The house of a head of state or of government where it acts: 'Planalto Palace said', 'Casa Rosada's spokesman' (lexicons/seats.txt).",
    match = [[ (?<! [at | in | into | near | outside | inside | from | of | to] the?) what:($seats | ("No." | "No" | "Number") "10")
          &((in $capitals)? (%adjunct{1,2} | %adjunct_inserted)? %governs | %governed) ]],
    mark = function(match) return { match.what, kind = "government" } end,
    marks = "organization",
    examples = {
        { "Casa Rosada said that it had not been asked.", expect = { { text = "Casa Rosada", kind = "government" } } },
        { "Number 10 said that it had not been asked.", expect = { { text = "Number 10" } } },
        { "Number 10 is a house. They met at Casa Rosada, and the guests at Raj Bhavan slept.", expect = {} },
    },
}

rule "brussels" {
    doc = "Brussels where it acts like a government in a document that names the European Union: the Union.",
    match = [[ what:"Brussels" &(%governs | %governed) ]],
    after = { "known", "headed", "head-first" },
    mark = called.short_name,
    marks = "organization",
    examples = {
        { "The EU met. Brussels wants more fish.", expect = { { text = "Brussels", name = "EU" } } },
        { "Brussels wants more fish.", expect = {} },
        { "The EU met in Brussels.", expect = {} },
    },
}

rule "repeated" {
    doc = "Later mentions of a body by an acronym or a short form that the document itself introduced: 'LHA', 'the Authority'.",
    each_document = called.repeated,
    after = { "known", "headed", "head-first", "shouted", "company", "told-kind", "bracketed", "spelled-out", "body-side", "acronym", "asked-by", "dateline" },
    marks = "organization",
    examples = {
        { "The Lisbon Harbour Authority (LHA) opened a quay. Ships praise LHA. Later the Authority closed it.",
          expect = { { text = "LHA", name = "Lisbon Harbour Authority" }, { text = "Authority", name = "Lisbon Harbour Authority" } } },
        { "The Lisbon Harbour Authority (LHA) paid. LHA loyalists left.", expect = { { text = "LHA loyalists", name = "Lisbon Harbour Authority" } } },
        { "The Tuna Mission to Oruva met the IMF. The Fund paid; Mission President Ana Ruiz did not.",
          expect = { { text = "Fund", name = "IMF" } } },
        { "The Joint Commission on River Trade met. The Joint Commission rose; the Commission slept.",
          expect = { { text = "Commission", name = "Joint Commission on River Trade" } } },
        { "The Salt Fish Council met. The SFC rose, and the TFC slept.", expect = { { text = "SFC", name = "Salt Fish Council" } } },
        { "The Oruva News Agency and the Ghana News Agency wrote. ORUVA told Ghana.", expect = { { text = "ORUVA", name = "Oruva News Agency" } } },
        { "The Oruva Task Force left. A law came into Force.", expect = {} },
        { "Two ships of the shipping company Kosala Line sank. Few liked Kosala Line.", expect = { { text = "Kosala Line" } } },
        { "The Council for Trade met. The Council praised the Council for Fish. The Council rose.",
          expect = { { text = "Council", name = "Council for Trade" }, { text = "Council", name = "Council for Trade" } } },
        { "Kosala Steel Ltd. and Oruva Airlines merged. Few liked Kosala.", expect = { { text = "Kosala", name = "Kosala Steel Ltd." } } },
        { "Blue Heron Lines Inc. rose. Few liked Blue Heron.", expect = { { text = "Blue Heron", name = "Blue Heron Lines Inc." } } },
        { "Anton Kosala Ltd. rose, Anton Kosala said it would.", expect = { { text = "Anton Kosala", name = "Anton Kosala Ltd." } } },
        { "Anton Kosala Ltd. rose, Anton Kosala smiled.", expect = {} },
        { "LHA said that the quay was full.", expect = {} },
    },
}

rule "secretariat" {
    doc = "A body by its noun alone, with the article and a capital: 'asked the Secretariat to report', 'The Commission proposed'.",
    match = [[ the who:("Secretariat" | "Commission" | "Council" | "Committee" | "Court" | "Tribunal" | "Assembly" | "Authority" | "Presidency"
          | "Chancellery" | "Ministry" | "Cabinet") !(of | for | on !$calendar_words | %cap | %hyphen | %apostrophe_s %cap)
        | (< | (?<= ,)) who:("Council" | "Assembly" | "Committee" | "Commission") &(":" | [also | further] | [%verb & !/ing$/ & !%cap]) ]],
    after = { "known", "headed", "head-first", "repeated" },
    not_within = "organization",
    where = bodies.is_told_before,
    mark = function(match) return { match.who, name = match.who.text } end,
    marks = "organization",
    examples = {
        { "The River Council of Norway met. After a debate, Council:", expect = { { name = "River Council of Norway" } } },
        { "Council thanked them.", expect = {} },
        { "She asked the Secretariat to report. He wrote to the Secretariat of the Harbour Council and to a secretariat.", expect = { { text = "Secretariat", name = "Secretariat" } } },
        { "The Commission proposed a quota, and the Court agreed.", expect = { { text = "Commission", name = "Commission" }, { text = "Court", name = "Court" } } },
        { "The Cabinet rose; the Cabinet Secretary left the cabinet.", expect = { { text = "Cabinet", name = "Cabinet" } } },
        { "The secretariat slept. The commission of the trader and the Council on Tuna slept, too. The Ministry-run ships left.", expect = {} },
    },
}

resolve "organization" { run = called.resolve }
