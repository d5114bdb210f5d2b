-- pronouns.lua - the pronouns that stand for a party; whom each means, pronouns.lua beside the rules finds when all names are known.

-- "It is our duty to", "it was agreed that": it stands for what follows. Behind "it is ready to", "it is confident that" it is a party.
define "e_judged" [[ [important | necessary | essential | vital | crucial | imperative | critical | possible | impossible | difficult | easy | hard
      | useful | appropriate | regrettable | unfortunate | encouraging | heartening | disheartening | deplorable | tragic | ironic | gratifying
      | fitting | right | wrong | better | best | true | untrue | clear | unclear | obvious | evident | natural | significant | noteworthy | urgent
      | incumbent | indispensable | unacceptable | inconceivable | unthinkable | premature | reasonable | logical | understandable | apparent
      | undeniable | inevitable | sad | strange | interesting | worth | customary | common | enough | early | high | disappointing | distressing
      | disturbing | alarming | worrying | desirable | advisable | unlikely | doubtful | probable | shameful | outrageous | intolerable | paramount
      | timely | refreshing] ]]
define "e_reported" [[ [agreed | noted | said | hoped | believed | expected | known | recalled | recognized | recognised | understood | stressed
      | decided | reported | estimated | feared | suggested | felt | thought | regretted | proposed | announced | emphasized | emphasised | underlined
      | underscored | confirmed | argued | alleged | claimed | assumed | anticipated | envisaged | foreseen | planned | intended | acknowledged
      | accepted | likely] | pointed out | made clear ]]
define "e_matter" [[ [pleasure | honour | honor | duty | privilege | hope | belief | view | conviction | time | matter | fact | pity | shame | task
      | responsibility | wish | desire | intention | obligation | understanding | contention | opinion | secret | coincidence | accident | wonder
      | surprise | question | case | truth | mistake | tragedy | irony | paradox | doubt | moment | expectation | prayer | dream] ]]
define "e_expletive" [[ ((will | would | may | might | must | should | could | can | has | had)? (always | also | still | not)?
        [be | been | is | was | remain | remains | remained | become | becomes | became | /^['’]s$/] (not | /^n['’]t$/)? %adv{0,2}
        (([very | so | too | most | more | equally] %adj?)? %e_judged | %e_reported (that | to | by | in | ,)
        | (with | for) [a | an | the | great | deep | this | these] | (of | the | a | an | my | our | his | her | their | your | no){0,2}
          (%adj | %num){0,2} %e_matter | up to | high? time | no (longer)? %e_judged) | [seems | seemed | follows | happens | happened] | turns out
      | turned out | goes without saying | [behoves | behooves] | [gives | gave] [me | us] | takes [time | two | more]) ]]

rule "pronoun" {
    doc = "A personal or possessive pronoun of the third person.",
    match = [[ [he & !"HE" & !@person] | she | him | (her | his) !(excellency | majesty | highness | royal | holiness | eminence | honour | honor)
        | himself | herself | they | them | their | [it & !"IT"] !%e_expletive | its ]],
    mark = "anaphor",
    examples = {
        { "Kenyan President Asha Mwangi slept. She dreamt.", expect = { { text = "She" } } },
        { "Vice Premier He Kebna met the IT Minister, HE Ana Ruiz and His Excellency Ivo Kebna.", expect = {} },
        { "It is therefore our duty to help. It was agreed that ships may come. It remains essential for the port to open. It seems late. It is my pleasure.", expect = {} },
        { "Peru met Norway. It is ready to help. It is confident that ships may come. It was late.", expect = { { text = "It" }, { text = "It" }, { text = "It" } } },
        { "We slept.", expect = {} },
    },
}
