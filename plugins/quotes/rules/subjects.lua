-- subjects.lua - who is the subject of which finite verb. Parties behind a preposition are none.

define "q_no_subject" [[ to | with | in | from | regarding | concerning | by | against | between | into | through | on | about | towards | toward
    | over | under | than | including | visiting | urging | asking ]]
define "q_their_foes" [[ [critics | critic | opponents | allies | ally | rivals | rival | neighbours | neighbors | friends | enemies | foes
      | adversaries | residents | citizens | voters | farmers | workers | parts | victims | survivors | supporters | backers] [of | in] ]]
-- "By the Governments of Norway and Peru": those behind are no subject.
define "q_of_governments" [[ [by | of | between | with | to | from | for | against | among] the?
      [government | governments | peoples | ministers | leaders | presidents | representatives] of the? ]]
-- An office that leads a country or its ministry, and no name behind it: "Peru's president", "the Peruvian foreign minister".
define "q_high_office" [[ [foreign | prime | defence | defense | finance | trade | interior | energy | deputy | vice]{0,2}
      [president | minister | premier | chancellor | king | queen | emir | leader | leaders | ambassador | envoy]
      !(/^['’]s?$/ | ,? [%propn & !@country] | , @person | %hyphen | - | @person) ]]
define "q_who" [[ (?<! %q_their_foes | %q_their_foes the | %q_of_governments | %q_of_governments @country and the?) (?<! %q_no_subject)
      (?<! %q_no_subject (the | a | an | %adj)) (?<! %q_told_counterpart)
      (who:@person of the? (@country | @organization) | !/^(his|her|its|their|him|them)$/i who:@actor !(/^['’]s?$/ | %q_body)
      | who:@actor /^['’]s?$/ (%adj | [%noun & !@actor] - [led | backed | dominated | run | controlled])? %q_body | who:@actor (%q_body | %q_people)
      | (who:@country[adjective] and)? who:@country (%q_body | %q_people)
      | who:@country /^['’]s?$/? [new | outgoing | acting | interim]? %q_high_office) ]]
define "q_more" [[ %q_before_name{0,6}? (who:@person of the? @country | who:@actor) ]]
-- "Envoys from Norway and Peru", "leaders of the Harbour Council".
define "q_sent" [[ %q_people (of | from) the? (who:@country (, the? who:@country){0,5} ,? and ((of | from) the?)? (who:@country | who:@organization)
      | who:@organization ("(" %upper ")")?) ]]
-- "And its allies", "and her Peruvian counterpart": who belongs to the first.
define "q_partner" [[ [his | her | its | their] (%adj? who:@country %adj? ([counterpart | counterparts | colleague | host | guest] | opposite number)
      | [%adj | %num | %propn]{0,3}? [%noun & !@actor] !/^['’]s?$/ !%noun) ]]
-- Behind a verb stands whom it is about: "Russia attacked Ukraine, and Peru thanked".
define "q_no_object" [[ (?<! [%verb & !/ing$/] [!%punct]{0,8}) ]]
define "q_subjects" [[ (?<! %q_of_governments) (?<= [governments | peoples | ministers | leaders | presidents | representatives] of the?)
      who:@country[!adjective] (, the? who:@country[!adjective]){1,30} ,? and the? who:@country[!adjective] ,?
    | %q_no_object %q_who %q_letters? , and &(the? @country[!adjective]) %q_more
    | %q_who , and [his | her | its | their] %q_before_name{0,5} , who:@person ,
    | %q_who %q_letters? (("(" %upper ")")? ((, %q_more ("(" %upper ")")?){1,3} ,? and | and | ,? as well as)
        ([his | her | its | their | the] %q_before_name{0,5} , who:@person ,? | %q_partner | %q_more))? ]]
-- Any insertion: "China, Keller said, will".
define "q_any_aside" [[ &[, | "("] !(, [%cap & !@person]{0,4} @person ("(" []{1,3} ")")? ,) , ...!(, | ; | ":") (, ...!(, | ; | ":")){0,1} ,
    | "(" []{1,6} ")" ]]

-- A name behind the office it holds, between two commas: "The Minister of Trade, Anna Keller, will".
define "q_behind_office" [[ &(@person ("(" | , | %q_letters ,)) (?<= , | , %cap | , %cap %cap | , %cap ["'" | "’"] %cap? | , the %cap | , %cap %cap %cap) (?<! %q_no_subject) (?<! %q_told_counterpart) ]]
define "q_named_holder" [[ %q_behind_office who:@person %q_letters? ("(" []{1,3} ")")? , ]]

rule "subject-past" {
    doc = "A party and a verb in the past: 'Norway, for its part, has decided', 'Norway thanked'.",
    match = [[ (%q_named_holder | %q_subjects (in %propn{1,2})?) (for (his | her | its | their) part)?
          (%q_any_aside | %adjunct{1,3} | in (turn | response | return | retaliation | reply))? %q_open?
          [%adv | also | both | then | again | once | all | not | itself | himself | herself | themselves]{0,3} verb:[(%verb | %aux) & %q_past] ]],
    mark = "subject", set = { tense = "past" },
    examples = {
        { "Norway, for its part, thanked Peru.", expect = { { who = "Norway", verb = "thanked", tense = "past" } } },
        { "The Minister of Trade of Norway, Anna Keller, thanked Peru.", expect = { { who = "Anna Keller", verb = "thanked" } } },
        { "Anna Keller, and her Peruvian counterpart, Hugo Brand, thanked Chile.", expect = { { who = { "Anna Keller", "Hugo Brand" } } } },
        { "Norway and its creditors thanked Peru. Anna Keller and her Peruvian counterpart met.", expect = { { who = "Norway", verb = "thanked" }, { who = { "Anna Keller", "Peru" } } } },
        { "Peru's new president thanked Norway. Peruvian President Hugo Brand thanked Norway.", expect = { { who = "Peru" }, { who = "Hugo Brand" } } },
        { "The Norwegian foreign ministry thanked Peru.", expect = { { who = "Norway" } } },
        { "We, the Governments of Norway, Peru and Chile, were late.", expect = { { who = { "Norway", "Peru", "Chile" }, verb = "were" } } },
        { "Norway's army-led government on Monday thanked Peru.", expect = { { who = "Norway" } } },
        { "Critics of Norway thanked Peru.", expect = {} },
        { "Norway thanked Peru, and Chile thanked Kenya. Norway, and Peru thanked Kenya.", expect = { { who = "Norway" }, { who = "Chile" }, { who = { "Norway", "Peru" } } } },
        { "Talks with Norway were held.", expect = {} },
        { "Norway's Prime Minister Anna Keller phoned her Danish counterpart, Runa Oster, on Tuesday, thanked Peru.", expect = { { who = "Anna Keller", verb = "phoned" } } },
    },
}

rule "subject-present" {
    doc = "A party and a verb in the present, or a modal: 'Norway and Peru will', 'Norway stands ready'.",
    match = [[ (%q_named_holder | %q_subjects (in %propn{1,2})?) (%q_any_aside | %adjunct{1,3} | in (turn | response | return | retaliation | reply))?
          %q_open? [%adv | also | both | then | again | once | all | itself | himself | herself | themselves]{0,3}
          verb:[(%verb | %aux | ~be) & !/ing$/ & !/^['’]s$/ & !%q_past] !((?<= as it is) ,) ]],
    mark = "subject", set = { tense = "present" },
    examples = {
        { "Norway itself is old.", expect = { { who = "Norway", verb = "is" } } },
        { "Norway and Peru will open a port.", expect = { { who = { "Norway", "Peru" }, verb = "will", tense = "present" } } },
        { "Norway is old. The port, small as it is, was opened.", expect = { { who = "Norway", verb = "is" } } },
        { "A ship sails to Norway. A look at the plan by the Governments of Norway and Peru will help.", expect = {} },
    },
}

rule "subject-headline" {
    doc = "Two countries or bodies before a verb in a headline, with a comma for 'and': 'Norway, Peru slam tariff'.",
    match = [[ < who:(@country[!adjective] | @organization) , who:(@country[!adjective] | @organization)
          verb:([%verb & !/(ed|ing|s)$/ & !%aux] | &[!/(ed|ing|s)$/] $cues
          | [slam | back | blast | vow | hail | sign | clash | trade | mull | eye | near]) !, ]],
    where = function(match) return not match.sentence.text:find "[.!?]%s*$" end,
    mark = "subject", set = { tense = "present" },
    examples = {
        { "Norway, Peru slam tariff", expect = { { who = { "Norway", "Peru" }, verb = "slam" } } },
        { "Norway, Peru say the ministers.", expect = {} },
    },
}

rule "subject-sent" {
    doc = "Those who act for several countries or a body: 'Ministers from Norway and Peru agreed', 'leaders of the Harbour Council met'.",
    match = [[ %q_sent (%q_any_aside | %adjunct{1,3})? [%adv | also | both | then | again | all | not]{0,3} verb:[(%verb | %aux) & %q_past] ]],
    mark = "subject", set = { tense = "past" },
    examples = {
        { "Ministers from Norway, Peru and Chile thanked Kenya. Leaders of the Harbour Council of Oslo met.", expect = { { who = { "Norway", "Peru", "Chile" } }, { who = "Harbour Council of Oslo" } } },
        { "Ministers from the north slept.", expect = {} },
    },
}

-- Somebody by name with whatever tells of the office: "Minister Anna Keller (Norway)", "Anna Keller, who is Norway's foreign minister,", "the Foreign
-- Minister of Norway, H.E. Anna Keller,".
local past_verb = pattern [[ << %q_past ]]
local behind_verb = pattern [[ [%verb & !/ing$/] [!%punct]{0,8} >> ]]

define "q_office_of" [[ (who (is | was))? (the | a | an | @country /^['’]s$/)? [(%adj | %noun | %propn | of | for | and | - | "/") & !%verb &
        !@person]{0,8}? %q_office [(%det | %adj | %noun | %propn | of | for | and | to | - | "/") & !%verb & !@person]{0,9}? ]]
define "q_in_full" [[ (the? [(%adj | %noun | %propn | of | for | and | the | - | "/" | /^['’]s$/) & !%verb & !@person]{1,10}? ,)? %q_before_name{0,8}?
      who:@person !/^['’]s?$/ %q_letters? (of the? @country | "(" []{1,4} ")" | , %q_office_of &(, | and))? ]]

rule "subject-two" {
    doc = "Two by name with their offices: 'Norwegian Minister Anna Keller and Hugo Brand, the President of Peru, agreed'.",
    match = [[ (?<! %q_no_subject) (?<! %q_told_counterpart) &([!%verb & !;]{1,30}? and) %q_in_full (, %q_in_full){0,2} ,? (and | as well as)
          (his | her)? (host | guest | counterpart)? ,? %q_in_full ,? %adjunct{0,2} [%adv | also | both | then | again | once | all | not]{0,3}
          verb:[(%verb | %aux) & !/ing$/ & !/^['’]s$/ & !of] ]],
    marks = "subject",
    mark = function(match)
        local before = #match.who == 2 and match.text:find(", and ", 1, true) and match:before(9)
        if before and before:has(behind_verb) then return nil, "the first is whom the verb before is about" end
        return { match, who = match.who, verb = match.verb, tense = match.verb:has(past_verb) and "past" or "present" }
    end,
    examples = {
        { "Norwegian Minister Anna Keller (Oslo) and Hugo Brand, the President of Peru, agreed to meet.", expect = { { who = { "Anna Keller", "Hugo Brand" }, verb = "agreed", tense = "past" } } },
        { "Presidents Anna Keller of Norway, Hugo Brand of Peru and Emil Roth of Chile met.", expect = { { who = { "Anna Keller", "Hugo Brand", "Emil Roth" } } } },
        { "Talks with Anna Keller and Hugo Brand were held. Emil Roth met Minister Hugo Brand, and Minister Anna Keller slept.", expect = {} },
    },
}
