-- conllu.lua - CoNLL-U: sentences of tokens with lemma, universal part of speech and tag. There is no dependency tree: its columns are empty.
--
-- Sits on text.lua, base/memo.lua. In the last column a token names the annotations it lies in: act=B12 where number 12 begins, act=I12 inside; comments of the
-- sentence in which an annotation begins tell its fields.

local core = require "lunette.core"

local failure = require "lunette.base.failure"

local memo = require "lunette.base.memo"

local text = require "lunette.export.text"

local M = {}

local one_line = text.one_line

-- The first token that ends behind a code point: the one that it lies in, or the next.
local function token_at(tokens, point)
    local low, high = 1, #tokens + 1
    while low < high do
        local middle = (low + high) // 2
        if tokens[middle].stop <= point then low = middle + 1 else high = middle end
    end
    return low
end

-- By token: "layer=B12" and the like; and by the token at which they begin: the rows.
local function places(doc, tokens)
    local inside, begins = {}, {}
    for _, row in ipairs(doc.annotations) do
        local first = token_at(tokens, row.start)
        if tokens[first] and tokens[first].start < row.stop then
            begins[first] = begins[first] or {}
            table.insert(begins[first], row)
            for at = first, #tokens do
                if tokens[at].start >= row.stop then break end
                inside[at] = inside[at] or {}
                local by_layer = inside[at]
                by_layer[row.layer] = (by_layer[row.layer] and by_layer[row.layer] .. "," or "") .. (at == first and "B" or "I") .. row.id
            end
        end
    end
    return inside, begins
end

local function sort(of)
    local tokens, sentences = {}, {}
    for _, row in ipairs(of.annotations) do
        if row.layer == "token" then tokens[#tokens + 1] = row end
        if row.layer == "sentence" then sentences[#sentences + 1] = row end
    end
    return tokens, sentences
end

local function misc_of(layers, glued)
    if not layers then return glued and "SpaceAfter=No" or "_" end
    local parts = {}
    for _, name in ipairs(failure.keys(layers)) do parts[#parts + 1] = name .. "=" .. layers[name] end
    if glued then parts[#parts + 1] = "SpaceAfter=No" end
    return table.concat(parts, "|")
end

-- Lemmas and tags: a few of them are most of the columns.
local column = memo(function(value) return value ~= "" and one_line(value) or "_" end)

local function filled(value)
    return value and column(value) or "_"
end

local function comments_of(rows, lines)
    for _, row in ipairs(rows or {}) do
        local parts = {}
        for _, name in ipairs(failure.keys(row.fields or {})) do parts[#parts + 1] = name .. "=" .. one_line(text.shown(row.fields[name])) end
        lines[#lines + 1] = ("# annotation = %d %s %s"):format(row.id, row.layer, table.concat(parts, "; ")):gsub(" $", "")
    end
end

local function sentence(lines, id, tokens, first, last, inside, begins)
    local words, rows = {}, {}
    for at = first, last do
        local token, following = tokens[at], tokens[at + 1]
        local glued = following ~= nil and following.start == token.stop
        words[#words + 1] = token.text .. (glued and at < last and "" or " ")
        local fields = token.fields
        rows[#rows + 1] = at - first + 1 .. "\t" .. token.text .. "\t" .. filled(fields.lemma) .. "\t" .. filled(fields.pos) .. "\t" .. filled(fields.tag)
            .. "\t_\t_\t_\t_\t" .. misc_of(inside[at], glued)
    end
    lines[#lines + 1] = "# sent_id = " .. id
    lines[#lines + 1] = "# text = " .. table.concat(words):gsub(" $", "")
    for at = first, last do comments_of(begins[at], lines) end
    table.move(rows, 1, #rows, #lines + 1, lines)
    lines[#lines + 1] = ""
end

--- A comment of the first document: it tells a run that this is no source.
function M.head()
    return ("# generator = Lunette %s\n"):format(core.version or "")
end

--- The sentences of a document.
-- @param question table { document =, tokens = the JSON of the same document with its layers token and sentence }
function M.document(question)
    local doc = question.document
    local tokens, sentences = sort(question.tokens)
    local inside, begins = places(doc, tokens)
    local id, lines = one_line(doc.uri), {}
    lines[#lines + 1] = "# newdoc id = " .. id
    for _, key in ipairs { "id", "title", "date", "language", "source", "country" } do
        if doc[key] and doc[key] ~= "" then lines[#lines + 1] = ("# %s = %s"):format(key, one_line(doc[key])) end
    end
    for n, row in ipairs(sentences) do
        local first, last = token_at(tokens, row.start), token_at(tokens, row.stop) - 1
        if last >= first then sentence(lines, ("%s-%d"):format(id, n), tokens, first, last, inside, begins) end
    end
    if #tokens == 0 then return "" end
    return table.concat(lines, "\n") .. "\n"
end

return M
