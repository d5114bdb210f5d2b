-- statements.lua - what is said, from the attributions of a sentence and the quotation marks around it.

local statements = include "statements.lua"
local unattributed = include "unattributed.lua"

rule "statement" {
    doc = "An attribution with what it attributes; words that do the deed themselves report speech with a clause or a quotation only.",
    each = "attribution",
    reads = { "quoted", "attribution", "attitude", "actor", "subject" },
    marks = "statement",
    mark = statements.statement,
    examples = {
        { "Anna Keller said on Monday that the port is open.",
          expect = { { source = "Anna Keller", cue = "said", content = "that the port is open", mode = "indirect", speaker = "Anna Keller" } } },
        { "Norway reaffirms its commitment to the treaty, and is grateful to Peru for its help.", expect = { { cue = "reaffirms", content = "its commitment to the treaty" } } },
        { "The port is open, Anna Keller said, adding that ships may come.",
          expect = { { content = "The port is open" }, { content = "that ships may come", speaker = "Anna Keller" } } },
        { "The port, Anna Keller stressed, should stay open.", expect = { { content = { "The port", "should stay open" } } } },
        { "\"The port,\" said Anna Keller, \"is open.\" It is large.", expect = { { content = { "The port,", "is open." }, mode = "direct" } } },
        { "The port, according to Anna Keller, will stay open.", expect = { { content = { "The port", "will stay open" } } } },
        { "The port is open, said Anna Keller, the harbour master.", expect = { { content = "The port is open" } } },
        { "The joint communique said the port is open, and a senior official said it is large.", expect = { { named = "document" }, { named = "anonymous" } } },
        { "\"The port is open,\" said Anna Keller.", expect = { { content = "The port is open,", mode = "direct", speaker = "Anna Keller" } } },
        { "Noting that ships may come, Anna Keller said the port \"will stay open\".",
          expect = { { content = "that ships may come", speaker = "Anna Keller" }, { content = "the port \"will stay open\"", mode = "mixed" } } },
        { "Stressing that ships may come, the envoy urged the crew to work.", expect = { { source = "the envoy", cue = "Stressing" }, { source = "the envoy", stance = "deed" } } },
        { "As Anna Keller told the crew, the port is open.", expect = { { content = "the port is open", cue = "told" } } },
        { "The port is open, as Anna Keller has noted.", expect = { { content = "The port is open", cue = "noted" } } },
        { "As Anna Keller spoke, ships came.", expect = {} },
        { "Citing the storm, the old crew left.", expect = { { source = "the old crew", content = "the storm" } } },
        { "Anna Keller thanked the crew.", expect = { { stance = "deed", content = "the crew" } } },
        { "Anna Keller thanked the crew in a statement on Thursday. She said the port is open in an interview with the Harbour Post.", expect = { { content = "the crew" }, { content = "the port is open" } } },
        { "Anna Keller praised Thursday's raid. She called it \"a huge win,\" but left soon.", expect = { { content = "Thursday's raid" }, { content = "it \"a huge win,\"" } } },
        { "Anna Keller told President Hugo Brand that the port is open. \"It will close,\" he told her Peruvian counterpart in Lima. They told reporters in Chile that it is large.",
          expect = { { addressee = "Hugo Brand" }, { speaker = "Hugo Brand", addressee = "Peru" }, { cue = "told", addressee = false } } },
        { "OSLO - Norway will not vote, the foreign ministry said.", expect = { { speaker = "Norway", content = "Norway will not vote" } } },
        { "Anna Keller said Hugo Brand had seen the port and had praised it.", expect = { { content = "Hugo Brand had seen the port and had praised it" } } },
        { "Peru's ambassador to Norway said the port is open. Peru's UN envoy said it is closed.", expect = { { speaker = "Peru" }, { speaker = "Peru" } } },
        { "Supporters of Minister Anna Keller say the port is open. Anna Keller said at a conference, ''Given that it is open, we sail.''",
          expect = { { cue = "say", speaker = false }, { cue = "said", content = "''Given that it is open, we sail.''" } } },
        { "As the \"Never Keller\" movement continues to march, ships came.", expect = {} },
        { "Anna Keller told reporters Norway is calm.", expect = { { content = "Norway is calm", addressee = false } } },
        { "Anna Keller did not mention the port.", expect = { { stance = "deed", negated = true } } },
        { "\"He said the port is open,\" Anna Keller told the crew.", expect = { { cue = "told", speaker = "Anna Keller" } } },
        { "Harbour Minister Anna Keller said:\n\nThe port of Molde is open again.\n\nWe will dredge it, too.\n\nBackground\n\nThe port was closed in May.",
          expect = { { content = "The port of Molde is open again.\n\nWe will dredge it, too.", mode = "direct" } } },
        { "Anna Keller said: The port is open. We will dredge it.", expect = { { content = "The port is open. We will dredge it.", mode = "direct" } } },
        { "Anna Keller said: The port is open. Ships came.", expect = { { content = "The port is open", mode = "indirect" } } },
        { "Anna Keller said:\n\nThe port of Molde is open again.\n\nAnna Keller then left the harbour.", expect = { { content = "The port of Molde is open again." } } },
        { "Envoy Anna Keller said the port is open. Hugo Brand is to meet the crew, she said.", expect = { { speaker = "Anna Keller" }, { speaker = "Anna Keller", content = "Hugo Brand is to meet the crew" } } },
        { "Anna Keller, Minister of Trade welcomes the news.", expect = { { source = "Minister of Trade", speaker = "Anna Keller", cue = "welcomes" } } },
        { "”The port is open. It is large.” ― Anna Keller", expect = { { content = "The port is open. It is large.", speaker = "Anna Keller" } } },
        { "Anna Keller said she had told the crew to wait.", expect = { { cue = "said", content = "she had told the crew to wait" } } },
        { "Anna Keller said that Hugo Brand had told the crew to wait.", expect = { { cue = "said" }, { cue = "told", speaker = "Hugo Brand" } } },
        { "The port, the crew believes, will stay open.", expect = { { cue = "believes", content = { "The port", "will stay open" }, stance = "belief" } } },
        { "But, said Anna Keller, \"the port is open.\"", expect = { { content = "the port is open.", mode = "direct", speaker = "Anna Keller" } } },
        { "'The port is open,' she replied.", expect = { { content = "The port is open,", mode = "direct" } } },
        { "Polls show that the crew wants a new port.", expect = {} },
        { "Anna Keller raised taxes. Norway recalled its ambassador to Peru.", expect = {} },
        { "Anna Keller left.", expect = {} },
    },
}

