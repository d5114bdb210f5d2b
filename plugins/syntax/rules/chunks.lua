-- chunks.lua - phrases from tags: one edge a start, the longest. Flat patterns, no parse: they stop early rather than run over a clause.

layer "np" { doc = "A noun phrase with its phrases of 'of', without relative clauses." }
layer "vp" { doc = "A verb phrase: from a verb in its plain form or -ing to the end of what it governs." }
layer "clause" { doc = "A finite clause: subject, verb and what follows up to the end of the clause." }

define "noun_word" [[ [%noun | %propn] ]]
define "before_noun" [[ [(%adj | %num | %noun | %propn | /(ed|ing)$/) & !$verbs_of_saying] ]]
define "noun_core" [[ (%det | %pron /^['’]s$/? | [/^(its|his|her|their|our|my|your|all|both|some|any|each|every|no)$/i])?
      (%adv{0,2} %before_noun (,? and? | - | – | "/")?){0,6} (%noun_word (/^['’]s$/ | "'"))? (%before_noun (- | –)?){0,4}
      (%noun_word (- | – | and)?){0,4} %noun_word ]]

-- lint: off no-requirement any noun or pronoun begins one
rule "np" {
    doc = "A noun phrase: 'the steady growth of trade', 'its high-level visit'.",
    match = [[ %noun_core (of %noun_core){0,4} | [%pron & !$small_pronouns] ]],
    overlap = "longest",
    mark = "np",
    examples = {
        { "The slow train of the valley stopped.", expect = { { text = "The slow train of the valley" } } },
        { "Go away.", expect = {} },
    },
}

-- Where a verb phrase ends: the sentence, an attribution, a new clause.
define "attribution" [[ , ("''" | ")")? ([]{0,6} $verbs_of_saying | (noting | adding | saying | stressing | emphasizing | emphasising | underlining
        | underscoring | recalling | pointing | pledging | calling | describing | expressing | citing | which | who | while | whereas | although
        | though | but | so | if | as | after | because | when | with | meanwhile | where | thus | thereby)) ]]
define "new_clause" [[ ,? (and | but | or | while) (%pron | (%det)? (%adj){0,2} %noun_word{1,3}) [%aux | ~be | ~have | $verbs_of_saying] ]]
define "next_verb" [[ ,? (and | or | as well as) (also | further | jointly)? to %verb ]]
define "finite" [[ will | would | should | must | is | are | was | were | has | have | had | can | could | thanked | thanks | called | calls | praised
    | welcomed | welcomes | agreed | said | added | noted | stressed | expressed | stands | opposes | supports | firmly (supports | opposes)
    | congratulated | urged | reiterated | reaffirmed | hoped ]]
define "vp_stop" [[ ; | ":" | %attribution | %new_clause | %next_verb | ,? and %finite | . > | "?" | "!" | "\"" | "”" | "“" | "''" | "``" ]]

-- Words that a plain verb form follows.
define "before_plain" [[ to | will | would | shall | should | must | can | could | may | might | not | never | let | help | /^n['’]t$/ | /^['’]ll$/ ]]

-- lint: off no-requirement any verb begins one
rule "vp" {
    doc = "What one is ready to do, will do, should do: 'widen roads and plant trees'; it stops before 'and to', an attribution, a new clause.",
    match = [[ (?<= %before_plain %adv{0,3}) (not | never | fully | jointly | further | also | actively | %adv){0,3} [(%verb | ~be | ~have | ~do) & !/(ed|s)$/]
               ...!(%vp_stop) (&(%vp_stop) | >) ]],
    overlap = "all",
    mark = "vp",
    examples = {
        { "They are ready to widen roads and plant trees.", expect = { { text = "widen roads and plant trees" } } },
        { "They are ready to open the port and to widen the road.", expect = { { text = "open the port" }, { text = "widen the road" } } },
        { "The sea at night.", expect = {} },
    },
}

-- lint: off no-requirement any subject and verb are one
rule "clause" {
    doc = "A subject, its verb, and what follows up to an attribution, a semicolon or a new clause.",
    match = [[ (< | (?<= that | ; | ":" | , and | , but | while | because | whereas | although | , )) %noun_core (of %noun_core){0,2} %adv{0,2}
          [%aux | %verb | ~be | ~have] ...!(%vp_stop) (&(%vp_stop) | >) ]],
    mark = "clause",
    examples = {
        { "The two towns were rich, the mayor said.", expect = { { text = "The two towns were rich" }, { text = "the mayor said" } } },
        { "A river at night.", expect = {} },
    },
}
