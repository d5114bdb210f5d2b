-- attributions.lua - where words of saying meet who says it. What is said is found by statements.lua, when all attributions of a sentence are known.

local further = include "further.lua"
local from_cue = include "from_cue.lua"

-- The verb in a finite form, and as a participle. (That the token lies in a phrase is asked twice: so a search passes over words that no such verb
-- follows, not only over those that no cue follows.)
define "q_saying" [[ &[%verb & !/ing$/i & $cues] $cues ]]
define "q_participle" [[ &[/ing$/i & !appealing & !consulting & $cues] $cues ]]

rule "subject" {
    doc = "The source, then the verb: 'Keller said', 'The minister has repeatedly stressed'.",
    match = [[ !(/^(his|her|its|their|our|my)$/i $cues) !((a | an | the)? [telephone | phone | video | conference] call
          | (?<= in) [turn | addition | response | reply | return | particular | fact | short]) source:%q_parties %q_nameless? %q_before_verb{0,4}
          !%q_asks_no_name !(set out (in | at | by) (the | this | that | its | our | a | an | %cap)) cue:%q_saying
          !(by | include | included | conference | briefing | release) !((?<= [called | calls] (on | upon)) %q_before_name{0,6}? @person
            [!%punct & !to & !for]{0,12} (. | ; | , | >)) ]],
    mark = "attribution", set = from_cue "subject",
    examples = {
        { "The port is open, WHO Regional Director for Europe Hugo Brand said.",
          expect = { { source = "WHO Regional Director for Europe Hugo Brand", speaker = "Hugo Brand" } } },
        { "Anna Keller met Hugo Brand, the ministry said. The plan was agreed with Hugo Brand, aides said.", expect = { { cue = "said", speaker = {} }, { cue = "said", speaker = {} } } },
        { "Anna Keller said that the port is open.", expect = { { source = "Anna Keller", cue = "said", stance = "assert", speaker = "Anna Keller" } } },
        { "Anna Keller called on President Hugo Brand in Lima.", expect = {} },
        { "Norway, Peru and Chile called for an end.", expect = { { cue = "called for", speaker = { "Norway", "Peru", "Chile" } } } },
        { "The minister has repeatedly stressed the point.", expect = { { source = "The minister", cue = "stressed", takes = "any" } } },
    { "A Norwegian trader who asked not to be named said that the port is open.", expect = { { source = "A Norwegian trader", cue = "said" } } },
    { "The Embassy of Peru in Oslo said that the port is open. Anna Keller would also like to stress the point.", expect = { { cue = "said", speaker = "Embassy of Peru in Oslo" }, { cue = "stress", speaker = "Anna Keller" } } },
        { "The Permanent Mission of Peru to the Harbour Council said that the port is open.", expect = { { speaker = "Permanent Mission of Peru" } } },
        { "Anna Keller met Hugo Brand. The latter said that the port is open, and the former thanked him.", expect = { { source = "The latter", speaker = "Hugo Brand" }, { source = "the former", speaker = "Anna Keller" } } },
        { "A Norwegian trader said that the port is open.", expect = { { source = "A Norwegian trader", speaker = false } } },
        { "Anna Keller's spokesman said that the port is open. A spokesman for Hugo Brand said so, too.", expect = { { speaker = false }, { speaker = "Hugo Brand" } } },
        { "The port is open. In a telephone call with Peru he left. The goals set out in the treaty are old.", expect = {} },
    },
}

local named_before = pattern [[ (%q_before_name{0,6}? @actor | %q_before_name{0,6} [%noun | %propn]) >> ]]

