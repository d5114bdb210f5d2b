-- test_sides.lua - names in two spellings, firmness, notions and the best total: what pairs two sides' tellings. tests/cli/compare_points.sh has the rest.

local acronyms = require "lunette.compare.acronyms"
local force = require "lunette.compare.force"
local likeness = require "lunette.compare.likeness"
local matchmaking = require "lunette.base.matchmaking"
local parties = require "lunette.compare.parties"

local M = {}

-- ---- names ----

function M.letters_lose_their_marks(check)
    check.equal(parties.plain "Đặng Hữu Phước", "dang huu phuoc")
    check.equal(parties.plain "Žižkov Łąka ÇELİK ø", "zizkov laka celik o")
    check.equal(parties.plain "李明 x", "李明 x")
end

function M.names_are_one_in_other_spellings(check)
    check.equal(parties.names_alike("Anna Keller", "Anna Keller"), 1)
    check.equal(parties.names_alike("Đặng Hữu Phước", "Dang Huu Phuoc"), 1)
    check.equal(parties.names_alike("ROJAS Luis", "Luis Rojas"), 1)
    check.equal(parties.names_alike("Jürgen Möller", "Juergen Moeller"), 0.95)
    check.equal(parties.names_alike("Xenia Markou", "Ksenia Markou"), 0.95)
    check.equal(parties.names_alike("Luis Rojas", "Luis Alberto Rojas"), 0.9)
    check.equal(parties.names_alike("Giorgos Markou", "Yiannis Markou"), 0.8)
end

function M.other_people_stay_others(check)
    check.equal(parties.names_alike("Anna Keller", "Anna Lund"), 0)
    check.equal(parties.names_alike("Li Wei", "Li Min"), 0)
    check.equal(parties.names_alike("Olav Berg", "Ana Vega"), 0)
    check.equal(parties.names_alike("", "Ana Vega"), 0)
end

local function telling(...)
    local list = {}
    for i, person in ipairs { ... } do list[i] = { name = person[1], country = person[2], kind = "person" } end
    return { parties = list, beside = {} }
end

function M.a_whole_name_outweighs_a_wrong_country(check)
    local a = telling({ "Anna Keller", "NO" }, { "Luis Rojas", "PE" })
    local score, named = parties.score(a, telling({ "Anna Keller", "PE" }, { "Luis Rojas" }))
    check.equal({ score, table.concat(named, ", ") }, { 1.0, "Anna Keller, Luis Rojas" })
    check.truthy(parties.score(a, telling({ "Olav Berg", "NO" }, { "Ana Vega", "PE" })) < 0.55, "deputies on the same day are not the ministers")
end

function M.who_is_named_beside_counts(check)
    local a = telling({ "Anna Keller", "NO" }, { "Luis Rojas", "PE" })
    local visit = telling { "Anna Keller", "NO" }
    local before = parties.score(a, visit)
    visit.beside = { { name = "Luis Rojas", country = "PE", kind = "person" } }
    check.truthy((parties.score(a, visit)) > before, "the head names the host")
    visit.parties, visit.beside, visit.by_head = {}, a.parties, "sure"
    check.equal((parties.score(a, visit)) > 0, true)
end

-- ---- firmness ----

local function firmer(a, b) return force.firmer({ text = a }, { text = b }) end

function M.the_firmer_side_is_named(check)
    check.equal(firmer("hoped that Peru would open the port", "demanded that Peru open the port"), "b")
    check.equal(firmer("strongly condemned the seizure", "expressed concern over the seizure"), "a")
    check.equal(firmer("agreed to build a bridge", "discussed the building of a bridge"), "a")
    check.equal(firmer("touched upon the fate of the crew", "urged the release of the crew"), "b")
end

function M.nothing_is_said_where_scales_differ_or_are_level(check)
    check.equal(firmer("urged Peru to open the port", "called on Peru to open the port"), nil)
    check.equal(firmer("discussed the port", "exchanged views on the port"), nil)
    check.equal(firmer("thanked Norway for the engineers", "demanded engineers"), nil)
    check.equal(firmer("the port is blue", "demanded a port"), nil)
    check.equal(firmer("Keller said at a joint press conference", "discussed the port"), nil)
end

-- ---- notions ----

