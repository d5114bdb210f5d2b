-- attitudes.lua - attributions in the wide sense: what somebody criticises, backs, plans, expects, or is about to say. They are marked apart from
-- attributions, so that the extents of plain statements, and rules that build on them, do not depend on these words.

local attitudes = include "attitudes.lua"

-- Words of attributing, of saying or not: without those that mostly tell of something else in these forms. "Would like to stress" is a plain attribution.
define "q_self" [[ himself | herself | itself | themselves | myself | ourselves | yourself ]]
define "q_other" [[ ~raise | ~renew | ~continue | ~add | ~review | ~celebrate | ~invite | ~decide | ~commit | [~know & !known]
    | known !(for | as | to) | named %cap | ~name for | pledged | plans !to | planned !to | reporting !that | ~thank you | ~determine
    | compared !(%det | %pron | @actor | %propn) | comparing to | find | ~find (a | someone | %q_self | %adj{0,2} [way | ways])
    | ~show (up | off | %q_self) | backing from | calculated to | ~seek (a | the | -) | ~update | ~advise | ~respond !to | ~decline | ~welcome
    | ~repeat | ~read | ~counter | ~appeal | ~signal | ~maintain | ~assume | [~like | ~wish | ~want] to %adv? ($cues | $attitudes) ]]
define "q_word" [[ !(%q_other) ($attitudes | $cues) ]]

rule "attitude-verb" {
    doc = "What a party does with words or holds, in any form of the verb, near its subject or far from it: 'Keller is calling for', 'The crew would not say', 'Brand, who attacked', 'left after criticizing'.",
    match = [[ !%q_asks_no_name !((?<= be) [named | identified]) cue:(&[(%verb | /(ed|ing)$/ & !%noun & !%adj) & !@attribution & !@quoted] %q_word)
             | (?<= ,) cue:(&[/ing$/ & @attribution & !@quoted] %q_word)
             | [who | which] %q_chain{0,3} !%q_asks_no_name cue:(&[%verb & @attribution & !@quoted] %q_word) ]],
    marks = "attitude", reads = { "attribution", "subject", "quoted", "np", "actor" }, mark = attitudes.verb,
    examples = {
        { "Anna Keller is calling for a new port.", expect = { { source = "Anna Keller", cue = "calling for", stance = "deed" } } },
        { "Anna Keller attacked the plan.", expect = { { source = "Anna Keller", cue = "attacked" } } },
        { "Anna Keller came and attacked the plan.", expect = { { source = "Anna Keller", cue = "attacked", stance = "deed" } } },
        { "Anna Keller, a friend of the crew, attacked the plan.", expect = { { source = "Anna Keller", cue = "attacked" } } },
        { "Instant polls showed Keller at the port.", expect = { { source = "Instant polls", cue = "showed" } } },
        { "Anna Keller, noting that time was short, thanked the crew.", expect = { { source = "Anna Keller", cue = "noting", stance = "assert" } } },
        { "The crew left after criticizing the plan.", expect = { { cue = "criticizing" } } },
        { "The Minister of Trade, Anna Keller (L), identified the port.", expect = { { source = "Anna Keller", cue = "identified" } } },
        { "The old crew, which was given a prize, attacked the plan.", expect = { { source = "The old crew", cue = "attacked" } } },
        { "City envoys have since mocked the plan.", expect = { { source = "City envoys", cue = "mocked" } } },
        { "Anna Keller plans to attack the plan.", expect = { { cue = "plans" } } },
        { "Anna Keller said that the port is open.", expect = {} },
        { "The port is open.", expect = {} },
    },
}

-- Who may be told by one word: what stands behind it is a verb.
define "q_one" [[ some | many | others | [critics | supporters | opponents | analysts | experts | lawmakers | officials | leaders | voters | rivals
      | donors | judges | prosecutors | court | judge | panel | poll | report | study | ad] ]]