rule "subject-reports" {
    doc = "A verb that could be a noun, before 'that': 'The Harbour Post reports that'.",
    match = [[ &[/s$/ & %noun & $cues] ((?<= %noun | %propn) cue:$cues &(that | ":")
          | (?<= %q_close %propn{1,2} | , %propn{1,4} | , the %propn{1,3} | , the [minister | president | spokesperson | ambassador])
            cue:(&[notes | reports] $cues) &["." | ,]) ]],
    marks = "attribution",
    mark = function(match)
        local words, entry = match:before(8), match.cue.entry
        local source = words and words:find(named_before)
        return source and { source:union(match), source = source, cue = match.cue, form = "subject", stance = entry.stance, takes = entry.takes,
            verb = entry.phrase }
    end,
    examples = {
        { "The Harbour Post reports that ships may come.", expect = { { source = "The Harbour Post", cue = "reports" } } },
        { "The Ministry of Foreign Affairs of Chile reports that ships may come.", expect = { { source = "The Ministry of Foreign Affairs of Chile", cue = "reports" } } },
        { "\"The port is open,\" Keller notes.", expect = { { source = "Keller", cue = "notes" } } },
        { "Ships may come, Minister Anna Keller notes. Trade will grow, the Minister notes.", expect = { { source = "Minister Anna Keller", cue = "notes" }, { source = "the Minister", cue = "notes" } } },
        { "The ships came with reports.", expect = {} },
    },
}

-- "The Minister, Hugo Brand TD, said": the name is the source.
local named_behind = pattern [[ << , ([(%cap | "'" | "’") & !@person]{0,4} @person %q_letters? , | %q_before_name{1,5} %q_of{0,2} , %q_before_name{0,2} @person ,) ]]
local in_phrase = pattern [[ (< | (?<= , | ;)) [in | at | during | under | within | on] [%det | %adj | %noun | %propn]{0,3} >> ]]

-- "In the northern sphere, the crew slept": the words behind a preposition are nobody who speaks;
-- nor those behind '"…," said', who are its source.
local function stands_free(match)
    local before, behind = match.source:before(5), match.source:after(24)
    if behind and behind:has(named_behind) then return false end
    if not before then return true end
    return not before:has(in_phrase) and not before.text:find "[,?!][\"'\u{2019}\u{201D}]+%s+%l+$"
end

rule "subject-aside" {
    doc = "An apposition or an insertion stands between the source and the verb: 'The minister, on a visit to Oslo, said'.",
    match = [[ !([it | you | one | others | some | many] ,) !(([his | her | its | their] [opening | closing | welcome | %adj]?)?
            [part | turn | remarks | address | speech] ,) !(%num (%propn %num?)? ,)
          (?<! about | over | regarding | on | to | with | from | between | in | at | during | under | within) (?<! %q_told_counterpart)
          source:%q_parties &[, | "(" | - | – | "—" | "--"] !(, [also | then | later | %adv]{0,2} %q_saying !by) %q_aside
          !([said | says | added] %q_party (, | . >))
          !([noted | stated | remarked] %q_named (, | . >)) !known %q_before_verb{0,3} cue:%q_saying ]],
    where = stands_free,
    mark = "attribution", set = from_cue "subject",
    examples = {
        { "The minister, on a visit to Oslo, has repeatedly stressed the point.", expect = { { source = "The minister", cue = "stressed" } } },
        { "Anna Keller, the harbour master, noted the rule in a letter.", expect = { { source = "Anna Keller", cue = "noted" } } },
        { "Asked about Norway, the spokesman, Hugo Brand, replied in a letter. On the visit to Peru, the Spokesperson of the Ministry of Trade, Mr. Hugo Brand, replied.", expect = {} },
        { "Norway condemned the arrest, urged Peru to free the crew, offered to send a ship.", expect = {} },
        { "Peace, she said, is near. In the northern sphere, the crew slept, supported the vote.", expect = {} },
    },
}

rule "shares" {
    doc = "What is shared in words: 'Keller shared that the port is open', 'thanked the crew and shared that'.",
    match = [[ (source:%q_parties %q_before_verb{0,3} | (?<= and | , | but) [also | then | %adv]{0,2}) cue:[~share & %verb & !/ing$/] (with %q_party)?
          &(that (the | a | an | there | he | she | it | they | we | this | these | his | her | its | their | @actor)) ]],
    marks = "attribution",
    mark = function(match)
        return { match.source and match or match.cue, source = match.source, cue = match.cue, form = match.source and "subject" or "second",
            stance = "assert", takes = "clause", verb = "share" }
    end,
    examples = {
        { "Anna Keller shared that the port is open.", expect = { { cue = "shared", speaker = "Anna Keller" } } },
        { "Anna Keller thanked the crew and shared that the port is open.", expect = { { cue = "shared", speaker = "Anna Keller" } } },
        { "Anna Keller shared that view and a meal.", expect = {} },
    },
}

