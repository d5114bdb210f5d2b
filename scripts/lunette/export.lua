-- export.lua - the forms in which `lunette export` writes, each in a file of its own below export/.
--
-- Sits on the JSON of an analysed document, one at a time; networks come from counted pairs. Offsets are Unicode code points, 0-based, half open, as in
-- the JSON; a form that counts otherwise converts them.
--
-- What a form gives is a text, for the one output, or a list of files of the output's folder: { name =, text =, more = true: behind what is there,
-- at = byte: over what is there }.

local failure = require "lunette.base.failure"

local M = {}

local forms = { csv = true, webannotation = true, brat = true, conllu = true, cas = true, dfm = true }

local function form_of(question)
    if not forms[question.format] then failure.raise(nil, ("there is no form '%s'"):format(tostring(question.format))) end
    return require("lunette.export." .. question.format)
end

--- What stands before the first document.
-- @param question table { format =, layer =, fields = { names } }
-- @return text|table
function M.head(question)
    local head = form_of(question).head
    return head and head(question) or ""
end

--- One document in a form.
-- @param question table { format =, number =, document = of the JSON form, layer =, fields = { names }, schema =, tokens =, words = }
-- @return text|table
function M.document(question)
    return form_of(question).document(question)
end

--- What stands behind the last.
function M.tail(question)
    local tail = form_of(question).tail
    return tail and tail(question) or ""
end

--- A network of who does what to whom.
-- @param question table { format =, by =, rows = }
-- @return table { text =, nodes = how many, edges = how many }
function M.network(question)
    return require "lunette.export.network".write(question)
end

return M
