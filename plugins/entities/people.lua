-- people.lua - rows of layer `person` from matches, and which rows name one person. Their later mentions: again.lua.
--
-- Sits on words.lua, offices.lua, home.lua, terms.lua, cropped.lua, headlines.lua, told.lua, bearers.lua and the lexicons country_names, demonyms. A
-- document is looked at in one pass.

local reading = include "words.lua"
local offices = include "offices.lua"
local home = include "home.lua"
local terms = include "terms.lua"
local headlines = include "headlines.lua"
local cropped = include "cropped.lua"
local told = include "told.lua"
local bearers = include "bearers.lua"
local NAMES = include "names.lua"

local iso_of, one, gender_of = reading.iso_of, reading.one, reading.gender_of
local given, well_known = lexicon "given", lexicon "well_known"

local M = {}

local IN_HEADLINE, PLACE, SHIP = "a headline's words, no name", "a place has this name", "a ship has this name"

--- A row from a match that captured `who` and nothing else of use.
function M.from_name(match, doc)
    local who, why = cropped.name(one(match.who), doc)
    if not who then return nil, why end
    if cropped.names_nobody(who) then return nil, "words of English alone" end
    who = headlines.name(who, doc)
    if not who then return nil, IN_HEADLINE end
    if told.names_place(who.text) then return nil, PLACE end
    if told.names_a_ship(who) then return nil, SHIP end
    return { who, gender = gender_of(who.text) }
end

--- The same from a match that captured `origin`, too: the country that sends somebody.
function M.from_sender(match, doc)
    local row, why = M.from_name(match, doc)
    if row then row.country = iso_of(match.origin) end
    return row, why
end

local demonyms, titles, capitals = lexicon "demonyms", lexicon "titles", lexicon "capitals"
local TITLE_REACH = 5                -- tokens: "Chancellor of the Exchequer"

-- Is the unknown word before a name the end of an office, a people or a capital ("New Zealander", "Addis Ababa")?
local function ends_other(who)
    local two = who:before(2).text
    if capitals:lookup(two) or demonyms:lookup(two) then return true end
    for n = 2, TITLE_REACH do
        local words = who:before(n)
        if words and titles:lookup(words.text) then return true end
    end
    return false
end

