-- make_places.lua - English names of places as a lexicon file, one a line.
--
-- lua5.4 make_places.lua geonames.mo LEXICON_FOLDER OUT
-- Sits on the Debian package libgeonames-common (data CC-BY-4.0, geonames.org; notice in plugins/entities/README.md): a gettext
-- catalogue from GeoNames id to English name. Left out: names of countries, given names, names without a capital, very short ones,
-- and words that begin sentences or name something else. Sorted, each once, so that builds are alike.

local catalogue_file, lexicons, out_file = table.unpack(arg)

local function read(path)
    local file = io.open(path, "rb")
    if not file then return "" end
    local data = file:read("a")
    file:close()
    return data
end

local skip = {}
for word in ([[ Of Police University Central Eastern Western Northern Southern North South East West Center Centre Independence
    Union Reform Reforma Mission Commerce Liberty Freedom Hope Justice Police Most Mobile Reading Bath Battle Deal Rugby Sandwich
    Street Hamburger Bar Best Both Date Same Sale Same Man Male Many Police Pop Sur Via Ham Hamm Mary Martin Sasha Sofia Same Police
    Green Lake Park Pool Port Orange Providence Enterprise Federal Normal Opportunity Paradise Progress Republic Security Spring
    Summit Universal Welcome Winter March May August Young King Kings Queens Bishop Marshall General President Colon Saint Same
    Capital District Province Region State City Town County Republican Democrat National International Young Church Bank Ministry
    Army Navy Best Parole Police Start Same Surprise Time Times Tours Union Wake Wall Ward Cup Game Bush Clinton Carter Ford
    Jackson Johnson Jefferson Madison Monroe Nixon Lincoln Washington Cameron Blair Brown Major Putin Obama Trump Obama Merkel Abe
    Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Han Feng Cao Peng
    Lee Kim Park Choi Khan Singh Kumar Ali Ahmed Hassan Hussein Mohammed Apple Amazon Orange Shell Corona Delta Holland ]]):gmatch("%S+") do
    skip[word] = true
end

local function skip_phrases(file)
    for line in read(lexicons .. "/" .. file):gmatch("[^\n]+") do
        if line:sub(1, 1) ~= "#" then skip[line:match("^[^\t]*")] = true end
    end
end
skip_phrases("country_names.tsv")
skip_phrases("demonyms.tsv")
skip_phrases("given.tsv")
skip_phrases("family_first.txt")
skip_phrases("titles.tsv")

-- A gettext catalogue: magic, version, count, offset of the originals' table, offset of the translations' table.
local function translations(data)
    if #data < 28 or string.unpack("<I4", data) ~= 0x950412de then return function() end end
    local count, _, table_at = string.unpack("<I4I4I4", data, 9)
    local at = 0
    return function()
        at = at + 1
        if at >= count then return nil end
        local len, start = string.unpack("<I4I4", data, table_at + 8 * at + 1)
        return data:sub(start + 1, start + len)
    end
end

local names = {}
for name in translations(read(catalogue_file)) do
    name = name:gsub("‘", "'"):gsub("’", "'"):gsub("ʻ", "'")
    local usable = #name > 3 and name:find("^%u") or name:find("^[\xC3-\xC5]")
    if usable and not skip[name] and not name:find("[,()/\t\n%d]") then names[name] = true end
end

local sorted = {}
for name in pairs(names) do sorted[#sorted + 1] = name end
table.sort(sorted)

local out = assert(io.open(out_file, "wb"))
out:write("# case: exact\n# English names of places from GeoNames (CC-BY-4.0); made by cmake/make_places.lua.\n")
for _, name in ipairs(sorted) do out:write(name, "\n") end
out:close()