rule "wishes-to" {
    doc = "A verb that could be a noun, behind 'wishes to': 'The ministry wishes to state that'.",
    match = [[ source:%q_parties [wishes | wish | wished] to cue:(&[state | note | report | voice] $cues) ]],
    mark = "attribution", set = from_cue "subject",
    examples = {
        { "The Embassy of Chile wishes to state that the port is open.", expect = { { cue = "state", speaker = "Embassy of Chile" } } },
        { "The Embassy of Chile is in that state.", expect = {} },
    },
}

rule "relative" {
    doc = "Who was named right before says it: 'Hugo Brand, who said that ships may come'.",
    match = [[ (?<= @person ,? | %propn , | @person , the %q_before_name{1,4} ,) source:who %q_before_verb{0,3} !%q_asks_no_name cue:%q_saying
          rest:(&([!%punct]{0,4}? that))? ]],
    where = function(match) return match.rest ~= nil or match.cue.entry.takes == "any" and match.cue.entry.stance == "assert" end,
    mark = "attribution", set = from_cue "subject",
    examples = {
        { "Anna Keller met Hugo Brand, who assured her that the port is open.", expect = { { source = "who", cue = "assured", speaker = "Hugo Brand" } } },
        { "The port is open, said Anna Keller, the harbour master, who added that ships may come.", expect = { { source = "who", cue = "added", speaker = "Anna Keller" } } },
        { "Anna Keller met Hugo Brand, who left.", expect = {} },
    },
}

local a_noun = pattern [[ %noun ]]
local said_before = pattern [[ (?<! that | said | says | which) source:%q_parties %q_before_verb{0,4}
      cue:[%verb & !/ing$/ & !$cues & !~be & !~have & !~do & !~include] [!%punct & !%verb & !%aux & !that & !who]{0,4} >> ]]
local BEFORE = 14                    -- tokens in which a subject with its verb stands

rule "before-quotation" {
    doc = "Any verb before a colon and a quotation: 'Keller demurred: \"…\"'.",
    match = [[ ":" &%q_open ]],
    marks = "attribution", reads = { "actor" },
    mark = function(match)
        local words = match:before(BEFORE)
        local found = words and words:find(said_before)
        return found and { found.source:union(found.cue), source = found.source, cue = found.cue, form = "subject", stance = "assert", takes = "clause",
            verb = "say" }
    end,
    examples = {
        { "Anna Keller demurred: \"The port is open.\"", expect = { { source = "Anna Keller", cue = "demurred" } } },
        { "Anna Keller demurred: the port is open.", expect = {} },
        { "Anna Keller has a dog: \"Rex\".", expect = {} },
    },
}

rule "that-reads" {
    doc = "What is written on a thing: 'a sign that read: \"…\"'.",
    match = [[ source:that cue:[read | reads | said | says] (":" | ,)? &%q_open ]],
    where = function(match)
        local before = match:before(1)
        return before and before:has(a_noun)
    end,
    mark = "attribution", set = { form = "subject", stance = "assert", takes = "clause", verb = "say" },
    examples = {
        { "The crew held a sign that read: \"The port is open.\"", expect = { { source = "that", cue = "read" } } },
        { "The crew read that \"the port is open\".", expect = {} },
    },
}

