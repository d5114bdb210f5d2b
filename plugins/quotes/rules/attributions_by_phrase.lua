-- attributions_by_phrase.lua - attributions without a verb of saying that has its subject beside it: "according to", signed lines, posts, passives.

local sources = include "sources.lua"
local from_cue = include "from_cue.lua"

rule "according" {
    doc = "'according to Keller', 'in the words of Keller', 'as noted by Keller'.",
    match = [[ cue:(according to) source:[which | whom] | < cue:"Per" source:%q_named &,
        | (?<= < | ,) cue:(as ([reported | stated | noted | announced | explained | confirmed | emphasised | emphasized | stressed | underlined
              | mentioned | observed | recalled | described | put | said] | pointed out) by) source:(%q_parties &(, | "." | >))
        | cue:(according to | in the words of) !([the | its | his | her | their | this | these | a | an]? own? %adj?
            [plan | plans | schedule | wish | wishes | interest | interests | ability | abilities | capacity | capacities | merit | merits | means
            | circumstances | tradition | traditions | custom | customs | taste | whim | need | needs | law | laws | rule | rules | procedure
            | procedures | principle | principles | provisions | terms | spirit | letter] !enforcement)
          source:(%q_parties &(, | ; | "." | > | ")" | "\"" | "”") | [(!%punct | -) & !is & !are & !was & !were & !has & !have & !had & !will &
              !would]{1,10}) ]],
    mark = "attribution", set = { form = "according", stance = "assert", takes = "clause", verb = "according to" },
    examples = {
        { "According to Anna Keller, the port is open.", expect = { { source = "Anna Keller", cue = "According to" } } },
        { "As noted by Anna Keller, the port is open. Ships came, as reported by Hugo Brand.", expect = { { source = "Anna Keller", cue = "As noted by" }, { source = "Hugo Brand", cue = "as reported by" } } },
        { "According to a 12-page report by the crew, the port is open.", expect = { { source = "a 12-page report by the crew" } } },
        { "Anna Keller read a letter, according to which the port is open.", expect = { { source = "which" } } },
        { "Per the Harbour Council, the port is open. Per day, two ships come.", expect = { { source = "the Harbour Council", cue = "Per" } } },
        { "They acted according to plan. They ruled the port according to their own wishes.", expect = {} },
        { "They acted according to the laws of the port.", expect = {} },
    },
}

