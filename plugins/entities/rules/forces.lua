-- forces.lua - armed bodies and holders of power told by their part, without a name of their own: "Chilean forces", "the regime".
--
-- Such a row is `described`. Its words keep their article, and a country's name or adjective inside stays a country.

local bodies = include "bodies.lua"

define "force" [[ role:$forces ]]
define "their_kind" [[ [(military | security | ground | special | naval | tactical | government | occupation | coalition | rebel | opposition | armed
        | moderate | legitimate | volunteer | ruling | brutal | Islamist | jihadist | separatist | partner | democratic | civilian) & !%cap] ]]
define "led_by" [[ %hyphen [led & !%cap | backed & !%cap | aligned & !%cap | supported & !%cap | dominated & !%cap] ]]

rule "forces" {
    doc = "Forces, an army, rebels or a regime told by whose they are: 'Chilean forces', 'the US-led coalition', 'rebel fighters', 'pro-government militias'.",
    match = [[ (whose:($demonyms | %nation) %led_by? ((, | and | ,  and) ($demonyms | %nation) %led_by?)?
                         | body:@organization %led_by?
                         | /^(pro|anti)-/i
                         | (Coalition | $allegiances) (and $allegiances)?)
               %their_kind{0,2}? %force !(%hyphen | %noun) ]],
    after = { "known", "headed", "head-first", "company", "told-kind", "bracketed", "spelled-out" },
    mark = bodies.forces,
    marks = "organization",
    examples = {
        { "Chilean forces and rebel fighters held the US-led coalition back.",
          expect = { { text = "Chilean forces", country = "CL", described = true }, { text = "rebel fighters" }, { text = "the US-led coalition" } } },
        { "Kurdish Peshmerga fighters left.", expect = { { text = "Kurdish Peshmerga fighters" } } },
        { "He joined a group of pro-government militias.", expect = { { text = "pro-government militias" } } },
        { "It forces a local army of cooks to work.", expect = {} },
    },
}

rule "followers" {
    doc = "A regime, fighters or a militia told by their leader or by a group that no list knows: 'the Kaldahl regime', 'Kaldahl\'s brutal regime', 'Oravi rebels'.",
    match = [[ [%cap & !%punct & !%num & !%upper & !$not_names & !$function_words & !$calendar_words & !$demonyms & !$country_names & !$organizations
            & !$org_heads & !$geography & !$allegiances] (%clitic_s? %their_kind?)
          role:[(regime | junta | rebels | militia | militias | fighters | loyalists | militants) & !%cap] !(%hyphen | %noun) ]],
    where = bodies.inside,
    mark = bodies.followers,
    marks = "organization",
    examples = {
        { "Few trust the Kaldahl regime and Kaldahl's brutal militia.", expect = { { text = "the Kaldahl regime" }, { text = "Kaldahl's brutal militia" } } },
        { "Many rebels left. This regime of trade holds.", expect = {} },
    },
}

rule "power" {
    doc = "A regime, coalition, army or rebels of whom the text has spoken: 'the regime', 'the rebels'.",
    match = [[ the role:[$forces & !%cap] !(of | for | on | to | %hyphen | %noun | %adj | %propn | "\"" | that | which is
          | (?<= coalition) (with | between | deal | agreed | broke | collapsed | fell)) ]],
    where = bodies.is_power,
    after = "forces",
    mark = bodies.power,
    marks = "organization",
    examples = {
        { "Chile broke with the regime. It fought the rebels.", expect = { { text = "the regime", described = true }, { text = "the rebels", kind = "armed" } } },
        { "The salt party left the coalition with the fish party. Only the coalition of the willing and the regime that governs trade spoke, and the forces at work.", expect = {} },
    },
}

rule "coalition" {
    doc = "'The Coalition' with a capital where the text names no coalition of that kind in full: a body whose name goes without saying.",
    match = [[ the? [Coalition & %cap & !%upper] !(of | for | %hyphen | %cap | government | agreement | partner | talks) ]],
    where = bodies.has_no_coalition,
    after = { "known", "headed", "head-first", "company", "told-kind", "bracketed", "spelled-out" },
    mark = function(match) return { match, kind = "armed", described = true } end,
    marks = "organization",
    examples = {
        { "The Coalition struck at night. Few Coalition aircraft returned.", expect = { { text = "The Coalition", described = true }, { text = "Coalition" } } },
        { "The Northern Fish Coalition met. The Coalition left.", expect = {} },
        { "A coalition of the willing met the Coalition Talks team.", expect = {} },
    },
}
