-- headings.lua - who is the subject of sentences that begin with their verb: whom the head of a resolution names, or the line above a list.
--
-- Sits on the finished layers of entities.

local spans = include "spans.lua"

local M = {}

local REACH = 1500                   -- bytes back to the line above a list

local short_heading = pattern [[ << the? who:@actor ("(" [] ")")? , >> ]]
-- "The Salt Council of the Harbour Union, at its third meeting, on the situation in Peru;".
local long_heading = pattern [[ << the? who:@organization ("(" [] ")")? (of the? (@organization | @country) ("(" [] ")")?)? ,
      [at | having | meeting | convened | during | in] ]]

-- "Council," on a line of its own: the body named last before it whose name ends in that word.
local function body_of_word(paragraph, doc)
    local word = paragraph.text:match "^(%u%l+),$"
    local found
    for _, body in ipairs(word and doc:layer "organization" or {}) do
        if body > paragraph then break end
        if (body.name .. " of "):find(" " .. word .. " of ", 1, true) then found = body end
    end
    return found
end

-- The paragraphs of the document at hand that are such a heading: { { paragraph, who } }.
local headed = {}

local function headings_of(doc)
    if rawequal(headed.doc, doc) then return headed.list end
    local list = {}
    for _, paragraph in ipairs(doc:paragraphs()) do
        local start, stop = paragraph:bytes()
        local found = (stop - start < 119 or nil) and paragraph:find(short_heading) or doc.text:sub(start, stop):find "[,;]%s*$" and paragraph:find(long_heading)
        local who = found and found.who or body_of_word(paragraph, doc)
        if who then list[#list + 1] = { paragraph, who } end
    end
    headed = { doc = doc, list = list }
    return list
end

--- The subject of a resolution, nil of other texts: "The Council," is a paragraph of its own, the sentences below go on from it.
function M.subject(row, doc)
    if row.sentence:first("subject", function(subject) return subject < row end) then return nil end
    local best
    for _, heading_found in ipairs(headings_of(doc)) do
        if row < heading_found[1] then break end
        best = { heading_found[2] }
    end
    return best
end

local MARK = 12                      -- bytes of a mark before a point, and blanks
local BULLET = "^%s*[%-*•–·]%s*"
local led_in = pattern [[ source:%q_party (said | stressed | noted | highlighted | underlined | stated | [!%punct]{0,3})? ":" >> ]]

-- The paragraph that a list stands under: the nearest above that is no point of it.
local function above_list(row, doc)
    local start = spans.first(row)
    local from = math.max(1, start - REACH)
    local found
    for line, upto in doc.text:sub(from, start - 1):gmatch "([^\n]+)()\n" do
        if line:find "%S" and not line:find(BULLET) and not line:find "^%s*%l" then found = { from + upto - 1 - #line, from + upto - 2 } end
    end
    return found and spans.slice(doc, found[1], found[2])
end

--- "• Stressed that …", "- reiterated that …": who is named before the colon above the list, or is the subject there.
-- @param parties function(source) whom words of a source name
-- @return array|nil mentions, span|nil the words of the source
function M.of_list(row, doc, parties)
    local start = spans.first(row)
    local lead = doc.text:sub(math.max(1, start - MARK), start - 1)
    if not lead:find "\n[^%w\n]*$" then return nil end
    local above = above_list(row, doc)
    if not above then return nil end
    local found = above:find(led_in)
    if found then return parties(found.source), found.source end
    local subject = doc:within(above, "subject")[1]
    return subject and subject.who
end

return M
