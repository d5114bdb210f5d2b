-- persons_orders.lua - names whose parts stand in another order than in English, and are told by their words alone: Vietnamese, Hungarian, Japanese.

local orders = include "orders.lua"

-- A syllable as Vietnamese spells it, with marks or without.
define "vietnamese_syllable" [[ [%cap & !%upper & !$not_names & !$demonyms & !$country_names & !$org_heads & !$titles
    & /^(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx]|\x{110}|\x{111})?([aeiouy]|[^\x00-\x7F]){1,3}(ch|nh|ng|[cmnpt])?$/i] ]]

rule "vietnamese" {
    doc = "A Vietnamese name, told by the family name that comes first and the shape of the words behind it: 'Nguyen Thi Hoa', 'Le Van Binh'.",
    match = [[ (?<! %cap) [$family_first & %cap & !$not_names] %vietnamese_syllable{1,3} !%cap ]],
    where = orders.is_vietnamese,
    not_within = "organization[!described]",
    mark = "person",
    examples = {
        { "Nguyen Thi Hoa and Tran Van Duc met. Hoa spoke.", expect = { { text = "Nguyen Thi Hoa" }, { text = "Tran Van Duc" } } },
        { "Letters came from Le Hoai Nam.", expect = { { text = "Le Hoai Nam" } } },
        { "Nguyen Street was closed.", expect = {} },
    },
}

rule "given-last" {
    doc = "A Hungarian or Japanese name with the family name first, told by a given name of these languages at its end: 'Kertész Gábor', 'Morita Shigeru'.",
    match = [[ (?<! %cap) who:([%name_strict & !$given & !$titles & !$honorifics & !$places & !$cities & !%upper] [$given & %cap]) !(%cap | %hyphen) ]],
    not_within = "organization[!described]",
    where = orders.ends_given,
    mark = orders.row,
    marks = "person",
    examples = {
        { "Kertész Gábor met Morita Shigeru.", expect = { { text = "Kertész Gábor", gender = "m" }, { text = "Morita Shigeru" } } },
        { "Kertész Gábor came. Gábor Kertész left.", expect = { { name = "Kertész Gábor" } } },
        { "Hurricane Gábor came; Gábor left.", expect = {} },
    },
}
