-- test_terms.lua - the lists of offices in plugins/entities/terms: each is in order, no two terms of one office overlap, and nothing in them is misspelled.

local FILES = { "g20", "europe", "europe_east", "asia", "bodies" }
local FEWEST = 1000                  -- terms; a file that is not read must not pass

-- A date as exact as it is written: its first and last possible day, as texts that compare.
local function bounds(date)
    if #date == 10 then return date, date end
    if #date == 7 then return date .. "-01", date .. "-31" end
    return date .. "-01-01", date .. "-12-31"
end

local function is_date(date)
    local year, month, day = date:match "^(%d%d%d%d)%-?(%d?%d?)%-?(%d?%d?)$"
    if not year or #date ~= 4 and #date ~= 7 and #date ~= 10 then return false end
    if #date == 4 then return true end
    if tonumber(month) < 1 or tonumber(month) > 12 then return false end
    if #date == 7 then return true end
    local time = os.time { year = tonumber(year), month = tonumber(month), day = tonumber(day), hour = 12 }
    return os.date("%Y-%m-%d", time) == date
end

-- Each list of the files with its terms, which this reads apart from the plugin.
local function each_list(check)
    local lists = {}
    for _, file in ipairs(FILES) do
        local path = "plugins/entities/terms/" .. file .. ".lua"
        for _, list in ipairs(assert(load(check.truthy(check.read(path)), "=" .. file, "t", {}))()) do
            local terms = {}
            for line in list[5]:gmatch "[^\n]+" do
                if line:find "%S" then
                    local from, to, name = line:match "^%s*([%d%-]+)%.*([%d%-]*)%s+(.-)%s*$"
                    check.truthy(from, ("%s: a line without a date and a name: %s"):format(file, line))
                    terms[#terms + 1] = { from = from, to = to ~= "" and to or nil, name = name }
                end
            end
            lists[#lists + 1] = { file = file, iso = list[1], role = list[2], title = list[3], basis = list[4], terms = terms }
        end
    end
    return lists
end

local function what(list, term)
    return ("%s: %s %s, %s %s"):format(list.file, list.iso or list.title, list.role, term.from, term.name)
end

local tests = {}

function tests.every_term_has_a_date_that_is_one_and_a_name(check)
    local n = 0
    for _, list in ipairs(each_list(check)) do
        check.truthy(#list.terms > 0, list.file .. ": an office without holders: " .. list.title)
        check.truthy(#list.basis > 3, list.file .. ": an office without a basis: " .. list.title)
        for _, term in ipairs(list.terms) do
            n = n + 1
            check.truthy(is_date(term.from) and (not term.to or is_date(term.to)), "no date: " .. what(list, term))
            check.truthy(term.name:find "^[%u\xC3-\xC8]" and not term.name:find "[%d;,%[%]]", "no name: " .. what(list, term))
        end
    end
    check.truthy(n >= FEWEST, "fewer terms than expected: " .. n)
end

function tests.terms_of_one_office_are_in_order_and_do_not_overlap(check)
    local last_of = {}
    for _, list in ipairs(each_list(check)) do
        local office = (list.iso or list.title) .. " " .. list.role
        for _, term in ipairs(list.terms) do
            local last = last_of[office]
            local first_day, last_day = bounds(term.from)
            if last then
                check.truthy(bounds(last.from) < last_day and last.from ~= term.from, "begins before the one before it: " .. what(list, term))
                check.truthy(not last.to or bounds(last.to) <= last_day, ("overlaps %s (to %s): %s"):format(last.name, last.to or "", what(list, term)))
                check.truthy(last.name ~= term.name or last.to, "one term told twice: " .. what(list, term))
            end
            if term.to then check.truthy(first_day <= select(2, bounds(term.to)) and term.from ~= term.to, "ends before it begins: " .. what(list, term)) end
            last_of[office] = term
        end
    end
end

function tests.one_list_an_office_and_title_with_a_role_and_a_country_that_there_are(check)
    local roles, countries, seen = {}, {}, {}
    for role in check.truthy(check.read "plugins/entities/lexicons/titles.tsv"):gmatch "\t([a-z_]+)" do roles[role] = true end
    for code in check.truthy(check.read "plugins/entities/names.lua"):gmatch "\n    (%u%u) = " do countries[code] = true end
    for _, list in ipairs(each_list(check)) do
        local office = ("%s %s %s"):format(tostring(list.iso), list.role, list.title)
        check.truthy(not seen[office], "listed twice: " .. office)
        seen[office] = true
        check.truthy(roles[list.role], "no role of titles.tsv: " .. office)
        check.truthy(not list.iso or countries[list.iso], "no country: " .. office)
    end
end

return tests
