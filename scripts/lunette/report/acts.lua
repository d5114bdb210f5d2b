-- acts.lua - the words in which reports tell an act: who the parties are, how firm it is, under what condition, by when, who says so.
--
-- Sits on html.lua and wording.lua. Works with any layer of such fields: what a layer does not have is not told.

local html = require "lunette.report.html"
local wording = require "lunette.report.wording"

local M = {}

local GRADES = { "would like to", "is willing to", "is ready to", "will", "has decided to" }
local NEGATED = { "would not like to", "is not willing to", "is not ready to", "will not", "has decided not to" }

local function add_once(list, name)
    for _, old in ipairs(list) do
        if old == name then return end
    end
    list[#list + 1] = name
end

-- The elements of a list field, collectives as their members, as the text tells them and as the page calls them: { [id] = "China; Mongolia" }.
local function members_of(page, layer, field)
    page.members = page.members or {}
    local view = layer .. "_" .. field
    if page.members[view] then return page.members[view] end
    local lists, words = {}, { told = {}, called = {} }
    page.members[view] = words
    if not page.corpus:has(view) then return words end
    local kind = page.corpus:annotations(view).columns[field .. "_kind"] and field .. "_kind" or "NULL"
    for row in page.corpus:rows(("SELECT id, %s AS name, %s AS kind FROM %s ORDER BY id, position"):format(field, kind, view)) do
        local list = lists[row.id] or { told = {}, called = {} }
        lists[row.id] = list
        table.insert(list.told, row.name)
        if row.name then add_once(list.called, row.kind == "organization" and page.body(row.name) or row.name) end
    end
    for id, list in pairs(lists) do words.told[id], words.called[id] = table.concat(list.told, "; "), table.concat(list.called, "; ") end
    return words
end

-- Statements that take back or ask what they tell: { [id] = "denied by" }.
local function doubts_of(page)
    if page.doubts then return page.doubts end
    page.doubts = {}
    if not page.corpus:has "statement" then return page.doubts end
    for row in page.corpus:rows "SELECT id, stance FROM statement WHERE stance IN ('deny', 'ask')" do
        page.doubts[row.id] = row.stance == "deny" and "denied by " or "asked by "
    end
    return page.doubts
end

-- Words that stand for somebody: who that is a text tells elsewhere, or not at all. It is no source that wants no name.
local PRONOUNS = {}
for word in ("i me my we us our they them their he him his she her you your it its this that these those who which one"):gmatch "%l+" do
    PRONOUNS[word] = true
end

local function is_pronoun(source)
    local first, rest = source:lower():match "^(%l+)(.*)$"
    return first ~= nil and PRONOUNS[first] and rest == "" or first == "my" or first == "our"
end

-- The same names in another order are the same parties.
local function in_order(names)
    local list = {}
    for name in (names .. "; "):gmatch "(.-); " do list[#list + 1] = name end
    table.sort(list)
    return table.concat(list, "; ")
end

--- Adds what this file holds to the methods of pages.
function M.extend(Page)
    --- The words of the grades of a pledge, weakest first.
    Page.grades = GRADES

    --- Is an act not to do what its content says: "will not" + "close the port"? Not where the content itself denies: "agreed" + "not to close it".
    function Page.is_negative(row)
        if row.polarity ~= "negative" then return false end
        local content = row.content or ""
        local at = row.text:find(content, 1, true)
        return not wording.denies(content) or not at or wording.denies(row.text:sub(1, at - 1))
    end

    --- How firm the words of a row are ("is ready to", "will not"), nil where they are not graded.
    function Page.firmness(row)
        local words = Page.is_negative(row) and NEGATED or GRADES
        return row.strength and words[math.min(row.strength, #words)] or nil
    end

    --- The names in a list field, as text, bodies as the page calls them; of an expression for several ("the two sides") those whom it means, if the
    -- text tells.
    function Page:names(row, layer, field)
        return members_of(self, layer, field).called[row.id] or row[field]
    end

    --- Who says a statement: its speakers, "unnamed sources", or "speaker not known" also where only a pronoun stands for one.
    function Page:speaker(row)
        local names = self:names(row, "statement", "speaker")
        return names or row.named == "anonymous" and not is_pronoun(row.source or "") and "unnamed sources" or "speaker not known"
    end

    --- The same for a cell: with the expression itself behind the names, where it is another.
    function Page:parties(row, layer, field)
        local told, names = row[field], self:names(row, layer, field)
        local same = told == nil or told == "" or told == members_of(self, layer, field).told[row.id] or names == told
        if same then return names ~= "" and names or nil end
        return html.join(names, html.element("small", nil, " (", told, ")"))
    end

    --- To whom an act is done: its targets or, where they name nobody, the words for them ("all parties"). nil where nothing says it.
    -- @param row table of the layer act
    function Page:to_whom(row)
        return self:parties(row, "act", "target") or row.addressee and html.element("small", nil, row.addressee)
    end

    --- On which condition, unless its content says it; nil where there is none.
    function Page.condition(row)
        local condition = row.condition and row.condition:gsub("[%s.,;]+$", "")
        if condition and not (row.content or ""):gsub("%s+", " "):find((condition:gsub("%s+", " ")), 1, true) then return condition end
    end

    --- What qualifies an act, in one small line: firmness, condition, day, and who says so where it is not who does it.
    -- nil where nothing does.
    function Page:qualified(row)
        local parts = {}
        parts[1] = Page.firmness(row)
        parts[#parts + 1] = Page.condition(row)
        if row.due then parts[#parts + 1] = "by " .. row.due end
        local doubt = row.statement_id and doubts_of(self)[row.statement_id]
        local speaker = row.speaker and self:names(row, "act", "speaker")
        local is_actor = row.speaker == row.actor or speaker and in_order(speaker) == in_order(self:names(row, "act", "actor") or "")
        if speaker and (doubt or not is_actor) then parts[#parts + 1] = (doubt or "according to ") .. speaker end
        if #parts == 0 then return nil end
        return html.element("small", nil, self.format == "md" and " · " or " ", table.concat(parts, " · "))
    end
end

return M
