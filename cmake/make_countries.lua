-- make_countries.lua - names of countries as a lexicon file: phrase, iso.
--
-- lua5.4 make_countries.lua ISO_3166-1.json CLDR_en.xml OUT
-- Sits on the Debian packages iso-codes (LGPL-2.1+; names and codes) and unicode-cldr-core (Unicode licence). Names with a comma or
-- brackets are turned round or cut, since no text spells them so. Every name appears once, sorted, so that builds are alike.

local iso_file, cldr_file, out_file = table.unpack(arg)

local function read(path)
    local file = io.open(path, "rb")
    if not file then return "" end
    local data = file:read("a")
    file:close()
    return data
end

local ENTITIES = { amp = "&", lt = "<", gt = ">", quot = '"', apos = "'" }

local function unescape(text)
    text = text:gsub("\\u(%x%x%x%x)", function(code) return utf8.char(tonumber(code, 16)) end)
    return (text:gsub("&(%a+);", ENTITIES))
end

local names = {}

-- "Korea, Republic of" is "Republic of Korea"; "Myanmar (Burma)" is "Myanmar".
local function spoken(name)
    name = name:gsub("%s*%b()", "")
    local first, rest = name:match("^([^,]+), (.+)$")
    if first and not rest:find(",") and (rest:find(" of$") or rest:find(" of the$") or rest:find("^%u")) then name = rest .. " " .. first end
    name = name:gsub(" %- ", "-"):gsub("’", "'"):gsub("^[Tt]he ", "")
    return name
end

local function add(name, iso)
    if not name then return end
    name = spoken(unescape(name))
    if name ~= "" and not name:find("[\t\n,]") and not names[name] then names[name] = iso end
end

-- Words that are something else far more often.
local SKIP = { Congo = true, Jersey = true }

for object in read(iso_file):gmatch("{[^{}]*}") do
    local iso = object:match('"alpha_2": "(%u%u)"')
    if iso then
        for _, key in ipairs { "common_name", "name", "official_name" } do add(object:match('"' .. key .. '": "(.-)"'), iso) end
    end
end

for iso, name in read(cldr_file):gmatch('<territory type="(%u%u)"[^>]*>(.-)</territory>') do
    if iso ~= "ZZ" and iso ~= "XA" and iso ~= "XB" and iso ~= "EU" and iso ~= "EZ" and iso ~= "UN" and iso ~= "QO" then add(name, iso) end
end

local sorted = {}
for name in pairs(names) do
    if not SKIP[name] then sorted[#sorted + 1] = name end
end
table.sort(sorted)

local out = assert(io.open(out_file, "wb"))
out:write("# case: exact\n# Names of countries from iso-codes and CLDR; made by cmake/make_countries.lua.\nphrase\tiso\n")
for _, name in ipairs(sorted) do out:write(name, "\t", names[name], "\n") end
out:close()
