-- places.lua - cities, regions, seas, rivers, buildings: what is no country.

local places = include "places.lua"
local countries = include "countries.lua"
local shouted = include "shouted.lua"

-- The side of a place.
define "direction" [[ [(northern | southern | eastern | western | north | south | east | west | northeast | northwest | southeast | southwest
        | northeastern | northwestern | southeastern | southwestern | central | downtown) & !%cap]
    | [(north | south) & !%cap] %hyphen [(east | west | eastern | western) & !%cap] ]]
-- The state or country of a city; not the next of a list, and no subject: "after talks in Geneva, Russia said".
define "of_state" [[ , ($states | %direction? %nation !((, | , and | , or | and | or) (the %adj?)? %cap | %apostrophe_s %adj?
        | [%adv | also]{0,2} [%aux | %verb & !/ing$/])) ]]
-- Words that may name a place where the words before tell that one comes.
define "place_name" [[ ($particles %hyphen?)? [%cap & !%num & !%punct & !%upper & !$not_names & !$function_words & !$calendar_words & !$demonyms &
        !$titles & !$honorifics & !$org_heads & !$country_names] (%hyphen?
        [%cap & !%num & !%punct & !$not_names & !$function_words & !$calendar_words & !$demonyms & !$titles & !$org_heads]){0,2} ]]

rule "geography" {
    doc = "A continent, sea, region, river or state (lexicons/geography.txt, regions.txt); the house of a head of state (seats.txt).",
    match = [[ name:($geography | $regions | $seats) ]],
    not_within = { "organization[!described]", "person", "country[!adjective]" },
    mark = "place",
    examples = {
        { "Cranes cross the Gulf of Aden to East Africa.", expect = { { text = "Gulf of Aden" }, { text = "East Africa" } } },
        { "They met at Casa Rosada.", expect = { { text = "Casa Rosada" } } },
        { "The golf of it. South Africa and Papua New Guinea met over French fries.", expect = {} },
    },
}

rule "dateline-city" {
    doc = "The city in capitals with which a dateline begins: 'GENEVA, May 8 (Reuters) -'.",
    each_document = shouted.dateline,
    marks = "place", reads = { "organization", "person", "country" },
    examples = {
        { "GENEVA, May 8 (Reuters) - It rained.", expect = { { text = "GENEVA", name = "Geneva" } } },
        { "A wet day\n\nNEW DELHI: It rained.", expect = { { text = "NEW DELHI", name = "New Delhi" } } },
        { "NATO, which slept - it rained. GENEVA WINS", expect = {} },
    },
}

rule "state-of-georgia" {
    doc = "Georgia where the text speaks of the United States and nothing in the Caucasus.",
    match = [[ what:"Georgia" ]],
    not_within = { "organization[!described]", "person", "country" },
    where = countries.is_georgia,
    mark = "place", set = { name = "Georgia" },
    examples = {
        { "Senators of Ohio, Florida and Georgia met.", expect = { { text = "Georgia" } } },
        { "Georgia and Armenia met.", expect = {} },
    },
}

rule "city" {
    doc = "A city often in the news, with its state or region behind a comma as a place of its own.",
    match = [[ name:(($cities | $capitals) ((?<! %direction []) %of_state)? | &[%cap & !$not_names & !$calendar_words & !$states] $places %of_state) ]],
    not_within = { "organization[!described]", "person", "country" },
    where = places.is_city,
    mark = "place",
    examples = {
        { "The tram of Antwerp stopped.", expect = { { name = "Antwerp" } } },
        { "Boats left Antwerp, Belgium, and not Chad, Mali and Togo.", expect = { { name = "Antwerp, Belgium" } } },
        { "In Antwerp, Malta's Runa Kebnar slept. After talks in Antwerp, Malta also said it would rain.", expect = { { name = "Antwerp" }, { name = "Antwerp" } } },
        { "Lima warned that the road was closed.", expect = {} },
        { "They left New York, New Jersey and Delaware.", expect = {} },
        { "It rained in northern Antwerp, southern Malta and the sunny Comino. Evo Lyon, Malta's envoy, slept in Lima, Malta's twin.",
          expect = { { text = "Lima" } } },
    },
}

rule "word-city" {
    doc = "A city whose name is a common word, where a place is asked for or its region follows: 'in Reading', 'Mobile, Alabama'.",
    match = [[ [in | at | near | from | to | outside] what:("Reading" | "Mobile" | "Split" | "Nice" | "Bath" | "Cork" | "Sale") !(%cap | %hyphen | ,)
               | what:(("Reading" | "Mobile" | "Split" | "Nice" | "Bath" | "Cork" | "Sale") %of_state) ]],
    not_within = { "organization[!described]", "person", "country" },
    mark = function(match) return { match.what, name = match.what.text } end,
    marks = "place",
    examples = {
        { "Few live in Reading. Mobile, Alabama, is warm. Reading is nice.", expect = { { text = "Reading" }, { text = "Mobile, Alabama" } } },
        { "Reading in bed is nice.", expect = {} },
    },
}

