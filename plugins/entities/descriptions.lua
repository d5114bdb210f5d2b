-- descriptions.lua - who "the Kenyan president", "the Secretary", "his counterpart" are: persons named in the document whose office fits.
--
-- Sits on people.lua (who is named), fits.lua (whom an office fits), offices.lua and terms.lua (who held which office when).

local words = include "words.lua"
local offices = include "offices.lua"
local people = include "people.lua"
local terms = include "terms.lua"
local home = include "home.lua"
local fits = include "fits.lua"

local iso_of, one = words.iso_of, words.one

local M = {}

local SPELLED, LEADS, RULES = fits.SPELLED, fits.LEADS, fits.RULES
local last_before, best_fit, without_country = fits.last_before, fits.best_fit, fits.without_country
local only_other, only_famous, only_before, only_of, only_homeless, only_presiding = fits.only_other, fits.only_famous, fits.only_before, fits.only_of,
    fits.only_homeless, fits.only_presiding

-- Which offices stand for a person; "home" where a text speaks so of its own side.
local DESCRIBES = {
    state = "home", pope = "home", vice = "home", government = "home", vice_government = "home", crown = "home", foreign = "home", minister = "home",
    secretary = "home", general = "other", chair = "other", speaker = "home", ambassador = "other", religious = "other", spokesperson = "other",
    legislator = "other" }

local REACH_OF_VERB = 20             -- tokens in which a verb stands behind its subject

local speaks = pattern [[ << (also | then | later | once | has | had | %adjunct_inserted | , who [!, & !; & !":" & !"\""]{1,14} , | %adjunct){0,3}
      (~say | ~tell | ~add | ~warn | ~write | ~announce | ~declare | ~urge | ~stress | ~note | ~call | ~promise | ~thank | ~express | ~meet | ~agree
      | ~discuss | ~sign | ~condemn | ~welcome | ~accept | ~decline | ~reject | ~receive | ~host | ~visit | ~arrive) ]]

-- Whom nobody names, but who speaks: the holder on the document's day, if the lists of offices know.
local function from_terms(what, title, country, doc)
    local role, day = offices.role_of(SPELLED[title] or title), doc.date
    if not country or not day or offices.rank_of(title) then return nil end
    local behind = what:after(REACH_OF_VERB)
    if not behind or not behind:has(speaks) then return nil end
    local term = terms.holder(country, role, day)
    if not term then return nil end
    return { what, name = term.name, country = country, gender = words.gender_of(term.name), described = true, title = title,
        entity = doc:entity("person", term.name) }
end

local acts = pattern [[ << (also | then | today | later | %adv | has | had | %adjunct_inserted | , who [!, & !; & !":" & !"\""]{1,14} ,
      | %adjunct){0,3} [%verb & !/ing$/] ]]
local UNNAMED = { state = true, pope = true, government = true, foreign = true }

local unnamed = {}                   -- of the document at hand: titles that stand for somebody without a name, where the first does and where its sentence ends

local HONOURS = { HH = true, HM = true, HRH = true, HE = true, Highness = true, Majesty = true, Excellency = true }

local function is_leading(what)
    local before = what.text:find("^the %u") and what:before(1)
    return what.text:find("^The %u") ~= nil or before and (before.text == "," or HONOURS[before.text]) or false
end

-- "The Prime Minister spoke to …. The leaders agreed, with Prime Minister Hugo Brand noting": the only holder of this office, where no country is told of it
-- and
-- the name comes after the sentences that bring in who is met.
local function named_further_on(everybody, what, title)
    local sentence = what.sentence or what
    local found, base, stop = nil, sentence:bytes()
    local behind = sentence.text:sub(select(2, what:bytes()) - base + 2)
    if behind:find(title, 1, true) or behind:find("counterpart", 1, true) or behind:find("colleague", 1, true) then return nil end
    for _, person in ipairs(everybody) do
        if offices.fit(person, title) > 0 then
            local row = person.rows[1]
            if found or person.country and not person.by_lists or row.title ~= title or row:bytes() <= stop or row.paragraph == what.paragraph then
                return nil
            end
            found = person
        end
    end
    return found
