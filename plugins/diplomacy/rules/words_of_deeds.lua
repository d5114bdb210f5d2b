-- words_of_deeds.lua - verbs that do the deed themselves: thank, congratulate, praise, support, condemn ...

local acts = include "acts.lua"
local reads = { "statement", "encounter", "attribution", "date", "actor" }

local function deed(id, spec, doc, match, examples)
    rule(id) { doc = doc, match = match, mark = acts.marker(spec), marks = "act", reads = reads, examples = examples }
end

deed("thanks", { kind = "thank", own = true }, "Thanks, to whom and for what.",
    [[ cue:(~thank | ~express []{0,4} gratitude to) (target:@actor | []{1,5}) for content:%deed ]],
    { { "Anna Keller thanked Peru for its help.", expect = { { kind = "thank", actor = "Anna Keller", target = "Peru", content = "its help" } } } })

deed("congratulates", { kind = "congratulate", own = true }, "Congratulations, to whom and on what.",
    [[ cue:(~congratulate | (~offer | ~extend | ~express) []{0,4} congratulations to) (target:@actor | []{1,5}) (on | upon | for) content:%deed ]],
    { { "Anna Keller congratulated Peru on its harvest.", expect = { { kind = "congratulate", actor = "Anna Keller", target = "Peru", content = "its harvest" } } } })

deed("praises", { kind = "praise", own = true }, "Praise and welcome.",
    [[ cue:(~speak (very)? highly of | ~praise | ~commend | ~appreciate | ~welcome | ~applaud | ~laud | ~hail | ~pay tribute to | (~express []{0,3} appreciation (for | to))) content:%deed ]],
    { { "Norway speaks highly of the work done by Peru.", expect = { { kind = "praise", actor = "Norway", target = "Peru", content = "the work done by Peru" } } } })

deed("supports", { kind = "support" }, "Support in the present: 'firmly supports'.",
    [[ cue:(%adverb? (supports | support | backs) | (reaffirmed | reiterated | expressed | voiced | confirmed | reaffirms | reiterates) (@actor 's | its | their | his | her | the)? (%adj | %adv){0,2} (support | solidarity) (for | to | with)) content:%deed ]],
    { { "Norway firmly supports Peru in its reform.", expect = { { kind = "support", actor = "Norway", target = "Peru" } } } })

deed("agrees", { kind = "agree", joint = true }, "Both sides agree.",
    [[ cue:(~agree) (to %deeds | (on | upon | that) content:%deed) ]],
    { { "Norway and Peru agreed to meet again and to open a port.",
        expect = { { kind = "agree", actor = { "Norway", "Peru" }, content = "meet again" }, { kind = "agree", content = "open a port" } } } })

deed("discusses", { kind = "discuss", joint = true }, "What was talked about.",
    [[ cue:(~exchange (in-depth | %adj)? (views | opinions) (on | about | regarding) | ~discuss | ~review) content:%deed ]],
    { { "Norway and Peru exchanged views on trade.", expect = { { kind = "discuss", actor = { "Norway", "Peru" }, content = "trade" } } } })

deed("condoles", { kind = "condole", own = true }, "Condolences and sympathy.",
    [[ cue:((~express | ~extend | ~offer | ~convey) []{0,4} (condolences | sympathies | sympathy)) (to (target:@actor | []{1,6}))? (over | for | on | to | after) content:%deed ]],
    { { "Anna Keller expressed her condolences to Peru over the flood.", expect = { { kind = "condole", actor = "Anna Keller", target = "Peru", content = "the flood" } } } })

deed("concerned", { kind = "concern", own = true, target = "content" }, "Concern, worry.",
    [[ cue:((~express | ~voice) []{0,4} (concern | concerns | alarm | regret) | (is | are | was | were) %adverb? (concerned | worried | alarmed)) (over | about | at | by | regarding | for) content:%deed ]],
    { { "Norway expressed deep concern over the fighting.", expect = { { kind = "concern", actor = "Norway", content = "the fighting" } } } })

deed("condemns", { kind = "condemn", own = true }, "Condemnation.",
    [[ cue:(~condemn | ~denounce | ~criticize | ~criticise | ~accuse) content:%deed ]],
    { { "Norway strongly condemned the attack by the rebels.", expect = { { kind = "condemn", actor = "Norway", content = "the attack by the rebels" } } } })

deed("warns", { kind = "warn", own = true }, "A warning.",
    [[ cue:(~warn | ~caution) (@actor)? (that | against | of | ,)? content:%deed ]],
    { { "Norway warned that the port may close.", expect = { { kind = "warn", actor = "Norway", content = "the port may close" } } } })

deed("rejects", { kind = "reject", target = "content" }, "Refusal and opposition.",
    [[ cue:(~oppose | ~reject | ~deny | ~refuse | ~decline) to? content:%deed ]],
    { { "Norway opposes any new tariff.", expect = { { kind = "reject", actor = "Norway", content = "any new tariff" } } } })

deed("invites", { kind = "invite", own = true }, "An invitation.",
    [[ cue:(~invite) (target:@actor | []{1,4}) to content:%deed ]],
    { { "Anna Keller invited Peru to send a team.", expect = { { kind = "invite", actor = "Anna Keller", target = "Peru", content = "send a team" } } } })

deed("announces", { kind = "announce" }, "What is decided or planned.",
    [[ cue:(~announce) !(that) content:%deed ]],
    { { "Norway announced a new fund.", expect = { { kind = "announce", actor = "Norway", content = "a new fund" } } } })

deed("hopes", { kind = "hope" }, "A hope; left out of counts unless asked for.",
    [[ cue:(hopes | hoped | (~express []{0,2} hope)) that? content:%deed ]],
    { { "Norway hopes that the port opens.", expect = { { kind = "hope", actor = "Norway" } } } })