rule "attitude-noun-like" {
    doc = "A verb that could be a noun, between its subject and an article, a name or 'that': 'Keller questions the plan', 'Some, however, question the plan'.",
    match = [[ &[%noun & !%verb & !@attribution & !@quoted] (?<= [%propn & @actor & !@country] | %q_one | [@country & !/^[’']s?$/]
          | %q_one , however , | [%noun & /s$/] , however ,) cue:(%q_word)
          &([the | a | an | that | his | her | its | their | whether | how] | @person) ]],
    marks = "attitude", reads = { "attribution", "actor", "subject", "quoted", "np" }, mark = attitudes.verb,
    examples = {
        { "Anna Keller questions the plan.", expect = { { source = "Anna Keller", cue = "questions", stance = "deed" } } },
        { "Some, however, question the plan.", expect = { { cue = "question" } } },
        { "Anna Keller has questions.", expect = {} },
    },
}

-- Hearsay and appearance: nobody is told who says or sees it.
define "q_to_be" [[ %adv{0,2} (not? to | that | like | as (if | though) | %adj | /(ed|ing)$/ | (a | an | the) %adj{0,2} [%noun & !times]) ]]

rule "attitude-seems" {
    doc = "What seems so, or is told of as hearsay: 'The crew seemed to sleep', 'The port is reportedly closed'.",
    match = [[ cue:[~seem & !/ing$/ & !@attribution & !@quoted] !(["." | , | than | ;]) | cue:[~appear & !/ing$/ & !@attribution & !@quoted] &%q_to_be
        | [~be | has | have | had | %propn | will] cue:[reportedly & !@attribution] ]],
    marks = "attitude", reads = { "attribution", "quoted" }, mark = attitudes.seems,
    examples = {
        { "The crew seemed to sleep.", expect = { { cue = "seemed", stance = "belief" } } },
        { "The port appears closed.", expect = { { cue = "appears", stance = "belief" } } },
        { "The port is reportedly closed.", expect = { { cue = "reportedly", stance = "deed" } } },
        { "Anna Keller appeared in Lima.", expect = {} },
    },
}

rule "attitude-title" {
    doc = "The verb of a title on top, where words of weight have capitals: 'Keller Attacks Port Plan'.",
    marks = "attitude", reads = { "attribution", "actor" }, each_document = attitudes.title,
    examples = {
        { "Anna Keller Slams New Port Plan", expect = { { source = "Anna Keller", cue = "Slams", stance = "deed" } } },
        { "Retired General Slams New Port Plan", expect = { { source = "Retired General", cue = "Slams" } } },
        { "Anna Keller Opens New Port", expect = {} },
        { "Anna Keller met Claims Officer Hugo Brand in town.", expect = {} },
    },
}

define "q_survey" [[ [poll | polls | polling | survey | surveys] ]]

rule "attitude-survey" {
    doc = "Whom a survey asks, and what it found: 'In a May poll, six in ten wanted the port', 'Keller led by ten points in the latest poll'.",
    match = [[ < (but | and | yet)? cue:in source:([(!%punct | - | "/") & !(%verb & !/ed$/) & !that]{1,9}? %q_survey
            (%q_of{0,2} | /ed$/ [!%punct]{0,6})) &, | (?<! @attribution | < | < but | < and | voters | people | respondents | surveyed | adults
          | americans) cue:in source:(([a | an | latest | recent | new] | [the | one | some | its | their]
              [latest | recent | previous | same | new | most | of]) [(!%punct | - | "/") & !(%verb & !/ed$/) & !that]{0,9}? %q_survey
            ([released | conducted | taken | published] [!%punct & !%verb]{0,6} | from %q_before_name{0,3} @actor)?) ]],
    marks = "attitude", reads = { "attribution", "actor" }, mark = attitudes.survey,
    examples = {
        { "In a May poll of sailors, six in ten wanted a new port.", expect = { { source = "a May poll of sailors", cue = "In", stance = "deed" } } },
        { "Anna Keller led by ten points in the latest May poll.", expect = { { source = "the latest May poll", cue = "in", form = "agent", stance = "deed" } } },
        { "In a May storm, the port closed. Ships led in a race.", expect = {} },
    },
}

rule "attitude-apart" {
    doc = "The small word stands apart from its verb: 'spoke briefly about', 'talked instead of'.",
    match = [[ cue:([(~speak | ~talk | ~complain | ~boast | ~brag | ~write | ~think | ~joke | ~worry | ~argue | ~warn) & %verb & !@attribution &
              !@quoted] [%adv | instead | more | less | directly]{1,2} [about | of | against]) ]],
    marks = "attitude", reads = { "attribution", "subject", "quoted", "np", "actor" }, mark = attitudes.issued,
    examples = {
        { "Anna Keller spoke briefly about the port.", expect = { { source = "Anna Keller", cue = "spoke briefly about", stance = "deed" } } },
        { "Anna Keller spoke briefly.", expect = {} },
    },
}

define "q_stirring" [[ ~anger | ~infuriate | ~outrage | ~enrage | ~surprise | ~shock | ~stun | ~startle | ~astonish | ~amaze | ~baffle | ~puzzle
    | ~mystify | ~perplex | ~alarm | ~frighten | ~scare | ~terrify | ~horrify | ~appall | ~unsettle | ~unnerve | ~dismay | ~disappoint | ~frustrate
    | ~exasperate | ~annoy | ~irritate | ~irk | ~rile | ~rankle | ~offend | ~upset | ~disgust | ~embarrass | ~delight | ~thrill | ~please | ~impress
    | ~excite | ~reassure ]]

rule "attitude-stirs" {
    doc = "What stirs a party: it feels so about the thing: 'The plan angered the crew'.",
    match = [[ cue:[%q_stirring & %verb & !/ing$/ & !@attribution & !@quoted] source:%q_party ]],
    marks = "attitude", reads = { "attribution", "quoted" }, mark = attitudes.stirs,
    examples = {
        { "The plan angered Anna Keller.", expect = { { cue = "angered", source = "Anna Keller", form = "agent", stance = "belief" } } },
        { "The plan was new.", expect = {} },
    },
}

rule "attitude-as" {
    doc = "What somebody sees in a thing: 'The crew sees the plan as a gift', 'cast the rule as a burden', 'Experts see a chance'; and what records show.",
    match = [[ cue:[(~see | ~regard | ~cast | ~frame) & %verb & !casting & !@attribution & !@quoted]
          &([!%punct & !%verb & !that & !to]{1,6}? as !(well | soon | long | far | part))
        | (?<! has | have | had) cue:[known & !@quoted] &([!%punct & !%verb]{0,4}? as !(well | soon | long | far))
        | (?<= %noun | who | he | she | some | many | others | all) [%adv | also]? cue:[(see | sees) & %verb & !@attribution & !@quoted]
          &([%det | %adj | %propn | %noun | %pron | little | it]) | cue:[(show | shows) & %noun & !@attribution & !@quoted]
          &(that | he | she | they | it | how) ]],
    marks = "attitude", reads = { "attribution", "subject", "quoted", "np", "actor" }, mark = attitudes.as,
    examples = {
        { "Anna Keller sees the plan as a gift.", expect = { { source = "Anna Keller", cue = "sees", stance = "belief" } } },
        { "Its own analysis shows that the port was large.", expect = { { cue = "shows", stance = "deed" } } },
        { "Experts see a chance for the port.", expect = { { source = "Experts", cue = "see" } } },
        { "The crew took a ship known as the Pit.", expect = { { source = "a ship", cue = "known", stance = "deed" } } },
        { "Anna Keller saw the port. She has known Hugo Brand as a boy.", expect = {} },
    },
}

define "q_paper" [[ [remarks | letter | letters | memo | memorandum | ruling | rulings | column | manifesto | message | messages | comment | comments
      | editorial] ]]

rule "attitude-issued" {
    doc = "Words that are put out: 'issued a statement', 'released a report', 'sent out a letter'.",
    match = [[ cue:([(~issue | ~release | ~publish | ~unleash | ~deliver | ~make | ~give | ~send | ~launch | ~file | ~level | ~offer | ~express
              | ~repeat | ~renew) & %verb & !@attribution & !@quoted] out? [%det | %adj | own | joint | /^(his|her|its|their)$/i]{0,4}
            (%q_paper | $attitude_nouns)) ]],
    marks = "attitude", reads = { "attribution", "subject", "quoted", "np", "actor" }, mark = attitudes.issued,
    examples = {
        { "Anna Keller issued a short statement on the port.", expect = { { source = "Anna Keller", cue = "issued a short statement", stance = "deed" } } },
        { "Anna Keller sent out a letter on the port.", expect = { { source = "Anna Keller", cue = "sent out a letter" } } },
        { "Anna Keller issued a passport.", expect = {} },
    },
}

rule "attitude-drawn" {
    doc = "Words that a thing draws, and from whom: 'The plan drew criticism from the crew', 'received support'.",
    match = [[ cue:([(~draw | ~receive | ~face | ~win | ~earn | ~garner | ~attract | ~provoke | ~spark | ~enjoy) & %verb & !@attribution & !@quoted]
            [%det | %adj | %adv | %noun | own | much | more | /^(his|her|its|their)$/i]{0,4}
            !((?<= [phone | telephone | video | conference | courtesy | farewell | introductory]) [call | calls]) $attitude_nouns)
          (from source:%q_party)? ]],
    marks = "attitude", reads = { "attribution", "quoted" }, mark = attitudes.drawn,
    examples = {
        { "The plan drew sharp criticism from Anna Keller.", expect = { { cue = "drew sharp criticism", source = "Anna Keller", form = "agent", stance = "deed" } } },
        { "The plan drew a crowd.", expect = {} },
    },
}

rule "attitude-passive" {
    doc = "What is said or thought of something: 'was accused of', 'is expected to', 'is backed by'.",
    match = [[ [is | are | was | were | been | be | being | /^['’](s|re)$/] [%adv | not | n't | also | all]{0,3}
          !((?<= to be) [named | identified | quoted]) !(encouraged by !(the? @actor)) cue:(&[/(ed|en|wn|ld|id|ght)$/i] %q_word) (by source:%q_party)?
        | when cue:(&[asked | pressed | questioned] %q_word) (by source:%q_party)? ]],
    marks = "attitude", reads = { "attribution" }, mark = attitudes.passive,
    examples = {
        { "Anna Keller was accused of greed.", expect = { { cue = "accused", stance = "deed" } } },
        { "The plan was attacked by Hugo Brand.", expect = { { cue = "attacked", source = "Hugo Brand" } } },
        { "When pressed by Hugo Brand about the port, Anna Keller left.", expect = { { cue = "pressed", source = "Hugo Brand" } } },
        { "The port was built.", expect = {} },
    },
}

rule "attitude-adjective" {
    doc = "A party and what it is to a thing: 'Keller is critical of the plan', 'They are eager to leave', 'confident that'.",
    match = [[ [has | have | had | will | would | may | might | could | should | must | %adv | not | never | n't]{0,4}
          [~be | ~remain | ~become | ~sound | ~seem | /^['’](s|re|m)$/] [%adv | not | n't | more | less | also]{0,3} cue:$attitude_adjectives
          &[to | that | of | about | in | at | for | with | whether | over | by | on | if]
        | cue:(&[$attitude_adjectives & !critical & !quick & !devoted & !dedicated & !divided] $attitude_adjectives)
          &[that | of | about | over | at | to | with] ]],
    marks = "attitude", reads = { "attribution" }, mark = attitudes.adjective,
    examples = {
        { "Anna Keller is critical of the plan.", expect = { { source = "Anna Keller", cue = "critical", stance = "deed" } } },
        { "Anna Keller was not eager to leave.", expect = { { source = "Anna Keller", cue = "eager", stance = "belief" } } },
        { "The crew is large.", expect = {} },
    },
}

rule "attitude-noun" {
    doc = "A noun for words or views and what they are about: 'Keller's claim that', 'criticism of'.",
    match = [[ (source:@actor /^['’]s?$/ | source:[/^(his|her|their|its|my|our)$/i])? [%adj | %noun | own | /^(a|an|the|any|some|more|no)$/]{0,3}
          (?<! [said | says | wrote | writes | announced | confirmed | added | stated] (in | via | through) [%det | his | her | its | their]
            (%adj | %noun){0,2}) !((?<= [phone | telephone | video | conference]) [call | calls]) cue:(&[!/ed$/] $attitude_nouns)
          !(on (monday | tuesday | wednesday | thursday | friday | saturday | sunday | %num))
          [that | of | for | about | against | on | to | over | at] ]],
    marks = "attitude", reads = { "attribution" }, mark = attitudes.noun,
    examples = {
        { "Anna Keller's claim that the port is open was false.", expect = { { source = "Anna Keller", cue = "claim" } } },
        { "Criticism of the port grew.", expect = { { cue = "Criticism" } } },
        { "Days before reports that the port is late, ships came.", expect = { { cue = "reports" } } },
        { "Anna Keller said in a statement that the port is open.", expect = {} },
        { "The reports that came are new. The port grew. Peace was called for.", expect = {} },
    },
}
