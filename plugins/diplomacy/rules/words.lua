-- words.lua - what the patterns of acts share: where the words of a deed stop, and how deeds are joined.

-- An attribution, or a new clause, ends what is pledged or urged.
define "act_stop" [[ ; | ":" | , (saying | adding | noting | stressing | emphasizing | underlining | which | while | whereas | who | but | calling | expressing | thanking | pledging)
                   | , @actor %adv? $cues | , ("''" | "”")? $cues @actor | ,? and (@actor | he | she | they | it) [%aux | %verb] | ,? and (agreed | agree | agrees | thanked | urged | called on | expressed | stands | said | noted | added | stressed
                     | welcomed | congratulated | praised | condemned | opposes | supports | reaffirmed | reiterated | invited | warned | encouraged | encourages | firmly)
                   | . > | "?" | "!" | "\"" | "”" ]]
define "act_join" [[ ,? and (also | further | jointly)? to &%verb ]]
define "deed" [[ [!%punct] ...!(%act_stop | %act_join) &(%act_stop | %act_join | >) ]]
define "deeds" [[ content:%deed (%act_join content:%deed){0,4} ]]
-- Deeds joined without "to": "safeguard X and promote Y", each with its own object.
define "adverb" [[ [%adv | also | fully | firmly | strongly | deeply | always | again | further | jointly | resolutely] ]]