rule "with-state" {
    doc = "A name of which nothing else is known with an American state behind it: 'Kebnat, Ill.', 'in Kebnat, Ohio'.",
    match = [[ name:(%place_name , &/^\p{Lu}.*\.$/ $states)
               | (in | at | near | from | of | to | outside) !$states name:(%place_name , $states) ]],
    not_within = { "organization[!described]", "person", "country" },
    mark = function(match) return { match.name, name = match.name.text } end,
    marks = "place",
    examples = {
        { "The quay of Kebnat, Ill., is closed, and one in Oravand, Ohio.", expect = { { text = "Kebnat, Ill." }, { text = "Oravand, Ohio" } } },
        { "He named Kebnat, Ohio and Iowa, and votes in Maine, Ohio and Iowa.", expect = {} },
    },
}

define "geoname" [[ (&[%cap & !$not_names & !$given & !$demonyms & !$titles & !$org_heads & !$cities & !$country_names & !$countries & !$geography &
          !$function_words] $places) ]]

rule "listed" {
    doc = "A name of GeoNames after a word that asks for a place.",
    match = [[ (in | at | near | from | to | outside | around | city of | town of | village of | province of | port of | through | towards | into)
          (northern | southern | eastern | western | central | downtown | nearby)?
          &[%cap & !$not_names & !$given & !$demonyms & !$titles & !$org_heads] what:$places !%cap ]],
    not_within = { "organization[!described]", "person", "country" },
    mark = places.each_free,
    marks = "place",
    examples = {
        { "Snow fell in Tromsdalen and in Grahamstown.", expect = { { text = "Grahamstown" } } },
        { "Snow fell in October. He won backing from Quito.", expect = {} },
    },
}

rule "enumerated" {
    doc = "Names of GeoNames that 'and' joins to a place: 'Antwerp, Kinloch and Grahamstown'.",
    match = [[ @place ((, what:%geoname){0,8} , what:%geoname ,? (and | or) what:%place_name | (and | or) what:%geoname) !(%cap | %clitic_s %cap) ]],
    not_within = { "organization[!described]", "person", "country" },
    after = { "geography", "city", "listed", "with-state" },
    mark = places.each_free,
    marks = "place",
    examples = {
        { "Snow fell in Antwerp, Grahamstown and Tromsdalen.", expect = { { text = "Grahamstown" }, { text = "Tromsdalen" } } },
        { "Snow fell in Antwerp and Ana Ruiz slept.", expect = {} },
        { "Snow fell in Antwerp and in Tromsdalen; Antwerp, Grahamstown and Ana Ruiz woke.", expect = { { text = "Grahamstown" } } },
        { "Antwerp and Grahamstown slept. Antwerp, Grahamstown and Kebnat woke.", expect = { { text = "Grahamstown" }, { text = "Grahamstown" }, { text = "Kebnat" } } },
    },
}

rule "part" {
    doc = "A part of a country, region or city told by its side: 'northern Chile', 'downtown Lima'.",
    match = [[ name:(%direction (($cities | $capitals | &[%cap & !$not_names & !$demonyms] $places) (, $states)? | $geography | $regions | %nation)) !%cap ]],
    not_within = { "organization[!described]", "person", "country" },
    mark = "place",
    examples = {
        { "Rain fell in northern Chile and in downtown Lima.", expect = { { name = "northern Chile" }, { name = "downtown Lima" } } },
        { "A southern Chilean town.", expect = {} },
    },
}

rule "told-place" {
    doc = "A name behind the word for what it names: 'the city of Tromsdalen', 'the village of Kebnat'.",
    match = [[ (the %adj? (city | town | village | province | port | district | island | suburb | region | state | valley | municipality | governorate)
                | (city | town | village | suburb | neighbourhood | neighborhood | province)) of what:%place_name ]],
    not_within = { "organization[!described]", "person" },
    where = function(match) return not places.is_none(match.what) end,
    mark = places.told,
    marks = "place",
    examples = {
        { "They reached the old city of Kebnat.", expect = { { text = "the old city of Kebnat", name = "Kebnat" } } },
        { "The state of the economy and the city of lights.", expect = {} },
    },
}

