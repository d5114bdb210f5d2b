-- speeches_spec.lua - what a country that holds a speech does with words, and what is none of its deeds.

local LEAD = "It is an honour for me to address this Assembly. My delegation attaches great importance to the work of the Assembly. "

-- "kind actor target" of each act of a speech of Norway, without the formula that opens it.
local function acts(t, text)
    local doc = t:read(LEAD .. text .. " I thank you.", { title = "Norway, General Debate", date = "2026-09-24", language = "en", country = "NO" })
    local list = {}
    for _, act in ipairs(doc:layer "act") do
        if act.kind ~= "affirm" then
            local target = act.target and act.target[1]
            list[#list + 1] = act.kind .. " " .. act.actor[1].name .. (target and " " .. target.name or "")
        end
    end
    return table.concat(list, ", ")
end

-- text → acts
local SPEECHES = {
    { "We continue to support the efforts of Peru.", "support Norway Peru" },
    { "We shall continue to support the efforts of Peru.", "pledge Norway Peru" },
    { "That is why we welcome the agreement.", "praise Norway" },
    { "We call on States that have not yet done so to accede to the Treaty.", "urge Norway" },
    { "We call upon Peru, again, to open its ports.", "urge Norway Peru" },
    { "My delegation appeals to the developed countries to open their ports.", "urge Norway" },
    { "We undertake to send two ships. We commit to the goals.", "pledge Norway, pledge Norway" },
    { "Peru must not abandon Chile.", "urge Norway Peru" },
    { "We must act. The port should be old.", "" },
}

case("what a speech does")(function(t)
    for _, row in ipairs(SPEECHES) do t:equal(acts(t, row[1]), row[2], row[1]) end
end)