rule "quoted-as" {
    doc = "Whom somebody else quotes: 'State radio quoted Keller as saying that', 'Keller was quoted as saying'.",
    match = [[ [~quote | ~cite | ~report] source:%q_parties as cue:saying | source:%q_parties %q_before_verb{0,2} [is | was | are | were | been] %adv?
          cue:([quoted | cited | reported] (by [!%punct & !%verb]{1,5}?)? as (saying | telling | stating | warning | adding | declaring)
          | [reported | said | understood | believed | alleged] to have (said | told | stated | warned | added | declared | argued | promised
            | urged)) ]],
    marks = "attribution",
    mark = function(match)
        return { source = match.source, cue = match.cue, form = "subject", stance = "assert", takes = "clause",
            verb = (match.cue.text:find "telling$" or match.cue.text:find "told$") and "tell" or "say" }
    end,
    examples = {
        { "State radio quoted Anna Keller as saying that the port is open.", expect = { { source = "Anna Keller", cue = "saying" } } },
        { "Anna Keller was quoted as saying that the port is open.", expect = { { source = "Anna Keller", cue = "quoted as saying" } } },
        { "Anna Keller was quoted by state radio as saying that the port is open.", expect = { { source = "Anna Keller", cue = "quoted by state radio as saying" } } },
        { "Anna Keller was quoted as telling the crew that the port is open.", expect = { { source = "Anna Keller", cue = "quoted as telling" } } },
        { "Anna Keller is reported to have said that the port is open.", expect = { { cue = "reported to have said", source = "Anna Keller" } } },
        { "State radio quoted Anna Keller. The port is said to have opened.", expect = {} },
    },
}

rule "quoted-behind" {
    doc = "Whom somebody else quotes, behind what is said: '\"…,\" state radio quoted Keller as saying'.",
    match = [[ (?<= %q_close) [!%punct & !%verb & !that]{1,6} [quoted | cited | quotes | cites] source:%q_parties as cue:saying
          &([%punct & !":"] | [in | on | at | during | after] | >) ]],
    mark = "attribution", set = { form = "inverted", stance = "assert", takes = "clause", verb = "say" },
    examples = {
        { "\"The port is open,\" state radio quoted Anna Keller as saying.", expect = { { source = "Anna Keller", cue = "saying", speaker = "Anna Keller" } } },
        { "\"The port is open.\" State radio quoted Anna Keller as saying that the port is late.", expect = {} },
    },
}

rule "subject-titled" {
    doc = "A name behind the office it holds, between two commas: 'The Minister of Trade, H.E. Anna Keller, stressed'.",
    match = [[ (?<= , | %q_close) source:(%q_before_name{1,5} (- [%cap & !%punct] %q_before_name{0,3})? %q_of? , %q_before_name{0,4}? @person) ,
          %q_before_verb{0,4} cue:%q_saying | %q_behind_office source:@person %q_letters? ("(" []{1,3} ")")? , %q_before_verb{0,4} cue:%q_saying ]],
    mark = "attribution", set = from_cue "subject",
    examples = {
        { "The Minister of Trade, Anna Keller TD, stressed the point.", expect = { { source = "Anna Keller", cue = "stressed", speaker = "Anna Keller" } } },
        { "The Minister of Trade of Norway, H.E. Anna Keller, stressed the point.", expect = { { cue = "stressed", speaker = "Anna Keller" } } },
        { "The port is open, its master, Anna Keller, said.", expect = { { source = "its master, Anna Keller", cue = "said", speaker = "Anna Keller" } } },
        { "\"The port is open,\" the council's chair, Norwegian Foreign Minister Anna Keller, said.", expect = { { cue = "said", speaker = "Anna Keller" } } },
        { "\"The port is open,\" the Secretary-General's spokesperson, Anna Keller, told the crew.", expect = { { source = "the Secretary-General's spokesperson, Anna Keller", cue = "told" } } },
        { "The port, Anna Keller said, is open.", expect = {} },
    },
}

