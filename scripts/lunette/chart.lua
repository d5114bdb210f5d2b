-- chart.lua - small charts as SVG inside the page: bars with numbers, lines over periods. Colours come from the page's style.
--
-- Sits on html.lua. Nothing is drawn that the numbers beside it do not say.

local failure = require "lunette.failure"
local html = require "lunette.html"

local M = {}

local ROW, LABEL, BAR, VALUE = 22, 150, 360, 60              -- pixels of the drawing
local HEIGHT, WIDTH, MARGIN = 160, 560, 30
local LABEL_LENGTH = 24

local function number(value)
    return math.type(value) == "integer" and tostring(value) or ("%.3g"):format(value)
end

local function shortened(text)
    text = tostring(text)
    local n = utf8.len(text) or #text
    if n <= LABEL_LENGTH then return text end
    return text:sub(1, (utf8.offset(text, LABEL_LENGTH) or #text) - 1) .. "…"
end

local function largest(values)
    local most = 0
    for _, value in ipairs(values) do most = math.max(most, value[3] or value[2]) end
    return most > 0 and most or 1
end

local function figure(title, width, height, parts)
    local box = ("0 0 %d %d"):format(width, height)
    local svg = html.element("svg", { viewbox = box, width = width, height = height, role = "img", ["aria-label"] = title or "chart" }, parts)
    return html.element("figure", nil, svg, title and html.element("figcaption", nil, title) or "").html:gsub("viewbox=", "viewBox=", 1)
end

local function bars(given)
    local parts, most = {}, largest(given.values)
    for i, value in ipairs(given.values) do
        local y, width = (i - 1) * ROW, value[2] / most * BAR
        parts[#parts + 1] = html.element("text", { x = LABEL - 8, y = y + 15, ["text-anchor"] = "end" }, shortened(value[1]))
        parts[#parts + 1] = html.element("rect", { x = LABEL, y = y + 3, width = ("%.1f"):format(width), height = ROW - 7, class = "bar" })
        parts[#parts + 1] = html.element("text", { x = ("%.1f"):format(LABEL + width + 6), y = y + 15 }, number(value[2]))
    end
    return figure(given.title, LABEL + BAR + VALUE, #given.values * ROW + 4, parts)
end

local function points(values, most)
    local places = {}
    for i, value in ipairs(values) do
        local x = MARGIN + (#values > 1 and (i - 1) / (#values - 1) or 0.5) * (WIDTH - 2 * MARGIN)
        places[i] = { x = x, y = HEIGHT - MARGIN - value[2] / most * (HEIGHT - 2 * MARGIN), value = value }
    end
    return places
end

local function lines(given)
    local parts, path, most = {}, {}, largest(given.values)
    local every = math.max(1, math.ceil(#given.values / 8))
    for i, place in ipairs(points(given.values, most)) do
        path[i] = ("%.1f,%.1f"):format(place.x, place.y)
        parts[#parts + 1] = html.element("circle", { cx = ("%.1f"):format(place.x), cy = ("%.1f"):format(place.y), r = 3, class = "bar" },
            html.element("title", nil, ("%s: %s"):format(tostring(place.value[1]), number(place.value[2]))))
        if (i - 1) % every == 0 then
            parts[#parts + 1] = html.element("text", { x = ("%.1f"):format(place.x), y = HEIGHT - 8, ["text-anchor"] = "middle" }, shortened(place.value[1]))
        end
    end
    table.insert(parts, 1, html.element("polyline", { points = table.concat(path, " "), class = "line" }))
    parts[#parts + 1] = html.element("text", { x = 2, y = MARGIN - 8 }, number(most))
    return figure(given.title, WIDTH, HEIGHT, parts)
end

-- Counts of one dimension as they come: periods in their order, zeros included.
local function from_counts(counts)
    local values = {}
    for key, n in counts:each() do values[#values + 1] = { key, n } end
    return values
end

--- Draws a chart.
-- @param given table { kind = "bars" | "lines", title =, values = { { label, number }, … } or counts of one dimension }
-- @return text, table SVG in a figure; the values
function M.draw(given)
    if type(given.values) == "table" and given.values.each then
        given = { kind = given.kind, title = given.title, values = from_counts(given.values) }
    end
    if type(given.values) ~= "table" then failure.raise(nil, "page:chart needs values", "values = { { \"2025\", 12 }, { \"2026\", 9 } }") end
    for i, value in ipairs(given.values) do
        if type(value) ~= "table" or type(value[2]) ~= "number" then
            failure.raise(nil, ("page:chart: value %d is not { label, number }"):format(i))
        end
    end
    if #given.values == 0 then return "", {} end
    return (given.kind == "lines" and lines or bars)(given), given.values
end

return M
