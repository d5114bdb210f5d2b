-- lint.lua - the linter: what looks wrong with a plugin without being an error, for `lunette plugin check`.
--
-- Sits on lint/ and on the registry after `finish`. A finding is { id, kind, level = "warning" | "hint", plugin, rule, file, line, column, width,
-- source, message, hint, accepted = reason }: `id` says which check speaks, `kind` groups them. What a comment accepts is counted, not shown.

local failure = require "lunette.base.failure"
local lexicons = require "lunette.lint.lexicons"
local listing = require "lunette.author.listing"
local names = require "lunette.lint.names"
local patterns = require "lunette.plan.patterns"
local place_of = require "lunette.lint.place"
local rules = require "lunette.lint.rules"
local underline = require "lunette.base.underline"

local M = {}

local colours = { warning = 33, hint = 36 }

--- All checks by id. What a file that does not load is told (names that are not defined, constants no enum holds) is not among them.
M.ids = {
    ["empty-file"] = true,
    ["missing-doc"] = true, ["missing-examples"] = true, ["missing-readme"] = true, ["missing-summary"] = true, ["missing-languages"] = true,
    ["bare-capitals"] = true, ["parts"] = true, ["country-name"] = true, ["gap-at-end"] = true, ["gap-over-actor"] = true, ["unreachable-alternative"] = true,
    ["no-requirement"] = true, ["may-be-nothing"] = true, ["duplicate-rule"] = true, ["shadowed-rule"] = true, ["unused-capture"] = true,
    ["unused-definition"] = true, ["unused-lexicon"] = true, ["unused-require"] = true, ["unmarked-layer"] = true, ["unfilled-field"] = true,
    ["contradictory-entry"] = true, ["duplicate-entry"] = true, ["same-in-two-cases"] = true, ["unused-accept"] = true, ["accept"] = true,
    ["pattern"] = true,
}

local function by_place(a, b)
    if (a.file or "") ~= (b.file or "") then return (a.file or "") < (b.file or "") end
    if (a.line or 0) ~= (b.line or 0) then return (a.line or 0) < (b.line or 0) end
    if (a.column or 0) ~= (b.column or 0) then return (a.column or 0) < (b.column or 0) end
    return a.message < b.message
end

local function finding(one)
    local place = one.place or {}
    return {
        id = one.id, kind = one.kind, level = one.level, plugin = one.plugin or one.rule and one.rule.plugin.name, rule = one.rule and one.rule.id,
        file = place.file, line = place.line, column = place.column, width = place.width, source = place.source, message = one.message, hint = one.hint,
    }
end

local function collect(state, only)
    local found, comments = {}, {}
    local function add(one) found[#found + 1] = finding(one) end
    local function accept(comment) comments[#comments + 1] = comment end
    patterns.note_names(state)
    rules.check(add, state, function(rule) return not only or rule.plugin == only end)
    for _, plugin in ipairs(state.plugin_order) do
        if not only or plugin == only then
            names.check(add, state, plugin)
            lexicons.check(add, state, plugin, accept)
            for file, owner in pairs(state.file_owner) do
                if owner == plugin then
                    for _, comment in ipairs(place_of.accepted(state, file)) do accept(comment) end
                end
            end
        end
    end
    return found, comments
end

local function apply(found, comments)
    for _, one in ipairs(found) do
        for _, comment in ipairs(comments) do
            if comment.id == one.id and comment.file == one.file and one.line and one.line >= comment.first and one.line <= comment.stop then
                comment.used = true
                if comment.reason ~= "" then one.accepted = comment.reason end
            end
        end
    end
end

local function check_comments(found, comments)
    for _, comment in ipairs(comments) do
        local function say(id, level, message, hint)
            found[#found + 1] = { id = id, kind = "accept", level = level, file = comment.file, line = comment.line, message = message, hint = hint }
        end
        if not M.ids[comment.id] then
            say("accept", "warning", ("lint: off %s: there is no such check"):format(comment.id), failure.suggest(comment.id, failure.keys(M.ids)))
        elseif comment.reason == "" then
            say("accept", "warning", ("lint: off %s: the reason is missing"):format(comment.id), ("write it behind: -- lint: off %s why it is right here")
                :format(comment.id))
        elseif not comment.used then
            say("unused-accept", "hint", ("lint: off %s accepts nothing here"):format(comment.id), "leave it out")
        end
    end
end

-- A definition's pattern is looked at once for each rule that it is put into; what is said twice of one place is said once.
local function sorted(found)
    table.sort(found, by_place)
    local kept, seen = {}, {}
    for _, one in ipairs(found) do
        local key = ("%s\0%s\0%s\0%s\0%s"):format(one.id, one.file, one.line, one.column, one.message)
        if not seen[key] then kept[#kept + 1] = one end
        seen[key] = true
    end
    return kept
end

local function all_of(state, name)
    if not state.finished then failure.raise(nil, "the check runs when everything is loaded and finished") end
    local found, comments = collect(state, name and listing.plugin(state, name))
    apply(found, comments)
    check_comments(found, comments)
    return sorted(found)
end

--- Lists what looks wrong and is not accepted.
-- @param state table
-- @param name text|nil one plugin, by name or folder
-- @return table array
function M.run(state, name)
    local left = {}
    for _, one in ipairs(all_of(state, name)) do
        if not one.accepted then left[#left + 1] = one end
    end
    return left
end

-- ---- for people ----

local function show(lines, one, colour)
    local place = one.file and ("%s:%d%s: "):format(one.file, one.line or 1, one.column and ":" .. one.column or "") or ""
    local level = underline.paint(one.level, colour and colours[one.level])
    lines[#lines + 1] = ("%s%s: %s [%s]"):format(place, level, one.message, one.id)
    if one.source and one.column then
        local first = utf8.offset(one.source, one.column) or 1
        local last = (utf8.offset(one.source, math.max(one.width or 1, 1) + 1, first) or #one.source + 1) - 1
        lines[#lines + 1] = underline.draw(one.source, { { first, math.max(first, last), "" } }, "    "):gsub("%s+$", "")
    end
    if one.hint then lines[#lines + 1] = "    hint: " .. one.hint end
end

local function counted(n, word)
    return ("%d %s%s"):format(n, word, n == 1 and "" or "s")
end

local function sum(counts)
    local parts = { counts.warning > 0 and counted(counts.warning, "warning") or "nothing to mend" }
    if counts.hint > 0 then parts[#parts + 1] = counted(counts.hint, "hint") end
    if counts.accepted > 0 then parts[#parts + 1] = counts.accepted .. " accepted" end
    return table.concat(parts, ", ")
end

--- What the command shows.
-- @param question table { plugin =, colour = }
-- @return table { findings =, warnings =, hints =, accepted =, text = }
function M.report(state, question)
    local counts, lines, shown = { warning = 0, hint = 0, accepted = 0 }, {}, {}
    for _, one in ipairs(all_of(state, question.plugin)) do
        local key = one.accepted and "accepted" or one.level
        counts[key] = counts[key] + 1
        shown[#shown + 1] = one
        if not one.accepted then show(lines, one, question.colour) end
    end
    lines[#lines + 1] = sum(counts)
    return { findings = shown, warnings = counts.warning, hints = counts.hint, accepted = counts.accepted, text = table.concat(lines, "\n") .. "\n" }
end

return M
