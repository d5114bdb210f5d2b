-- tags.lua - who is quoted: the words right behind a quotation, where these are no plain subject with its verb.
--
-- '"The port is open," the bespectacled, old sailor said': whatever stands between the closing mark and a verb of saying is the source. The rules of
-- attributions.lua know parties, asides and titles; these take what they leave, since the mark before and the verb behind leave little doubt.

local spans = include "spans.lua"

local first = spans.first
local find = string.find

-- Words that can begin a source behind a quotation are all but these.
define "q_no_source" [[ [which | that | who | whom | whose | and | but | or | nor | so | yet | as | because | since | when | while | if | though
      | although | until | unless | where | in | at | on | to | for | with | by | from | of | after | before | during | about | according | then
      | than | is | was | are | were | has | had | have | will | would | not | he | she | it | they | we | "I" | you | said | says | told
      | /(ing|ed)$/] ]]
define "q_tag_verb" [[ [said | says | told | tells | wrote | writes | added | adds | asked | asks | tweeted | tweets | declared | declares | explained
      | explains | noted | notes | argued | argues | replied | replies | responded | responds | recalled | recalls | continued | continues | insisted
      | insists | joked | warned | warns | stated | announced | observed | concluded | complained | predicted | mused | quipped | posted | commented
      | remarked | claimed | lamented] ]]

local relative_clause = pattern [[ , [who | which | whose] ..20!(,) , ]]
local a_name = pattern [[ @person | %propn ]]
local finite = pattern [[ (?<! who | whose | which | -) %q_finite ]]

-- Does the quotation that the sentence begins with end right before the match?
local function quotation_leads(match)
    local sentence = match.sentence
    return find(sentence.text, "^[\"'`\u{201C}\u{2018}\u{201D}]") ~= nil
        or find(sentence.text:sub(1, first(match) - first(sentence)), "^[^\"\u{201C}]*[,.?!][\"\u{201D}]") ~= nil
end

-- The source without what is told of it behind a comma.
local function head_of(source)
    local comma = find(source.text, ",", 2, true)
    return comma and source:sub(1, comma - 1):has(a_name) and source:sub(1, comma - 1) or source
end

-- Words behind the first, which may look like a verb: "Fight for Ports director Hugo Brand".
local function skip_word(words)
    local at = find(words.text, "%s")
    return at and words:sub(at + 1, -1) or nil
end

local function told(match)
    local source, entry = match.source, match.cue.entry
    if not quotation_leads(match) then return nil, "no quotation starts the sentence" end
    local clause = source:find(relative_clause)
    local rest = skip_word(source)
    if not clause and rest and rest:has(finite) then return nil, "a verb stands between" end
    return { match, source = head_of(source), cue = match.cue, form = "subject", stance = entry.stance, takes = entry.takes, verb = entry.phrase }
end

rule "tag" {
    doc = "Any words between a quotation and a verb of saying: '\"The port is open,\" the bespectacled, old sailor said'.",
    match = [[ (?<= [, | "?" | "!"] %q_close) !%q_no_source source:([!"\"" & !"“" & !"”" & !";" & !":" & !%q_tag_verb]{1,24}) cue:(&%q_tag_verb $cues) ]],
    marks = "attribution", mark = told,
    examples = {
        { "\"The port is open,\" the bespectacled, 71-year-old sailor said in a letter.", expect = { { source = "the bespectacled, 71-year-old sailor", cue = "said" } } },
        { "\"The port is open,\" Hugo Brand, 30, of Molde, who was on the quay, said.", expect = { { source = "Hugo Brand", cue = "said", speaker = "Hugo Brand" } } },
        { "\"The port,\" which was built by the crew, is old, he said.", expect = {} },
        { "\"The port is open,\" and the mate said so.", expect = {} },
    },
}

