-- stubs.lua - reads the stubs in scripts/meta: classes, functions and values with their comments.
--
-- Sits on nothing, so that the build can use it too (scripts/docs/lua_reference.lua). The stubs are the one place where functions are
-- described: editors read them, the reference is made from them, the prompt's help and completion ask them.

local M = {}

local RECEIVERS = {
    Document = "doc", Span = "span", Annotation = "row", Entity = "entity", Pattern = "p", Lexicon = "lexicon", Corpus = "corpus", Set = "set",
    Counts = "counts", Result = "result", Page = "page", Meeting = "meeting", Telling = "telling", Test = "t",
}

--- A type as people say it: without the name of the library.
function M.short(type_text)
    return (type_text:gsub("lunette%.", ""))
end

-- ---- reading ----

-- "name type words" of @param and @field; a type may hold spaces inside brackets.
local function split_type(text)
    local depth, at = 0, 1
    while at <= #text do
        local c = text:sub(at, at)
        if c:match "[({<%[]" then depth = depth + 1 end
        if c:match "[)}>%]]" then depth = depth - 1 end
        if c == " " and depth == 0 and not text:sub(1, at - 1):match "[:,|]$" then break end
        at = at + 1
    end
    return text:sub(1, at - 1), text:sub(at + 1)
end

local function add_field(item, rest)
    local name, after = rest:match "^(%[.-%])%s+(.*)$"
    if not name then name, after = rest:match "^(%S+)%s+(.*)$" end
    local kind, words = split_type(after)
    table.insert(item.fields, { name = name, kind = kind, words = words })
end

local function read_comment(lines)
    local item = { words = {}, params = {}, fields = {}, returns = {} }
    for _, line in ipairs(lines) do
        local tag, rest = line:match "^@(%l+)%s*(.*)$"
        if tag == "class" then
            item.class, item.parent = rest:match "^([%w_.]+):?%s*(.*)$"
        elseif tag == "alias" then
            item.alias = rest
        elseif tag == "param" then
            local name, after = rest:match "^(%S+)%s+(.*)$"
            local kind, words = split_type(after)
            table.insert(item.params, { name = name, kind = kind, words = words })
        elseif tag == "return" then
            local kind, words = split_type(rest)
            table.insert(item.returns, { kind = kind, words = words })
        elseif tag == "field" then
            add_field(item, rest)
        elseif tag == "type" then
            item.kind = rest
        elseif not tag then
            table.insert(item.words, line)
        end
    end
    item.text = table.concat(item.words, " ")
    return item
end

--- The items of a file of stubs, in its order.
-- @param text text of the file
-- @return table array of { text =, params =, fields =, returns =, class =, parent =, alias =, receiver =, sign =, name =, arguments =, value = }
function M.read(text)
    local items, comment = {}, {}
    for line in (text .. "\n"):gmatch "(.-)\n" do
        local words = line:match "^%-%-%-(.*)$"
        if words then
            if words ~= "@meta" then comment[#comment + 1] = words end
        elseif #comment > 0 then
            local item = read_comment(comment)
            item.receiver, item.sign, item.name, item.arguments = line:match "^function ([%w_]*)([.:]?)([%w_]+)%((.-)%)"
            if item.receiver and item.sign == "" then item.receiver, item.name = nil, item.receiver .. item.name end
            item.value = not item.name and line:match "^([%w_]+) = "
            items[#items + 1] = item
            comment = {}
        end
    end
    return items
end

-- ---- for people ----

--- The types of parameters or of what is returned, for people.
function M.kinds(list)
    local kinds = {}
    for i, one in ipairs(list) do kinds[i] = M.short(one.kind) end
    return table.concat(kinds, ", ")
end

local function is_optional(param)
    return param.kind:find("|nil", 1, true) and not param.kind:find("^%(?fun") or param.kind:find "%)|nil$"
end

--- How a function is called: "set:take(n)", brackets around what may be left out.
function M.signature(item)
    local parts = {}
    for i, param in ipairs(item.params) do parts[i] = is_optional(param) and "[" .. param.name .. "]" or param.name end
    local receiver = item.receiver and (RECEIVERS[item.receiver] or item.receiver) .. item.sign or ""
    local name = RECEIVERS[item.receiver] and item.sign == "." and "page." .. item.name or receiver .. item.name
    return ("%s(%s)"):format(name, table.concat(parts, ", "))
end

return M
