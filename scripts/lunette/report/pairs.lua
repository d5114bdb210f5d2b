-- pairs.lua - who did what to whom, by country: a table whose numbers open to the acts.
--
-- Sits on html.lua. Both sides have one order, so that what one did to the other stands opposite what came back. Where there are more countries than
-- fit, those are shown between whom most was done: no line is empty.

local html = require "lunette.report.html"

local M = {}

local SIDE = 32                      -- countries a side: more does not fit a page
local WITHOUT = 6                    -- parties without a country that are named
local CELL = 24                      -- acts that a cell opens to
local NEAR = 8                       -- columns whose opened cells reach to the right; those behind the middle reach to the left

-- Acts not to do what their content says, by id.
local function negative_acts(page)
    local found = {}
    if not page.corpus:annotations("act").columns.polarity then return found end
    for row in page.corpus:rows "SELECT * FROM act WHERE polarity = 'negative'" do found[row.id] = page.is_negative(row) end
    return found
end

local function add_parties_without(found, page, row)
    if not found.seen[row.id] then found.seen[row.id], found.acts_without = true, found.acts_without + 1 end
    for _, name in ipairs { not row.actor and row.who or false, not row.target and row.whom or false } do
        name = name and page.body(name)                                            -- "EU" and "European Union" are one
        if name then found.without[name] = (found.without[name] or 0) + 1 end
    end
end

-- Pairs of countries with their acts; an act with several actors or targets counts once for each pair. Parties without a country are named, and how many
-- acts have them.
local function pairs_of(page, left_out)
    local found, within = { cells = {}, pairs = {}, without = {}, acts_without = 0, seen = {} }, {}
    for _, id in ipairs(page.corpus:documents():ids()) do within[id] = true end
    for row in page.corpus:rows [[
        SELECT a.id AS id, a.document AS document, a.actor_country AS actor, t.target_country AS target, min(a.actor) AS who, min(t.target) AS whom,
               (SELECT kind FROM act WHERE act.id = a.id) AS kind
          FROM act_actor a JOIN act_target t USING (id)
         GROUP BY a.id, a.document, a.actor_country, t.target_country ORDER BY a.id]] do
        local counts = within[row.document] and not left_out(row.kind)
        if counts and row.actor and row.target then
            local key = row.actor .. " " .. row.target
            if not found.cells[key] then
                found.cells[key] = { actor = row.actor, target = row.target }
                table.insert(found.pairs, found.cells[key])
            end
            table.insert(found.cells[key], row)
        elseif counts then
            add_parties_without(found, page, row)
        end
    end
    return found
end

-- ---- which countries, in which order ----

local function totals_of(list)
    local totals, n = {}, 0
    for _, cell in ipairs(list) do
        for _, code in ipairs { cell.actor, cell.target } do
            if not totals[code] then n = n + 1 end
            totals[code] = (totals[code] or 0) + #cell
        end
    end
    return totals, n
end