rule "in-whose-words" {
    doc = "Whose words or view it is: 'In Keller's view, the port is a gift', 'The plan, in his own words, is dead'.",
    match = [[ cue:in source:(%q_before_name{0,6}? @actor | [his | her | their]) (/^['’]s?$/)? own?
          [words | view | opinion | telling | estimation | judgment | judgement] &(, | . | ;)
        | cue:in the [words | view | opinion | eyes | judgment | judgement] of source:(%q_before_name{0,6}? @actor) &(, | . | ;)
        | cue:from source:(%q_before_name{0,6}? @actor) /^['’]s?$/ (perspective | standpoint | point of view | vantage point) &(, | . | ;)
        | source:(%q_before_name{0,6}? @actor) /^['’]s?$/ %adj? cue:[view | position | opinion | stance | belief | conviction | argument | message
          | understanding | assessment | contention] [is | was | remains | remained] %adv? &that ]],
    mark = "attribution", set = { form = "according", stance = "assert", takes = "clause", verb = "according to" },
    examples = {
        { "In Anna Keller's view, the port is a gift.", expect = { { source = "Anna Keller", cue = "In", speaker = "Anna Keller" } } },
        { "The port, in Anna Keller's own words, is a gift.", expect = { { source = "Anna Keller" } } },
        { "In the view of Norway's Foreign Minister Anna Keller, the port is a gift. From Peru's perspective, it is a debt.", expect = { { speaker = "Anna Keller" }, { speaker = "Peru" } } },
        { "Anna Keller's view is that the port is a gift.", expect = { { source = "Anna Keller", cue = "view" } } },
        { "In other words, the port is a gift. In view of the port, ships came.", expect = {} },
    },
}

rule "as-put" {
    doc = "'As Keller put it, the port is a gift'.",
    match = [[ as source:(%q_named | [he | she | they]) (%adv | later | once | then){0,2} cue:([put | puts] it) &(, | ":" | . | ; | "\"" | "“") ]],
    mark = "attribution", set = { form = "according", stance = "assert", takes = "clause", verb = "according to" },
    examples = {
        { "As Anna Keller put it, the port is a gift.", expect = { { source = "Anna Keller", cue = "put it", speaker = "Anna Keller" } } },
        { "The port, as she later put it, is a gift.", expect = { { cue = "put it" } } },
        { "Anna Keller put it on the table.", expect = {} },
    },
}

rule "asked-by" {
    doc = "Whose question an answer follows: 'Asked by the crew whether the port is open, …'.",
    match = [[ (?<! []) cue:(asked | pressed | quizzed) (later | then | also)? by source:%q_parties
          &(whether | if | about | how | why | when | what | who | where) ]],
    mark = "attribution", set = { form = "participle", stance = "ask", takes = "any", verb = "ask" },
    examples = {
        { "Asked by the crew whether the port is open, Anna Keller laughed.", expect = { { source = "the crew", cue = "Asked" } } },
        { "Asked by whom, Anna Keller laughed.", expect = {} },
    },
}

rule "in-whose-eyes" {
    doc = "Whose view it is, at the start: 'To Keller, the port is a gift'.",
    match = [[ < cue:"To" source:(%q_before_name{0,3}? [@person | @organization] | [some | many | others | critics]) &, ]],
    mark = "attribution", set = { form = "according", stance = "assert", takes = "clause", verb = "according to" },
    examples = {
        { "To Anna Keller, the port is a gift.", expect = { { source = "Anna Keller", cue = "To" } } },
        { "To this end, ships came by sea.", expect = {} },
    },
}

rule "posted" {
    doc = "Who posts, where, a colon and a quotation: 'Keller, Norway's foreign minister, on X: \"…\"'.",
    match = [[ source:(@person (, %q_before_name{1,6} %q_of? ,)? | %q_before_name{1,6} , @person ,?) ([writing | posting])? (on | via)
          (@organization | %propn{1,2}) cue:":" &%q_open ]],
    mark = "attribution", set = { form = "subject", stance = "assert", takes = "clause", verb = "say" },
    examples = {
        { "Anna Keller, Norway's foreign minister, on X: \"The port is open.\"", expect = { { cue = ":", speaker = "Anna Keller" } } },
        { "Anna Keller on ships: a book.", expect = {} },
    },
}

rule "signed" {
    doc = "A quotation with a dash and the name of who said it: '\"…\" – Anna Keller, harbour master'.",
    match = [[ (?<= %q_close) cue:[– | "—" | "―" | - | "--"] source:%q_named (, %q_noun_phrase %q_of{0,2})? ("." | >>)
             | (?<= %q_close) cue:"―" source:([%cap & !the & !a & !an]{2,5}) (("," | "(" | "." | >>) | &%q_open) ]],
    scope = "paragraph",
    mark = "attribution", set = { form = "signed", stance = "assert", takes = "clause", verb = "say" },
    examples = {
        { "\"The port is open. It is large.\" – Anna Keller, harbour master", expect = { { source = "Anna Keller", cue = "–" } } },
        { "\"The port is large.\" ― Hild Anker Moe\n\"It is open.\" ― Hild Moe", expect = { { source = "Hild Anker Moe" }, { source = "Hild Moe" } } },
        { "The \"port\" – Anna Keller left – is open.", expect = {} },
    },
}

rule "told-by" {
    doc = "Somebody is told by whom: 'were told on Wednesday by the ministry that the port is open'.",
    match = [[ [was | were | been] %adv? cue:(told | informed | assured | briefed | advised | notified) %q_then by source:%q_parties &that ]],
    mark = "attribution", set = { form = "subject", stance = "assert", takes = "clause", verb = "tell" },
    examples = {
        { "The crew were told on Monday by Anna Keller that the port is open.", expect = { { cue = "told", source = "Anna Keller", speaker = "Anna Keller" } } },
        { "The crew were told by day, and the port is open.", expect = {} },
        { "The crew were told that the port is open by the quay.", expect = {} },
    },
}

rule "neither" {
    doc = "What is left open: 'Keller neither confirmed nor denied that', 'would not confirm or deny that'.",
    match = [[ source:%q_parties [did | could | would | can | will | has | have | had]?
          cue:(neither [confirm | confirmed] nor [deny | denied] | (not | n't) [confirm | confirmed] (or | nor) [deny | denied]) &[!%punct] ]],
    mark = "attribution", set = { form = "subject", stance = "deny", takes = "any", verb = "rule out" },
    examples = {
        { "Anna Keller neither confirmed nor denied that the port is open.", expect = { { cue = "neither confirmed nor denied", speaker = "Anna Keller" } } },
        { "Anna Keller would not confirm or deny the report.", expect = { { cue = "not confirm or deny", speaker = "Anna Keller" } } },
        { "Anna Keller neither came nor left.", expect = {} },
    },
}

rule "passive-by" {
    doc = "By whom it was said that something is so: 'it was pointed out by Keller that'.",
    match = [[ it (was | is | has been | had been) %adv? cue:%q_saying by source:%q_parties &that ]],
    mark = "attribution", set = from_cue "subject",
    examples = {
        { "It was pointed out by Anna Keller that the port is open.", expect = { { cue = "pointed out", source = "Anna Keller", speaker = "Anna Keller" } } },
        { "It was built by Anna Keller, so that ships may come.", expect = {} },
    },
}

rule "is-clear" {
    doc = "Who leaves no doubt: 'Keller was adamant that', 'The minister has been clear that'.",
    match = [[ !(it | that | this | which | what) source:%q_parties [%adv | also]{0,2}
          cue:(([has | have | had] been | [is | are | was | were | been]) %adv?
            ([adamant | clear | emphatic | unequivocal | categorical | explicit | unambiguous]
            | of (the | a) [%adj | %noun]? [view | opinion | belief | conviction])) &that ]],
    where = function(match) return #sources.parties(match.source) > 0 or match.source.text:find "^[HhSsTtWw][he]e?y?$" ~= nil end,
    mark = "attribution", set = { form = "subject", stance = "assert", takes = "clause", verb = "say" },
    examples = {
        { "Anna Keller was adamant that the port is open.", expect = { { cue = "was adamant", source = "Anna Keller", speaker = "Anna Keller" } } },
        { "Norway has been very clear that ships may come.", expect = { { cue = "has been very clear", speaker = "Norway" } } },
        { "Peru is of the firm view that the port is open.", expect = { { cue = "is of the firm view", speaker = "Peru" } } },
        { "It is clear that ships may come. The water was clear.", expect = {} },
    },
}

rule "emphasis" {
    doc = "Weight that is put on a thing: 'placed special emphasis on the port', 'drew the attention of the council to the port'.",
    match = [[ source:%q_parties %q_before_verb{0,3} cue:(&[%verb & !/ing$/]
            ([~place | ~put | ~lay] [%adj | %adv | the]{0,2} [emphasis | stress] on
            | [~draw | ~call | ~direct] [the | his | her | their | its | our] [%adj]? attention of %q_party to
            | [~draw | ~call] (@actor | %q_noun_phrase) /^['’]s?$/ attention to))
        | (?<= and | , | but) [also | then | %adv]{0,2} cue:(&[%verb & /(ed|drew|laid|put)$/]
            ([~place | ~put | ~lay] [%adj | %adv | the]{0,2} [emphasis | stress] on
            | [~draw | ~call | ~direct] [the | his | her | their | its | our] [%adj]? attention of %q_party to)) ]],
    marks = "attribution",
    mark = function(match)
        return { match.source and match.source:union(match.cue) or match.cue, source = match.source, cue = match.cue,
            form = match.source and "subject" or "second", stance = "assert", takes = "any", verb = "stress" }
    end,
    examples = {
        { "Anna Keller placed special emphasis on the port.", expect = { { cue = "placed special emphasis on", speaker = "Anna Keller" } } },
        { "Anna Keller drew the attention of the crew to the port.", expect = { { cue = "drew the attention of the crew to", speaker = "Anna Keller" } } },
        { "Anna Keller thanked the crew and laid stress on the port.", expect = { { cue = "laid stress on", speaker = "Anna Keller" } } },
        { "Anna Keller placed a bet on the port, and the crew drew the boat to it.", expect = {} },
    },
}

rule "passive" {
    doc = "Nobody is named: 'it was stressed that'.",
    match = [[ it (was | is | has been | had been) %adv? cue:%q_saying &(that | to | on
          | (during | at | in) the? %adj? [meeting | talks | session | consultations | conversation | discussions | negotiations] that) ]],
    mark = "attribution", set = from_cue "passive",
    examples = {
        { "It was stressed that the port is open.", expect = { { cue = "stressed" } } },
        { "Anna Keller received Hugo Brand. It was stressed during the talks that the port is open.", expect = { { cue = "stressed", speaker = { "Anna Keller", "Hugo Brand" } } } },
    { "Anna Keller and Hugo Brand met. It was stressed that the port is open.", expect = { { cue = "stressed", speaker = { "Anna Keller", "Hugo Brand" } } } },
        { "It was a port.", expect = {} },
    },
}

resolve "attribution" { reads = { "actor", "country", "subject" }, run = sources.resolve }
