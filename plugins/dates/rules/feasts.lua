-- feasts.lua - feast days: "Christmas Eve", "Easter Monday 2012".

local time = include "time.lua"

-- "Ukraine's Independence Day", "Independence Day" in a text from elsewhere than the United States: another day than theirs.
local function is_of_others(match, doc)
    if match.feast.text ~= "Independence Day" then return false end
    local before = match:before(2)
    local owner = before and before.text:match("(%u[%a.]+)['\u{2019}s%s]*$")
    if owner then return owner ~= "U.S." and owner ~= "US" and owner ~= "American" and owner ~= "On" and owner ~= "States" end
    return doc.country ~= nil and doc.country ~= "US"
end

local function feast_value(match, doc)
    if is_of_others(match, doc) then return nil, "the day of another country" end
    local rule_text = time.entry(match.feast, "holidays").rule
    local reference = time.reference(doc)
    local year = match.year and tonumber(match.year.text)
    if not year and not reference then
        local day = rule_text:match("^%d%d%-%d%d$")
        return day and time.fields("DATE", "XXXX-" .. day)
    end
    local month = tonumber(rule_text:match("^X?%-?(%d%d)%-")) or 4
    local value = time.feast(rule_text, year or time.year_of(reference, month, time.tense(match)))
    if match.week and value then
        return time.fields("DATE", time.week(calendar.day(value)) .. (match.week.text:lower() == "weekend" and "-WE" or ""))
    end
    local which = match.which and match.which.text:lower()
    if not year and which and value then
        if which == "last" and value >= reference.iso then value = time.feast(rule_text, reference.year - 1) end
        if which == "next" and value <= reference.iso then value = time.feast(rule_text, reference.year + 1) end
    end
    return time.fields("DATE", value)
end

rule "feast" {
    doc = "A feast day: 'New Year's Day', 'last Christmas', 'Easter Monday 2012'.",
    match = [[ (which:(last | this | next))? feast:$holidays (year:%year_number)? (week:(week | weekend))? ]],
    mark = feast_value,
    marks = "date",
    examples = {
        { "Shops close on Christmas Eve.", document = { date = "2020-11-02" }, expect = { { value = "2020-12-24" } } },
        { "They met on Easter Monday 2012.", expect = { { value = "2012-04-09" } } },
        { "Shops close in Christmas week.", document = { date = "2020-11-02" }, expect = { { value = "2020-W52", text = "Christmas week" } } },
        { "They met on India's Independence Day.", expect = {} },
        { "They met on Independence Day.", document = { date = "2020-11-02" }, expect = { { value = "2020-07-04" } } },
        { "She eats easterly.", expect = {} },
    },
}
