-- persons_unlisted.lua - names of which no list knows a word, told by their place in the sentence: before what people do, behind "according to".

local strangers = include "strangers.lua"
local people = include "people.lua"

-- What people do in readouts and reports, as it is said there: the words themselves, since a lexicon would be looked into in each sentence.
define "deed" [[ [
    met | discussed | agreed | spoke | talked | told | added | said | stressed | noted | thanked | congratulated | welcomed | expressed | urged |
    called | visited | arrived | received | hosted | held | signed | pledged | promised | offered | announced | reiterated | reaffirmed | emphasised |
    emphasized | underlined | underscored | highlighted | praised | condemned | rejected | warned | denied | confirmed | invited | briefed |
    chaired | travelled | traveled | flew | asked | hailed | commended | assured | informed | vowed | explained | wrote | voiced | conveyed |
    stated | declared | argued | insisted | greeted | lauded | applauded | meets | agrees | says | stresses | thanks | welcomes | urges | pledges |
    announces | praises | warns ] ]]

rule "acting" {
    doc = "Unknown words that do what people do, or with whom one deals as with people: 'Ogvald Kaldahl met', 'according to Runa Kebnar,', 'talks with Runa Kebnar'.",
    match = [[ (?<! the | a | an | of | our) [%cap & !%punct] ($particles{0,3} -? | "'") [%cap & !%upper & !%punct] (- /^\p{L}/){0,2} uulu?
          (both | also | jointly | then | later | today | yesterday | has | have | had){0,2}
          deed:((of the? @organization)? (%adjunct | %adjunct_inserted){0,2} (also | has | have | had){0,1}? %deed)
        | (according to | [met | meet | meets | meeting | talked | spoke | sat | talks | conversation | discussions | call | consultations] with
          | [met | congratulated | thanked | received | greeted | elected | appointed | nominated | chose | picked | detained | arrested | succeeded
            | summoned | briefed | accompanied] | [headed | led | chaired | co-chaired | represented | accompanied | succeeded | replaced | flanked
            | opened | hosted | addressed | moderated | delivered | inaugurated] by) &[%cap & (!%upper | /^\p{Lu}\.$/)] ]],
    reads = "organization",
    marks = "person",
    mark = strangers.rows,
    examples = {
        { "Ogvald Kaldahl and Runa Kebnar-Oruvan agreed to open a port.", expect = { { text = "Ogvald Kaldahl" }, { text = "Runa Kebnar-Oruvan" } } },
        { "Ogvald Kaldahl on Monday met Runa Kebnar, and Oruv Kebna, in a statement, thanked him.", expect = { { text = "Ogvald Kaldahl" }, { text = "Runa Kebnar" }, { text = "Oruv Kebna" } } },
        { "According to Ogvald Kaldahl, it held talks with Runa arap Kebna.", expect = { { text = "Ogvald Kaldahl" }, { text = "Runa arap Kebna" } } },
        { "The harbour elected Ogvald Kaldahl; a crew led by Runa Kebnar left. The talks were opened by Oruv Kebna.", expect = { { text = "Ogvald Kaldahl" }, { text = "Runa Kebnar" }, { text = "Oruv Kebna" } } },
        { "Puppeteer Ogvald Kaldahl arrived. There Oruvat arap Sang spoke.", expect = { { text = "Ogvald Kaldahl" }, { text = "Oruvat arap Sang" } } },
        { "A.K. Kaldahl met sailors. Runa Kebnar of the United Nations said so.", expect = { { text = "A.K. Kaldahl" }, { text = "Runa Kebnar" } } },
        { "The Ogvald Kaldahl agreed to sell. Red Harbour agreed. A ship met San Marino and talks with Harbour Lines Ltd. ended.", expect = {} },
    },
}

rule "surname" {
    doc = "The surname alone of somebody in the lists of offices, before what people do: 'Sikorski said that Poland'.",
    match = [[ (?<! %cap) who:[%cap & !%upper & !%punct & !%verb] (both | also | later | today | yesterday | has | have | had | %adjunct){0,2} %deed ]],
    mark = people.from_surname,
    marks = "person",
    examples = {
        { "Carney said that Canadian ships would leave. Oruva said so.", expect = { { text = "Carney", country = "CA" } } },
        { "Carney said that Maltese ships would sign.", expect = {} },
    },
}

rule "label-with-office" {
    doc = "A speaker's label with whom he speaks for: 'Kaldahl (Foreign Office):', as transcripts of press conferences print it.",
    match = [[ < !(Contact | Contacts | Source | Sources | Note | Press | Media | Location | Venue)
          who:([%cap & !%punct] ([%cap & !%punct] | - %cap){0,3}) "(" ([!%punct]{0,6}?
            [office | ministry | department | chancellery | embassy | commission | spokesperson | spokesman | spokeswoman | palace | council | agency
            | bank | cabinet | parliament] [!%punct]{0,6} | @organization) ")" ":" ]],
    reads = "organization",
    mark = people.from_plain_label,
    marks = "person",
    examples = {
        { "Kaldahl (Federal Foreign Office): Good morning. It is late.", expect = { { text = "Kaldahl" } } },
        { "Oruva-Kebna (Ministry of Salt): It is late.", expect = { { text = "Oruva-Kebna" } } },
        { "Contact (Press Office): 12345. Kaldahl (1999): It is late.", expect = {} },
    },
}
