-- outsiders.lua - sources that name a party and mean somebody else: a newspaper of its country, a friend, some of its members.

local spans = include "spans.lua"

local M = {}

-- A country is not who speaks where one of its people does, who holds no office.
M.private = pattern [[ (opposition (%noun | %propn){0,2} | [ruling | governing | main | conservative | socialist | communist | liberal | green
        | democratic | republican | nationalist]{1,3} [party | parties]
      | (?<! central) [(~company | ~firm | ~bank | ~airline | ~retailer | ~giant | ~carrier | ~operator | ~manufacturer | ~maker | ~carmaker) & !%cap]
      | (?<! "NATO" | "EU" | "G7") ~ally | ~neighbour | ~neighbor | ~rival | ~critic | ~opponent | ~enemy | ~foe | ~adversary | ~dissident | ~exile
      | ~creditor | ~lender | ~citizen | ~trader | ~dealer | ~broker | ~analyst | ~economist | ~banker | ~farmer | ~miner | ~worker | ~exporter
      | ~importer | ~producer | ~shipper | ~investor | ~businessman | ~executive | ~doctor | ~scientist | ~researcher
      | [(~newspaper | ~daily | ~tabloid | ~broadcaster | ~magazine | ~outlet | ~website | media | press | ~court | ~judge | ~prosecutor | ~tribunal
          | ~jury | ~lawyer | ~university | ~church | ~charity | ~club | ~team | ~union | ~federation | ~protester | ~crowd) & !%cap] | ~expert
      | ~academic | ~scholar | ~student | ~journalist | ~reporter | ~resident | ~villager | ~tourist | ~fan | ~player | ~coach | ~voter | ~nominee
      | ~candidate | ~contender | ~hopeful | ~strategist | ~operative | ~donor | ~activist | ~campaigner | ~protester | ~refugee | ~actor | ~singer
      | ~author | ~writer | ~blogger) (in %propn)? >> ]]

-- "Peruvian strikers", "Peru's two largest unions", and before the name "farmers in Peru".
local behind_name = pattern [[ << /^['’]s?$/? !(last | this | next | past | earlier | later) words:([(%adj | %noun | %num | (%verb & /(ed|ing)$/)) & !%cap
      & !@actor]{0,6} [%noun & !%cap & !@actor]) ]]
local before_name = pattern [[ words:([%det | %adj | %noun | %num] [(%adj | %noun | %num | (%verb & /(ed|ing)$/)) & !%cap & !@actor]{0,6})
      (of | in | from | across | throughout | inside | around) the? >> ]]