rule "inverted" {
    doc = "The verb, then the source, behind what is said: '…, said Keller'.",
    match = [[ (?<= %q_close) cue:(&[/(ed|s)$/ | %q_past | say | write | add | read] %q_saying) source:(%q_parties (, %q_before_name{0,4}? @person)?)
          !(%q_finite | [(diplomat | official | aide | source | officer | envoy | minister | adviser | advisor | analyst | expert) & !%cap])
        | (?<= ,) (?<! "in turn ," | "part ,") cue:(&[~say | ~add | ~state | ~remark | ~explain | ~observe | ~write | ~argue | ~warn | ~report
            | ~insist | ~recall | ~comment | ~note | ~indicate | ~announce | ~conclude | ~reply | ~continue | ~stress | ~emphasize | ~point]
            %q_saying) source:(%q_parties (, %q_before_name{0,4}? @person)?)
          &(, | . | ; | "?" | > | [on | in | at | during | after | before | who | while | as | when | to | from] | - | – | "—" | "(" | %adv)
          !(%q_finite) ]],
    mark = "attribution", set = from_cue "inverted",
    examples = {
        { "The port is open, said Anna Keller.", expect = { { source = "Anna Keller", cue = "said", speaker = "Anna Keller" } } },
        { "The port is open, said Norway's Prime Minister Anna Keller.", expect = { { source = "Norway's Prime Minister Anna Keller", speaker = "Anna Keller" } } },
        { "The port is open, said Norway's ambassador to Peru, Anna Keller.", expect = { { source = "Norway's ambassador to Peru, Anna Keller", speaker = "Anna Keller" } } },
        { "The port is open, said its master, Anna Keller.", expect = { { source = "its master, Anna Keller", speaker = "Anna Keller" } } },
        { "\"The port is open,\" said an old sailor, who, like all of them, answered gladly.", expect = { { source = "an old sailor", cue = "said" } } },
        { "They said Anna Keller left. \"Ask Hugo Brand,\" they were told.", expect = {} },
    },
}

rule "inverted-any" {
    doc = "Any verb between a quotation and a name behind it: '\"The port is open,\" shrugged Keller.'",
    match = [[ (?<= (, | "?" | "!") ["\"" | "”" | "''" | "’"]) cue:[%verb & /ed$/ & !%aux & !$cues]
          source:(%q_before_name{0,6}? @person | %q_before_name{1,6} , %q_before_name{0,4}? @person) &(, | . | ; | >) ]],
    mark = "attribution", set = { form = "inverted", stance = "assert", takes = "clause", verb = "say" },
    examples = {
        { "\"The port is open,\" shrugged Anna Keller.", expect = { { source = "Anna Keller", cue = "shrugged", speaker = "Anna Keller" } } },
        { "The \"port\" opened Anna Keller.", expect = {} },
    },
}

rule "verb-first" {
    doc = "The verb, then the source, before a colon: 'Said Keller: …'.",
    match = [[ &[said | says | adds | added | writes] < cue:[said | says | adds | added | writes] source:(%q_named | %propn{1,3})
          (&":" | (, who [!%punct]{1,12})? , &%q_open) ]],
    mark = "attribution", set = { form = "subject", stance = "assert", takes = "clause", verb = "say" },
    examples = {
        { "Said Anna Keller: \"The port is open.\"", expect = { { source = "Anna Keller", cue = "Said" } } },
        { "Said Anna Keller, who knew the crew, \"The port is open.\"", expect = { { source = "Anna Keller", cue = "Said" } } },
        { "Said Anna Keller.", expect = {} },
    },
}

rule "named-before-quotation" {
    doc = "Behind a dash or 'from': a name, a colon, and a quotation: 'The port is late – Anna Keller: \"…\"', 'From the report: \"…\"'.",
    match = [[ (?<= - | – | "—" | "From" | more from) source:(%q_named | the? %q_voice) cue:":" &%q_open ]],
    mark = "attribution", set = { form = "subject", stance = "assert", takes = "clause", verb = "say" },
    examples = {
        { "The port is late – Anna Keller: \"We will dredge it.\"", expect = { { source = "Anna Keller", cue = ":" } } },
        { "From the report: \"The port is open.\"", expect = { { source = "the report", cue = ":" } } },
        { "The port is late – Anna Keller: we will dredge it.", expect = {} },
    },
}

