-- report.lua - writes a report on a corpus: finds it, reads its options, gives it a page, returns the page's text.
--
-- Sits on corpus/ask.lua, corpus/corpus.lua and report/page.lua.

local ask = require "lunette.corpus.ask"
local corpus_module = require "lunette.corpus.corpus"
local failure = require "lunette.base.failure"
local page_module = require "lunette.report.page"

local M = {}

local function check_format(what, declared, format)
    local known = declared.formats or page_module.formats
    for _, name in ipairs(known) do
        if name == format then return end
    end
    failure.raise(nil, ("%s: there is no format '%s'"):format(what, format), "there are: " .. table.concat(known, ", ")
        .. (format == "pdf" and "; a browser prints the html page into a PDF file" or ""))
end

-- A file's name that promises another form than what would be in it.
local function check_name(what, declared, format, file)
    local promised = file and file:lower():match "%.(%w+)$"
    for _, name in ipairs(promised ~= format and (declared.formats or page_module.formats) or {}) do
        if name == promised then
            failure.raise(nil, ("%s: '%s' would not be %s but %s"):format(what, file, promised, format),
                ("--format %s, or another name behind -o"):format(promised))
        end
    end
end

-- Titles and tables are for pages: a form of another kind is what the report wrote as such.
local function refuse_empty(what, place, format)
    failure.raise(place, ("%s: it names the format %s and writes no records for it"):format(what, format),
        ('if page.format == "%s" then page:records { columns = { … }, rows = { … } } end%s'):format(format,
            (format == "csv" or format == "json") and "" or "; or page:raw(text) for a form of its own"))
end

-- The name of the page's file, and of the folder beside it for what does not fit in it; none where it goes to standard output.
local function beside_of(question)
    local file = question.file
    if not file then return nil end
    return { file = file, folder = file:gsub("%.[^.]+$", "") .. "-documents" }
end

--- Writes a report.
-- @param state table the registry
-- @param question table { name =, corpus =, format =, scope =, options =, file = what the page's file will be called, where it is one }
-- @return table { text =, aside = documents that are copies of others and did not count, files = { { name =, text = } … } for `folder` }
function M.write(state, question)
    local declared = ask.find(state, "reports", question.name)
    local what = ("report '%s'"):format(declared.name)
    local format = question.format or "html"
    check_format(what, declared, format)
    check_name(what, declared, format, question.file)
    ask.note_hidden("reports", declared)
    local options, scope = ask.options(what, declared.options, question.options, "report"), ask.counting_scope(question.scope)
    local corpus = corpus_module.new(state, question.corpus, scope)
    local page = page_module.new(corpus, format, declared.name, beside_of(question))
    local fine, wrong = pcall(ask.call, state, what, declared.place, declared.write, corpus, options, page)
    if not fine then
        if type(wrong) ~= "table" or not rawget(wrong, "nothing") then error(wrong, 0) end
        return { nothing = ("%s: %s"):format(what, wrong.message), hint = wrong.hint }
    end
    local aside = page.aside or not scope.copies and corpus:copies() or 0
    local text, files = page_module.finish(page)
    if not text then refuse_empty(what, declared.place, format) end
    return { text = text, aside = aside, files = files, folder = #files > 0 and page.beside.folder or nil }
end

return M
