-- dfm.lua - a document-feature matrix: how often each word stands in each document. Matrix Market, with the names of rows and columns beside it.
--
-- Sits on csv.lua. What grows with the corpus is the list of words; the matrix is written as it comes, and its line of sizes at the end, into the place
-- that was kept for it.

local failure = require "lunette.base.failure"

local csv = require "lunette.export.csv"

local M = {}

local BANNER = "%%MatrixMarket matrix coordinate integer general\n"
local SIZES = 60                     -- characters kept for the line of sizes
local of_document = { "row", "id", "uri", "title", "date", "language", "source", "country", "words" }

local state                          -- of the export at hand

--- Begins an export.
function M.head()
    state = { number = {}, features = {}, rows = 0, cells = 0 }
    return { { name = "matrix.mtx", text = BANNER .. (" "):rep(SIZES) .. "\n", more = true },
        { name = "documents.csv", text = csv.mark .. csv.line { table.unpack(of_document) }, more = true } }
end

local function column_of(word)
    if not state.number[word] then
        state.features[#state.features + 1] = word
        state.number[word] = #state.features
    end
    return state.number[word]
end

--- A row of the matrix.
-- @param question table { document =, words = { word → how often } }
function M.document(question)
    local doc, cells, total = question.document, {}, 0
    state.rows = state.rows + 1
    for _, word in ipairs(failure.keys(question.words)) do
        cells[#cells + 1] = ("%d %d %d\n"):format(state.rows, column_of(word), question.words[word])
        total = total + question.words[word]
    end
    state.cells = state.cells + #cells
    local values = { state.rows }
    for i = 2, #of_document - 1 do values[i] = doc[of_document[i]] or "" end
    values[#of_document] = total
    return { { name = "matrix.mtx", text = table.concat(cells), more = true }, { name = "documents.csv", text = csv.line(values), more = true } }
end

--- The words, one a line in the order of columns, and the line of sizes.
function M.tail()
    local sizes = ("%d %d %d"):format(state.rows, #state.features, state.cells)
    return { { name = "features.txt", text = #state.features > 0 and table.concat(state.features, "\n") .. "\n" or "" },
        { name = "matrix.mtx", text = sizes, at = #BANNER } }
end

return M