rule "in" {
    doc = "A name of which nothing else is known, where something happens or is: 'attacks in Kebnat, Oravand and Sudra', 'born in Kebnat'.",
    match = [[ (attack | attacks | attacked | fighting | clashes | clash | battle | battles | bombing | bombings | bombardment | shelling | strike
          | strikes | airstrike | airstrikes | explosion | explosions | blast | killing | killings | massacre | siege | offensive | operation
          | operations | violence | protests | unrest | earthquake | floods | ceasefire | truce | killed | wounded | injured | born | died | buried
          | based | located | situated | lives | lived | living | arrived | stationed | deployed | detained | arrested | jailed | camp | camps
          | hospital | school | mosque | prison | base | house | home | village | town | office | police | residents | people | civilians | families
          | weapons | troops | forces) in (northern | southern | eastern | western | central)? what:%place_name
          ((, | and | or | , and) what:%place_name){0,6} !(%cap | %num | "'" | %hyphen %cap) ]],
    not_within = { "organization[!described]", "person", "country" },
    mark = places.unknown,
    marks = "place",
    examples = {
        { "Attacks in Kebnat, Oravand and Sudra ceased.", expect = { { text = "Kebnat" }, { text = "Oravand" }, { text = "Sudra" } } },
        { "He bought a stake in Kebnat. It was born in March.", expect = {} },
    },
}

rule "reached" {
    doc = "A name of which nothing else is known, where somebody comes to, leaves, frees or lives: 'returned to Kebnat', 'a native of Kebnat'.",
    match = [[ (((outskirts | suburbs | vicinity | liberation | recapture | siege | shelling | bombardment | residents | inhabitants | native) of)
                  | (withdrew | withdrawn | withdraw | withdrawal | retreated | fled | flee) from
                  | (retreated | fled | flee | returned | return | came | travelled | traveled | drove | deported) to
                  | (advanced | advance | marched) (on | towards | into)) what:%place_name !(%cap | %num | "'" | %clitic_s | %hyphen) ]],
    not_within = { "organization[!described]", "person", "country" },
    mark = places.unknown,
    marks = "place",
    examples = {
        { "A native of Kebnat, he came to Oravand after the liberation of Sudra.", expect = { { text = "Kebnat" }, { text = "Oravand" }, { text = "Sudra" } } },
        { "He came to Parliament and returned to Chile.", expect = {} },
    },
}

rule "near" {
    doc = "A name behind a word that only places follow: 'near Kebnat', '5 km north of Kebnat', 'in the Tana area'.",
    match = [[ (near | outside | (north | south | east | west | northeast | northwest | southeast | southwest) of
          | (kilometres | kilometers | km | miles) from | besieged | town , | village ,) what:%place_name !%cap ]],
    not_within = { "organization[!described]", "person", "country" },
    where = function(match) return not places.is_none(match.what) end,
    mark = function(match) return { match.what, name = match.what.text } end,
    marks = "place",
    examples = {
        { "It snowed near Kebnat and south of Oravand.", expect = { { text = "Kebnat" }, { text = "Oravand" } } },
        { "It snowed near Easter, outside Parliament.", expect = {} },
    },
}