rule "wide" {
    doc = "An attribution in the wide sense: what somebody attacks, backs, plans or is expected to do. Its stance is deed or belief.",
    each = "attitude",
    reads = { "quoted", "attribution", "attitude", "subject" },
    after = { "statement" },
    marks = "statement",
    mark = statements.wide,
    examples = {
        { "Anna Keller is calling for a new port.", expect = { { source = "Anna Keller", cue = "calling for", content = "a new port", stance = "deed" } } },
        { "Anna Keller was accused of greed.", expect = { { cue = "accused", content = "greed" } } },
        { "Anna Keller's support for the treaty is old.", expect = { { cue = "support", content = "the treaty" } } },
        { "Hugo Brand, who attacked the treaty, has left.", expect = { { source = "who", speaker = "Hugo Brand", cue = "attacked", content = "the treaty" } } },
        { "Anna Keller, noting that ships may come, thanked the crew.", expect = { { cue = "noting", content = "that ships may come", speaker = "Anna Keller", stance = "assert" } } },
        { "Her opposition to the port is known.", expect = { { cue = "opposition", content = "the port" } } },
        { "Anna Keller shared her assessment of the vote. Hugo Brand shared her cake.", expect = { { cue = "shared", content = "her assessment of the vote", stance = "assert" }, { stance = "deed" } } },
        { "Anna Keller's claim that the port is open.", expect = { { cue = "claim", content = "that the port is open" } } },
        { "The port cost two million, records show.", expect = { { source = "records", cue = "show", content = "The port cost two million" } } },
        { "Hugo Brand defended the works, mocking the crew.", expect = { { cue = "mocking", content = "the crew" } } },
        { "Blasting the works, Hugo Brand left the port.", expect = { { cue = "Blasting", content = "the works" } } },
        { "Chile drafted a treaty, which has been endorsed by Peru.", expect = { { cue = "endorsed", content = "Chile drafted a treaty" } } },
        { "Anna Keller said that Hugo Brand attacked the plan.", expect = {} },
        { "Anna Keller left.", expect = {} },
    },
}

