-- adjuncts.lua - what may stand between a subject and its verb and tells when, where, how and in what words: "on Monday evening", "in a statement",
-- "during the talks in Lima". Rules of this plugin and of others pass over it.

define "adjunct_weekday" [[ [monday | tuesday | wednesday | thursday | friday | saturday | sunday] ]]
define "adjunct_month" [[ [(january | february | march | april | may | june | july | august | september | october | november | december) & %cap] ]]
-- "21 April", "April 21, 2024".
define "adjunct_day" [[ (%num %adjunct_month | %adjunct_month %num) (,? /^(19|20)[0-9][0-9]$/)? ]]
-- When: "on Monday", "late Wednesday evening", "on 5 March", "last week".
define "adjunct_time" [[ (late | early | earlier)? (on !(%det | %adj))? (late | early)? %adjunct_weekday ([morning | afternoon | evening | night])?
      ((, | "(") %adjunct_day [, | ")"])? !(/^['’]s?$/ | [%noun | %propn])
    | [late | early | earlier | later]? [today | yesterday | tonight | overnight]
    | [this | last] [morning | afternoon | evening | night | week | weekend | month | year | spring | summer | autumn | fall | winter] !/^['’]s?$/
    | (earlier | later | also) (this [morning | afternoon | evening | week | month | year] | in the (day | week | month | year))
    | (late | early)? on? %adjunct_day ,? ]]
-- What words are said in or at: "in a statement issued on Friday", "at a press conference in Lima", "during the talks".
define "adjunct_words" [[ (in | via | through) ([a | an | his | her | its | their | the | another | separate]
        [%adj | %noun | /^['’]s$/ | written | signed | recorded | televised | emailed | joint]{0,3}?
      | [%adj | written | televised | recorded | prepared]{0,2}?) [statement | statements | letter | letters | message | messages | speech | address
      | interview | interviews | remarks | comments | communique | "communiqué" | declaration | tweet | tweets | post | posts | broadcast | briefing
      | briefings | article | note | email | memo | readout] ([issued | released | published | posted | carried | delivered | broadcast | shared
        | sent | made] (by | to | on | in)?)? ([to | with | on | for] !(%adjunct_weekday | %adjunct_month | %num)
        [%det | %adj | %noun | %propn]{1,4}?)? ]]
define "adjunct_event" [[ [at | during | in | after | following | before | on] ([the | a | an | his | her | their | its | this | that | these]
        [%adj | %noun | %num | /^['’]s$/ | - | closing | opening]{0,4}? | [%adj | bilateral | joint]{0,2}?)
      [meeting | meetings | talks | call | conversation | conversations | session | summit | conference | briefing | ceremony | event | forum | debate
      | discussion | discussions | exchange | dinner | lunch | reception | hearing | negotiations | consultations | visit | gathering | rally
      | sidelines | margins] ((of | with) [%det | %adj | %noun | %propn | /^['’]s$/]{1,6}?)? ]]
-- Where: "in Lima", "here".
define "adjunct_place" [[ here | (in | at) (the %adj? [capital | city | town] (, [%propn]{1,2} ,)? | [%propn]{1,3}) ]]
-- How: "in the strongest terms", "once more".
define "adjunct_manner" [[ in the (meantime | interim) | at the same time | in [%det | %adv | %adj]{0,3} [terms | language | detail | public | private | person | writing | unison]
    | at [his | her | its | their] [request | invitation | initiative] | once (more | again) | [very | quite] [%adv & /ly$/]
    | on behalf of [%det | %adj | %noun | %propn | and | of]{1,6}? | with [%adj | great | deep | much]{0,2}
      [regret | concern | satisfaction | interest | appreciation | gratitude | pleasure | alarm | sadness | sorrow] ]]
define "adjunct" [[ &[on | late | early | earlier | later | also | monday | tuesday | wednesday | thursday | friday | saturday | sunday | today
      | yesterday | tonight | overnight | this | last | in | at | via | through | during | after | following | before | here | once | very | quite
      | with | %num | %propn] (%adjunct_time | %adjunct_manner | %adjunct_words | %adjunct_event | %adjunct_place) ]]
-- The same between two commas: ", in a statement on Friday,", ", meanwhile,", ", for her part,", ", after the talks,".
define "adjunct_inserted" [[ , ([meanwhile | however | too | again | instead | then | %adv] | [for | on] (his | her | its | their) part
      | in (turn | response | reply | return | addition | particular) |
        (speaking | writing | talking | replying | responding | after | before | following | during | while | in | at | on | when | addressing
        | quoting | citing) &(%adjunct | [!%cap]) [!, & !; & !":" & !"\"" & !"“" & !"”"]{1,14}? | %adjunct{1,2}) , ]]
