-- home.lua - where a text was written, as far as its own frame tells: the city before the first dash or behind the last line, the agency.
--
-- Sits on lexicons capitals and agencies. An office without a country ("the Minister of Trade") is most likely one of that country.

local reading = include "words.lua"

local capitals, agencies = lexicon "capitals", lexicon "agencies"

local M = {}

local FRAME = 160                    -- bytes of the beginning in which a dateline ends

--- Where the dateline of a text stops ("LIMA, May 3 (ANDINA) -- "), 0 if it has none.
function M.dateline_stop(text)
    local head = text:sub(1, FRAME)
    local line = head:match("^[^\n]*")
    local stop = select(2, line:find("^.- %-%-? ")) or select(2, line:find("^.- \u{2013} ")) or select(2, line:find("^.- \u{2014} "))
    if stop then return stop end
    return select(2, line:find("^[^.]- %(%u[%w .]+%) ")) or select(2, line:find("^[^.]-%d%d%d%d, %u%u%u+ ?%-")) or 0
end

local function of_capital(name)
    local entry = capitals:lookup(name) or capitals:lookup((name:lower():gsub("%f[%a]%a", string.upper)))
    return entry and entry.iso
end

-- The capital that begins the dateline, or that stands alone on one of the last lines.
local function from_frame(text)
    local stop = M.dateline_stop(text)
    local iso = stop > 0 and of_capital(text:match("^([%a\128-\255][%a\128-\255 .'-]*)") or "")
    if iso then return iso end
    local tail = text:sub(-120)
    for line in tail:gmatch("[^\n]+") do
        local found = #line < 40 and of_capital((line:match("^%s*(.-)[%s.,]*$")))
        if found then iso = found end
    end
    return iso or nil
end

local function from_agency(text)
    local stop = M.dateline_stop(text)
    for word in text:sub(1, stop):gmatch("%f[%w]%u[%w]+%f[^%w]") do
        local entry = agencies:lookup(word)
        if entry then return entry.iso end
    end
end

--- The country that a text's own frame tells, and whether a state agency of it wrote the text.
M.of = reading.once(function(doc)
    local text = doc.text
    local agency = from_agency(text)
    return { iso = agency or from_frame(text), agency = agency ~= nil }
end)

return M