-- "German Wolfram Mueller": of a given name that is a people's, with another one and a name behind it, the people is meant.
local function without_people(who, doc)
    local people, rest = who.text:match "^(%u%l+)%s+(%u%l+%s+%u.*)$"
    if not people or not demonyms:lookup(people) or not given:lookup(rest:match "^%S+") then return who end
    local _, stop = who:bytes()
    return doc:slice(stop - #rest + 1, stop) or who
end

-- The unknown word before a known given name that is a name, too: "Oruva Teresa Whitlow"; not "Beach Boy Bruce Whitlow", nor in a headline.
local function begins_name(who)
    local before = who:before(1)
    if not before or before.text == "Marine" or titles:lookup((before.text:gsub("s$", ""))) or not reading.is_unknown(before.text) or ends_other(who) then
        return nil
    end
    local first = before:before(1)
    if not first or first.text:find("^[%u%p\xE2]") or headlines.is_headline(who.sentence.text) then return nil end
    return before
end

local nation_before = pattern [[ origin:%nation %apostrophe_s >> ]]

-- The country before a name, "Norway's Liv Dahl".
local function sender_of(who)
    local mark = who:before(1)
    if not mark or not mark.text:find("^['\u{2019}]s?$") then return nil end
    local before = who:before(6)
    local found = before and before:find(nation_before)
    return found and iso_of(found.origin)
end

local of_nation = pattern [[ << of the? origin:%nation !(%cap | %hyphen | %apostrophe_s) ]]
local OF_SOMETHING = {}
for verb in ("accuse accuses accused accusing inform informs informed informing assure assures assured assuring convince convinced remind reminds reminded reminding "
    .. "warn warns warned warning notify notified tell tells told telling"):gmatch "%a+" do OF_SOMETHING[verb] = true end

-- The country behind a name, "Liv Dahl of Norway"; not "accused Liv Dahl of China …".
local function native_of(who)
    local behind = who:after(5)
    local found = behind and behind.text:find("^of ") and behind:find(of_nation)
    local before = found and who:before(1)
    if not found or before and OF_SOMETHING[before.text:lower()] then return nil end
    return iso_of(found.origin)
end

--- A row from a match that captured `who`, which begins with a known given name: an unknown one before it, inside the sentence, belongs to it.
function M.from_given(match, doc)
    local who = without_people(one(match.who), doc)
    local before = begins_name(who)
    local why
    who, why = cropped.name(before and before:union(who) or who, doc)
    if not who then return nil, why end
    who = headlines.name(who, doc)
    local quoted = who and who.text:find(" \u{2018}", 1, true)                       -- "Ana Ruiz ‘Praised’ It"
    if quoted then who = who:sub(1, quoted - 1) end
    if not who then return nil, IN_HEADLINE end
    if told.names_a_ship(who) then return nil, SHIP end
    if told.names_a_house(who) then return nil, "a house bears the name" end
    local saint = who:before(1)
    saint = saint and saint.text:find("^San") and saint.text .. " " .. who.text
    if told.names_place(who.text) or saint and told.names_place(saint) then return nil, PLACE end
    local known = well_known:lookup(who.text)
    return { who, gender = known and known.gender or gender_of(who.text),
        country = known and known.iso ~= "" and known.iso or sender_of(who) or native_of(who) }
end

M.one = one

local honorifics = lexicon "honorifics"

local in_label = pattern [[ << "(" the? seat:%nation ")" ]]

--- A row from a match that captured `who` and `honor`, whose words tell the gender better than the name.
function M.from_address(match)
    local who = one(match.who)
    if one(match.honor).text:find(",%s*$") and lexicon "country_names":lookup(who.text) then return nil, "a country behind an address: \"Sir, Chad wants\"" end
    local gender
    for word in one(match.honor).text:gmatch("[^%s,]+") do
        local entry = honorifics:lookup(word)
        gender = gender or entry and entry.gender
    end
    local behind = who:after(5)
    local label = behind and behind.text:find("^%(") and behind:find(in_label)
    return { who, gender = gender or gender_of(who.text), country = label and iso_of(label.seat) or nil }
end

--- A row for a name that stands in a label, with no title: "Kaldahl (Foreign Office):".
function M.from_plain_label(match) return { one(match.who) } end

--- A row from a label that captured `who` and perhaps `title`, in capitals both.
function M.from_label(match)
    local title = one(match.title)
    return { one(match.who), title = title and title.text:lower():gsub("^%l", string.upper) or nil }
end

local appositive = pattern [[ << , the? %office ]]

-- "X, Minister of Trade of Kenya, Y, Minister of Trade of Chile": the first office belongs to who stands before it, the second to who stands behind.
-- In a list that begins with an office, "The Minister of Peru, X, the Minister of Kenya, Y, the Minister of Chile, Z", each belongs to the name behind it.
local titled_before = pattern [[ %office %seat? ("(" [] ")")? , the? %honors? %long_name , >> ]]
local function of_another(first, match)
    local before, after = first:before(2), match:after(6)
    local words = first:before(24)
    if words and words:has(titled_before) then return false end
    return before ~= nil and after ~= nil and before.text:find("^%u.*,$") ~= nil and after:has(appositive)
end

local function is_peer(text)
    return text:find(" counterpart", 1, true) or text:find(" peer", 1, true) or text:find(" homologue", 1, true)
end

-- "Minister M. Oruva Kebna": behind an office that is no Monsieur.
local function with_initial(who)
    local before = who:before(1)
    return before and before.text == "M." and before:union(who) or who
end

local RANKS = { military = true, crown = true, academic = true, religious = true, ambassador = true }
local behind_name = pattern [[ << , the? (origin:($demonyms | %nation) %apostrophe_s?)? %earlier? title:($titles ((of | for) %portfolio)?)
      (of the? seat:%nation)? ]]

-- The office behind a name that has a rank before it, and the country of that office.
local function office_behind(who)
    local mark = who:after(1)
    if not mark or mark.text ~= "," then return nil end
    local behind = who:after(14)
    local found = behind and behind:find(behind_name)
    if found then return found.title.text, iso_of(found.seat) or iso_of(found.origin) end
end

local KIN = { sister = true, brother = true, father = true }         -- callings of a church with a capital alone

-- `first` is the match with the words for the country before it.
local sent_to = pattern [[ to the? [sisterly | brotherly | friendly | fraternal]? >> ]]

-- The country whose office it is: "of Peru"; not "ambassador to Peru", who is another's.
local function of_seat(match)
    local seat = one(match.seat)
    local before = seat and seat:before(3)
    return not (before and before:has(sent_to)) and iso_of(match.seat) or nil
end

local function from_office(match, doc, first, origin)
    local who, why = cropped.name(with_initial(one(match.who)), doc, true)
    if not who then return nil, why end
    local title = one(match.title)
    if cropped.is_rest_of_body(who, title and title.text) then return nil, "the rest of a body's name" end
    who = headlines.name(who, doc)
    if not who then return nil, IN_HEADLINE end
    local held = title and not KIN[title.text] and (title.text == "diplomacy" and "Foreign Minister" or title.text) or is_peer(match.text) and "counterpart"
        or nil
    if #who.text <= 8 and who.text:find("^%u+$") and match.text:find("%l%l") then return nil, "an acronym is no person's name" end
    if told.is_elsewhere(who.text) then return nil, "a place or a body has this name" end
    local lead = not who.text:find("%s") and who:before(1)
    if lead and lead.text:find("^%u") and told.names_place(lead.text .. " " .. who.text) then return nil, "a part of a place's name" end
    if of_another(first, match) then return nil, "the office is that of the name before it" end
    if told.names_a_house(who) then return nil, "a house bears the name" end
    local iso = of_seat(match) or iso_of(origin)
    if held and not iso and RANKS[offices.role_of(held) or ""] then                       -- "General Ivo Kebna, the president of Peru"
        local other, its = office_behind(who)
        if its or offices.role_of(held) ~= "religious" then held, iso = other or held, its end      -- a cardinal may be the Secretary of State
    end
    if iso == "GE" and held and (held:lower() == "governor" or held == "Secretary of State") then iso = "US" end           -- the country has none
    local before = not who.text:find("[%s%-]") and who:before(1)                            -- "the secretary, Clinton": the family's name tells no gender
    return { who, country = iso, title = held, gender = not (before and before.text == ",") and gender_of(who.text) or nil }
end

--- A row from a match that captured `who`, `title`, `origin` and `seat`.
function M.from_office(match, doc)
    return from_office(match, doc, match, match.origin)
end

local origin_before = pattern [[ origin:($demonyms | %nation) (%hyphen $demonyms)? %apostrophe_s? >> ]]

local origin_of_apposed = pattern [[ (the | his | her | their | its) (origin:($demonyms | %nation) (%hyphen $demonyms)? %apostrophe_s?)? >>
    | origin:($demonyms | %nation) (%hyphen $demonyms)? %apostrophe_s? >> ]]

--- The same for an office behind which a comma and the name come: 'the Chilean minister, X,'.
function M.from_apposed(match, doc)
    local before = match:before(7)
    local found = before and before:find(origin_of_apposed)
    local row, why = from_office(match, doc, found or match, found and found.origin)
    if row and not row.title and match.own then row.title = one(match.own).text end           -- "his host, Prime Minister Brand"
    return row, why
end

local aide_before = pattern [[ aide:([senior | special | personal | chief | principal | deputy | foreign | policy | political]{0,3}
        [advisor | adviser | envoy | representative | assistant | aide | coordinator | emissary]) (to | of) the?
      (%origin | UN | U.N. | "United Nations")? >> ]]

local at_ministry = pattern [[ aide:([assistant | deputy]? (minister | secretary) (of (state | cabinet))?
      | [undersecretary | spokesman | spokesperson | spokeswoman] | director %hyphen? general) (at | in) the ministry (of | for) >> ]]

-- "Senior Advisor to the US President for Africa Massad Boulos": he is no president; "Minister of State at the Ministry of Foreign Affairs Dr. Omar".
local function of_aide(row, before)
    local found = row and before and (before:find(aide_before) or before:find(at_ministry))
    if not found then return row end
    if (row.title or ""):find "Secretary%-General" then row.country = nil end             -- "Special Envoy of the UN Secretary-General for Syria"
    row.title = found.aide.text
    return row
end

--- The same from a match that did not capture `origin`: the country that stands before the office is looked for here, since few matches come so far.
function M.from_title(match, doc)
    local before = match:before(7)
    local found = before and before:find(origin_before)
    local row, why = from_office(match, doc, found or match, found and found.origin)
    local post = row and not row.country and one(match.post)                -- "Secretary of State at the Polish Ministry of Foreign Affairs"
    if post then row.country = post.country end
    return of_aide(row, before), why
end

--- What lexicon well_known has of somebody.
function M.find_well_known(name) return well_known:lookup(name) end

--- A row from a match that captured `who`, a phrase of lexicon well_known.
function M.from_well_known(match)
    local who = one(match.who)
    if told.names_a_ship(who) then return nil, SHIP end
    local entry = who.entry or well_known:lookup(who.text)
    return { who, country = entry.iso, gender = entry.gender }
end

--- Two rows from a match that captured `who`, `other` and their countries.
function M.from_pair(match)
    local first, second = one(match.who), one(match.other)
    local title = one(match.title)
    local held = title and title.text:gsub("s$", "") or "counterpart"
    return {
        { first, country = iso_of(match.first_origin), title = held, gender = gender_of(first.text) },
        { second, country = iso_of(match.second_origin), title = held, gender = gender_of(second.text) },
    }
end

local function listed(capture)
    return capture.text and { capture } or capture
end

--- Rows from a match that captured `who` and its `seat`, and others with theirs in order, of one office in the plural.
-- @param origin text? the country of those without a seat
function M.from_offices(match, _, origin)
    local held = one(match.title).text:gsub("s$", "")
    local first = one(match.who)
    local rows = { { first, country = iso_of(match.seat) or origin, title = held, gender = gender_of(first.text) } }
    local others, seats = listed(match.other), match.other_seat and listed(match.other_seat) or {}
    for i, other in ipairs(others) do
        rows[#rows + 1] = { other, country = #seats == #others and iso_of(seats[i]) or origin, title = held, gender = gender_of(other.text) }
    end
    return rows
end

local people_before = pattern [[ origin:($demonyms | %nation) %apostrophe_s? %adj? >> ]]

--- The same where a country may stand before the office of them all: "Chilean prime ministers".
function M.from_offices_of(match, doc)
    local before = one(match.title):before(4)
    local found = before and before:find(people_before)
    return M.from_offices(match, doc, found and iso_of(found.origin))
end

local none = {}

local nations = pattern [[ what:($country_names | $countries | $demonyms) ]]

-- The countries of whose names or adjectives a text has one, as often as it has it: ISO codes in the order of the text.
local countries_of = reading.once(function(doc)
    local list = {}
    for _, row in ipairs(doc:matches(nations)) do list[#list + 1] = iso_of(row.what) end
    return list
end)

-- Does a text have the name of a country, or an adjective for it?
local function speaks_of(doc, text, iso)
    if text:find(NAMES[iso], 1, true) then return true end
    for _, other in ipairs(countries_of(doc)) do
        if other == iso then return true end
    end
    return false
end

--- A row from a match that captured `who`, a word alone: the surname of a holder of an office of a country that the text names.
function M.from_surname(match, doc)
    local who = one(match.who)
    if not reading.may_name(who.text) then return nil, "no word of a name" end
    for _, iso in ipairs(terms.countries_of_surname(who.text) or none) do
        if speaks_of(doc, doc.text, iso) then return { who, country = iso } end
    end
    return nil, "nobody of this name in the lists of offices, or not of a country that the text names"
end

-- What the lists of offices know of somebody of whom the text tells no office: the offices held on the document's day.
-- A bearer of the same name is somebody else where the text does not speak of the country.
local function learn_from_terms(person, day, doc, text)
    for _, term in ipairs(terms.offices(person.name, person.country, day)) do
        if term.iso and person.country ~= term.iso and not speaks_of(doc, text, term.iso) then return end
        person.titles[#person.titles + 1] = term.title
        person.country = person.country or term.iso
    end
end

-- "President Ilham Aliyev": the country where the lists have one of this name in such an office on the document's day, if the text speaks of it.
local function learn_country(person, day, doc, text)
    for _, term in ipairs(terms.offices(person.name, nil, day)) do
        if term.iso and offices.fit(person, term.title) >= 2 and speaks_of(doc, text, term.iso) then
            person.country, person.by_lists = term.iso, true
            return
        end
    end
end

-- The country of somebody of whom lists know, also with an initial more than they have; false where none is told.
local known_country = memo(function(name)
    local known = well_known:lookup(name) or well_known:lookup((name:gsub("^(%u%l+) %u%. ", "%1 ")))
    return known and known.iso ~= "" and known.iso or false
end)

--- Groups rows that name one person.
-- @return list of { name, words, rows, titles, country, by_lists (where the text does not tell it), gender, at }, and the same by the row's place in `rows`
function M.people(rows, doc)
    local facts = bearers.facts_of(doc)
    local everybody, of_row = {}, bearers.persons_by_row(rows, facts)
    for i, row in ipairs(rows) do
        local person = of_row[i]
        if person then
            if #person.rows == 0 then everybody[#everybody + 1] = person end
            person.rows[#person.rows + 1] = row
            person.country = person.country or row.country
            person.gender = person.gender or row.gender
            local title = facts[row].title
            if title then person.titles[#person.titles + 1] = title end
        end
    end
    for _, person in ipairs(everybody) do
        local known = known_country(person.name) or nil
        person.by_lists = known ~= nil and (not person.country or person.country == known)
        person.country = person.country or known
    end
    local day, text = doc.date, nil
    for _, person in ipairs(day and everybody or none) do
        text = text or doc.text                                -- a copy each time that it is asked for
        if #person.titles == 0 then learn_from_terms(person, day, doc, text) elseif not person.country then learn_country(person, day, doc, text) end
    end
    return everybody, of_row
end

local function most_named_country(doc, others)
    local counts, best = {}, nil
    for _, iso in ipairs(countries_of(doc)) do
        if not others[iso] then
            counts[iso] = (counts[iso] or 0) + 1
            if not best or counts[iso] > counts[best] then best = iso end
        end
    end
    return best, best and counts[best] or 0
end

local declares = pattern [[ < (today | the){0,2} what:($country_names | $countries | $demonyms) ("Government" | government)? [%adv | also]{0,2}
      [condemns | calls | welcomes | supports | stands | urges | regrets | reaffirms | reiterates | congratulates | expresses | extends | rejects
      | thanks | deplores | is] ]]

-- The one country that a statement speaks for: "Norway condemns the attack".
local function declaring_country(doc, others)
    local iso
    for _, row in ipairs(doc:matches(declares)) do
        local its = iso_of(row.what)
        if iso and its ~= iso then return nil end
        iso = its
    end
    return iso and not others[iso] and iso or nil
end

local SPEAKS, AT_HOME = { spokesperson = true }, { state = true, vice = true, government = true, vice_government = true, crown = true, foreign = true,
    minister = true, secretary = true }

-- Offices that one country alone has by that name.
local OWN_OFFICES = { ["Taoiseach"] = "IE", ["Tánaiste"] = "IE", ["Secretary of State"] = "US", ["External Affairs Minister"] = "IN", ["EAM"] = "IN",
    ["Deputy Secretary of State"] = "US" }

local function by_office(person)
    for _, title in ipairs(person.titles) do
        if OWN_OFFICES[title] then return OWN_OFFICES[title] end
    end
end

local SAME = { { foreign = true }, { state = true }, { government = true } }

-- Do both lead the same of their countries? Then these are two.
local function are_counterparts(one_person, other)
    for _, roles in ipairs(SAME) do
        if offices.holds(one_person, roles) and offices.holds(other, roles) then return true end
    end
    return false
end

-- Does somebody of this country lead the same as one of those whose country is not told? Then these come from elsewhere.
local function has_counterpart(everybody, homeless, iso)
    for _, person in ipairs(everybody) do
        for _, other in ipairs(person.country == iso and homeless or none) do
            if are_counterparts(person, other) then return true end
        end
    end
    return false
end

-- "We will help Chad": where a text says "we", those whom it names most are others.
local function speaks_as_we(text)
    return text:find("%f[%w][Ww]e%f[%W]") ~= nil or text:find("%f[%w][Oo]ur%f[%W]") ~= nil
end

local met_by = pattern [[ ([with | met | thank | thanks | thanked | congratulate | congratulates | congratulated | briefed | informed | meets
        | meeting | received | receives | hosted | hosts | welcomed | phoned | telephoned] | (called | calls | calling) (on | upon)
      | [invitation | guest | request] of | (invited | received | welcomed | hosted) by)
      [(%det | %adj | %noun | %propn | of | for | and | ,) & !%verb]{0,9}? >> ]]
local by_ourselves = pattern [[ ["I" | we] (%adv | also | would | want | wish | like | to | am | pleased | glad | honoured | had | have){0,5}
      [met | meet | thank | congratulate | called | spoke | joined | welcomed | received] ]]
local MET = 14                       -- tokens before a name in which it is told to be met

-- "Minister Keller held talks with Foreign Minister Roth": whom one of the country that speaks meets is of another, and so is who leads the same there.
local function is_foreign(person, everybody, iso)
    local first = person.rows[1]
    local before = first:before(MET)
    local met = before and before:has(met_by)
    for _, other in ipairs(everybody) do
        if other ~= person then
            if other.country == iso and are_counterparts(person, other) then return true end
            for _, row in ipairs(met and (other.country == iso or not other.country) and offices.holds(other, AT_HOME) and other.rows or none) do
                if row.sentence == first.sentence and row < first then return true end
            end
        end
    end
    if not met then return false end
    if first.sentence and first.sentence:has(by_ourselves) then return true end
    for _, row in ipairs(first.sentence and first.sentence:all "person" or none) do           -- "the Minister called on President Roth"
        for _, other in ipairs(row < first and row.described and row.name ~= person.name and everybody or none) do
            if other.name == row.name and other.country == iso then return true end
        end
    end
    return false
end

local LETTERHEAD = 160               -- bytes

-- An office without a country is one of the country that speaks: the document's, or the one named most besides those of the others.
local function give_home(doc, everybody)
    local others, homeless, frame = {}, {}, home.of(doc)
    for _, person in ipairs(everybody) do
        if not person.country and by_office(person) == "IN" then person.country = "IN" end
        local above = frame.own and not person.country and #person.titles > 0 and select(2, person.rows[1]:bytes()) <= LETTERHEAD
        if above then person.country = frame.own end                   -- in the line above the text, with the ministry whose paper it is
        if person.country then others[person.country] = true
        elseif offices.holds(person, AT_HOME) or frame.own and offices.holds(person, SPEAKS) then homeless[#homeless + 1] = person end
    end
    if #homeless == 0 or #homeless > 2 then return end
    local iso, n = doc.country or frame.agency and frame.iso, 2
    local at_home = #homeless == 1 or not are_counterparts(homeless[1], homeless[2])
    if not iso and frame.iso and at_home and not has_counterpart(everybody, homeless, frame.iso) then iso = frame.iso end
    if not iso then
        for _, row in ipairs(doc:layer("organization")) do
            if row.kind == "media" and row:bytes() < 400 then return end
        end
        iso = declaring_country(doc, others)
        if not iso and not speaks_as_we(doc.text) then iso, n = most_named_country(doc, others) end
    end
    if n < 2 or #homeless == 2 and not doc.country and are_counterparts(homeless[1], homeless[2]) then iso = nil end
    for _, person in ipairs(homeless) do
        local elsewhere = doc.country and iso and is_foreign(person, everybody, iso)
        if elsewhere then
            local other, times = most_named_country(doc, { [iso] = true })
            person.country = times > 1 and other or nil
        else person.country = iso or by_office(person) end
    end
end

-- What descriptions tell of the persons they stand for.
local function learn_from_descriptions(rows, by_name)
    for _, row in ipairs(rows) do
        local person = row.described and by_name[row.name]
        if person then
            person.country = person.country or row.country
            if row.title then person.titles[#person.titles + 1] = row.title end
        end
    end
end

local function name_all(doc)
    local rows = doc:layer("person")
    local everybody, of_row = M.people(rows, doc)
    local by_name = {}
    for _, person in ipairs(everybody) do by_name[person.name] = person end
    learn_from_descriptions(rows, by_name)
    give_home(doc, everybody)
    for i, row in ipairs(rows) do
        local person = of_row[i]
        if person then
            row:set { name = person.name, country = person.country, gender = person.gender }
            row:refer(doc:entity("person", person.name))
        elseif by_name[row.name] then
            row:set { country = by_name[row.name].country, gender = by_name[row.name].gender }
        end
    end
    return true
end

local named = reading.once(name_all)

--- Names all rows when the first one comes.
function M.resolve(_, doc) named(doc) end

return M
