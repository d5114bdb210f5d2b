-- words.lua - small readings of captures and names that the parts of this plugin share.

local M = {}

--- The ISO code of the country that a captured name or adjective tells, nil if none.
function M.iso_of(span)
    if type(span) == "table" then span = span[1] end
    if not span then return nil end
    if span.entry then return span.entry.iso end
    local text = span.text
    local entry = lexicon "demonyms":lookup(text) or lexicon "country_names":lookup(text) or lexicon "countries":lookup(text)
    return entry and entry.iso
end

--- The last of a capture that may be a list.
function M.one(capture)
    if type(capture) == "table" then return capture[#capture] end
    return capture
end

--- The gender that the given name of a name tells, nil if it does not.
function M.gender_of(name)
    local first = name:match("^[%a\128-\255]+")
    local entry = first and (lexicon "given":lookup(first) or lexicon "given_doubtful":lookup(first))
    return entry and entry.gender
end

--- Name → its words in lower case.
function M.words_of(name)
    local words = {}
    for word in name:gmatch("[%w\128-\255'’.]+") do words[#words + 1] = word:lower() end
    return words
end

--- A name on one line, hyphens closed up.
function M.clean(name)
    return (name:gsub("%s+", " "):gsub("%s*%-%s+", "-"))
end

return M
