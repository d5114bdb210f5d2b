-- inverted.lua - what is not done by whoever stands behind the word that denies it: "Neither country will accept", "Under no circumstances will Norway accept".

local acts = include "acts.lua"

define "i_parties" [[ ((the? @actor %d_own_side? | the? @country %noun{1,2}) ((, | and | or | nor) the? @actor %d_own_side?){0,3}) ]]
define "i_never" [[ (under no circumstances | never (again | before)? | at no (time | point | stage) | in no (way | case) | nor | on no account
      | not once | by no means) ]]
define "i_neither" [[ (agent:(neither (of the two | of these | of the)? [side | sides | country | countries | government | governments | party
          | parties | nation | nations | capital | capitals | leader | leaders | minister | ministers | delegation | state])
      | neither agent:(the? @actor %d_own_side? nor the? @actor %d_own_side?)) ]]
-- What is refused, with "will" or "would" before it.
define "i_refuse" [[ ([accept | tolerate | recognise | recognize | agree | negotiate | sign | support | endorse | back | yield | compromise
        | participate | attend | concede | budge | withdraw | surrender] | (give (in | up | way | ground)) | (back down) | (take part) | (stand for)
      | (put up with) | (talk | speak) (to | with)) ]]

local function inverted(id, spec, doc, match, examples)
    spec.agent, spec.inverted = true, true
    acts.rule(id, spec, doc, match, examples)
end

inverted("neither-accepts", { kind = "reject" }, "What neither of two will have: 'Neither country will accept', 'Neither Norway nor Peru would recognise'.",
    [[ cue:(%i_neither ([will | would | can | could] (ever | also)? | is (ready | willing | prepared) to) %i_refuse) content:(%d_topic)
     | cue:(%i_neither [will | would | can | could] (ever | also)?) content:(%i_refuse)
     | cue:(%i_neither (accepts | recognises | recognizes | accepted)) content:(%d_topic) ]], {
    { "Norway and Peru spoke of fish. Neither country will accept a tariff.", expect = { { kind = "reject", actor = { "Norway", "Peru" }, content = "a tariff" } } },
    { "Neither Norway nor Peru will recognise the vote.", expect = { { kind = "reject", actor = { "Norway", "Peru" } } } },
    { "Neither Norway nor Peru will win the cup.", expect = {} },
})

inverted("never-will", { kind = "reject" }, "What somebody will never have, the refusal first: 'Under no circumstances will Norway accept'.",
    [[ cue:(%i_never [will | would | can | could] agent:(%i_parties) (ever)? %i_refuse) content:(%d_topic)
     | cue:(%i_never [will | would | can | could] agent:(%i_parties) (ever)?) content:(%i_refuse) ]], {
    { "\"Under no circumstances will Norway accept a tariff,\" Anna Keller said.", expect = { { kind = "reject", actor = "Norway", content = "a tariff" } } },
    { "\"Never again will Norway sell ships,\" Anna Keller said.", expect = {} },
})

inverted("never-will-do", { kind = "pledge", strength = 4 },
    "What somebody promises never to do, the refusal first: 'Under no circumstances will Norway sell ships'.",
    [[ cue:(!nor %i_never [will | would] agent:(%i_parties)) !(ever? %i_refuse
          | [be | have | see | know | need | find | forget | feel | seem | become]) content:(%d_plain %d_topic?) ]], {
    { "\"Never again will Norway sell ships,\" Anna Keller said.", expect = { { kind = "pledge", actor = "Norway", content = "sell ships", polarity = "negative" } } },
    { "\"Never again will Norway be poor,\" Anna Keller said.", expect = {} },
})