rule "camp" {
    doc = "A camp where something happens or is: 'in Kebnat camp'.",
    match = [[ (in | at | from | near | inside | around | to) what:(%place_name camp) ]],
    not_within = { "organization[!described]", "person", "country" },
    where = function(match) return not places.is_none(match.what:sub(1, #match.what.text - #" camp")) end,
    mark = function(match) return { match.what, name = match.what.text } end,
    marks = "place",
    examples = {
        { "It snowed in Kebnat camp.", expect = { { text = "Kebnat camp" } } },
        { "It snowed in the Trump camp, and to Trump camp was fun.", expect = {} },
    },
}

-- What ends or begins the name of a place.
define "place_head" [[ Guesthouse | (refugee | displacement | transit | detention) camp | Airport | Airfield | Airstrip | Mosque | Church | Temple
    | Monastery | Neighbourhood | Neighborhood | Municipality | Suburb | Archipelago | Plateau | Basin | Dam | Crossing | Checkpoint | Estuary | Dunes
    | Glacier | Bay | Beach | Bridge | Canal | Cape | Castle | Cathedral | City | Coast | County | Desert | District | Falls | Forest | Gulf | Harbor
    | Harbour | Highway | Hill | Hills | Island | Islands | Isles | Lake | Mountain | Mountains | Ocean | Palace | Park | Peninsula | Plaza | Port
    | Province | Reef | Region | River | Road | Sea | Square | Stadium | Strait | Street | Territory | Theater | Theatre | Tower | Valley | Village
    | Avenue | Boulevard | Oblast | Governorate | Prefecture | Township | Hospital | Prison | Station | Airbase | Hall | Museum | Gate
    | (Air | Naval | Military | Army | "Air Force") Base | Shoal | Shoals | Atoll | Straits | Isthmus | Delta | Krai | Voivodeship ]]
define "degrees" [[ /^[0-9]{1,3}(\.[0-9]+)?$/ "°" (/^[0-9]{1,2}(\.[0-9]+)?$/ ("′" | "'" | "’")){0,1} (/^[0-9]{1,2}(\.[0-9]+)?$/ ("″" | "\"" | "”")){0,1} ]]
define "place_word" [[ [%cap & !%punct & !%num & !$function_words & !$calendar_words & !U.S. & !"US" & !"UK"] ]]

rule "coordinates" {
    doc = "A point told by its degrees: '33°30′21″N 36°16′11″E', '12.5° N, 43.3° E'.",
    match = [[ %degrees ("N" | "S") (, | ;)? %degrees ("E" | "W") ]],
    mark = "place",
    examples = {
        { "The wreck lies at 33°30′21″N 36°16′11″E, the buoy at 12.5° N, 43.3° E.", expect = { { text = "33°30′21″N 36°16′11″E" }, { text = "12.5° N, 43.3° E" } } },
        { "It was 12° N and warm.", expect = {} },
    },
}

rule "headed-place" {
    doc = "Capitalised words with a word for a place: 'Lake Bunyonyi', 'Tana district', 'Tower of the Winds'.",
    match = [[ !(< [/ing$/] | "Operation" | "Exercise" | [$titles | $honorifics] %place_head)
          name:(("Naval Station" | "Naval Base" | "Air Base" | "Joint Base") %place_word{1,2}
          | ($particles %hyphen)? %place_word (%hyphen? %place_word | [al | el] %hyphen %place_word){0,3} %place_head (complex | compound)?
            (of the? %place_word{1,2})? | ("Lake" | "Mount" | "Cape" | "Port" | "Fort" | "Camp" | "River" | "Gulf of" | "Bay of" | "Isle of"
            | "Strait of") %place_word{1,2}) ]],
    not_within = { "organization[!described]", "person", "country[!adjective]" },
    where = places.is_named,
    mark = "place",
    examples = {
        { "TV station staff met Syrian city councils. Kebnat falls. They met Teresa Hall, and South Korea President Park.", expect = {} },
        { "They rowed on Lake Bunyonyi to Heron Island.", expect = { { text = "Lake Bunyonyi" }, { text = "Heron Island" } } },
        { "They left Kebnat Air Base and Naval Station Oruva, near the Heron Shoal.", expect = { { text = "Kebnat Air Base" }, { text = "Naval Station Oruva" }, { text = "Heron Shoal" } } },
        { "They left Kebnat al-Oruva strait and the Kebnat refugee camp.", expect = { { text = "Kebnat al-Oruva strait" }, { text = "Kebnat refugee camp" } } },
        { "They rowed on a lake. The U.S. district court and the U.S. city slept.", expect = {} },
    },
}

rule "place-again" {
    doc = "Later mentions of a place that the text introduced as one: 'near Kebnat … in Kebnat'.",
    each_document = places.again,
    after = { "in", "with-state", "enumerated", "reached", "near", "told-place", "listed", "headed-place" },
    reads = { "organization", "person", "country" },
    marks = "place",
    examples = {
        { "It snowed near Kebnat. Kebnat is cold.", expect = { { text = "Kebnat" } } },
        { "Kebnat is cold.", expect = {} },
    },
}

rule "described-place" {
    doc = "'The city', 'the hospital', 'the river': a place of that kind that the text has named before.",
    match = [[ (the | this) (ancient | old | besieged | capital | whole | same | holy | occupied | historic)?
          what:[(city | town | village | province | district | neighbourhood | neighborhood | suburb | island | islands | river | lake | valley
            | peninsula | port | airport | airfield | hospital | mosque | church | cathedral | temple | bridge | dam | stadium | museum | university
            | prison | square | palace | camp | gate | harbour | harbor | strait | canal | desert | base | airbase | street | road | highway | factory
            | refinery | library | crossing | checkpoint | mountain | reef) & !%cap] !(%noun | of the? %cap) ]],
    not_within = { "organization[!described]", "person" },
    after = { "geography", "city", "listed", "with-state", "enumerated", "part", "told-place", "near", "in", "reached", "headed-place", "place-again" },
    reads = "organization",
    mark = places.described,
    marks = "place",
    examples = {
        { "Snow fell in Antwerp. The city slept. Gulls left Heron Island; few love the island.",
          expect = { { text = "The city", name = "Antwerp", described = true }, { text = "the island", name = "Heron Island" } } },
        { "The city slept. Antwerp has a city hall.", expect = {} },
    },
}
