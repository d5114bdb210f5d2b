-- releases_spec.lua - who "we" are in a release, and who a spokesman is for whom nobody gives a name.

-- "kind actor" of each act of a text of Norway.
local function acts(t, text)
    local doc = t:read(text, { date = "2026-03-12", language = "en", country = "NO" })
    local list = {}
    for _, act in ipairs(doc:layer "act") do
        local names = {}
        for i, actor in ipairs(act.actor) do names[i] = actor.name end
        list[#list + 1] = act.kind .. " " .. table.concat(names, "+")
    end
    return table.concat(list, ", ")
end

local CALL = "Foreign Minister Anna Keller spoke by telephone with Peruvian Foreign Minister Hugo Brand."

-- text → acts
local RELEASES = {
    { "Press release on the attack in Lima\n\nWe condemn this attack.\n\n" .. CALL .. "\n\nWe urge all parties to leave the port.", "condemn Norway, urge Norway" },
    { CALL .. "\n\nWe urge all parties to leave the port.", "urge Anna Keller+Hugo Brand" },
    { "In reaction to the verdict against the lawyer Ivo Brand, a Foreign Ministry spokesperson said:\n\nWe call on Peru to release Mr. Brand.", "urge Foreign Ministry" },
}

case("who 'we' are in a release")(function(t)
    for _, row in ipairs(RELEASES) do t:equal(acts(t, row[1]), row[2], row[1]) end
end)

case("a spokesman who is told of behind a name is somebody else")(function(t)
    local doc = t:read("In reaction to the verdict against the lawyer Ivo Brand, a Foreign Ministry spokesperson said that the port is open.", { language = "en" })
    t:equal(doc:layer("statement")[1].speaker[1].name, "Foreign Ministry")
    doc = t:read("Ivo Brand, a Foreign Ministry spokesperson, said that the port is open.", { language = "en" })
    t:equal(doc:layer("statement")[1].speaker[1].name, "Ivo Brand")
end)