end

-- An office without a name all through, where it leads a sentence as its subject ("The Prime Minister spoke to …", "On Monday, the Prime Minister spoke to
-- …"): the title is the name.
-- @param met whom it cannot be: who is met with this office by name
local function nameless(what, title, doc, everybody, met)
    if not UNNAMED[offices.role_of(title) or ""] or SPELLED[title] or not is_leading(what) then return nil end
    local behind = what:after(REACH_OF_VERB)
    if not behind or not behind:has(acts) then return nil end
    local person = not met and named_further_on(everybody, what, title)
    if person then
        return { what, name = person.name, country = person.country, described = true, title = title, entity = doc:entity("person", person.name) }
    end
    if not rawequal(unnamed.doc, doc) then unnamed = { doc = doc, of = {} } end
    local _, stop = (what.sentence or what):bytes()
    unnamed.of[title] = unnamed.of[title] or { start = what:bytes(), stop = stop, met = met }
    return { what, name = title, described = true, title = title, entity = doc:entity("person", title) }
end

-- "The Prime Minister spoke to the Crown Prince and Prime Minister of Peru, Hugo Brand": whom the office met that has no name is not meant by it later.
local function goes_on_nameless(person, title, doc)
    local told = rawequal(unnamed.doc, doc) and unnamed.of[title]
    if told and told.met == person.name then return true end
    local first = told and person.rows[1] and person.rows[1]:bytes()
    return first and first > told.start and first <= told.stop or false
end

--- A row for the office that a turn of a transcript is marked with, "Deputy Spokesperson:": its holder, else the office is the name.
function M.of_turn(match, doc)
    local what, title = one(match.what), one(match.title).text
    if #doc:at(what, "person") > 0 or (what.paragraph and what.paragraph:bytes()) ~= what:bytes() or not doc.text:find("\n%s*%a[%w .-]*:%s") then
        return nil, "no turn of a transcript"
    end
    local person = best_fit(people.people(doc:layer("person"), doc), what:bytes(), title)
    local name = person and person.name or title
    return { what, name = name, country = person and person.country, described = true, title = title, entity = doc:entity("person", name) }
end

-- An article that stands before the words belongs to them.
local function with_article(what)
    local before = what:before(1)
    return before and before.text:lower() == "the" and before:union(what) or what
end

local HAS_FOREIGN_SECRETARY = { GB = true, ["IN"] = true, PK = true, BD = true, NP = true, LK = true, PH = true, MV = true, MX = true }

local of_what = pattern [[ (~assure | ~inform | ~remind | ~convince | ~apprise | ~notify) >> ]]
local owns = pattern [[ << /^['’]s?$/ ]]

-- "Assured the Prime Minister of Norway's help": the country belongs to what follows.
local function of_another(match)
    local seat, what = match.seat and one(match.seat), one(match.what)
    local before, after = what:before(1), what:after(1)
    return seat ~= nil and before ~= nil and after ~= nil and before:has(of_what) and after:has(owns)
end

local IN_OFFICE = { to = true, of = true, ["for"] = true, on = true }           -- "X, the Chilean ambassador to Peru"

-- "Asha Mwangi, the Kenyan president, came": the office is told of the name before it and stands for nobody by itself.
local function is_apposed(what, doc)
    local before, behind = with_article(what):before(1), what:after(1)
    if not before or before.text ~= "," or behind and not behind.text:find("^[,.;:)'\u{2019}]") and not IN_OFFICE[behind.text] then return false end
    local name = before:before(1)
    for _, row in ipairs(name and doc:at(name, "person") or {}) do
        if not row.described then return true end
    end
    return false
end

-- "The Prime Minister of Peru (PER), Hon. Hugo Brand": the office is told of the name behind it.
local introduces = pattern [[ << "(" [] ")" , the? %honors? (%office %honors?)? %long_name ]]

-- "The Chilean official" where "a Chilean official" was told of: one without a name.
local function is_nobody(title, match, doc)
    local origin = title == "official" and match.origin and one(match.origin).text
    return origin and doc.text:find("[Aa]n? [%l ]*" .. origin .. "[%l ]* official") ~= nil
end

local governed = pattern [[ ([%verb & !/ing$/] with? | %verb (with | to | by | from)
      | [call | talks | meeting | conversation | letter] (with | to | from)) (the | a)? >> ]]

-- "Keller met the Peruvian minister": who stands before the verb is not behind it, too.
local function is_object_of(person, what)
    local before, sentence = what:before(4), what.sentence
    if not before or not sentence or not before:has(governed) then return false end
    local from, start = sentence:bytes(), what:bytes()
    for _, row in ipairs(person.rows) do
        local at = row:bytes()
        if at >= from and at < start then return true end
    end
    return false
end

local RULING = { state = true, government = true }

-- "The President of the Republic", in a text of the country's own: who held the office on its day, if the text names them; later on, or nobody before who
-- holds such an office.
local function own_ruler(everybody, what, title, doc, made)
    local role, day = offices.role_of(title), doc.date
    if not day or not RULING[role or ""] or offices.rank_of(title) or not title:find("^%u") then return nil end
    local iso = home.of(doc).iso
    local term = iso and terms.holder(iso, role, day)
    if not term then return nil end
    local start, found, others = what:bytes(), nil, false
    for _, person in ipairs(everybody) do
        if person.name == term.name then found = person end
        others = others or person.name ~= term.name and person.country ~= iso and last_before(person, start) ~= nil and offices.fit(person, title) > 0
    end
    local told = title:find("Republic", 1, true) or title:find("^Head of") or not others or found and last_before(found, start)
    for i = #made, 1, -1 do told = told or made[i].name == term.name end
    return found and told and found or nil
end

local SAME_OFFICE = 3                -- grade of an office that is called so in the same words

-- "The Prime Minister spoke to Prime Minister Brand": somebody else.
local function meets(what, person)
    local sentence = is_leading(what) and what.sentence
    local behind = sentence and what:after(3)
    if not behind or not behind:has(acts) then return false end
    local stop, final = select(2, what:bytes()), select(2, sentence:bytes())
    for _, row in ipairs(person.rows) do
        local at = row:bytes()
        if at > stop and at <= final and row.title then return true end
    end
    return false
end

local does_first = pattern [[ [%verb | %aux | and | with | /ing$/] ]]

-- "The Prime Minister, after meeting Hugo Brand, thanked Ghana": one who is first named behind a verb of the sentence is somebody else.
local function is_named_later(person, what)
    local row, sentence = person.rows[1], what.sentence
    if not row or not sentence or row.sentence ~= sentence or row < what then return false end
    local from, upto = select(2, what:bytes()), row:bytes()
    local base = sentence:bytes()
    local between = upto - from > 2 and sentence:sub(from + 1 - base + 1, upto - 1 - base + 1)
    return between and between:has(does_first) or false
end

local AMBASSADOR = { ambassador = true }

local function person_named(everybody, name)
    for _, person in ipairs(everybody) do
        if person.name == name then return person end
    end
end

-- "His Excellency called on", "the diplomat thanked": who of rank, who among ambassadors was told of last, by a name or an office.
local function told_last(what, doc, everybody, made, is_meant)
    local start, found, at = what:bytes(), nil, 0
    for _, person in ipairs(everybody) do
        local last = is_meant(person) and last_before(person, start)
        if last and last > at then found, at = person, last end
    end
    local last = made[#made]
    if last and is_meant ~= offices.is_principal then
        local whose = person_named(everybody, last.name)
        if not (whose and is_meant(whose)) then last = nil end
    end
    if last and last[1]:bytes() > at then return { what, name = last.name, country = last.country, described = true, entity = last.entity } end
    return found and { what, name = found.name, country = found.country, described = true, entity = doc:entity("person", found.name) } or nil
end

local ENVOYS = { diplomat = true, negotiator = true, mediator = true }

-- An ambassador, a deputy in a foreign ministry, or who is called an envoy or the like.
local function is_envoy(person)
    for _, title in ipairs(person.titles) do
        title = title:lower()
        if title:find("foreign", 1, true) and (title:find("deputy", 1, true) or title:find("vice", 1, true) or title:find("spokes", 1, true)) then
            return true
        end
        if title:find("envoy", 1, true) or title:find("representative", 1, true) or title:find("negotiator", 1, true) or title:find("mediator", 1, true) then
            return true
        end
    end
    return offices.holds(person, AMBASSADOR)
end

local GENDER_OF = { his = "m", her = "f" }

local function described(match, doc, everybody, made)
    local title = one(match.title).text
    if title == "Excellency" then
        local wanted = GENDER_OF[one(match.what).text:match("^%a+"):lower()]
        local some = wanted and told_last(one(match.what), doc, everybody, made,
            function(person) return person.gender == wanted and offices.is_principal(person) end)
        return some or told_last(one(match.what), doc, everybody, made, offices.is_principal)
    end
    if ENVOYS[title] and not match.origin then return told_last(with_article(one(match.what)), doc, everybody, {}, is_envoy) end
    if is_nobody(title, match, doc) then return nil end
    local after = one(match.what):after(10)
    if is_apposed(one(match.what), doc) or after and after:has(introduces) then return nil end
    if not DESCRIBES[offices.role_of(SPELLED[title] or title) or ""] then return nil end
    local other = of_another(match)
    local country = not other and iso_of(match.seat) or iso_of(match.origin)
    local what = one(match.what)
    if other then what = what:sub(1, #what.text - #one(match.seat).text - #" of ") end
    if SPELLED[title] or what.text:find("^Hon") then what = with_article(what) end
    local start = what:bytes()
    local ruler = not country and own_ruler(everybody, what, title, doc, made)
    if ruler then return { what, name = ruler.name, country = home.of(doc).iso, described = true, title = title, entity = doc:entity("person", ruler.name) } end
    local person, grade = best_fit(everybody, start, SPELLED[title] or title, country, what.text:find("^[Oo]ur ") ~= nil,
        not country and home.of(doc).own or nil)
    -- "Peru's president": only one who is named
    if what.text:find("^[^%s]+['\u{2019}]+s ") and not (person and person.country == country and grade >= SAME_OFFICE) then return nil end
    if person and not country and grade >= SAME_OFFICE and meets(what, person) then
        local somebody = nameless(what, title, doc, everybody, person.name)
        if somebody then return somebody end
    end
    if person and not country and grade <= 1 and person.country and one(match.title).text:find("^%u") and not title:find("^Head") then
        person = only_other(everybody, person.country) or person                  -- an office by another name is more likely that of one's own side
    end
    if person and not country and grade <= 1 and title == "Foreign Secretary" and person.country and not HAS_FOREIGN_SECRETARY[person.country] then
        person = nil
    end
    if not person and SPELLED[title] then person = best_fit(everybody, start, title, country) end
    if not person and not country and title == "Speaker" then person = only_presiding(everybody, start) end
    if country and not (person and person.country) then person = only_of(everybody, country, title) or person end
    if not person and country then
        person = without_country(everybody, start, country, doc) or LEADS[offices.role_of(title) or ""] and not RULES[title:lower()]
            and only_homeless(everybody, country, start) or nil
    end
    if person and not person.country and country and is_object_of(person, what) then person = nil end
    if not person and not country and DESCRIBES[offices.role_of(title) or ""] == "home" then
        local stands = what.text:find("^[Tt]he ") ~= nil                                   -- not "at 4:01 PM"
        person = stands and RULES[title:lower()] and only_famous(everybody, start) or stands and only_before(everybody, start) or only_other(everybody)
        if person and is_leading(what) and is_named_later(person, what) then person = nil end
    end
    if not person and (SPELLED[title] or title):lower():find("^secretary.general$") then
        return { what, name = "Secretary-General", described = true, title = title, entity = doc:entity("person", "Secretary-General") }
    end
    if not person then return from_terms(what, title, country, doc) or not country and nameless(what, title, doc, everybody) or nil end
    if not country and goes_on_nameless(person, title, doc) then
        return { what, name = title, described = true, title = title, entity = doc:entity("person", title) }
    end
    person.country = person.country or country
    return { what, name = person.name, country = person.country, described = true, title = title, entity = doc:entity("person", person.name) }
end

local WINDOW = 200                   -- persons, the newest, among whom a description is looked for

-- The persons named first before a place, no more than the window; `known` of them were before the last place.
local function window(everybody, known, start)
    while everybody[known + 1] and everybody[known + 1].rows[1]:bytes() < start do known = known + 1 end
    if #everybody <= WINDOW then return everybody, known end
    return { table.unpack(everybody, math.max(1, known - WINDOW + 1), math.max(known, WINDOW)) }, known
end

-- "Office of the Prime Minister": part of the name of a body.
local function is_in_name(what, doc)
    for _, row in ipairs(doc:at(what, "organization")) do
        if not row.described and row ~= what and row:contains(what) then return true end
    end
    return false
end

local function rows_for(doc, persons, matches, make)
    if #matches == 0 then return nil end
    local everybody = people.people(persons, doc)
    local made, known = {}, 0
    for _, match in ipairs(matches) do
        local what = one(match.what)
        local near
        near, known = window(everybody, known, (what:bytes()))
        local last = made[#made]
        local row = not (last and last[1] == what) and #doc:at(what, "person") == 0 and not is_in_name(what, doc) and make(match, doc, near, made)
        if row then made[#made + 1] = row end
    end
    return #made > 0 and made or nil
end

--- Can offices alone mean somebody in this text? In one that names nobody a few words tell.
function M.may_tell(doc)
    if #doc:layer("person") > 0 then return true end
    local text = doc.text:lower()
    return text:find("general", 1, true) ~= nil
        or doc.date ~= nil and (text:find("minister", 1, true) or text:find("president", 1, true) or text:find("chancellor", 1, true)
            or text:find("secretary", 1, true)) ~= nil
end

local BEFORE, BEHIND = 80, 240      -- bytes around a word that a pattern with it may take or look at

--- The matches of a pattern that holds a word, looked for around the places where the word is.
-- @param word a pattern
function M.around(doc, word, whole)
    local found, from, upto = {}, nil, nil
    local function look()
        for _, match in ipairs(from and doc:slice(from, upto):matches(whole) or {}) do found[#found + 1] = match end
    end
    for _, match in ipairs(doc:matches(word)) do
        local first, last = match:bytes()
        if not upto or first - BEFORE > upto then
            look()
            from = first - BEFORE
        end
        upto = last + BEHIND
    end
    look()
    return found
end

local function by_start(a, b)
    if a.start ~= b.start then return a.start < b.start end
    return a.list < b.list
end

--- What several patterns captured of which one is meant at a place: of two that share words the first, of two that start together that of the
-- pattern that comes first.
-- @param ... the matches of a pattern and the names of its captures, `what` for all words among them; again for the others
-- @return list of { what =, … }
function M.choice(...)
    local all, kept, free = {}, {}, 0
    for i = 1, select("#", ...), 2 do
        local list, names = select(i, ...)
        for _, match in ipairs(list) do
            local captured = { list = i }
            for _, name in ipairs(names) do captured[name] = match[name] end
            captured.start, captured.stop = one(captured.what):bytes()
            all[#all + 1] = captured
        end
    end
    table.sort(all, by_start)
    for _, captured in ipairs(all) do
        if captured.start > free then kept[#kept + 1], free = captured, captured.stop end
    end
    return kept
end

-- The matches of several patterns, in the order of the text.
local function in_order(lists)
    local all, filled = {}, 0
    for _, found in ipairs(lists) do
        filled = filled + (#found > 0 and 1 or 0)
        for _, match in ipairs(found) do all[#all + 1] = match end
    end
    if filled > 1 then table.sort(all, function(a, b) return one(a.what):bytes() < one(b.what):bytes() end) end
    return all
end

-- The one person of the text who by the lists of offices leads a body on its day: "European Commission" is in "President of the European Commission".
local function holder_in(everybody, body, day)
    local found
    for _, person in ipairs(day and #body > 3 and everybody or {}) do
        for _, term in ipairs(terms.offices(person.name, nil, day)) do
            if not term.iso and term.title:find(body, 1, true) then
                if found and found ~= person then return nil end
                found = person
            end
        end
    end
    return found
end

local led = pattern [[ , the? (%cap | of | for | and | /^\p{Ll}+$/){0,4} (head | chief | director | chairman | chairwoman | chair | leader
      | director %hyphen general) of the? >> ]]
local follows = pattern [[ << ("(" [] ")")? , ]]
local presides = pattern [[ [president | speaker | chairman | chairwoman | chairperson | chair | governor] of the? >> ]]
local is_named = pattern [[ << ("(" [] ")")? ,? %honors? who:@person ]]

-- Whom the text tells to lead this body: "Urs Ammann, head of the Fish Board", "the head of the Fish Board, Urs Ammann".
local function leader_of_body(doc, name)
    for _, row in ipairs(doc:layer "organization") do
        if row.name == name then
            local before, after = row:before(12), row:after(8)
            local found = before and before:find(led)
            local named = found and found:before(1)
            if not found and after and after:has(follows) then named = after:first "person" end
            if not found and before and before:has(presides) then                    -- "the Speaker of the Fish Council of Peru Hugo Brand"
                local match = after and after:find(is_named)
                named = match and one(match.who) or nil
            end
            for _, person in ipairs(named and doc:at(named, "person") or {}) do
                if not person.described then return person end
            end
        end
    end
end

local function of_body(match, doc, everybody)
    local body = one(match.body)
    local before = one(match.what):before(2)
    if before and before.text:find(",$") and #doc:at(before, "person") > 0 then return nil end            -- "Urs Ammann, the head of the Fish Board"
    local row = doc:at(body, "organization")[1]
    local leader = row and leader_of_body(doc, row.name)
    local known = row and not leader and holder_in(everybody, row.name, doc.date)
    if known then
        return { one(match.what), name = known.name, country = known.country, described = true, title = "Head", entity = doc:entity("person", known.name) }
    end
    if not leader or leader:bytes() > match:bytes() then return nil end
    for _, person in ipairs(everybody) do
        for _, mention in ipairs(person.rows) do
            if mention == leader then
                return { one(match.what), name = person.name, country = person.country, described = true, title = "Head",
                    entity = doc:entity("person", person.name) }
            end
        end
    end
end

-- Those whose office may stand for a person: most words that titles are, as "the general", are left here.
local function of_persons(matches)
    local kept = {}
    for _, match in ipairs(matches) do
        local title = one(match.title).text
        if DESCRIBES[offices.role_of(SPELLED[title] or title) or ""] then kept[#kept + 1] = match end
    end
    return kept
end

--- Rows for the offices that stand for persons named in the document; one office may stand alone.
-- @param offices_found lists of matches that captured `what` and `title`, perhaps `origin` and `seat`
function M.described(doc, offices_found)
    return rows_for(doc, doc:layer("person"), of_persons(in_order(offices_found)), described)
end

local function alone(make)
    return function(match, doc)
        local persons = doc:layer("person")
        local rows = #persons > 0 and rows_for(doc, persons, { match }, make)
        if not rows then return nil, "nobody of the text is it" end
        return rows[1]
    end
end

--- A row for the words for who leads a body, from a match that captured `what` and `body`.
M.leader = alone(of_body)

--- A row for "the Chilean official", from a match that captured `what`, `title` and `origin`.
M.official = alone(function(match, doc, everybody, made)
    return described({ what = match.what, title = match.title, origin = match.origin }, doc, everybody, made)
end)

M.rows_for, M.in_order, M.with_article = rows_for, in_order, with_article
M.is_apposed, M.is_envoy, M.told_last = is_apposed, is_envoy, told_last

return M
