-- words.lua - the words that attributions and subjects are made of.

-- What stands before a name or a noun and belongs to it: "the visiting Norwegian Prime Minister".
define "q_before_name" [[ [((%det | %adj | %noun | %propn | %num | retired | acting | visiting | outgoing | incoming | sitting | /^['’]s$/
        | /^(his|her|its|their|our|my)$/i) & !%punct & !which) | "'" | "’"] ]]
define "q_noun_phrase" [[ (%adj and)? %q_before_name{0,6} [(%noun | %propn) & !@actor] ]]
define "q_of" [[ (of | for | at | from | in !case | with | on !(monday | tuesday | wednesday | thursday | friday | saturday | sunday | %num)
      | (released | issued | published) by | (?<= statement | communiqué | communique | declaration | report | letter) by) %q_before_name{0,5}
      [%noun | %propn | @actor] ]]
-- "Norway's Prime Minister Anna Keller" is she, before "Norway's prime minister" is anybody.
define "q_office" [[ ([spokesman | spokeswoman | spokesperson | minister | president | premier | chancellor | chief | head | ambassador | envoy
        | secretary | director | commissioner | leader | general | king | queen | prince | representative | chair | chairman | chairwoman
        | chairperson | adviser | advisor | official | negotiator | speaker | governor | mayor | commander | coordinator | rapporteur]
        (%hyphen general)?) ]]
-- Words of an office, and those that stand between whose it is and what it is called.
define "q_title_word" [[ [(%det | %adj | %noun | %propn | of | for | and | - | "/") & !%verb & !@actor] ]]
define "q_own_title_word" [[ [(%adj | %noun | %propn | of | for | and | - | "/" | new | then | visiting) & !%verb & !@actor] ]]
-- A name with what is told before it: "his colleague Hugo Brand", "H.E. Mr. Hugo Brand".
define "q_titled_name" [[ [%propn | %noun | his | her | %adj | "H.E." | "."]{0,6}? who:@person ]]
define "q_named" [[ the? (@country[!adjective] | @organization) /^['’]s?$/? %q_before_name{0,8}?
      (%q_office ((to | for | at | in) the? (@country | @organization | %q_before_name{0,3} %noun))? ,
      | %q_office (to | for | at | in) the? (@country | @organization | %q_before_name{0,3} [%noun | %propn]) | %q_before_name) %q_before_name{0,3}?
      @person ("(" []{1,4} ")")? | %q_before_name{0,8}? (- [%cap & !%punct]{1,2})? @actor (/^['’]s$/ %q_noun_phrase)?
      ((of | from | in | at) the? (@actor | %cap{1,3}))? ("(" []{1,4} ")")? ]]
define "q_party" [[ [one | two | some | several | many] of [the | his | her | its | their | those | these] %q_before_name{0,5} [%noun | %propn]
    | %q_named | %q_noun_phrase ([close | familiar | briefed] [to | with | on] %q_before_name{0,5} [%noun | %propn | @actor] | %q_of{0,2})
    |
      [/^(I|we|you|they|he|she|it|one|others|some|many|all|both|most|several|few|none|another|neither|anyone|everyone|everybody|someone|somebody|nobody)$/i]
    | the (former | latter) !(%noun | %propn | %adj) | %num ("%" | percent | in %num) | those /ed$/ ]]
-- Three or more of one kind: "the leaders of Norway, Peru and Chile".
define "q_list" [[ &(@actor (, | /^['’]s$/)) (?<! [in | at | from | across | to | near] the?)
      ((@country[!adjective] | @organization) (, the? (@country[!adjective] | @organization)){1,5} ,? and the? (@country[!adjective] | @organization)
      | (@country /^['’]s$/)? @person (, %q_before_name{0,6}? @person){1,4} ,? and %q_before_name{0,6}? @person) ]]
-- "Two ships and we", "the guest and the two leaders": a pronoun, or those who were named, begin a clause of their own.
define "q_parties" [[ %q_list | %q_party ((and | as well as) !(we | they | he | she | it
        | (the two | both) [leaders | sides | parties | ministers | presidents | officials | countries]) %q_party){0,2} ]]
-- "I wish, on behalf of the Government of Norway, to thank".
define "q_for_whom" [[ , on behalf of [!, & !. & !;]{1,14} , ]]
define "q_auxiliary" [[ [has | have | had | did | do | does | /^['’](d|ve)$/] | can &[confirm | report | reveal | disclose]
    | would &(not | [say | confirm] [whether | if | when | how | what | why | where]) | [wish | wishes | wished] %q_for_whom? to
    | [would | should | /^['’]d$/] [also | %adv]{0,2} like %q_for_whom? to ]]
define "q_before_verb" [[ [%adv | also | again | once | not | never | both | then | further | later | each | all | today | yesterday | jointly | n't]
    | %q_auxiliary | %adjunct | in (turn | return | response | reply | particular) | for (his | her | its | their) part ]]
-- An apposition or an insertion between two commas.
define "q_inserted" [[ , [!, & !; & !":" & !"\"" & !"“" & !"”" & !"''"]{0,24}? ]]
define "q_aside" [[ !(, %q_party %q_before_verb{0,3} [%verb & $cues] ,) (%q_inserted , | !(, %q_named ,) %q_inserted %q_inserted ,) | "(" []{1,6} ")"
    | (- | – | "—" | "--") []{1,14} (- | – | "—" | "--") ]]
-- Who answers a press by the office alone: "Official Spokesperson: …".
define "q_office_turn" [[ (the | official | deputy | press | department | foreign | prime | first | chief | state | defence | defense){0,3}
      (spokesperson | spokesman | spokeswoman | minister | president | secretary | chancellor | ambassador | governor | premier) ]]
-- Letters behind a name: "Anna Keller MP".
define "q_letters" [[ $post_nominals ]]
-- Where one posts.
define "q_platform" [[ (twitter | x | facebook | instagram | telegram | youtube | whatsapp | weibo | bluesky | truth social | social media) ]]
define "q_finite" [[ [(%verb | %aux | ~be | ~have | ~do) & !/ing$/ & !/^['’]s$/ & !to] ]]
-- Who wants no name: "an official who asked not to be named".
define "q_nameless" [[ ,? (who | whom) (asked | requested | declined | wished | wanted | preferred | insisted | refused | chose | spoke | speaking
      | [was | were | is | are | did | do] (not | n't)) [!%punct]{1,12}?
      [named | identified | quoted | anonymity | anonymous | anonymously | publicly | disclosed | name | media | press | journalists]
      (to discuss [!%punct]{1,5})? ,? ]]
define "q_asks_no_name" [[ [asked | declined | requested | refused] [not | to]{1,2} be [named | identified | quoted] ]]
-- How something is said: "very clearly".
define "q_how" [[ (very | quite | most)? [%adv & /ly$/ & !only & !scarcely & !hardly & !merely & !nearly] ]]
-- Sure to belong to a clause: a verb that cannot be a noun, or a pronoun as the subject.
define "q_clear" [[ is | are | was | were | has | have | had | will | would | should | could | can | [may & !%cap] | might | must | do | does | did
    | he | she | it | they | we | "I" | you | said | says ]]
-- lint: off unused-definition patterns of the plugin diplomacy use it
define "q_irregular" [[ [$irregular_pasts] ]]
define "q_past" [[ [/ed$/ | $irregular_pasts | set | put] ]]
-- "the Lebanese authorities", "Peru's government": the country acts.
define "q_body" [[ [government | junta | cabinet | rulers | regime | navy | police | governments | authorities | administration | leadership
      | delegation | people | presidency | embassy | army | military | parliament | side | system | officials | troops]
    | [foreign | defence | defense | interior | finance | trade | health | justice] affairs? (ministry | department) ]]
-- Who act for those named before them: "Peruvian negotiators", "ASEAN leaders".
define "q_people" [[ [negotiators | delegates | diplomats | delegations | envoys | ministers | representatives | leaders] ]]
-- When and where words were said: "late on Monday", "in Lima yesterday".
define "q_then" [[ ((late | early | earlier)? (on (monday | tuesday | wednesday | thursday | friday | saturday | sunday)
          (morning | afternoon | evening | night)? | today | yesterday) | (in | at) [%det | %adj | %propn]{0,3} [%noun | %propn]){0,2} ]]
define "q_open" [[ "\"" | "“" | "``" | "‘" ]]
define "q_close" [[ "\"" | "”" | "''" | "’" ]]
-- "rang his Danish counterpart, Anna Keller, on Tuesday and thanked": the object of a verb.
define "q_told_counterpart" [[ ([%verb & !%aux] | with | to) [his | her | its | their | the | my | our] %adj?
      [counterpart | colleague | peer | host | guest] , ]]
-- What may stand between a subject and such a verb: auxiliaries, modals, "tried to", "is about to".
define "q_chain" [[ [%aux | %adv | will | would | can | could | may | might | must | should | shall | is | are | was | were | am | be | been | being
      | has | have | had | do | does | did | not | never | also | n't | /^['’](s|re|ve|ll|d|m)$/ | about | going | ready | willing | set | likely
      | eager | unwilling | reluctant | once | later | then | again | all | both]
    | [%verb & !/ing$/ & (~continue | ~go | ~decide | ~want | ~wish | ~like | (!$cues & !$attitudes))] on? to | to ]]
define "q_holder" [[ (@np | @actor) ([of | for | at | from] (@np | @actor))? | [/^(I|we|you|they|he|she|it|one|others|some|many)$/i] ]]
-- Words that tell of something else as often as of words or views where no subject stands right before them.
define "q_common" [[ ~find | ~read | ~attack | ~think | ~defend | ~write | ~offer | ~embrace | ~identify | ~favor | ~favour | ~share | ~advise | ~look
    | ~charge | ~answer | ~view | ~believe | ~echo | ~deny | ~predict | ~imagine | ~await | ~mention | ~appeal | ~approve | ~post | ~shout | ~learn
    | ~update | ~threaten | ~project | ~extend | ~maintain | ~sue | ~love | ~ignore | ~press | ~understand | ~calculate ]]
-- Who may speak in a title: "Poll: ships are late".
define "q_voice" [[ [poll | polls | survey | report | study | newspaper | editorial | watchdog | analyst | analysts | expert | experts | insiders
      | official | officials | source | sources | police | prosecutors | lawyer | lawyers | historians | economists | scientists | researchers
      | critics | witness | witnesses | minister | ministry | spokesman | spokeswoman | spokesperson | envoy | ambassador | president | camp | team
      | campaign | aide | aides | lawmaker | lawmakers | union | judge | court | jury | inquiry] ]]
-- For which country somebody speaks.
define "q_behalf" [[ on behalf of the? ([delegation | government | people | president | king]
        (, | and | the | delegation | government | people | president | prime minister | king | his majesty){0,8} of the?
        ([republic | kingdom | commonwealth] of)? the?)? who:@country[!adjective] ]]