-- "An officer in the Peruvian capital".
local seat_of = pattern [[ << /^['’]s?$/? [capital | port | border | city | town | coast | region | province] ]]
local for_state = pattern [[ $state_words ]]
-- Those who have the word of an office, and lead or know a trade, a faith or a faction: "banking sources", "tribal leaders".
local of_trade = pattern [[ [bank | banking | industry | market | shipping | business | company | corporate | labour | labor | union | religious | tribal
      | community | church | rebel | opposition | gang | cult | football | news | press | travel | rating | advertising]
      [source | sources | leader | leaders | official | officials | agency | agencies | release | releases | officer | officers | chief | chiefs] ]]

--- Do the words beside a country's name mean some of its people or things, and nobody who speaks for it? `mention` is the country in `source`.
function M.is_private(mention, source)
    local behind, before = mention:after(9), mention:before(9)
    local found = behind and not behind:has(seat_of) and behind:find(behind_name)
    if not found or spans.last(found.words) > spans.last(source) then
        found = before and before:find(before_name)
        if not found or spans.first(found.words) < spans.first(source) then return false end
    end
    return not found.words:has(for_state) or found.words:has(of_trade)
end

local rivalry = pattern [[ for the? >> ]]

-- "Rivals for the GOP nomination": the party is not who speaks.
function M.is_fought_for(mention, source)
    local before = mention:before(2)
    if not before or not before:has(rivalry) or spans.first(before) < spans.first(source) then return false end
    local behind = mention:after(1)
    return behind ~= nil and spans.last(behind) <= spans.last(source) and behind.text:find "^%l" ~= nil
end

local foes_of = pattern [[ << %q_before_name{0,3}? [critics | critic | opponents | allies | ally | rivals | rival | neighbours | neighbors | friends
      | enemies | foes | adversaries | residents | citizens | voters | farmers | workers | parts | victims | survivors | supporters | backers | people
      | those | students | activists] (of | in) the? %q_before_name{0,3}? @actor ]]

-- "The improved security situation in Norway has encouraged many": an event does it.
M.events_in = pattern [[ << [%det | %adj | %noun | , | and]{0,6}? [situation | crisis | war | conflict | violence | developments | events | collapse | drought
      | unrest | fighting | actions | attacks | attack | experience | experiences | failure | plight | fate | suffering | tragedy | lessons
      | disaster | catastrophe | floods | storm | economy | elections | election | coup | instability | earthquake | flooding | famine | stalemate | tensions]
      (in | of | with | between | across) the? %q_before_name{0,3}? @actor ]]

local aide = pattern [[ << [aides | allies | supporters | backers | advisers | advisors | loyalists | critics | opponents | rivals | surrogates | donors] !%propn
    | << /^['’]s?$/ (%adj | former | own | chief | top | senior){0,2}
      [spokesman | spokeswoman | spokesperson | adviser | advisor | advisers | advisors | aide | aides | lawyer | lawyers | wife | husband | son
      | daughter | brother | sister | father | mother | family | doctor | doctors | predecessor | successor | opponent | opponents | rival | rivals
      | critics | allies | supporters | friends | envoy | press | chief] ]]
local speaks_for = pattern [[ [spokesman | spokeswoman | spokesperson | spokesmen | adviser | advisor | advisers | advisors | aide | aides | lawyer
      | lawyers] (for | to | of) [%det | %adj | %noun | %propn]{0,5} >> ]]

-- "President Keller's spokesman said": somebody else did.
function M.is_spoken_for(mention)
    local behind, before = mention:after(5), mention:before(9)
    return behind ~= nil and behind:has(aide) or before ~= nil and before:has(speaks_for)
end

-- "Her two guests", "his critics": those are others than she and he.
M.their_own = pattern [[ << [his | her | their | its] [%adj | %num | two | three | many | some | fellow]{0,3}
      [guests | hosts | counterparts | interlocutors | colleagues | peers | critics | opponents | rivals | supporters | allies | friends | neighbours
      | neighbors | lawyers | followers | fans | voters | partners | predecessors | successors] !(%propn | /^['’]s?$/) ]]
M.own_office = pattern [[ << [/^(his|her|their)$/i] (own | %adj)? [office | ministry | department | spokesman | spokeswoman | spokesperson | aide
      | aides | adviser | advisers | press | staff | team] ]]

-- "A source close to Keller", "a friend of Keller", "people familiar with the council's thinking".
local near_to = pattern [[ << [(%det | %num | %adj | one | several) & !@country]{0,3}
      ([source | sources | person | people | official | officials | aide | aides] [close | familiar | near] [to | with]
      | [friend | friends | relative | relatives | associate | associates | confidant | confidante | acquaintance | insider] (of | to)) ]]
-- "No NATO member", "not all EU states", "some NATO members", "eight EU countries": the body has not done it.
local not_all = pattern [[ << (no | not (all | every | one)) (of the)? %adj{0,2} (@actor | @country) [%noun | %adj]{1,3} >> ]]
local some_of = pattern [[ << ([some | most | many | several | few | other | two | three | four | five | six | seven | eight | nine | ten] | %num
      | a (few | number | handful | majority) of) (of the | the)? %adj{0,2} @actor [%noun | %adj]{0,2}?
      [member | members | countries | states | nations | allies | capitals | governments | lawmakers | parties | leaders] >> ]]
local excepted = pattern [[ (except | save | besides | unlike | rather than | other than | apart from
      | [members | everyone | everybody | all | states | countries | nobody | none] but) (the | for)? >> ]]
local WORDS = { No = true, no = true, Not = true, ["not"] = true }

--- Do the words name a party, and nobody who speaks for it?
function M.names_nobody(source)
    local text = source.text
    if text:find "^[Oo]ne of " or text:find "^[Ss]ome of " or text:find "^[Ss]everal of " then return true end        -- none of them is named
    if source:has(foes_of) or source:has(near_to) or source:has(some_of) or WORDS[text:match "^%a+"] and source:has(not_all) then return true end
    local before = source:before(3)
    return before ~= nil and before:has(excepted)
end

-- "His brother", "her spokesman": not he; behind a comma may stand who it is.
local relation = pattern [[ << [his | her | their] [%adj | %noun | %propn | -]{0,3}?
      [$relatives | spokesman | spokeswoman | spokesperson | lawyer | aide | adviser | advisor | secretary | biographer | deputy | successor
      | predecessor | friend | doctor | coach | agent | widow | attorney] >> ]]
local named_behind = pattern [[ << , [%det | %adj | %noun | %propn | former | -]{0,5}? who:@person !/^['’]s?$/ ]]

--- Who is told by what he is to somebody else: a list of him where his name stands behind, an empty one where it does not; nil for other words.
function M.relation(source)
    local lead = source.text:sub(1, 5):lower()
    if not (lead:find "^his " or lead:find "^her " or lead:find "^their") or not source:has(relation) then return nil end
    local behind = source:after(9)
    local found = behind and behind:find(named_behind)
    return { found and found.who }
end

-- "German carmaker Volkswagen", "the Palestinian group Hamas", "Merz's CDU", "Keller's party, the Harbour League".
local of_kind = pattern [[ << the? (former)? @country [(%adj | %noun | -) & !%cap]{1,4} who:@organization >> ]]
local owned = pattern [[ << [%det | %adj | %noun | %propn]{0,4}? @person /^['’]s?$/
      (%adj{0,2} [party | group | company | foundation | movement | militia | firm | campaign | government] ,? the?)? who:@organization >> ]]

--- The body that a source names behind whose it is, or of what country and trade; nil elsewhere.
function M.named_body(source)
    local found = source:find(of_kind) or source.text:find "['\u{2019}]" and source:find(owned)
    return found and found.who or nil
end

return M
