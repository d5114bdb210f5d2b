-- html.lua - pieces of HTML that cannot be wrong: every text is escaped where it enters, and only `element` makes markup.
--
-- Sits on nothing. A piece is { html =, plain =, md = }: its markup, its words, and its words in Markdown, where blocks and items stand on lines of their
-- own and quotations between marks. Texts are bytes in UTF-8.

local M = {}

local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }
local empty_elements = { br = true, hr = true, input = true }
local md_around = {                  -- what stands around an element's words in Markdown
    q = { "“", "”" }, li = { "\n- ", "" }, ul = { "\n", "\n" }, summary = { "\n", "\n" }, div = { "\n", "\n" }, p = { "\n", "\n" },
}
local Piece = { __metatable = "piece" }
local contents = setmetatable({}, { __mode = "k" })

Piece.__index = function(piece, key) return contents[piece][key] end
Piece.__newindex = function() error("a piece of a page cannot be changed", 2) end
Piece.__tostring = function(piece) return contents[piece].plain end

-- Marks that turn the direction of what follows them, with the one that ends it.
local MARKS = "\xE2[\x80\x81][\xA6-\xAE]"
local TO_POP, TO_POP_ISOLATE = "\u{202C}", "\u{2069}"
local ends = {
    ["\u{202A}"] = TO_POP, ["\u{202B}"] = TO_POP, ["\u{202D}"] = TO_POP, ["\u{202E}"] = TO_POP,
    ["\u{2066}"] = TO_POP_ISOLATE, ["\u{2067}"] = TO_POP_ISOLATE, ["\u{2068}"] = TO_POP_ISOLATE,
}

-- A text that turns the direction of what follows ends that itself: what stands behind it on a page reads as it should.
local function self_contained(text)
    if not text:find(MARKS) then return text end
    local open = {}
    for mark in text:gmatch(MARKS) do
        if ends[mark] then
            open[#open + 1] = ends[mark]
        elseif mark == TO_POP and open[#open] == mark then
            open[#open] = nil
        elseif mark == TO_POP_ISOLATE then      -- ends what was begun inside of it, too
            local at = #open
            while at > 0 and open[at] ~= mark do at = at - 1 end
            for i = #open, at > 0 and at or #open + 1, -1 do open[i] = nil end
        end
    end
    local closing = {}
    for i = #open, 1, -1 do closing[#closing + 1] = open[i] end
    return text .. table.concat(closing)
end

--- A text as HTML. Control characters that no page may hold become U+FFFD.
function M.escape(text)
    return (self_contained(tostring(text)):gsub("[&<>\"']", escapes):gsub("[%z\1-\8\11\12\14-\31\127]", "\u{FFFD}"))
end

--- A text as Markdown: no emphasis, markup or image comes of it. Lines stay lines. Pages in Markdown are read in terminals, too, which take control
-- characters for orders: these become U+FFFD.
function M.md_lines(text)
    local harmless = self_contained(tostring(text)):gsub("[%z\1-\8\11-\31\127]", "\u{FFFD}"):gsub("\xC2[\x80-\x9F]", "\u{FFFD}")
    return (harmless:gsub("[\\`*_<>|#]", "\\%0"))
end

local function make(html, plain, md)
    local piece = setmetatable({}, Piece)
    contents[piece] = { html = html, plain = plain, md = md }
    return piece
end

--- Is this a piece?
function M.is(value)
    return contents[value] ~= nil
end

--- Any value as markup: pieces as they are, texts escaped, nothing as nothing, arrays one after the other.
function M.markup(value)
    if value == nil or value == false then return "" end
    if contents[value] then return contents[value].html end
    if type(value) ~= "table" then return M.escape(value) end
    local parts = {}
    for i, item in ipairs(value) do parts[i] = M.markup(item) end
    return table.concat(parts)
end

--- Any value as plain words.
function M.plain(value)
    if value == nil or value == false then return "" end
    if contents[value] then return contents[value].plain end
    if type(value) ~= "table" then return tostring(value) end
    local parts = {}
    for i, item in ipairs(value) do parts[i] = M.plain(item) end
    return table.concat(parts)
end

--- Any value as Markdown: no emphasis, markup, link or image comes of its texts, which are in one line each. Brackets that would make a link
-- with what stands beside them are page.lua's to escape.
function M.md(value)
    if value == nil or value == false then return "" end
    if contents[value] then return contents[value].md end
    if type(value) ~= "table" then return M.md_lines(tostring(value):gsub("%s+", " ")) end
    local parts = {}
    for i, item in ipairs(value) do parts[i] = M.md(item) end
    return table.concat(parts)
end

local function attribute_text(attributes)
    local names, parts = {}, {}
    for name in pairs(attributes) do names[#names + 1] = name end
    table.sort(names)
    for _, name in ipairs(names) do
        local value = attributes[name]
        if not name:match("^[a-z][a-z0-9-]*$") or name:match("^on") then error(("'%s' is no attribute of a page"):format(name), 3) end
        if name == "href" and not tostring(value):match("^#") then error("links of a page lead to places in it: #d3", 3) end
        if name == "src" then error("a page loads nothing from elsewhere", 3) end
        if value == true then
            parts[#parts + 1] = " " .. name
        elseif value ~= false then
            parts[#parts + 1] = (' %s="%s"'):format(name, M.escape(value))
        end
    end
    return table.concat(parts)
end

--- An element: `element("p", { class = "note" }, "12 documents, ", element("b", nil, "3"), " of them in French")`
-- @param tag text
-- @param attributes table|nil
-- @return piece
function M.element(tag, attributes, ...)
    local name = tostring(tag)
    if not name:match("^[a-z][a-z0-9]*$") or name == "script" or name == "style" or name == "iframe" or name == "object" then
        error(("'%s' is no element of a page"):format(name), 2)
    end
    local inner = { ... }
    for i = 1, select("#", ...) do inner[i] = inner[i] or "" end
    local opening = ("<%s%s>"):format(name, attributes and attribute_text(attributes) or "")
    if empty_elements[name] then return make(opening, "", name == "br" and "\n" or "") end
    local around = md_around[name] or { "", "" }
    return make(("%s%s</%s>"):format(opening, M.markup(inner), name), M.plain(inner), around[1] .. M.md(inner) .. around[2])
end

--- Pieces and texts as one piece; arrays of them too.
function M.join(...)
    local items = { ... }
    for i = 1, select("#", ...) do items[i] = items[i] or "" end
    return make(M.markup(items), M.plain(items), M.md(items))
end

return M
