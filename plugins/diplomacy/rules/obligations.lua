-- obligations.lua - what somebody ought to do, told without "must" or "should": what would be wise, what it is time for, whose task it is, and commands.

local acts = include "acts.lua"
local says = { kind = "urge", speaker_acts = true }

acts.rule("would-do-well", says, "What would be wise: 'Peru would do well to open its ports', 'had better open them'.",
    [[ (?<! "I" | we) cue:([would | might | may | /^['’]d$/] (do well | do better | be (wise | well advised | well-advised | better advised | smart))
            to | [had | /^['’]d$/] (better | best) !(than | of | and)) not? %d_deeds ]], {
    { "Peru would do well to open its ports, Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", target = "Peru", content = "open its ports" } } },
    { "Peru had better open its ports, Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", target = "Peru", content = "open its ports" } } },
    { "Peru had better ports, Anna Keller said.", expect = {} },
})

acts.rule("time-that", says, "What it is time for: 'it is high time Peru opened its ports', 'the time has come for Peru to open them'.",
    [[ cue:(it [is | was | /^['’]s$/] (high | about | past | long past | well past | surely | now)? time) (, [!,]{1,5} ,)? that?
          content:((the? target:@actor | we | they | he | she | everybody | everyone | all (sides | parties) | the %noun)
            [%noun | %adv | finally | also]{0,3}? %q_past %d_topic) | cue:(the time (has come | is ripe | had come | is now | was ripe))
          (for target:(%d_party) to | to) %d_deeds ]], {
    { "It is high time Peru opened its ports, Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", target = "Peru", content = "Peru opened its ports" } } },
    { "The time has come for Peru to open its ports, Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", target = "Peru", content = "open its ports" } } },
    { "It was time, Anna Keller said.", expect = {} },
})

acts.rule("up-to", says, "Whose task it is: 'it is up to Peru to open its ports', 'the onus is on Peru to open them'.",
    [[ cue:(it [is | was | /^['’]s$/ | remains] (now | %adv)? up to | it (now)? [falls | fell] (to | on | upon) | it (now)? [behoves | behooves]
          | [onus | burden | responsibility | duty | obligation | ball] (now)? [is | lies | rests | falls | lay | was] (now | squarely)?
            [on | with | upon]) target:(%d_party) to %d_deeds | cue:(it [is | was | remains] (now | %adv)? incumbent [on | upon]) target:(%d_party) to
          %d_deeds ]], {
    { "It is up to Peru to open its ports, Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", target = "Peru", content = "open its ports" } } },
    { "The onus is on Peru to open its ports, Anna Keller said.", expect = { { kind = "urge", target = "Peru" } } },
    { "It is incumbent on Peru to open its ports, Anna Keller said.", expect = { { kind = "urge", target = "Peru", content = "open its ports" } } },
    { "It is up to the pier, Anna Keller said.", expect = {} },
})

-- A command that is quoted: the verb opens what is said.
define "o_command" [[ [stop | end | halt | cease | release | free | leave | open | reopen | lift | withdraw | pull | get | keep | lay | drop | put
      | hand | give | send | return | respect | honour | honor | abandon | choose | listen | act | come | join | do | take | bring | make | pay | show
      | stay | sit | talk | negotiate | ratify | sign | refrain | disarm | retreat | reconsider | back | stand | step | call | spare | protect
      | remove | scrap | ditch | tear | pick] ]]

rule "commands" {
    doc = "A command in a quotation: '\"Stop the shelling,\" Keller told Peru', '\"Let the crews leave,\" she said'.",
    match = [[ (< | (?<= %q_open)) content:(cue:(&[%cap] %o_command &[(%det | %adv | %adp) & !%cap | /^(its|their|his|her|our|your|my)$/i | them | it
              | him | this | that | these | those | out | up | down | back | off | away | no | all] | &[%cap] do (not | n't) %d_plain
            | &[%cap] let !(me | us | /^['’]s$/ | 's)) [!%q_clear | it | they | he | she]{1,3} (!(%d_stop) [])*) ]],
    within = "quoted", mark = acts.marker(says), marks = "act", reads = acts.reads,
    where = function(match)
        local text, behind = match.content.text, match.content:after(1)
        if behind and behind.text == "?" then return false, "a question" end
        if text:find "^[Cc]ome and" or text:find " me%f[%A]" or text:find "yoursel" or text:find "^[Tt]ake [%a]+, for" then return false, "no command" end
        return true
    end,
    examples = {
        { "\"Stop the shelling of the ports,\" Anna Keller told Peru.", expect = { { kind = "urge", actor = "Anna Keller", content = "Stop the shelling of the ports" } } },
        { "\"Let the crews leave the port,\" Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", content = "Let the crews leave the port" } } },
        { "\"Let me say this,\" Anna Keller said. Stop the shelling.", expect = {} },
    },
}
