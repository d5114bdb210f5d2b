-- chart.lua - small charts as SVG inside the page: bars with numbers, lines over periods, a timeline. Colours come from the page's style.
--
-- Sits on html.lua, base/calendar.lua. Nothing is drawn that the numbers beside it do not say.

local calendar = require "lunette.base.calendar"
local failure = require "lunette.base.failure"
local html = require "lunette.report.html"

local M = {}

local ROW = 22                       -- pixels from bar to bar
local HEIGHT, WIDTH, MARGIN = 160, 560, 30
local LABEL_LENGTH = 24
local LANE, TICKS = 26, 10
local AT_EDGE = 0.04                 -- so near to an end a tick's label stands beside it: else it would be cut
local EDGE = 2.5                     -- per cent of a timeline's width that stay free on each side
local SIZES = { { "small", 36 }, { "middle", 71 }, { "large", 104 } }  -- letters that have room side by side under a timeline: as page.css parts its widths
local LANES = 12                     -- of a timeline: the rest is one more

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

-- What the colours mean: { { class, label } … }.
local function caption(title, key)
    local items = {}
    for i, item in ipairs(key or {}) do
        items[i] = html.element("span", { class = "key" }, html.element("i", { class = "swatch " .. item[1] }), item[2])
    end
    return (title or #items > 0) and html.element("figcaption", nil, title or "", items) or ""
end

-- A chart as those hear it who cannot see it: its title and its numbers.
local function in_words(given)
    local words = {}
    for i, value in ipairs(given.values) do words[i] = ("%s %s"):format(tostring(value[1]), number(value[2])) end
    return ("%s: %s"):format(tostring(given.title or "chart"), table.concat(words, ", "))
end

-- Labels as a column of their own beside a drawing that is as wide as there is room: its places are per cent, and no letter shrinks with it.
local function beside_labels(given, class, labels, svg)
    local column = {}
    for i, label in ipairs(labels) do column[i] = html.element("div", { title = label }, label) end
    local columns = html.element("div", { class = "timeline" }, html.element("div", { class = "lanes" }, column), html.element("div", { class = "time" }, svg))
    return html.element("figure", class and { class = class }, columns, caption(given.title, given.key)).html
end

local function figure(given, width, height, parts)
    local box = ("0 0 %d %d"):format(width, height)
    local svg = html.element("svg", { viewbox = box, width = width, height = height, role = "img", ["aria-label"] = in_words(given) }, parts)
    return html.element("figure", nil, svg, caption(given.title, given.key)).html:gsub("viewbox=", "viewBox=", 1)
end

-- One bar, or the parts of which it is made: value.parts = { { label, number, class } … }.
local function bar_of(parts, value, y, width)
    local x = 0
    for _, part in ipairs(value.parts or { { value[1], value[2], "bar" } }) do
        local own = value[2] > 0 and part[2] / value[2] * width or 0
        parts[#parts + 1] = html.element("rect", { x = ("%.1f%%"):format(x), y = y, width = ("%.1f%%"):format(own), height = ROW - 7, class = part[3] },
            value.parts and html.element("title", nil, ("%s: %s"):format(part[1], number(part[2]))) or "")
        x = x + own
    end
end

local function bars(given)
    local parts, labels, most = {}, {}, largest(given.values)
    for i, value in ipairs(given.values) do
        local y, width = (i - 1) * ROW, value[2] / most * 100
        labels[i] = tostring(value[1])
        bar_of(parts, value, y + 3, width)
        parts[#parts + 1] = html.element("text", { x = ("%.1f%%"):format(width), dx = 6, y = y + 15 }, number(value[2]))
    end
    local svg = html.element("svg", { width = "100%", height = #given.values * ROW + 4, role = "img", ["aria-label"] = in_words(given) }, parts)
    return beside_labels(given, "bars", labels, svg)
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
    return figure(given, WIDTH, HEIGHT, parts)
end

-- ---- a timeline ----

local function days_of(first, last, every)
    local ticks = {}
    for day = first + (1 - calendar.weekday(first)) % 7 % every, last, every do ticks[#ticks + 1] = { day, calendar.date(day) } end
    return ticks
end

-- The days at which a year, quarter, month or week begins, or all of them, as fine as there is room for; and how each is written.
local function ticks_of(first, last)
    local ticks = {}
    for _, every in ipairs { 1, 7 } do
        if last - first < TICKS * every then return days_of(first, last, every) end
    end
    for _, months in ipairs { 1, 3, 12, 60, 120, 600 } do
        ticks = {}
        local year, month = calendar.date(first):match "^(%d+)%-(%d+)"
        local at = tonumber(year) * 12 + (tonumber(month) - 1) // months * months
        if months > 12 then at = at - at % months end
        repeat
            local day = calendar.day(at // 12, at % 12 + 1, 1)
            local label = months >= 12 and ("%d"):format(at // 12) or ("%d-%02d"):format(at // 12, at % 12 + 1)
            if day and day >= first and day <= last then ticks[#ticks + 1] = { day, label } end
            at = at + months
        until not day or day > last or #ticks > TICKS
        if #ticks <= TICKS then return ticks end
    end
    return ticks
end

-- Where a tick's label begins and ends, in letters, and how it is anchored: one that would be cut at an edge stands beside its place.
local function extent(at, label, letters)
    local middle, n = (EDGE + at * (100 - 2 * EDGE)) / 100 * letters, #label
    if at < AT_EDGE then return middle, middle + n, "start" end
    if at > 1 - AT_EDGE then return middle - n, middle, "end" end
    return middle - n / 2, middle + n / 2, "middle"
end

-- In which sizes each label does not touch the one before: "soft tick large middle".
local function label_classes(ticks, place_of)
    local classes = {}
    for _, size in ipairs(SIZES) do
        local free = 0
        for i, tick in ipairs(ticks) do
            local start, stop = extent(place_of(tick), tick[2], size[2])
            if start >= free then classes[i], free = (classes[i] or "soft tick") .. " " .. size[1], stop + 1 end
        end
    end
    return classes
end

-- The points of one year or month stand side by side in it: which day is theirs is not known.
local function spread(list)
    local n, seen = {}, {}
    local function key(point) return point.first .. " " .. point.last end
    for _, point in ipairs(list) do n[key(point)] = (n[key(point)] or 0) + 1 end
    for _, point in ipairs(list) do
        local own = key(point)
        seen[own] = (seen[own] or 0) + 1
        point.day = point.first == point.last and point.first or point.first + (seen[own] - 0.5) / n[own] * (point.last - point.first)
    end
end

local function lane_of(parts, lane, y, place)
    parts[#parts + 1] = html.element("line", { x1 = 0, x2 = "100%", y1 = y, y2 = y, class = "rule" })
    spread(lane.points)
    for _, point in ipairs(lane.points) do
        local dot = html.element("circle", { cx = place(point.day), cy = y, r = 5, class = point.first < point.last and "dot wide" or "dot" },
            html.element("title", nil, point.label))
        parts[#parts + 1] = point.place and html.element("a", { href = "#" .. point.place, ["aria-label"] = point.label, tabindex = -1 }, dot) or dot
    end
end

-- The lanes with the most points; those of the others are one lane, which says how many they are, and in which each place has one.
local function lanes_of(given)
    local lanes, rest, seen = {}, { label = given.rest or "others", points = {} }, {}
    for i, value in ipairs(given.values) do
        lanes[i] = { label = value[1], points = {}, order = i }
        for _, point in ipairs(value[2]) do
            local from, to = calendar.stretch(point[1])
            if from then table.insert(lanes[i].points, { first = from, last = to, label = point[2], place = point[3] }) end
        end
    end
    if #lanes <= LANES + 1 then return lanes end
    table.sort(lanes, function(a, b)
        if #a.points ~= #b.points then return #a.points > #b.points end
        return a.order < b.order
    end)
    for i = LANES + 1, #lanes do
        for _, point in ipairs(lanes[i].points) do
            if not (point.place and seen[point.place]) then table.insert(rest.points, point) end
            seen[point.place or point] = true
        end
        lanes[i] = nil
    end
    lanes[#lanes + 1] = rest
    rest.label = ("%d %s"):format(#given.values - LANES, rest.label)
    return lanes
end

local function time_figure(given, lanes, height, parts)
    local labels = {}
    for i, lane in ipairs(lanes) do labels[i] = lane.label end
    local svg = html.element("svg", { width = "100%", height = height, role = "group", ["aria-label"] = given.title or "chart" }, parts)
    return beside_labels(given, nil, labels, svg)
end

-- values = { { label, { { date, label, place }, … } }, … }: a lane each, its points links to places of the page. Whose date is a month or a year is hollow.
-- The points are no stops of the Tab key: what they lead to stands in a table as well.
local function timeline(given)
    local lanes, first, last, rows = lanes_of(given), math.huge, -math.huge, {}
    for i, lane in ipairs(lanes) do
        rows[i] = { lane.label, #lane.points }
        for _, point in ipairs(lane.points) do first, last = math.min(first, point.first), math.max(last, point.last) end
    end
    if last < first then return "", {} end
    local span, parts, bottom = math.max(1, last - first), {}, #lanes * LANE + 8
    local function place(day) return ("%.2f%%"):format(EDGE + (day - first) / span * (100 - 2 * EDGE)) end
    local ticks = ticks_of(first, last)
    local function part_of(tick) return (tick[1] - first) / span end
    local classes = label_classes(ticks, part_of)
    for i, tick in ipairs(ticks) do
        local x, _, _, anchor = place(tick[1]), extent(part_of(tick), tick[2], 1)
        parts[#parts + 1] = html.element("line", { x1 = x, x2 = x, y1 = 0, y2 = bottom, class = "rule" })
        parts[#parts + 1] = classes[i] and html.element("text", { x = x, y = bottom + 16, ["text-anchor"] = anchor, class = classes[i] }, tick[2])
    end
    for i, lane in ipairs(lanes) do lane_of(parts, lane, (i - 0.5) * LANE, place) end
    return time_figure(given, lanes, bottom + 24, parts), rows
end

-- Counts of one dimension as they come: periods in their order, zeros included.
local function from_counts(counts)
    local values = {}
    for key, n in counts:each() do values[#values + 1] = { key, n } end
    return values
end

--- Draws a chart.
-- @param given table { kind = "bars" | "lines" | "timeline", title =, values = { { label, number }, … } or counts of one dimension; of a timeline
-- { { label, { { date, label, place }, … } }, … }; a bar may have parts = { { label, number, class }, … }; key = what the
-- colours mean, { { class, label }, … } }
-- @return text, table SVG in a figure; the values
function M.draw(given)
    if type(given.values) == "table" and given.values.each then
        given = { kind = given.kind, title = given.title, values = from_counts(given.values) }
    end
    if type(given.values) ~= "table" then failure.raise(nil, "page:chart needs values", "values = { { \"2025\", 12 }, { \"2026\", 9 } }") end
    if given.kind == "timeline" then return timeline(given) end
    for i, value in ipairs(given.values) do
        if type(value) ~= "table" or type(value[2]) ~= "number" then
            failure.raise(nil, ("page:chart: value %d is not { label, number }"):format(i))
        end
    end
    if #given.values == 0 then return "", {} end
    return (given.kind == "lines" and lines or bars)(given), given.values
end

return M