-- The pairs between whom most was done, as far as their countries fit. Returns the pairs shown, and how many countries there are in all.
local function chosen(list)
    local totals, n_all = totals_of(list)
    local function weight(cell) return totals[cell.actor] + totals[cell.target] end
    table.sort(list, function(a, b)
        if #a ~= #b then return #a > #b end
        if weight(a) ~= weight(b) then return weight(a) > weight(b) end
        return a.actor .. a.target < b.actor .. b.target
    end)
    local taken, n, shown = {}, 0, {}
    for _, cell in ipairs(list) do
        local new = (taken[cell.actor] and 0 or 1) + (taken[cell.target] and 0 or cell.actor ~= cell.target and 1 or 0)
        if n + new <= SIDE then taken[cell.actor], taken[cell.target], n = true, true, n + new end
    end
    for _, cell in ipairs(list) do
        if taken[cell.actor] and taken[cell.target] then shown[#shown + 1] = cell end
    end
    return shown, n, n_all
end

-- The countries that act and those acted upon, both in the order of what is shown of them.
local function axes_of(shown)
    local totals, acts, gets, all, rows, columns = totals_of(shown), {}, {}, {}, {}, {}
    for _, cell in ipairs(shown) do acts[cell.actor], gets[cell.target] = true, true end
    for code in pairs(totals) do all[#all + 1] = code end
    table.sort(all, function(a, b)
        if totals[a] ~= totals[b] then return totals[a] > totals[b] end
        return a < b
    end)
    for _, code in ipairs(all) do
        if acts[code] then rows[#rows + 1] = code end
        if gets[code] then columns[#columns + 1] = code end
    end
    return rows, columns
end

-- ---- the table ----

-- A cell: a number that opens to who did what to whom, each act a link to its words. One is open at a time.
local function cell_of(page, rows, negative, far)
    if not rows then return "" end
    if page.format ~= "html" then return #rows end
    local order, by_pair, items = {}, {}, {}
    for i = 1, math.min(#rows, CELL) do
        local row = rows[i]
        local name = ("%s → %s: "):format(page.body(row.who), page.body(row.whom))
        if not by_pair[name] then
            by_pair[name] = { name }
            order[#order + 1] = name
        end
        local links = by_pair[name]
        if #links > 1 then links[#links + 1] = ", " end
        links[#links + 1] = page:link(row, row.kind .. (negative[row.id] and " not to" or ""))
    end
    for i, name in ipairs(order) do items[i] = html.element("div", nil, by_pair[name]) end
    if #rows > CELL then items[#items + 1] = html.element("div", nil, ("and %d more"):format(#rows - CELL)) end
    return html.element("details", { name = "pair" }, html.element("summary", nil, tostring(#rows)),
        html.element("div", { class = far and "opened far" or "opened" }, items))
end

local function say_without(page, found)
    if found.acts_without == 0 then return end
    local names = {}
    for name in pairs(found.without) do names[#names + 1] = name end
    table.sort(names, function(a, b)
        if found.without[a] ~= found.without[b] then return found.without[a] > found.without[b] end
        return a < b
    end)
    page:notice("Not in the table: %d %s of or to parties without a country, such as unions of states: %s%s.", found.acts_without,
        found.acts_without == 1 and "act" or "acts", table.concat(names, ", ", 1, math.min(#names, WITHOUT)),
        #names > WITHOUT and (" and %d more"):format(#names - WITHOUT) or "")
end

--- Adds what this file holds to the methods of pages.
function M.extend(Page)
    --- A table of acts by the countries of actors and targets, persons and bodies counted with theirs; says so where there are none.
    -- @param left_out function (kind): is this kind of act not counted?
    function Page:who_to_whom(left_out)
        local found, negative = pairs_of(self, left_out or function() return false end), negative_acts(self)
        local shown, n_shown, n_all = chosen(found.pairs)
        local rows, columns = axes_of(shown)
        if #rows == 0 then return self:notice "No act has both an actor and a target whose country is known." end
        self:line(html.join("Acts whose actor and target belong to a country, persons and bodies counted with theirs; an act of several parties counts once "
            .. "for each pair.", self.format == "html" and html.element("span", { class = "live" }, " A number opens to who did what to whom.")))
        say_without(self, found)
        if n_all > n_shown then self:notice("%d of %d countries: those between whom most was done.", n_shown, n_all) end
        local names = { "acts of … to …" }
        for i, code in ipairs(columns) do names[i + 1] = self.country(code) end
        self:table {
            columns = names, rows = rows, class = "matrix pairs",
            row = function(code)
                local row = { self.country(code) }
                for i, target in ipairs(columns) do
                    row[i + 1] = cell_of(self, found.cells[code .. " " .. target], negative, i > NEAR and i > #columns / 2)
                end
                return table.unpack(row, 1, #columns + 1)
            end,
        }
    end
end

return M