function M.words_of_one_notion_and_names_of_one_country_are_alike(check)
    local pool = likeness.pool()
    pool:know_names({ { text = "Norway", iso = "NO" }, { text = "Norwegian", iso = "NO" }, { text = "U.S.", iso = "US" }, { text = "US", iso = "US" },
        { text = "American", iso = "US" } }, {})
    pool:weigh "Norway will lower tariffs on wool. The US lent a vessel. Peru mined zinc. Zinc was dear."
    check.equal(pool:score("reduce customs on garments", "cut the tariff on apparel"), 1)
    check.equal(pool:score("the implementation of the treaty", "to implement the agreement"), 1)
    check.equal(pool:score("Norwegian wool", "wool of Norway"), 1)
    check.equal(pool:score("the US vessel", "an American ship"), 1)
    check.equal(pool:score("the U.S. vessel", "an American ship"), 1)
    check.equal(pool:score("Norwegian wool", "American zinc"), 0.0)
    check.truthy(pool:score("stressed zinc", "stressed wool") < 0.2, "what stands in every readout tells little")
end

function M.short_names_and_what_two_governments_call_one_thing_are_alike(check)
    local texts = { "The Callao Copper Accord was signed.", "Peru will open the CCA anew. Ships crossed the East Sea. Fog lay on the Baltic." }
    local found = acronyms.find(texts)
    check.equal(#found, 1)
    check.equal(found[1] and found[1].text, "Callao Copper Accord")
    check.equal(#acronyms.find { "The Callao Copper, Accord", "the CCA" }, 0)
    local pool = likeness.pool()
    pool:know_names({}, found)
    for _, text in ipairs(texts) do pool:weigh(text) end
    check.equal(pool:score("the Callao Copper Accord", "the CCA"), 1)
    check.equal(pool:score("fog on the East Sea", "fog on the South China Sea"), 1)
    check.truthy(pool:score("fog on the East Sea", "fog on the Baltic") < 1)
end

function M.who_took_part_is_left_out(check)
    local pool = likeness.pool()
    pool:weigh "Keller sold wool. Rojas bought zinc."
    local names = { keller = true }
    check.equal(pool:likeness(pool:measure("Keller sold wool", { names = names }), pool:measure("Keller bored tunnels", { names = names })), 0.0)
    check.equal(likeness.count("Keller stressed the wool of the two sides", names), 2)
end

function M.days_are_compared_by_value(check)
    local pool = likeness.pool()
    pool:weigh "A ship sails."
    local a, b = pool:measure("by Friday", { values = { "#2026-03-06" } }), pool:measure("on 6 March", { values = { "#2026-03-06" } })
    check.truthy(pool:likeness(a, b) > pool:likeness(a, pool:measure("on 6 March", { values = { "#2026-04-06" } })), "the same day")
end

-- ---- the best total ----

local function best_by_trying(rank, n, m)
    local best = 0
    local function try(i, used, sum)
        if i > n then best = math.max(best, sum) return end
        try(i + 1, used, sum)
        for j = 1, m do
            if rank[i][j] and not used[j] then
                used[j] = true
                try(i + 1, used, sum + rank[i][j])
                used[j] = nil
            end
        end
    end
    try(1, {}, 0)
    return best
end

function M.the_total_is_the_best_and_each_goes_once(check)
    math.randomseed(7)
    for _ = 1, 300 do
        local n, m, rank, matches = math.random(1, 5), math.random(1, 5), {}, {}
        for i = 1, n do
            rank[i] = {}
            for j = 1, m do
                if math.random() < 0.6 then
                    rank[i][j] = math.random(1, 20)
                    matches[#matches + 1] = { a = "a" .. i, b = "b" .. j, rank = rank[i][j] }
                end
            end
        end
        local sum, seen = 0, {}
        for _, match in ipairs(matchmaking.best(matches)) do
            check.truthy(not seen[match.a] and not seen[match.b], "each once")
            seen[match.a], seen[match.b], sum = true, true, sum + match.rank
        end
        check.equal(sum, best_by_trying(rank, n, m))
    end
    check.equal(matchmaking.best {}, {})
end

function M.many_are_taken_best_first(check)
    local matches = {}
    for i = 1, 150 do matches[i] = { a = i, b = 151 - i, rank = 200 - i } end
    table.insert(matches, 2, { a = 1, b = 3, rank = 198.5 })
    check.equal(#matchmaking.best(matches), 150)
end

return M
