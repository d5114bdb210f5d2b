-- acronyms.lua - what the short names of some texts stand for: "NPP" for "Nuclear Power Plant" where both are written somewhere.
--
-- Sits on nothing. One side writes the name out, the other does not. Only words with a capital stand behind a short name, small words between them aside.

local M = {}

local LEAST, MOST = 3, 8             -- letters of a short name

local small = { of = true, ["and"] = true, ["for"] = true, the = true, on = true, ["in"] = true, to = true }

-- Runs of words with capitals, as { text =, initials = }; a sign ends a run.
local function runs_of(text, add)
    for clause in text:gmatch "[^%.,;:%(%)\n\"]+" do
        local words, initials = {}, ""
        local function close()
            if #initials >= LEAST then add(words, initials) end
            words, initials = {}, ""
        end
        for word in clause:gmatch "%S+" do
            local capital = word:match "^%u"
            if capital then
                words[#words + 1], initials = { text = word, at = #initials + 1 }, initials .. capital
            elseif small[word] and #words > 0 then
                words[#words + 1] = { text = word }
            else
                close()
            end
        end
        close()
    end
end

local function part(words, first, last)
    local found = {}
    for _, word in ipairs(words) do
        local inside = word.at and word.at >= first and word.at <= last or not word.at and #found > 0
        if word.at and word.at > last then break end
        if inside then found[#found + 1] = word.text end
    end
    while #found > 0 and small[found[#found]] do found[#found] = nil end
    return table.concat(found, " ")
end

local function short_names(texts)
    local short = {}
    for _, text in ipairs(texts) do
        for word in text:gmatch "%f[%w]%u+%f[%W]" do
            if #word >= LEAST and #word <= MOST then short[word] = true end
        end
    end
    return short
end

--- The long names behind the short ones of some texts.
-- @param texts table array of text
-- @return table array of { text = "Nuclear Power Plant", short = "NPP" }, in the order of the texts
function M.find(texts)
    local short, found, seen = short_names(texts), {}, {}
    local function add(words, initials)
        for first = 1, #initials - LEAST + 1 do
            for last = first + LEAST - 1, math.min(#initials, first + MOST - 1) do
                local name = initials:sub(first, last)
                local long = short[name] and part(words, first, last)
                if long and not seen[long] then
                    seen[long] = true
                    found[#found + 1] = { text = long, short = name }
                end
            end
        end
    end
    for _, text in ipairs(texts) do runs_of(text, add) end
    return found
end

return M
