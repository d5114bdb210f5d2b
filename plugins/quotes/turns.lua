-- turns.lua - turns of a transcript: a name or an office and a colon, or "Q." and "A.", before what somebody says.
--
-- A turn begins a paragraph and takes those behind it up to the next turn; several may stand in one paragraph, as a table of texts holds them.

local authors = include "authors.lua"
local blocks = include "blocks.lua"
local sources = include "sources.lua"
local spans = include "spans.lua"

local M = {}

local first, last = spans.first, spans.last

-- A turn starts with a name and a colon; transcripts print names in capitals, and some put a mark before each turn.
local turn = pattern [[ << ("\"" | "“")? ([%det | %adj | %noun | %propn | of | and | for | ,]{0,12}? @person ("(" []{1,10}? ")" | , [!%punct]{1,6})?
      | %upper{1,4} ("(" []{1,6} ")")? | (Question | Answer) ("(" []{1,6} ")")? | Journalist | Reporter | Moderator | %q_office_turn
      | the? @organization &(":" ...!(":") "?")) ":" ]]
-- One in the midst of a paragraph, behind a sentence that has ended.
local inside = pattern [[ (?<= [. | "?" | "!" | "\"" | "”"]) source:(@person | @organization | "Q" | "A" | Question | Answer) cue:":" ]]

-- The paragraphs of the document at hand that start a turn: { [first byte] = true }, how many there are, and where the first one starts.
local turns = {}

-- "TRANSCRIPT:", "NOTE:": what the words are, and nobody who says them.
local LABELS = { TRANSCRIPT = true, READOUT = true, STATEMENT = true, REMARKS = true, SUBJECT = true, TOPIC = true, TITLE = true, DATE = true,
    ["PRESS RELEASE"] = true, ["PRESS STATEMENT"] = true, ["MEDIA RELEASE"] = true, NOTE = true, UPDATE = true, WATCH = true, LIVE = true,
    BREAKING = true, URGENT = true }

local function is_labelled(text) return LABELS[text:match "^%s*(%u[%u ]*):"] end

local function is_lettered(text) return text:find "^[QA]%.%s" ~= nil end

--- @return a table: first byte of a paragraph → true where a turn begins; `n`, how many do; `from`, the first byte of the first
function M.of(doc)
    if rawequal(turns.doc, doc) then return turns end
    turns = { doc = doc, n = 0 }
    local lettered = authors.is_lettered(doc)
    for _, paragraph in ipairs(doc:paragraphs()) do
        local text = paragraph.text
        if lettered and is_lettered(text) or text:find(":", 1, true) and not is_labelled(text) and paragraph:has(turn) then
            turns[first(paragraph)], turns.n, turns.from = true, turns.n + 1, turns.from or first(paragraph)
        end
    end
    return turns
end

-- Who asks for the press has no name, and what is asked is no statement of anybody's.
local ASKS = { Q = true, ["Q."] = true, QUESTION = true, Question = true, Journalist = true, Reporter = true }
local ANSWER = { A = true, ["A."] = true, ANSWER = true, Answer = true }

-- "Official Spokesperson:", "Foreign Minister:": who bears that title in the text.
local function holder_of(source, doc)
    local title = source.text:lower()
    for _, row in ipairs(title:find "%l%l%l%l%l" and doc:layer "person" or {}) do
        if row.title and row.title:lower():find(title, 1, true) then return row end
    end
end

local function speaker_of(source, doc, found)
    local speaker = sources.parties(source)
    if #speaker > 0 then return speaker end
    local answers = ANSWER[source.text]
    local briefer = holder_of(source, doc) or (answers or source.text:find "[Ss]pokes") and authors.briefer(doc, answers and found.from or first(source))
    return briefer and { briefer } or {}
end

local function row_of(source, cue, parts, speaker)
    return { source:union(parts[#parts]), source = source, speaker = speaker, cue = cue, content = parts, mode = "direct", stance = "assert",
        named = #speaker > 0 and "named" or "anonymous" }
end

local MARKED = '^%s*["\u{201C}]'

-- The paragraphs behind a turn that belong to it, up to where its speaker is told of by name. What is in quotation marks goes on with marks.
local function paragraphs_behind(match, speaker, doc, found)
    local parts, stop, text = {}, last(match), doc.text
    local marked = match.content.text:find(MARKED)
    while true do
        local start = text:find("%S", stop + 1)
        local following = start and doc:slice(start, start).paragraph
        if not following or found[first(following)] then return parts end
        if marked and not following.text:find(MARKED) or blocks.names_speaker(following, speaker) then return parts, true end
        parts[#parts + 1] = following
        stop = last(following)
    end
end

local HEADING = 60                   -- bytes of the longest line that is taken for a heading

-- "Keller: Open ports", with Keller told of below or beside it: the heading of a part, no turn.
local function is_heading(words, parts, named_below, speaker)
    return blocks.names_speaker(words, speaker) or named_below and #parts == 0 and #words.text <= HEADING
end

--- Rows for the turns of a paragraph, with the paragraphs that belong to its last. One turn alone is a headline ("Keller: Port is open"), nothing below
-- belongs to it.
function M.rows(match, doc)
    if LABELS[match.source.text] then return nil, "it tells what the words are, not who says them" end
    local found = M.of(doc)
    local others = match.content:matches(inside)
    local alone = found.n < 2 and #others == 0
    local source, cue, content = match.source, match.cue, match.content
    local rows = {}
    for i = 1, #others + 1 do
        local other = others[i]
        local upto = other and first(other.source) - 1 or last(match.content)
        local words = doc:slice(first(content), upto)
        local speaker = words and not ASKS[source.text] and speaker_of(source, doc, found) or {}
        if words and not ASKS[source.text] and not (alone and #speaker == 0) then
            local parts, behind, named_below = { alone and spans.without_stop(words) or spans.trim(words) }, {}, nil
            if not alone and not other then behind, named_below = paragraphs_behind(match, speaker, doc, found) end
            if alone or not is_heading(words, behind, named_below, speaker) then
                for _, part in ipairs(behind) do parts[#parts + 1] = part end
                rows[#rows + 1] = row_of(source, cue, parts, speaker)
            end
        end
        if other then source, cue, content = other.source, other.cue, doc:slice(last(other.cue) + 1, last(match.content)) end
        if not content then break end
    end
    if #rows == 0 then return nil, alone and "one word in capitals and a colon make no transcript" or "a question of the press" end
    return rows
end

local lettered = pattern [[ << source:("Q." | "A." | ("Q" | "A") .) content:([]+) >> ]]

--- The same for turns that begin with "Q." and "A.", where lines of both kinds stand.
function M.lettered(doc)
    local found, rows = M.of(doc), {}
    if not authors.is_lettered(doc) then return nil, "no line begins with \"A.\"" end
    for _, paragraph in ipairs(doc:paragraphs()) do
        local match = found[first(paragraph)] and is_lettered(paragraph.text) and paragraph:find(lettered)
        if match and not ASKS[match.source.text:gsub("%s", "")] then
            local speaker = speaker_of(match.source, doc, found)
            rows[#rows + 1] = row_of(match.source, nil, { match.content, table.unpack((paragraphs_behind(match, speaker, doc, found))) }, speaker)
        end
    end
    if #rows == 0 then return nil, "nobody answers" end
    return rows
end

return M
