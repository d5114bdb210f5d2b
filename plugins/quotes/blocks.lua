-- blocks.lua - what a release prints below or behind "Keller said:" without quotation marks, paragraph by paragraph.
--
-- Sits on the finished layers of entities and on attributions. The words end where somebody else speaks, where the speaker is told of by name, and at
-- a heading ("Notes to editors").

local spans = include "spans.lua"

local M = {}

local first, last = spans.first, spans.last

local COLON = string.byte ":"
local HEADING = 90                   -- bytes of the longest line that is taken for a heading
local FEWEST = 4                     -- words: less is a name or a number behind a colon

local first_person = pattern [[ [i | we | our | my | us | ours] ]]
local FIRST_PERSON = { i = true, we = true, us = true }

-- "Keller said in a statement:" with the words in the next paragraph.
function M.below(sentence, doc)
    local text = sentence.text
    if text:byte(spans.length(text)) ~= COLON then return nil end
    local after = doc.text:sub(last(sentence) + 1, last(sentence) + 200)
    if not after:find "^%s*\n" then return nil end
    local start = last(sentence) + #after:match "^%s*" + 1
    local following = doc:slice(start, math.min(start, #doc.text))
    return following and following.paragraph
end

local function is_heading(text)
    return not text:find "%a" or #text <= HEADING and not text:find "[%.!?;,:\"\157]%s*$" and not text:find "^%s*[%-*•]"
        or text:find "^%s*%*%s*%*%s*%*%s*$" ~= nil
end

local function is_turn(text) return text:find "^%s*%u[%w .'%-]*:%s" or text:find '^%s*["\u{201C}]' end

--- Is one of the speakers told of by name in these words?
function M.names_speaker(words, speakers)
    for _, person in ipairs(words:all "person") do
        for _, speaker in ipairs(speakers) do
            if person.entity and person.entity == spans.entity_of(speaker) then return true end
        end
    end
    return false
end

-- Does a person speak in these words, other than "I" and "we"?
local function somebody_speaks(words)
    for _, row in ipairs(words:all "attribution") do
        local source = row.source
        if source and not FIRST_PERSON[source.text:lower()] and row.stance ~= "deed" and row.stance ~= "belief" then
            for _, who in ipairs(row.speaker) do
                local entity = spans.entity_of(who)
                if entity and entity.kind == "person" then return true end
            end
        end
    end
    return false
end

local function is_others(words, speakers)
    local text = words.text
    return is_turn(text) or M.names_speaker(words, speakers) or somebody_speaks(words)
end

-- The paragraphs behind one, up to where the words of the speaker end.
local function following(paragraph, speakers, doc)
    local list, paragraphs, base = {}, doc:paragraphs(), first(paragraph)
    for i, one in ipairs(paragraphs) do
        if first(one) == base then
            for j = i + 1, #paragraphs do
                if is_heading(paragraphs[j].text) or is_others(paragraphs[j], speakers) then break end
                list[#list + 1] = paragraphs[j]
            end
            break
        end
    end
    return list
end

-- What stands behind "Keller said:" on its own line goes on to the end of the paragraph if the speaker speaks of himself there.
local function rest_of(content, paragraph, speakers, doc)
    local rest = last(paragraph) > last(content) and spans.trim(doc:slice(last(content) + 1, last(paragraph)))
    if not rest then return paragraph:has(first_person) end
    return rest:has(first_person) and not is_others(rest, speakers)
end

local DASH = "^%s*\xE2\x80[\x93\x94]%s*()[%u\xC3]"

--- "– The port is open. Ships may come, says Keller.": all that stands between a dash that opens the paragraph and the attribution; nil where no dash does.
-- @param part what is said in the sentence of the attribution, before its source
function M.behind_dash(part, doc)
    local paragraph = part.paragraph
    local at = paragraph and paragraph.text:match(DASH)
    if not at or paragraph.text:find('"', 1, true) or paragraph.text:find("\u{201C}", 1, true) then return nil end
    return spans.trim(doc:slice(first(paragraph) + at - 1, last(part)))
end

local CLOSING = { ['"'] = '"', ["\u{201C}"] = "\u{201D}" }
local MOST_PARAGRAPHS = 20           -- of a quotation that only its last one closes

-- A quotation whose mark opens in the first paragraph and closes in a later one, none between beginning with a mark: its words; nil where it is none.
local function over_paragraphs(content, doc)
    local lead, mark = content.text:match '^(%s*)(["\xE2][\x80-\xBF]*)'
    local closes, paragraph = CLOSING[mark], content.paragraph
    if not closes or not paragraph then return nil end
    local marks = select(2, paragraph.text:gsub('"', ""))
    if mark == '"' and marks % 2 == 0 or mark ~= '"' and paragraph.text:find(closes, 1, true) then return nil end
    local paragraphs, base = doc:paragraphs(), first(paragraph)
    local at
    for i, one in ipairs(paragraphs) do
        if first(one) == base then at = i break end
    end
    for i = (at or #paragraphs) + 1, math.min(#paragraphs, (at or 0) + MOST_PARAGRAPHS) do
        local text = paragraphs[i].text
        if text:find(mark, 1, true) == 1 or is_heading(text) then return nil end
        local stop = text:find(closes, 1, true)
        if stop then return spans.trim(doc:slice(first(content) + #lead + #mark, first(paragraphs[i]) + stop - 2)) end
    end
end

--- What is said with all that belongs to it, from its first words; the words themselves where nothing more does.
-- @param content the first sentence or paragraph behind the colon
-- @param speakers whom the attribution names
function M.whole(content, sentence, speakers, doc)
    local start, text = first(content), doc.text
    local lead = text:sub(math.max(1, start - 80), start - 1)
    if not lead:find ":%s*$" then return content end
    if content.text:find '^%s*["\u{201C}\']' then return over_paragraphs(content, doc) or content end
    local paragraph, stop = content.paragraph, last(content)
    local inline = not lead:find "\n%s*$"
    if inline then
        if first(sentence) ~= first(sentence.paragraph) or not rest_of(content, paragraph, speakers, doc) then return content end
    elseif select(2, content.text:gsub("%S+", "")) < FEWEST then
        return content
    end
    stop = math.max(stop, last(paragraph))
    for _, one in ipairs(following(paragraph, speakers, doc)) do
        if not inline or one:has(first_person) then stop = last(one) end
    end
    return spans.trim(doc:slice(start, stop))
end

return M
