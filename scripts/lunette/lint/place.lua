-- place.lua - where parts of patterns are written, and comments that accept what the linter says.
--
-- Sits on base/source.lua. `-- lint: off ID reason` accepts a finding of its line; on a line of its own, of the declaration that follows. In a
-- lexicon's file `# lint: off ID reason` accepts all of that kind.

local source = require "lunette.base.source"

local M = {}

--- Where a node of a pattern is written: inside the pattern's text, or, where that is put together by a function, where its words stand.
-- @param places table the pattern's place, then others from which on it may be found
-- @param text text|nil of the pattern
-- @param node table|nil with `at` and `width`
-- @return table place, text|nil words
function M.of_node(state, places, text, node)
    if not node or not node.at or not text then return places[1] end
    local words = text:sub(node.at + 1, node.at + node.width)
    local place = source.inside(state.sources, places[1], text, node.at, node.width)
    if place ~= places[1] then return place, words end
    local at, found = source.find_from(state.sources, places, words:match("^[^\n]*"))
    return found and at or places[1], words
end

--- The places from which on a rule's pattern may be found.
function M.of_rule(rule)
    local outer = rule.outer or {}
    return table.move(outer, 1, #outer, 2, { rule.pattern and rule.pattern.place or rule.place })
end

--- The place of a name in quotes, where it stands on the line of a declaration; else the declaration's place.
function M.of_name(state, place, name)
    local at, found = source.find_text(state.sources, place, '"' .. name .. '"')
    if found and at.line == place.line then return at, true end
    return place, false
end

--- Where a rule is declared, its name underlined: where the function was called that declares it for others, if it is named there.
function M.of_declaration(state, rule)
    for _, place in ipairs(rule.outer or {}) do
        local at, found = M.of_name(state, place, rule.name)
        if found then return at end
    end
    return rule.place
end

-- The last line that a comment on a line of its own speaks for: the end of the declaration below it.
local function stop_of(state, file, lines, number)
    local at = number + 1
    while lines[at] and (lines[at]:match("^%s*$") or lines[at]:match("^%s*%-%-")) do at = at + 1 end
    if not lines[at] or not lines[at]:find("[{(]") then return at end
    local _, breaks = source.declaration(state.sources, { file = file, line = at }):gsub("\n", "")
    return at + breaks
end

--- The comments of a loaded file.
-- @return table array of { id =, reason =, file =, line =, first =, stop = }
function M.accepted(state, file)
    local loaded, found = state.sources[file], {}
    if not loaded or not loaded.text:find("lint:", 1, true) then return found end
    for number = 1, #loaded.starts do
        local line = loaded.lines[number]
        local before, id, reason = line:match("^(.-)%-%-%s*lint:%s*off%s+([%w-]+)%s*(.-)%s*$")
        if id then
            local own = before:match("^%s*$") ~= nil
            found[#found + 1] = { id = id, reason = reason, file = file, line = number, first = number,
                stop = own and stop_of(state, file, loaded.lines, number) or number }
        end
    end
    return found
end

--- The comments of a lexicon's file.
function M.accepted_in_lexicon(file, data)
    local found, number = {}, 0
    for line in (data .. "\n"):gmatch("(.-)\n") do
        number = number + 1
        local id, reason = line:match("^#%s*lint:%s*off%s+([%w-]+)%s*(.-)%s*$")
        if id then found[#found + 1] = { id = id, reason = reason, file = file, line = number, first = 1, stop = math.maxinteger } end
    end
    return found
end

return M
