--[[ words.lua - the words of a text as the generated rules need them: who stands beside whom, and how rare each is.

A token is a word of ASCII letters, as it is spelled, or `false`: a sign, a number, anything that the programs that are
compared might cut in another way. So what stands side by side here is adjacent for all of them. ]]

local M = {}

local ESCAPES = { n = "\n", t = "\t", r = "\r", b = " ", f = " ", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }

--- The text of a JSON line, unescaped. Nothing where the line has none.
function M.text_of(line)
    local _, from = line:find('"text"%s*:%s*"')
    if not from then
        return nil
    end
    local to = from
    repeat
        to = line:find('["\\]', to + 1)
        if not to then
            return nil
        end
        local sign = line:sub(to, to)
        to = sign == "\\" and to + 1 or to
    until sign == '"'
    local text = line:sub(from + 1, to - 1)
    if not text:find("\\", 1, true) then
        return text
    end
    return (text:gsub("\\u(%x%x%x%x)", function(hex)
        local code = tonumber(hex, 16)
        return (code < 0xD800 or code > 0xDFFF) and code ~= 0x5C and utf8.char(code) or " "
    end):gsub("\\(.)", ESCAPES))
end

-- Adds the tokens of a run of characters without white space.
local function add_tokens(list, run)
    local before, word, after = run:match("^([^%w\128-\255]*)(%a+)([^%w\128-\255]*)$")
    if not word then
        list[#list + 1] = false
        return
    end
    if before ~= "" then
        list[#list + 1] = false
    end
    list[#list + 1] = word
    if after ~= "" then
        list[#list + 1] = false
    end
end

local function add_sentences(out, text)
    for paragraph in text:gmatch("[^\n]+") do
        local list = {}
        for run in paragraph:gmatch("%S+") do
            add_tokens(list, run)
            if run:find("[.!?][\"')]*$") then
                out[#out + 1] = list
                list = {}
            end
        end
        if #list > 0 then
            out[#out + 1] = list
        end
    end
end

-- In how many sentences each word is, in lower case; and the words in the order in which they come first.
local function count(sentences)
    local frequency, order, seen = {}, {}, {}
    for number, sentence in ipairs(sentences) do
        for _, token in ipairs(sentence) do
            local word = token and token:lower()
            if word and seen[word] ~= number then
                seen[word] = number
                if not frequency[word] then
                    order[#order + 1] = word
                end
                frequency[word] = (frequency[word] or 0) + 1
            end
        end
    end
    return frequency, order
end

-- Words that are written with a capital inside a sentence, the most frequent first: what a list of names would hold.
local function find_names(sentences, n)
    local counts, list = {}, {}
    for _, sentence in ipairs(sentences) do
        for i = 2, #sentence do
            local token = sentence[i]
            if sentence[i - 1] and token and #token > 3 and token:find("^%u%l") then
                if not counts[token] then
                    list[#list + 1] = token
                end
                counts[token] = (counts[token] or 0) + 1
            end
        end
    end
    table.sort(list, function(a, b)
        return counts[a] > counts[b] or counts[a] == counts[b] and a < b
    end)
    return table.move(list, 1, math.min(n, #list), 1, {})
end

--[[ Reads a file of JSON lines: { sentences, n, frequency = { word = sentences that hold it }, order = { words }, names = { … },
documents }. ]]
function M.learn(path)
    local sentences, documents = {}, 0
    for line in io.lines(path) do
        local text = M.text_of(line)
        if text then
            documents = documents + 1
            add_sentences(sentences, text)
        end
    end
    local frequency, order = count(sentences)
    return {
        sentences = sentences,
        n = #sentences,
        frequency = frequency,
        order = order,
        names = find_names(sentences, 200),
        documents = documents,
    }
end

--- A word that at most this share of the documents hold, as near to the share as there is one; and its own share.
function M.rare_in_documents(path, share)
    local counts, seen, documents, order = {}, {}, 0, {}
    for line in io.lines(path) do
        documents = documents + 1
        for word in (M.text_of(line) or ""):gmatch("%f[%w\128-\255]%l%l%l%l%l+%f[^%w\128-\255]") do
            if seen[word] ~= documents then
                seen[word] = documents
                if not counts[word] then
                    order[#order + 1] = word
                end
                counts[word] = (counts[word] or 0) + 1
            end
        end
    end
    local best
    for _, word in ipairs(order) do
        if counts[word] <= share * documents and (not best or counts[word] > counts[best]) then
            best = word
        end
    end
    if not best then
        error(("no word is in at most %g %% of the %d documents; name a text of more documents"):format(share * 100, documents), 0)
    end
    return best, counts[best] / documents
end

return M
