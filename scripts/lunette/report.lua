-- report.lua - writes a report on a corpus: finds it, reads its options, gives it a page, returns the page's text.
--
-- Sits on ask.lua, corpus.lua and page.lua.

local ask = require "lunette.ask"
local corpus_module = require "lunette.corpus"
local failure = require "lunette.failure"
local page_module = require "lunette.page"

local M = {}

local function check_format(what, declared, format)
    local known = declared.formats or page_module.formats
    for _, name in ipairs(known) do
        if name == format then return end
    end
    failure.raise(nil, ("%s: there is no format '%s'"):format(what, format), "there are: " .. table.concat(known, ", "))
end

--- Writes a report.
-- @param state table the registry
-- @param question table { name =, corpus =, format =, scope =, options = }
-- @return table { text =, suffix =, aside = documents that are copies of others and did not count }
function M.write(state, question)
    local declared = ask.find(state, "reports", question.name)
    local what = ("report '%s'"):format(declared.name)
    local format = question.format or "html"
    check_format(what, declared, format)
    local options, scope = ask.options(what, declared.options, question.options), ask.counting_scope(question.scope)
    local corpus = corpus_module.new(state, question.corpus, scope)
    local page = page_module.new(corpus, format, declared.name)
    ask.call(state, declared.place, declared.write, corpus, options, page)
    local aside = page.aside or not scope.copies and corpus:copies() or 0
    return { text = page_module.finish(page), suffix = format, aside = aside }
end

return M