rule "participle" {
    doc = "A participle that goes on with the last speaker, or opens the sentence of the next: ', adding that …', 'Noting that …, Keller said'.",
    match = [[ (< | (?<= , | and | while | by | "—" | – | when | "”" | "\"" | "''")) (while | by | in | also | and | further | %adv){0,2}
          !([citing | quoting] [!%punct]{1,9} , that) cue:%q_participle | < having (also | %adv)? cue:(&[/(ed|ld|id|zed)$/] $cues)
        | (?<= [statement | statements | letter | message | telegram | tweet | communique | communiqué | note | memo | memorandum])
          cue:(&[saying | stating | claiming | arguing | declaring | warning | insisting | announcing | confirming] $cues)
          &(that | [the | its | his | her | their | a]) | (?<= after | before | for | without)
          cue:(&[saying | claiming | suggesting | arguing | stating | telling | insisting | alleging | declaring | admitting | writing | adding
            | noting | asking | warning | predicting | conceding | acknowledging | promising | vowing | announcing] $cues) ]],
    mark = "attribution", set = from_cue "participle",
    examples = {
        { "The Salt Post reported on Monday, citing two sources, that the port is open.", expect = {} },
        { "Anna Keller said Norway would not recognise the vote, adding that it was late.", expect = { { speaker = "Anna Keller", verb = "add" } } },
        { "Keller said the port is open, adding that ships may come.", expect = { { cue = "adding" } } },
        { "Noting that ships may come, Anna Keller thanked the crew.", expect = { { cue = "Noting", speaker = "Anna Keller" } } },
        { "Hugo Brand was blamed for saying that ships may come.", expect = { { cue = "saying" } } },
        { "Having thanked the crew, Anna Keller left. She was proud of having said enough.", expect = { { cue = "thanked", speaker = "Anna Keller" } } },
        { "Anna Keller issued a statement saying that the port is open.", expect = { { cue = "saying", speaker = "Anna Keller" } } },
        { "A missing ship came.", expect = {} },
    },
}

rule "purpose-second" {
    doc = "The second of two things that somebody met or spoke to do.",
    match = [[ [spoke | met | talked | held | convened | called | telephoned | sought | had | joined | gathered] ...!(; | that) to [%verb & $cues]
          ...!(; | that | %q_finite) and to? %adv? cue:(&[%verb & !/(ing|ed)$/] $cues) ]],
    marks = "attribution",
    mark = function(match)
        local entry = match.cue.entry
        return { match.cue, cue = match.cue, form = "infinitive", stance = entry.stance, takes = entry.takes, verb = entry.phrase }
    end,
    examples = {
        { "Anna Keller met Hugo Brand to discuss trade and reaffirm their friendship.", expect = { { cue = "reaffirm", speaker = "Anna Keller" } } },
        { "Anna Keller met Hugo Brand to discuss trade.", expect = {} },
    },
}

rule "absolute" {
    doc = "A participle with a subject of its own: 'with Keller adding that …'.",
    match = [[ with source:%q_parties cue:%q_participle ]],
    mark = "attribution", set = from_cue "subject",
    examples = {
        { "The ships came, with Anna Keller adding that more may come.", expect = { { source = "Anna Keller", cue = "adding" } } },
        { "Ships with sails came.", expect = {} },
    },
}

