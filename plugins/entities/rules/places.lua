-- places.lua - cities, regions, seas, rivers, buildings: what is no country.

rule "geography" {
    doc = "A continent, sea, region, river or state (lexicons/geography.txt, regions.txt).",
    match = [[ name:($geography | $regions) ]],
    not_within = { "organization", "person" },
    mark = "place",
    examples = {
        { "Cranes cross the Gulf of Aden to East Africa.", expect = { { text = "Gulf of Aden" }, { text = "East Africa" } } },
        { "The golf of it.", expect = {} },
    },
}

rule "city" {
    doc = "A city often in the news, with its state or region behind a comma as a place of its own.",
    match = [[ name:(($cities | $capitals | &[%cap & !$not_names] $places) , $states | $cities | $capitals) ]],
    not_within = { "organization", "person", "country" },
    mark = "place",
    examples = {
        { "The tram of Antwerp stopped.", expect = { { name = "Antwerp" } } },
        { "Lima warned that the road was closed.", expect = {} },
    },
}

rule "listed" {
    doc = "A name of GeoNames after a word that asks for a place.",
    match = [[ (in | at | near | from | to | outside | around | city of | town of | village of | province of | port of | through | towards | into)
               (northern | southern | eastern | western | central | downtown | nearby)? &[%cap & !$not_names & !$given & !$demonyms & !$titles & !$org_heads] what:$places !%cap ]],
    not_within = { "organization", "person", "country" },
    mark = function(match) return { match.what, name = match.what.text } end,
    marks = "place",
    examples = {
        { "Snow fell in Tromsdalen and in Grahamstown.", expect = { { text = "Grahamstown" } } },
        { "Snow fell in October.", expect = {} },
    },
}

-- What ends or begins the name of a place.
define "place_head" [[ Airport | Bay | Beach | Bridge | Canal | Cape | Castle | Cathedral | City | Coast | County | Desert | District | Falls | Forest | Gulf | Harbor | Harbour | Highway
                       | Hill | Hills | Island | Islands | Isles | Lake | Mountain | Mountains | Ocean | Palace | Park | Peninsula | Plaza | Port | Province | Reef | Region | River | Road
                       | Sea | Square | Stadium | Strait | Street | Territory | Theater | Theatre | Tower | Valley | Village | Avenue | Boulevard | Oblast | Governorate | Prefecture
                       | Township | Hospital | Prison | Station | Airbase | Hall | Museum | Gate ]]
define "place_word" [[ [%cap & !%punct & !%num & !$function_words & !$calendar_words] ]]

rule "headed-place" {
    doc = "Capitalised words with a word for a place: 'Lake Bunyonyi', 'Tana district', 'Tower of the Winds'.",
    match = [[ name:(%place_word{1,4} %place_head (of the? %place_word{1,2})? | ("Lake" | "Mount" | "Cape" | "Port" | "Fort" | "Camp" | "River" | "Gulf of" | "Bay of" | "Isle of" | "Strait of") %place_word{1,2}) ]],
    not_within = { "organization", "person", "country[!adjective]" },
    mark = "place",
    examples = {
        { "They rowed on Lake Bunyonyi to Heron Island.", expect = { { text = "Lake Bunyonyi" }, { text = "Heron Island" } } },
        { "They rowed on a lake.", expect = {} },
    },
}
