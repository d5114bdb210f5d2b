-- extent.lua - where what is said starts and stops, and who says it.
--
-- Works on the attributions of one sentence. What is said stands behind the verb (up to the next attribution that does not belong to it or the
-- sentence's stop), before it, or on both sides; words in quotation marks reach as far as the marks do.

local M = {}

local lead = pattern [[ << ((on | in | at | during | after | to | before | last | this | earlier | late) ..14!(that | "\"" | "“"))? ,? that ]]
local bare_lead = pattern [[ << (on? (monday | tuesday | wednesday | thursday | friday | saturday | sunday) (morning | afternoon | evening | night)? ,?
                                | (today | yesterday | tomorrow) ,? | in (a | an | his | her | their | the) (%adj)? (statement | interview | speech | letter | tweet | post | phone | telephone) (call | conversation)? (to | with | on)? ,?
                                | ":" | , ) ]]
local has_verb = pattern [[ [%verb | %aux | ~be | ~have] ]]

local function slice(sentence, first, last)          -- absolute bytes, from 1
    local start = sentence:bytes()
    if last < first then return nil end
    return sentence:sub(first - start + 1, last - start + 1)
end

local function trim(span)
    if not span then return nil end
    local text = span.text
    local from = text:find "[^%s,;:]"
    if not from then return nil end
    local upto = #text
    while upto >= from and text:sub(upto, upto):find "[%s,;]" do upto = upto - 1 end
    return span:sub(from, upto)
end

local function without_stop(span)
    if not span then return nil end
    local text = span.text
    local upto = #text
    if text:find "[%.!%?]$" and not text:find '[%.!%?]["”]$' and not text:find "%a%.%a%.$" then
        return trim(span:sub(1, upto - 1))
    end
    return span
end

-- The attributions of the row's sentence, in order.
local function neighbours(row, sentence, doc)
    local out = {}
    for _, other in ipairs(doc:within(sentence, "attribution")) do
        if other ~= row then out[#out + 1] = other end
    end
    return out
end

local function first_byte(span) local first = span:bytes() return first end
local function last_byte(span) local _, last = span:bytes() return last end

-- Where the words behind the verb stop: before a participle or an attribution that follows a comma, else at the sentence's stop.
local function stop_after(row, sentence, others)
    local from, stop = last_byte(row), last_byte(sentence)
    for _, other in ipairs(others) do
        local first = first_byte(other)
        if first > from then
            local before = other:before(1)
            local comma = before and (before.text == "," or before.text == "and")
            if (other.form == "participle" or other.form == "second") and comma then
                stop = math.min(stop, first_byte(before) - 1)
            elseif (other.form == "inverted" or other.form == "subject") and before and before.text == "," and other:after(1)
                and (other:after(1).text == "." or other:after(1).text == ",") then
                stop = math.min(stop, first_byte(before) - 1)
            end
        end
    end
    return stop
end

local function start_before(row, sentence, others)
    local start = first_byte(sentence)
    for _, other in ipairs(others) do
        local last = last_byte(other)
        if last < first_byte(row) and (other.form == "inverted" or other.form == "according") then start = math.max(start, last + 1) end
    end
    return start
end

local function behind(row, sentence, others)
    local rest = slice(sentence, last_byte(row) + 1, stop_after(row, sentence, others))
    if not rest then return nil end
    local that = rest:find(lead)
    if that then return trim(without_stop(rest:sub(select(2, that:bytes()) - first_byte(rest) + 2, -1))), true end
    local skip = rest:find(bare_lead)
    if skip and skip.text ~= "" then rest = rest:sub(select(2, skip:bytes()) - first_byte(rest) + 2, -1) or rest end
    return trim(without_stop(trim(rest))), false
end

local function ahead(row, sentence, others)
    local words = slice(sentence, start_before(row, sentence, others), first_byte(row) - 1)
    return trim(words)
end

-- Quotation marks around or inside decide the mode; the content of a direct statement goes without them.
local function mode_of(parts, doc)
    local mode
    local out = {}
    for i, part in ipairs(parts) do
        local inside = part.text:match '^["“](.-)["”]?$'
        if inside and #parts >= 1 and not inside:find '["“”]' then
            local from = part.text:find(inside, 1, true)
            out[i] = part:sub(from, from + #inside - 1)
            mode = mode == "mixed" and "mixed" or "direct"
        else
            out[i] = part
            mode = part.text:find '["“”]' and "mixed" or mode == "direct" and "mixed" or mode or "indirect"
        end
    end
    return out, mode or "indirect"
end

local needs_that = { deed = true, ask = true }

local function negated(row)
    return row.text:find "%f[%a]not%f[%A]" ~= nil or row.text:find "n['’]t%f[%A]" ~= nil
end

local function content_of(row, sentence, doc)
    local others = neighbours(row, sentence, doc)
    local after, that = behind(row, sentence, others)
    local form = row.form
    if form == "participle" or form == "second" or form == "passive" then
        return after and { after }, that
    end
    local before = ahead(row, sentence, others)
    if form == "inverted" then
        return before and { before }, true
    end
    if form == "according" then
        local text = (after and #after.text or 0) > (before and #before.text or 0) and after or before
        return text and { text }, true
    end
    local previous, following = row:before(1), row:after(1)
    local comma_before = previous and (previous.text == "," or previous.text:find '^["”]')
    local closes = following and (following.text == "." or following.text == "," or following.text == ";")
    if comma_before and closes and before and not that then
        if following.text == "," and after and not before:has(has_verb) then return { before, after }, true end
        return { before }, true
    end
    return after and { after }, that
end

function M.statement(row, doc)
    local sentence = row.sentence
    local parts, that = content_of(row, sentence, doc)
    if not parts or not parts[1] then return nil, "nothing is said in: " .. sentence.text end
    local content, mode = mode_of(parts, doc)
    if needs_that[row.stance] and not that and mode == "indirect" then
        return nil, row.cue.text .. " does the deed itself; it reports speech with 'that' or a quotation only"
    end
    local whole = row:union(content[1]):union(content[#content])
    return { whole, source = row.source, cue = row.cue, content = content, mode = mode, stance = row.stance, negated = negated(row) or nil }
end

-- ---- who says it ----

local function speakers(span)
    local found, names = {}, {}
    for _, actor in ipairs(span:all "actor") do
        if actor.layer == "person" then names[#names + 1] = actor end
        found[#found + 1] = actor
    end
    return #names > 0 and names or found
end

function M.resolve(row, doc)
    local source = row.source
    if source then
        local who = speakers(source)
        local ids = {}
        for _, actor in ipairs(who) do if actor.entity then ids[#ids + 1] = actor end end
        if #ids > 0 then
            row:set { speaker = ids, named = "named" }
            return
        end
        row:set { named = "anonymous" }
        return
    end
    local best
    for _, other in ipairs(doc:layer "statement") do
        if other == row then break end
        if #other.speaker > 0 then best = other end
    end
    if best then row:set { speaker = best.speaker, named = "named" } end
end

return M
