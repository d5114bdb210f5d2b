-- lua_reference.lua - writes docs/lua.md from the stubs in scripts/meta: lua5.4 scripts/docs/lua_reference.lua ROOT > docs/lua.md
--
-- The stubs are the one place where functions are described: editors read them, this page is made from them, and tests/lua/test_exports.lua holds them
-- against what there is. `cmake --build build/dev --target docs` writes the page; the test source/reference fails where it is not up to date.

local root = arg[1] or "."

local FILES = { "rules", "types", "objects", "libraries", "corpus", "specs", "console" }

local function read(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read "a"
    file:close()
    return text
end

local stubs = dofile(root .. "/scripts/lunette/author/stubs.lua")
local short = stubs.short

-- ---- writing ----

local out = {}

local function say(format, ...)
    out[#out + 1] = select("#", ...) > 0 and format:format(...) or format
end

-- What Markdown would take for markup: bars in tables.
local function cell(text)
    return (text:gsub("|", "\\|"))
end

local function write_details(list)
    local told = {}
    for _, one in ipairs(list) do
        if one.words and one.words ~= "" then told[#told + 1] = ("- `%s`: %s (%s)"):format(one.name or "returns", one.words, short(one.kind)) end
    end
    if #told > 0 then say("\n%s", table.concat(told, "\n")) end
end

local function write_function(item)
    local returns = #item.returns > 0 and (" → `%s`"):format(stubs.kinds(item.returns)) or ""
    say("\n**`%s`**%s\\\n%s", stubs.signature(item), returns, item.text)
    write_details(item.params)
end

local function write_class(item)
    say("\n### %s%s", short(item.class), item.parent ~= "" and (" (all of %s, and)"):format(short(item.parent)) or "")
    if item.text ~= "" then say("\n%s", item.text) end
    if #item.fields == 0 then return end
    say "\n| field | type | what it is |\n| --- | --- | --- |"
    for _, field in ipairs(item.fields) do say("| `%s` | `%s` | %s |", field.name, cell(short(field.kind)), cell(field.words)) end
end

local function write_file(name)
    local text = read(("%s/scripts/meta/%s.lua"):format(root, name))
    local head = {}
    local seen = false
    for line in text:gmatch "[^\n]+" do
        local words = line:match "^%-%- (.*)$"
        if words then head[#head + 1], seen = words, true elseif seen then break end
    end
    local title, rest = table.concat(head, " "):match "^%S+ %- (%S.-)([.:].*)$"
    say("\n## %s", (title:gsub("^%l", string.upper)))
    if rest ~= "." then say("\n%s", (rest:gsub("^[.:]%s*", ""):gsub("^%l", string.upper))) end
    for _, item in ipairs(stubs.read(text)) do
        if item.class then
            write_class(item)
        elseif item.name then
            write_function(item)
        elseif item.value then
            local is_library = item.value == "calendar" or item.value == "stats"
            if is_library then say("\n### %s\n\n%s", item.value, item.text) else say("\n**`%s`**\\\n%s", item.value, item.text) end
        elseif item.alias then
            local alias, kind = item.alias:match "^(%S+) (.*)$"
            say("\n**`%s`** = `%s`\\\n%s", short(alias), short(kind), item.text)
        end
    end
end

say [[
# The Lua reference

What rule files, analyses and reports can call. This page is made from the stubs in scripts/meta by scripts/docs/lua_reference.lua; editors with the
Lua language server read the same stubs. Brackets in a head mark what may be left out. What is not here cannot be reached: a test fails
on a function, method or field without an entry, and on an entry without a function.

Rule files also see Lua's own `assert error ipairs next pairs pcall rawequal rawget rawlen rawset select tonumber tostring type xpcall load setmetatable
getmetatable`, and its libraries `string table math utf8 coroutine`, but for what touches the system, chance or memory: no `io`, `os`, `require`,
`print`, `math.random`, `string.dump`, `collectgarbage` ([sandbox](sandbox.md)).]]
for _, name in ipairs(FILES) do write_file(name) end
io.write(table.concat(out, "\n"), "\n")