rule "second" {
    doc = "A further verb of the same subject: 'Keller thanked them and said that …'.",
    match = [[ (?<= and | , | but | ; | or | then) ([then | also | later | further | again | %adv | has | have | had | did | would | not | n't]
          | in (turn | response | return | reply | addition)){0,3} cue:(&[%q_past | /s$/] %q_saying | &[/s$/] $cues &((the | all | both)? @actor)
          | &[(calls | appeals) & $cues] $cues &([!%punct]{1,7}? to %verb) | &[/s$/ & %noun] $cues &(to (all | the | international | both) | that)
          | &[%verb & !/(ed|ing|s)$/ & $cues] $cues | &[(call | urge | pledge | demand | offer | request | praise | promise | vow | note | stress
              | appeal | thank | hail | reject) & !%verb & $cues] $cues &(to %verb | on | upon | for | that | %det | @actor | %adj | %noun | %propn
            | /^(its|their|his|her|our)$/i)) ]],
    where = further.is_further, reads = "subject",
    mark = "attribution", set = from_cue "second",
    examples = {
        { "Anna Keller thanked the crew and said that the port is open.", expect = { { cue = "said", speaker = "Anna Keller" } } },
        { "Norway, Anna Keller added, supported Peru.", expect = { { cue = "supported", speaker = "Norway" } } },
        { "Norway, Anna Keller added, has always supported Peru.", expect = { { cue = "supported", speaker = "Norway" } } },
        { "Anna Keller thanked the crew, but did not rule out that ships may come.", expect = { { cue = "rule out", speaker = "Anna Keller" } } },
        { "Anna Keller did not rule out a new port, but stressed that Norway has two.", expect = { { cue = "stressed", speaker = "Anna Keller" } } },
        { "We condemn the attack and reiterate that ships may come.", expect = { { cue = "reiterate" } } },
        { "Norway and Peru welcome the vote and urge Chile to open its ports.", expect = { { cue = "urge", speaker = { "Norway", "Peru" } } } },
        { "Norway and Peru condemn the attack, urge restraint and call on Chile to open its ports.", expect = { { cue = "urge" }, { cue = "call on" } } },
        { "Norway recalls that ships came, and calls on the Peruvian authorities to open the port.", expect = { { cue = "calls on", speaker = "Norway" } } },
        { "Norway and Peru condemn the attack and call of the crew.", expect = {} },
        { "We want to condemn and stress it.", expect = {} },
        { "Keller came and went. Norway wants safe and recognized borders.", expect = {} },
    },
}

rule "calls" {
    doc = "What somebody calls a thing, in quotation marks: 'called the port \"a gift\"'.",
    match = [[ source:%q_parties %q_before_verb{0,3} cue:[(called | calls | dubbed | labelled | labeled) & %verb | branded | termed]
          &(...!(on | for | upon | %q_finite) %q_open) | with source:%q_parties cue:[calling | dubbing | labelling | labeling | branding]
          &(...!(on | for | upon | %q_finite) %q_open) ]],
    where = function(match) return not (match.cue.text == "called" and match.source.text:find "^[Aa]n? %l"), "a thing by its name" end,
    mark = "attribution", set = { form = "subject", stance = "assert", takes = "any", verb = "call" },
    examples = {
        { "Anna Keller called the port \"a gift\".", expect = { { source = "Anna Keller", cue = "called" } } },
        { "Anna Keller branded the port \"a gift\".", expect = { { source = "Anna Keller", cue = "branded" } } },
        { "The ships came, with Anna Keller calling the port \"a gift\".", expect = { { source = "Anna Keller", cue = "calling" } } },
        { "Anna Keller called the crew. A ship called \"Sea Rose\" came.", expect = {} },
    },
}

rule "calls-further" {
    doc = "The same of a further verb: 'attacked the plan and called it \"a gift\"'.",
    match = [[ (?<= and | , | but) [then | also | later | %adv]{0,2} cue:[(called | calls | dubbed | labelled | labeled) & %verb | branded | termed]
          &(...!(on | for | upon | %q_finite) %q_open) ]],
    mark = "attribution", set = { form = "second", stance = "assert", takes = "any", verb = "call" },
    examples = {
        { "Anna Keller thanked the crew and called the port \"a gift\".", expect = { { speaker = "Anna Keller", cue = "called" } } },
        { "Anna Keller came and called the crew.", expect = {} },
    },
}

rule "calling" {
    doc = "The same of a participle: ', calling the port \"a gift\"'.",
    match = [[ (?<= , | and | while | by) [also | %adv]{0,2} cue:[calling | dubbing | labelling | labeling | branding]
          &(...!(on | for | upon | %q_finite) %q_open) ]],
    mark = "attribution", set = { form = "participle", stance = "assert", takes = "any", verb = "call" },
    examples = {
        { "Anna Keller praised the crew, calling the port \"a gift\".", expect = { { speaker = "Anna Keller", cue = "calling" } } },
        { "Anna Keller left, calling the crew.", expect = {} },
    },
}

rule "purpose" {
    doc = "What somebody met or spoke to say: 'met Brand to reaffirm their support'.",
    match = [[ ([spoke | met | talked | held | convened | telephoned | sought | joined | gathered | used | took] | called !(for | on | upon)
          | had !to) ...!(; | that | , and | [need | decision | refusal | reluctance | authorized | safe | going]) (to | and) %adv?
          cue:(&[%verb & !/(ing|ed)$/] $cues) ]],
    overlap = "all",
    marks = "attribution",
    mark = function(match)
        local entry = match.cue.entry
        return { match.cue, cue = match.cue, form = "infinitive", stance = entry.stance, takes = entry.takes, verb = entry.phrase }
    end,
    examples = {
        { "Anna Keller met Hugo Brand to reaffirm their friendship.", expect = { { cue = "reaffirm", speaker = "Anna Keller" } } },
        { "Anna Keller met Hugo Brand. She called for the crew to reaffirm it.", expect = {} },
    },
}

rule "headless" {
    doc = "A sentence or a point of a list that starts with its verb, as resolutions and notes do: 'Calls on …', '• Stressed that …', 'Reiterated that …'.",
    match = [[ &[$cues & /(s|ed|told|said)$/i] (?<= < [%num | . | ")" | "(" | - | – | "•" | "·" | "*" | /^[a-z]$/]{0,4} %adv{0,2})
          (cue:(&[/s$/i & !states] $cues) !of | &[/ed$/i | told | said] (cue:(&[!asked & !reported & !informed & !reminded & !told & !assured &
                  !advised] $cues) &that | (?<= [- | – | "•" | "·" | "*"] %adv{0,2}) cue:$cues !by)) ]],
    mark = "attribution", set = from_cue "second",
    examples = {
        { "The Harbour Council of Norway,\n\n1. Calls on Peru to open its ports;", expect = { { cue = "Calls on" } } },
        { "The minister:\n\n• Stressed that the port is open;\n\n• Thanked the crew.", expect = { { cue = "Stressed", source = "The minister" }, { cue = "Thanked", source = "The minister" } } },
        { "The Harbour Council:\n\n• TAKES NOTE of the vote;\n\n• CONDEMNS the raid.", expect = { { cue = "TAKES NOTE of", source = "The Harbour Council" }, { cue = "CONDEMNS" } } },
        { "Anna Keller met the crew.\n\n- Reiterated the rule.", expect = { { cue = "Reiterated", speaker = "Anna Keller" } } },
        { "Reiterated that the port is open.", expect = { { cue = "Reiterated" } } },
        { "Stressed ships came.", expect = {} },
        { "States have met.", expect = {} },
    },
}

local says_that = pattern [[ [said | says | stressed | stresses | noted | notes | argued | argues | added | explained | insisted | insists | replied
      | maintained | maintains | stated | claimed | claims | declared | emphasized | emphasised | underlined | confirmed | warned | announced
      | recalled] ([!%punct & !that]{1,4})? that ]]

local clause_ends = pattern [[ [, | ;] (and | while)? %q_before_name{0,5} >> ]]

rule "gapped" {
    doc = "A second speaker with 'that' alone: 'Keller said that the port is open, Brand that it is a gift'.",
    match = [[ source:((his | her | its) %q_before_name{0,4}? @person | @person | the? (@country[!adjective] | @organization)) ("(" []{1,4} ")")?
          cue:that &[!%verb & !%aux & !%punct] ]],
    where = function(match)
        local before = match:before(60)
        return before ~= nil and before:has(clause_ends) and before:has(says_that), "nobody before it says that"
    end,
    mark = "attribution", set = { form = "subject", stance = "assert", takes = "clause", verb = "say" },
    examples = {
        { "Anna Keller said that the port is open, Hugo Brand that it is a gift.", expect = { { source = "Hugo Brand", cue = "that", speaker = "Hugo Brand" } } },
        { "Anna Keller saw the port, the ship, Hugo Brand that day.", expect = {} },
    },
}