rule "tag-inverted" {
    doc = "Any words behind a quotation and a verb of saying: '\"The port is open,\" said Shore co-host Hugo Brand'.",
    match = [[ (?<= [, | "?" | "!"] %q_close) cue:(&[%q_tag_verb & /[dst]$/ | wrote] $cues) !%q_no_source source:([!%punct & !%q_clear | - | "&" | "/"]{1,12}?)
               ([when | after | while] /ed$/ | &([, | . | ; | who | whose | when | as | in | on | at | after | during | while | told] | >)) ]],
    marks = "attribution",
    mark = function(match)
        if not quotation_leads(match) then return nil, "no quotation starts the sentence" end
        local entry = match.cue.entry
        return { match, source = match.source, cue = match.cue, form = "inverted", stance = entry.stance, takes = entry.takes, verb = entry.phrase }
    end,
    examples = {
        { "\"The port is open,\" said Shore co-host Hugo Brand.", expect = { { source = "Shore co-host Hugo Brand", cue = "said", speaker = "Hugo Brand" } } },
        { "\"The port is open,\" said the harbour chief called Bob, laughing.", expect = { { source = "the harbour chief called Bob", cue = "said" } } },
        { "\"The port,\" said by some to be old, is open.", expect = {} },
    },
}

rule "signed-below" {
    doc = "A paragraph that is a quotation, and below it a dash and the name of who said it.",
    match = [[ << cue:[– | "—" | "―" | - | "--"] source:(%q_named | %propn{1,3}) (, [!%punct]{1,10})? "."? >> ]],
    scope = "paragraph", marks = "attribution",
    mark = function(match, doc)
        local above = doc.text:sub(math.max(1, first(match) - 6), first(match) - 1)
        if not find(above, "[\"\u{201D}]%s*\n%s*$") then return nil, "no quotation stands above" end
        return { match, source = match.source, cue = match.cue, form = "signed", stance = "assert", takes = "clause", verb = "say" }
    end,
    examples = {
        { "\"The port is open. It is large.\"\n\n– Anna Keller, harbour master\n\nShips came.", expect = { { source = "Anna Keller", cue = "–", speaker = "Anna Keller" } } },
        { "The port is open.\n\n– Anna Keller\n\nShips came.", expect = {} },
    },
}

rule "after-quotation" {
    doc = "Any verb behind a quotation and who speaks: '\"The port is open,\" Keller barked.', '\"The port is open,\" Keller answers.'",
    match = [[ (?<= [, | "?" | "!"]) %q_close source:%q_parties %q_before_verb{0,2}
          cue:[(%verb & !%aux & !$cues | /s$/ & %noun | %noun & $cues | charged) & !/(ing|ly)$/ & !/^['’]/ & !~be & !~have & !~do]
          &([, | . | ; | as | in | on | at | after | before | while | when | with | to | from | about | during | without | through] | and | > | %adv) ]],
    marks = "attribution",
    mark = function(match)
        local sentence = match.sentence
        local lead = sentence.text:sub(1, first(match) - first(sentence))
        if not find(lead, "^[\"'`\u{201C}\u{2018}]") or select(2, lead:gsub("%s+", "")) < 2 then return nil, "no quotation starts the sentence" end
        return { match.source:union(match.cue), source = match.source, cue = match.cue, form = "subject", stance = "assert", takes = "around", verb = "say" }
    end,
    examples = {
        { "\"The port is open,\" Anna Keller barked.", expect = { { source = "Anna Keller", cue = "barked", speaker = "Anna Keller" } } },
        { "\"The port is open,\" the mate answers as ships come. \"It is large,\" Keller charged in a letter.", expect = { { source = "the mate", cue = "answers" }, { source = "Keller", cue = "charged" } } },
        { "In \"The Port,\" Anna Keller sails on. \"The Port,\" which Anna Keller sails to, is large.", expect = {} },
    },
}

rule "answer-was" {
    doc = "What somebody's answer was, in quotation marks: 'Keller's reply was: \"…\"'.",
    match = [[ source:(%q_before_name{0,6}? @actor | his | her | their | its | my | our | [%noun | %propn]) (/^['’]s?$/)?
          [%adj | %num | only | first | last | final]{0,2} cue:([response | answer | reply | reaction | message | comment | verdict | explanation
            | advice | retort | assessment | refrain | mantra | motto | slogan | tweet | post | question | warning] [is | was | came])
          (%adv | simple | clear | short | blunt)? (":" | ,)? &%q_open ]],
    mark = "attribution", set = { form = "subject", stance = "assert", takes = "clause", verb = "say" },
    examples = {
        { "Anna Keller's reply was: \"The port is open.\"", expect = { { source = "Anna Keller", speaker = "Anna Keller" } } },
        { "Anna Keller left the crew. Her only answer was \"yes\".", expect = { { source = "Her", speaker = "Anna Keller" } } },
        { "Anna Keller's reply was long.", expect = {} },
    },
}
