-- countries.lua - countries: names, adjectives and peoples, "the Chinese side", capitals that stand for a government.

local countries = include "countries.lua"

rule "country" {
    doc = "A country by its name: 'Tajikistan', 'Kyrgyz Republic', 'PRC'; not inside 'South China Sea', nor in a body's or person's name.",
    match = [[ !$regions what:%nation ]],
    not_within = { "organization", "person[!described]" },
    mark = countries.named,
    marks = "country",
    examples = {
        { "A ship left Uruguay for the Kyrgyz Republic.",
          expect = { { name = "Uruguay", iso = "UY" }, { name = "Kyrgyzstan", iso = "KG", text = "Kyrgyz Republic" } } },
        { "Ships crossed the South China Sea with a turkey.", expect = {} },
    },
}

rule "demonym" {
    doc = "An adjective or people's name: 'Chilean', 'Danes'.",
    match = [[ !$regions what:$demonyms ]],
    not_within = { "organization", "person[!described]" },
    mark = countries.demonym,
    marks = "country",
    examples = {
        { "A Chilean sailor met two Danes.",
          expect = { { text = "Chilean", iso = "CL", adjective = true }, { text = "Danes", iso = "DK", adjective = true } } },
        { "He will polish the boat.", expect = {} },
    },
}

rule "side" {
    doc = "A country as a party: 'the Chilean side', 'Nepal side'.",
    match = [[ (the what:($demonyms | %nation) | what:%nation) side ]],
    not_within = "organization",
    mark = countries.named,
    marks = "country",
    examples = {
        { "The Chilean side agreed.", expect = { { text = "The Chilean side", name = "Chile", iso = "CL" } } },
        { "The far side of the hill.", expect = {} },
    },
}

-- What a government does, or has: words that make its capital stand for it.
define "governs" [[ ((has | have | had | is | was | will | would | could | should | must | did | does | did n't | does n't) (not | also | never | now | always)?)?
                    (~say | ~warn | ~urge | ~call | ~accuse | ~deny | ~reject | ~refuse | ~agree | ~want | ~insist | ~offer | ~announce | ~support | ~welcome | ~condemn
                     | ~respond | ~demand | ~expect | ~seek | ~consider | ~believe | ~hope | ~promise | ~pledge | ~propose | ~recognise | ~recognize | ~stress | ~view
                     | ~oppose | ~argue | ~claim | ~threaten | ~back | ~criticize | ~criticise | ~regard | ~maintain | ~fear | ~blame | ~vow | ~sign | ~intend | ~reiterate
                     | ~commit | ~decide | ~withdraw | ~send | ~ready | ~willing | ~prepare | ~summon | ~expel | ~impose | ~recall)
                  | (will | would | must | should) (not | never | also)? %verb ]]
define "governed" [[ %apostrophe_s (own | new | recent | latest | continued | strong | firm | %adj)?
                     (position | decision | policy | policies | stance | support | approval | request | commitment | role | interests | concerns | consent | view | views | demand
                      | demands | response | proposal | efforts | claim | claims | actions | government | ambassador | envoy | accession | offer | candidacy | bid | war
                      | aggression | ally | allies | influence | relations | ties | military | invasion | troops | forces | leaders | nuclear) ]]

rule "government" {
    doc = "A capital that stands for its government: 'Lima warned that', 'Oslo's position'.",
    match = [[ (?<! in | at | from | near | outside | around | of | through | central | downtown | greater | %hyphen | into | to | [] ,) what:[$capitals & !$not_names] &(%governs | %governed | , (long | which (has | had | is | was | will))) ]],
    not_within = { "organization", "person[!described]" },
    where = function(match) return countries.is_seat(match) end,
    mark = countries.named,
    marks = "country",
    examples = {
        { "Lima warned that the road was closed.", expect = { { text = "Lima", iso = "PE", name = "Peru" } } },
        { "They noted Oslo's position on fish.", expect = { { iso = "NO" } } },
        { "He lives in Lima.", expect = {} },
    },
}

rule "governments" {
    doc = "Two capitals as two governments: 'ties between Quito and Lima', 'urged Kampala and Kigali to talk'.",
    match = [[ (between | ~urge | ~call on | ~tell | ~ask | both) first:$capitals (and | or) second:$capitals ]],
    not_within = { "organization", "person[!described]" },
    mark = function(match) return { countries.row(match.first), countries.row(match.second) } end,
    marks = "country",
    examples = {
        { "Ties between Quito and Lima are old.", expect = { { text = "Quito", iso = "EC" }, { text = "Lima", iso = "PE" } } },
        { "He flew between Quito and the sea.", expect = {} },
    },
}

rule "told-government" {
    doc = "A capital that is asked, blamed or dealt with: 'urged Lima to wait', 'talks with Lima'.",
    match = [[ (~urge | ~accuse | ~blame | ~ask | ~press | ~warn | ~tell | support for | relations with | ties with | talks with | negotiations with | against | sanctions on | pressure on) what:$capitals
               !(, | %cap | airport | on | university) ]],
    not_within = { "organization", "person[!described]" },
    where = function(match) return countries.is_seat(match) end,
    mark = countries.named,
    marks = "country",
    examples = {
        { "They urged Lima to wait.", expect = { { text = "Lima", iso = "PE" } } },
        { "They reached Lima at night.", expect = {} },
    },
}
