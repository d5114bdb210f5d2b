-- persons_unlisted.lua - names of which no list knows a word, told by their place in the sentence: behind "according to", before what people do.

local people = include "people.lua"

-- Before an unknown name there is no article, nor anything that makes it part of another name.
define "no_article" [[ (?<! [%cap & !$function_words & !$calendar_words & !$not_names] | the | a | an | this | that | its | their | his | her | our | your | my | %hyphen | %clitic_s | of | $particles | "'" | "\"" | "“" | "‘") ]]

rule "acting" {
    doc = "Two or three unknown words that do what people do, or with whom one deals as with people: 'Ogvald Kaldahl met', 'according to Runa Kebnar,', 'talks with Runa Kebnar'.",
    match = [[ %no_article who:%likely_name ((, | ,? and) who:%likely_name){0,3} (both | also | jointly | then | later | today | yesterday | will | would | has | have | had | /ly$/){0,2} ([$person_verbs & !/ing$/] | [$government_verbs & !/ing$/])
               | ([according & !%punct] to | (~meet | ~talk | ~speak | ~sit | talks | meeting | conversation | discussions | call | consultations) with | (~congratulate | ~thank | ~receive | ~greet)) who:%likely_name ((, | ,? and) who:%likely_name){0,2} &(, | . | ; | on | in | at | for | and | to | about | during | who | here | >) ]],
    not_within = "organization[!described]",
    mark = people.from_place,
    marks = "person",
    examples = {
        { "Ogvald Kaldahl and Runa Kebnar-Oruvan agreed to open a port.", expect = { { text = "Ogvald Kaldahl" }, { text = "Runa Kebnar-Oruvan" } } },
        { "According to Ogvald Kaldahl, it held talks with Runa arap Kebna.", expect = { { text = "Ogvald Kaldahl" }, { text = "Runa arap Kebna" } } },
        { "Puppeteer Ogvald Kaldahl arrived. There Josphat arap Sang spoke.", expect = { { text = "Ogvald Kaldahl" }, { text = "Josphat arap Sang" } } },
        { "The Ogvald Kaldahl agreed to sell. Red Harbour agreed. A ship met San Marino and talks with Harbour Lines Ltd. ended.", expect = {} },
    },
}