rule "transcript" {
    doc = "A paragraph of a transcript: a name, a colon, and what is said, up to the next name.",
    match = [[ << ("\"" | "“")? (source:([%det | %adj | %noun | %propn | of | and | for | ,]{0,12}? @person) ("(" []{1,10}? ")" | , [!%punct]{1,6})? | source:(%upper{1,4} | Question | Answer | Journalist | Reporter | Moderator | (the? @organization) &(":" ...!(":") "?"))) cue:":" content:([]+) >> ]],
    scope = "paragraph", marks = "statement", reads = { "person", "organization" },
    mark = statements.transcript,
    examples = {
        { "Anna Keller: The port is open.\n\nWe are glad.\n\nHugo Brand: Thank you.",
          expect = { { speaker = "Anna Keller", content = { "The port is open.", "We are glad." }, mode = "direct" }, { speaker = "Hugo Brand", content = "Thank you." } } },
        { "KELLER: The port is open.\n\nBRAND: Thank you.", expect = { { source = "KELLER", content = "The port is open." }, { source = "BRAND", content = "Thank you." } } },
        { "Spokesman Hugo Brand met the press.\n\nQ: Is the port open?\n\nA: It is.", expect = { { source = "Q" }, { speaker = "Hugo Brand", source = "A", content = "It is." } } },
        { "Anna Keller, Deputy Spokesperson, met the press.\n\nJournalist: Is the port open?\n\nDeputy Spokesperson: It is.", expect = { { source = "Journalist" }, { speaker = "Anna Keller", source = "Deputy Spokesperson", content = "It is." } } },
        { "Anna Keller: The port is open.\n\nReuters: Will it close?\n\nAnna Keller: It will not.",
          expect = { { content = "The port is open." }, { speaker = "Reuters", content = "Will it close?" }, { speaker = "Anna Keller" } } },
        { "NOTE: The port is open. Minister: none.", expect = {} },
        { "Anna Keller: the port is open\n\nThe port was built long ago.", expect = { { speaker = "Anna Keller", content = "the port is open" } } },
        { "Anna Keller opened the port.", expect = {} },
    },
}

rule "headline" {
    doc = "A first line with who says it before a colon: 'Port survey: crews want a quay', 'Minister Keller in Oslo: we will dredge'.",
    marks = "statement", reads = { "actor" }, after = { "transcript" },
    each_document = statements.headline,
    examples = {
        { "Port survey: crews want a quay\n\nA survey was held.", expect = { { source = "Port survey", content = "crews want a quay", cue = ":" } } },
        { "Minister Anna Keller in Oslo: we will dredge\n\nThe ministry met.", expect = { { speaker = "Anna Keller", content = "we will dredge" } } },
        { "The Latest: port is open\n\nThe port is open.", expect = {} },
        { "Ships came.\n\nPort survey: crews want a quay\n\nMore came.", expect = {} },
    },
}

rule "goes-on" {
    doc = "A paragraph that is a quotation and names no speaker: who was quoted last goes on, or whom the line above names ('Quotes attributable to Keller:').",
    match = [[ << %q_open []+ >> ]],
    scope = "paragraph", marks = "statement", reads = { "attribution", "actor", "quoted" }, after = { "statement", "transcript" },
    mark = unattributed.statement,
    examples = {
        { "\"The port is open,\" Anna Keller said.\n\nShips came.\n\n\"It will stay open for years to come.\"",
          expect = { { content = "It will stay open for years to come.", speaker = "Anna Keller", mode = "direct" } } },
        { "Quotes attributable to Minister Anna Keller:\n\n\"The port is open.\n\n\"It will stay open.\"",
          expect = { { speaker = "Anna Keller", content = { "The port is open.", "It will stay open." } } } },
        { "Anna Keller left.\n\n\"The port is open.\"", expect = {} },
    },
}

resolve "statement" { run = statements.outer }
