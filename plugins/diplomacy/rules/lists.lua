-- lists.lua - what is decided, agreed, promised, asked for in a list: "The Council decides:", and an item a line.
--
-- Items that begin with a verb of their own ("- welcomes the vote") are read by the other rules; here the verb stands in the words that lead the list in.

local spans = include "quotes/spans.lua"
local acts = include "acts.lua"
local lists = include "lists.lua"

local to_do = pattern [[ << (not | %adv){0,2} (%d_plain | [/^\p{L}\p{Ll}+$/ & !%det & !%pron & !%adp]) ]]
local colon = pattern [[ << ":" ]]

-- A rule for words that lead in a list, each of whose items is what the deed is about. `spec.verbs`: every item begins with a verb.
local function listed(id, spec, doc, cue, examples)
    local mark = acts.marker(spec)
    local function each_item(match, document)
        local behind = match:after(1)
        local contents = {}
        for _, item in ipairs(behind and behind:has(colon) and lists.items(document, spans.first(behind)) or {}) do
            if not spec.verbs or item:has(to_do) then contents[#contents + 1] = item end
        end
        if #contents == 0 then return nil, "no list stands behind it" end
        return mark({ cue = match.cue, target = acts.member(match, "target"), content = contents, before = match.before, after = match.after }, document)
    end
    rule(id) { doc = doc, match = cue, mark = each_item, marks = "act", reads = acts.reads, examples = examples }
end

listed("decides-list", { kind = "announce", finite = true, decides = true, verbs = true },
    "What a body decides, item by item: 'The Council decides: a) to …; b) to …'.",
    [[ cue:([decides | decided | resolves | resolved] to?) (the following | as follows)? &":" ]], {
    { "The Harbour Council decides:\na) to open the port of Lima;\nb) to send a team to Oslo.", expect = { { kind = "announce", actor = "Harbour Council", content = "open the port of Lima" }, { content = "send a team to Oslo" } } },
    { "The Harbour Council decides: the port is open.", expect = {} },
})

acts.rule("decides-items", { kind = "announce", finite = true, decides = true }, "The same in one line: 'decides to: (a) …; (b) …'.",
    [[ cue:([decides | decided | resolves | resolved] to?) &(":"? %d_item) %d_deeds ]], {
    { "The Harbour Council decides to: (a) open the port of Lima; (b) send a team to Oslo; and (c) meet again in May.", expect = { { actor = "Harbour Council", content = "open the port of Lima" }, { content = "send a team to Oslo" }, { content = "meet again in May" } } },
    { "The Harbour Council decides to open the port.", expect = {} },
})

listed("agrees-list", { kind = "agree", finite = true, joint = true, impersonal = true },
    "What several agree on, item by item: 'The two sides agreed: - to …; - to …'.",
    [[ cue:([agree | agreed | agrees] [to | on | that]?) (the following | as follows)? [measures | points | steps | principles]? &":" ]], {
    { "Norway and Peru agreed to:\n- open a port;\n- meet again in May.", expect = { { kind = "agree", actor = { "Norway", "Peru" }, content = "open a port" }, { content = "meet again in May" } } },
    { "1. Norway and Peru held a meeting in Lima. The Meeting agreed on the following:\n  a. to open a port;\n  b. to meet again in May.\n\n2. Norway left.",
      expect = { { actor = { "Norway", "Peru" }, content = "open a port" }, { content = "meet again in May" } } },
    { "3. Norway and Peru agreed to:\n(a) open a port; and\n(b) meet again in May.\n\n4. Norway thanked Peru for its help.", expect = { { content = "open a port" }, { content = "meet again in May" } } },
    { "Norway and Peru agreed to:\nOpen ports are rare.", expect = {} },
})

listed("pledges-list", { kind = "pledge", strength = 4, finite = true, first_person = true, verbs = true },
    "What somebody undertakes, item by item: 'Norway will: - …; - …'.",
    [[ cue:([will | shall] | [commits | commit | committed | pledges | pledge | pledged | undertakes | undertake | undertook | promises | promised
            | vows | vowed] (itself | ourselves | themselves)? to) &":" ]], {
    { "Norway will:\n1. open two ports;\n2. double its aid.", expect = { { kind = "pledge", actor = "Norway", content = "open two ports" }, { content = "double its aid" } } },
    { "Norway commits to:\n\n(i) open two ports;\n\n(ii) double its aid.", expect = { { actor = "Norway", content = "open two ports" }, { content = "double its aid" } } },
    { "Norway will: yes.", expect = {} },
})

listed("asks-list", { kind = "urge", finite = true, asks = true, verbs = true },
    "What somebody is asked to do, item by item: 'calls upon all parties: (i) to …; (ii) to …'.",
    [[ cue:([calls | call | called | calling] [on | upon] | [urges | urge | urged | urging | requests | request | requested | invites | encourages
            | encourage | encouraged | asks | asked | demands | recommends]) target:(%d_party)? [to | that]? &":" ]], {
    { "The Harbour Council calls upon Peru to:\n1. open its ports;\n2. free the crews.", expect = { { kind = "urge", actor = "Harbour Council", target = "Peru", content = "open its ports" }, { target = "Peru", content = "free the crews" } } },
    { "The Harbour Council calls upon all parties:\n(i) to stop the shelling;\n(ii) to free the crews.", expect = { { kind = "urge", actor = "Harbour Council", content = "stop the shelling" }, { content = "free the crews" } } },
    { "The Harbour Council calls upon Peru: it is time.", expect = {} },
})
