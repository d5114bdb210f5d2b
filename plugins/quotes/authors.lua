-- authors.lua - who "I" is in remarks, letters and statements that one person speaks or writes.
--
-- Sits on the finished layers of entities. Told by a line at the top, the name under a letter, or the title.

local spans = include "spans.lua"
local titles = include "titles.lua"

local M = {}

local first = spans.first

local heading = pattern [[ << who:@person "@" | << &%cap [!%punct]{0,8}? who:@person
      (, [!%q_finite & !we & !"I" & !he & !she & !they & !it & !who & !which & !that]{1,14})? >>
    | << [!%punct]{0,6} [statement | remarks | message | declaration | address | comments | speech] (by | of | from) [!%punct]{0,8}?
      (, [!%punct & !%verb]{0,4}?)? who:@person ]]
local TOP = 600                   -- bytes in which a text names who writes it
local NEAR = 40                   -- bytes before a line in which the end of the one before stands
local in_clause = pattern [[ %q_clear | my | our | me | us | to %verb ]]

-- The person whom a line at the top names, "Senator Anna Keller, Minister of Trade".
local function named_at_top(doc)
    local words = spans.slice(doc, 1, math.min(TOP, #doc.text // 2))          -- below a letter stands whom it is sent to
    for _, person in ipairs(words and doc:within(words, "person") or {}) do
        local start, stop = person:bytes()
        local back = doc.text:sub(1, start - 1):reverse():find("\n", 1, true)
        local line_start = back and start - back + 1 or 1
        local line_stop = doc.text:find("\n", stop, true) or #doc.text
        -- the line before ends in a comma
        local goes_on = line_start > 2 and doc.text:sub(math.max(1, line_start - NEAR), line_start - 2):find ",[ \t\r]*$"
        local line = not goes_on and spans.slice(doc, line_start, line_stop)
        local lead = spans.slice(doc, first(person.sentence), start - 1)          -- lines of a paragraph may be cut anywhere
        local salutes = line and (line.text:lower():find "^%W*your excellenc" or line.text:find "^%W*Dear " or #line:all "person" > 2)
        if line and not salutes and line:has(heading) and not (lead and lead:has(in_clause)) then return { person } end
    end
    return {}
end

local VALEDICTIONS = { "incerely,%s*\n", "aithfully,%s*\n", "egards,%s*\n", "espectfully,%s*\n", "ssurances? of my [%l ]+[.,]%s*\n" }

local function valediction(tail)
    for _, words in ipairs(VALEDICTIONS) do
        local at = tail:find(words)
        if at then return at end
    end
end

local SIGNATURE = 400                -- bytes at the end in which a letter is signed
local office_and_name = pattern [[ << title:$titles [!%punct & !%verb]{0,6}? who:@person >> | << who:@person , [!%punct & !%verb]{1,8} >> | << who:@person >> ]]
local starts_with_office = pattern [[ << $titles ]]
local LINE, LINES = 120, 3           -- bytes of a line that holds a name and an office; lines at the end that may be such

-- The lines at the end of a text that are not empty, with where they start; the first may be cut.
local function last_lines(text)
    local from, lines = math.max(1, #text - SIGNATURE), {}
    for start, line in text:sub(from):gmatch "()([^\n]+)" do
        if line:find "%S" then lines[#lines + 1] = { start = from + start - 1, text = line } end
    end
    return lines
end

local function span_of(doc, line) return line and spans.slice(doc, line.start, line.start + #line.text - 1) end

-- Whose name and office are the last lines of a release in the first person: "Minister for Foreign Affairs Anna Keller", "Anna Keller,", "Anna Keller"
-- above "Minister of Trade".
local function named_at_end(doc)
    local lines = last_lines(doc.text)
    for i = #lines, math.max(2, #lines - LINES + 1), -1 do
        local line = #lines[i].text < LINE and not lines[i].text:find "[.!?:][%s]*$" and span_of(doc, lines[i])
        local found = line and line:find(office_and_name)
        if found and (found.title or lines[i - 1].text:find "[.!?\"\u{201D}]%s*$") then
            local below = span_of(doc, lines[i + 1])
            local has_office = found.title or found.who.title or below and below:has(starts_with_office)
            return has_office and { found.who } or {}
        end
    end
    return {}
end

-- Whose name stands under a letter, "Yours sincerely, Anna Keller"; not below that whom it is sent to, "H.E. Mr Jonas Brand".
local function signed_by(doc)
    local text = doc.text
    local from = math.max(1, #text - SIGNATURE)
    local at = valediction(text:sub(from))
    local words = at and spans.slice(doc, from + at - 1, #text)
    local who = words and words:all "person" or {}
    local signed = {}
    for i = 1, #who do                                           -- each on a line of its own
        local start = who[i]:bytes()
        local line = text:sub(math.max(1, start - 24), start - 1):match "\n([%a. ]*)$"
        if line and (line:find "H%.%s?E%." or line:find "Excellency") then break end
        if line or i == 1 then signed[#signed + 1] = who[i] end
    end
    return signed
end

local sender = pattern [[ << []{0,14}? who:@person ("(" [] ")")? ([has | had | have | %adv]{0,2} (wrote | written) to ...!(.) (text | letter)
    | ..16!(.) [released | issued | made | published | delivered | sent | addressed] (the following | this) [!%punct]{0,3}?
    (statement | remarks | comments | message | letter | telegram)) ]]

-- Who is told at the top to have written the letter, or released the statement, that follows.
local function sender_of(doc)
    local words = spans.slice(doc, 1, math.min(TOP, #doc.text))
    local found = words and words:find(sender)
    return { found and found.who or nil }
end

-- Whom the title says to speak.
local function named_in_title(doc)
    local told = doc.title and titles.speaker(doc.title)
    return told and { doc:entity("person", told.name) } or {}
end

local written = {}                   -- of the document at hand

local LONGEST_LABEL = 80             -- bytes of "Anna Keller (Norway):"

-- Is what stands before the colon at `colon`, from `at` on, a name that begins a line: "Keller:", "Mr. Brand (Peru):"?
local function is_label(text, at, colon)
    if colon - at > LONGEST_LABEL or not text:find("^%s", colon + 1) then return false end
    local label = text:sub(at, colon - 1)
    return label:find "^[ \t\r]*%u[%w\128-\255 .'-]*$" ~= nil or label:find "^[ \t\r]*%u[%w\128-\255 .'-]*%([%w\128-\255 ]*%)$" ~= nil
end

local function begins_turn(text)
    local colon = text:find(":", 1, true)
    return colon ~= nil and is_label(text, 1, colon)
end

local LONG_TURN = 60                 -- bytes of a reply that stands alone
local OFFICES = { "Minister", "President", "Secretary", "Ambassador", "Chancellor", "Premier" }

-- "Minister for Trade Anna Keller: We have seen the reports …": an office in the label, and enough behind it.
local function is_reply(text, at, colon)
    local stop = text:find("\n", colon, true) or #text
    if stop - colon < LONG_TURN then return false end
    local label = text:sub(at, colon - 1)
    for _, office in ipairs(OFFICES) do
        if label:find(office .. "[%a ]* %u[^ ]* ?%u?") then return true end
    end
    return false
end

-- Do lines begin with who speaks, as in a transcript?
local function has_turns(doc)
    local text, n, at = doc.text, 0, 1
    local colon = text:find(":", 1, true)
    while at and colon and n < 2 do
        if is_label(text, at, colon) then n = n + (is_reply(text, at, colon) and 2 or 1) end
        at = text:find("\n", at, true)
        at = at and at + 1
        if at and colon < at then colon = text:find(":", at, true) end
    end
    return n > 1
end

local turn = pattern [[ << [!%punct]{0,8}? who:@person ("(" []{1,8} ")" | , [!%punct]{1,8})? ":" ]]
local spoken = {}                    -- of the document at hand: first byte of a paragraph → who speaks it

--- Who answers where turns are marked "Q" and "A": the spokesman whom the text has brought in before, or the one person that it has.
-- @param before byte at which the first turn starts
function M.briefer(doc, before)
    local names, only, spokesman = {}, nil, nil
    for _, row in ipairs(doc:layer "person") do
        if first(row) >= before then break end
        local sentence = row.sentence
        if not names[row.name] then
            names[row.name] = true
            if only == nil then only = row else only = false end
            if not spokesman and sentence and sentence.text:find("[Ss]pokes") then spokesman = row end
        end
    end
    return spokesman or only or nil
end

--- Do lines begin with "Q." and "A."?
function M.is_lettered(doc) return doc.text:find("\nQ. ", 1, true) ~= nil and doc.text:find("\nA. ", 1, true) ~= nil end

local function asks(text) return text:find "^Q[.:]%s" ~= nil or text:find "^Question%f[^%w]" ~= nil or text:find "^QUESTION%f[^%w]" ~= nil end
local function answers(text) return text:find "^A[.:]%s" ~= nil or text:find "^Answer:" ~= nil or text:find "^ANSWER:" ~= nil
    or text:find "^[%u][%a ]*[Ss]pokes%a+:" ~= nil end

-- Who speaks each paragraph of a transcript, and how many do.
local function turns_of(doc)
    if rawequal(spoken.doc, doc) then return spoken end
    spoken = { doc = doc, by = {}, n = 0 }
    local who, from, names = nil, nil, {}
    for _, paragraph in ipairs((has_turns(doc) or M.is_lettered(doc)) and doc:paragraphs() or {}) do
        local text = paragraph.text
        local found = paragraph:find(turn)
        if found then who = found.who
        elseif answers(text) then who = M.briefer(doc, from or first(paragraph))
        elseif asks(text) or begins_turn(text) then who = nil end
        from = from or (found or asks(text)) and first(paragraph) or nil
        spoken.by[first(paragraph)] = who
        local name = found and spans.entity_of(who) and spans.entity_of(who).name
        if name and not names[name] then names[name], spoken.n = true, spoken.n + 1 end
    end
    return spoken
end

--- Who "I" is in a turn of a transcript: whom the nearest paragraph names that starts with a name and a colon.
function M.of_turn(doc, span)
    local paragraph = span.paragraph
    local who = paragraph and turns_of(doc).by[first(paragraph)]
    return who and { who }
end

--- Do several speak by turns?
function M.is_shared(doc) return turns_of(doc).n > 1 end

--- Who "I" is outside of quotations, in a text that one person speaks or writes.
function M.author(doc)
    if not rawequal(written.doc, doc) then
        local who = {}
        for _, finds in ipairs { named_at_top, signed_by, sender_of, named_in_title, named_at_end } do
            if #who == 0 then who = finds(doc) end
        end
        if #who > 0 and has_turns(doc) then who = {} end
        written = { doc = doc, who = who }
    end
    return written.who
end

local REPORTS = { assert = true, deny = true, ask = true }
local BLOCK = 4000                   -- bytes back to "Keller said:" on a line of its own

local blocks = {}                    -- of the document at hand: may a line name who says what stands below?

-- A speech that quotes somebody says "I" or "we" before it does.
local function has_blocks(doc)
    if not rawequal(blocks.doc, doc) then
        local text = doc.text
        local colon = text:find(":", 1, true)
        while colon and not text:find("^%s*\n", colon + 1) do colon = text:find(":", colon + 1, true) end
        local ahead = colon and text:sub(1, colon)
        blocks = { doc = doc, any = ahead ~= nil and not ahead:find "%f[%w]I%f[%W]" and not ahead:find "%f[%w][Ww]e%f[%W]" }
    end
    return blocks.any
end

--- Who is told on a line of its own to say what stands below: "Keller said:".
function M.of_block(doc, row)
    if not has_blocks(doc) then return nil end
    local start, text = first(row), doc.text
    local from = math.max(1, start - BLOCK)
    local found
    for line, upto in text:sub(from, start - 1):gmatch "([^\n]+)()\n" do
        if line:find ":%s*$" then found = spans.slice(doc, from + upto - 1 - #line, from + upto - 2) end
    end
    for _, other in ipairs(found and doc:within(found, "attribution") or {}) do
        if other.form == "subject" and #other.speaker > 0 and REPORTS[other.stance] then return other.speaker end
    end
    return nil
end

local voices = {}                    -- of the document at hand

local function says(text, word)
    local form, at = "^%f[%w]" .. word .. "%f[%W]", text:find(word, 1, true)
    while at and not text:find(form, at) do at = text:find(word, at + 1, true) end
    return at ~= nil
end

--- Does the text say "I", does it say "we"? Looked up once a document.
-- @return boolean, boolean
function M.says_i_we(doc)
    if not rawequal(voices.doc, doc) then
        local text = doc.text
        voices = { doc = doc, i = says(text, "I"), we = says(text, "we") or says(text, "We") }
    end
    return voices.i, voices.we
end

M.TOP = TOP

-- "The letter reads": who was told last to have sent one, or to have answered.
local LETTERS = {}
for word in ("telegram letter message cable reply note"):gmatch "%a+" do LETTERS["the " .. word] = true end

local writes = pattern [[ who:@person (of the? @country)? ("(" [] ")")? [has | had | have | %adv]{0,2}
      [sent | sends | wrote | writes | addressed | addresses | dispatched | conveyed] [!%q_finite & !,]{0,8}?
      [telegram | telegrams | letter | letters | message | messages | cable | note | reply]
    | in (his | her | a | the) [%adj | %noun]{0,2} [telegram | letter | message | cable | reply | response | answer | note]
      [!%q_finite & !@person & !,]{0,8} @person? ,? who:@person ]]
local BACK = 2000                    -- bytes back in which it was sent

--- Who wrote what a source names alone ("the telegram"), nil where the text does not tell.
function M.of_letter(row, word, doc)
    if not LETTERS[word] then return nil end
    local start = first(row.source)
    local words, found = spans.slice(doc, math.max(1, start - BACK), start - 1), nil
    while words do
        local one = words:find(writes)
        if not one then break end
        found = one.who
        words = spans.slice(doc, spans.last(one) + 1, start - 1)
    end
    return found and { found }
end

return M
