-- layers.lua - what the plugin marks, and the words that its patterns share.

layer "organization" {
    doc = "A named body: an alliance, ministry, company, party, armed group, medium; or forces and holders of power told by their part (described). Its name is the fullest form in the document.",
    policy = "longest", mention = true,
    name = late(text),
    country = late(country),
    kind = text,
    described = boolean,
}

layer "person" {
    doc = "A named person, or words that stand for one ('the Kenyan president'). Its name is the fullest form in the document.",
    policy = "longest", mention = true,
    name = late(text),
    country = late(country),
    title = text,
    gender = late(text),
    described = boolean,
}

layer "country" {
    doc = "A country: a name, an adjective or people's name, 'the Chilean side', or a capital that stands for its government.",
    policy = "longest", mention = true,
    name = text,
    iso = country,
    country = country,
    adjective = boolean,
}

layer "place" {
    doc = "A place that is no country: a city, region, sea, river, building; or words that stand for one ('the city', described).",
    policy = "longest", mention = true,
    name = text,
    country = country,
    described = boolean,
}

layer "collective" {
    doc = "Several parties in one expression: 'the two sides', 'both countries', 'the two leaders'.",
    policy = "longest", mention = true,
    members = late(list(ref())),
    kind = text,
}

layer "actor" {
    doc = "Whoever can say or do something.",
    any = { "person", "organization", "country[!adjective]", "collective", "anaphor" },
}

lexicon "countries" { file = "data/countries.tsv" }
lexicon "places" { file = "data/places.txt" }

define "clitic_s" [[ /^['’]s$/i ]]
define "hyphen" [[ - | – ]]
define "apostrophe_s" [[ %clitic_s | "'" ]]
define "nation" [[ $country_names | $countries ]]

-- A word of a name, where the words before it have already told that a name comes.
define "name_word" [[ [%cap & !%num & !%punct & !(%upper & $function_words) & !$not_names & (!$honorifics | "Tun") & !$org_suffixes & !$geography &
        !$demonyms] ]]
-- A word of a name where nothing else tells.
define "name_strict" [[ [%cap & !%num & !%punct & !(%upper & $function_words) & !$not_names & !$demonyms & !$country_names & !$org_heads &
        !$org_suffixes & !$organizations & (!$honorifics | "Tun") & !$portfolios] ]]
-- What may follow a word of a name without a space: "-Jomart", "-hwan".
define "name_glue" [[ (- [/^(\p{Lu}|\p{Ll}{2,5}$)/ & !$function_words & !led & !backed & !based & !style & !era & !born & !made & !held & !controlled
          & !appointed & !run & !elect & !designate]) | "'" /^\p{Lu}/ ]]
-- Words of honour that stand inside a name: "Abdi Sheikh Omar".
define "inner_word" [[ "Sheikh" | "Sheik" | "Haji" | "Hajji" | "Sayyid" | "Sayed" ]]
-- "John \"Jack\" Rowland".
define "nickname" [[ ("\"" | "“") %cap{1,2} ("\"" | "”") &%cap ]]
define "name_end" [[ ,? ("Jr." | "Jr" | "Sr." | "Sr" | "II" | "III") | -? (uulu | uly | oglu | oğlu | ogly | qizi | qızı | kyzy | qyzy) ]]
define "honors" [[ ($honorifics ,?){1,4} ]]

-- "B." of "B. Oyunbold", "Ts." of "Ts. Oyunbold".
define "initial" [[ /^\p{Lu}\.$/ | (?<= , | $titles | %honors) /^[B-HJ-Z]$/ &[%cap & !%upper] | /^(Ts|Kh|Dz|Mohd)\.$/ | /^(Ch|Sh|Zh|Yu|Ya|Ph|Ma)$/ . &%cap ]]
-- Whose child: "Hamad bin Omar", "Elmar Omar oglu Kebnarov". What is behind is a name whatever else it may be.
define "parent" [[ [bin | ibn | bint | binti | binte | mint | ould | oglu | oğlu | ogly | oghlu | qizi | qızı | gizi | kyzy | qyzy] ]]
-- A word that a small one is written together with: "d'Oruva", "kaOruva"; one with a Polynesian mark before its vowel: "'Akau".
define "elided" [[ /^([MU]\.|[ʻ‘]\p{Lu}.*|((d|dell|dall|nell|all|l)['’]|de|di|da|van|von|ka|kwa)\p{Lu}\p{Ll}.*)$/
    | "'" [/^[AEIOUĀĒĪŌŪ]/ & !$not_names] !("'" | "’") ]]
-- "al-Sheikh": what an Arabic article with a hyphen stands before is a name whatever else it may be.
define "arabic" [[ [al | el | ash | as | ar | an | ad] - [%cap & !%punct & !%num] ]]
-- A Korean given name whose first half is a small word elsewhere: "Do-hyun", "So-young".
define "korean_given" [[ /^(Do|So|In|On|No|My|Min|Won)$/ -
      /^(hyun|hyeon|yun|yoon|hoon|hun|il|yeol|yul|young|yeong|woo|jin|jun|joon|min|seok|sik|hee|hui|ho|kyu|kyung|soo|su|ah|a|yeon|won|chul|shik|seong|sung|jae|gun|geun|hwan|bum|beom|sun|taek|tae|uk|wook|ik|eun|rae|hye|mi|suk|sook|hong)$/ ]]
-- One more word of a name with the small words before it, and the same where nothing else tells.
define "more" [[ %korean_given | %parent -? [%cap & !%punct] | %arabic | %nickname? $particles{0,3} -? %inner_word? (%name_word %name_glue{0,3} | %elided)
                 | ("Mar" | "St.") %name_word | "Islam" !%cap ]]
define "more_strict" [[ %korean_given | %parent -? [%cap & !%punct] | %arabic | %nickname? $particles{0,3} -? %inner_word?
                          ([%name_strict | $company_families & !%upper & %cap] %name_glue{0,3} | %elided)
                        | ("Mar" | "St.") %name_strict | "Islam" !%cap ]]

-- "I Gusti", "Ni Luh": the word before Balinese names of birth.
define "balinese" [[ ("I" | "Ni") ("Gusti" | "Made" | "Wayan" | "Nyoman" | "Ketut" | "Nengah" | "Gede" | "Komang" | "Kadek" | "Putu" | "Dewa" | "Luh") ]]

-- "Andy Street", "Susan Hall": a given name and what is most often the word for a place.
define "place_surname" [[ (?<! king | queen | prince | princess | sultan | pope | saint | emperor | sheikh) [$given & %cap]
      ["Street" | "Hall" | "Park" | "Hill" | "Church" | "Bridge" | "Castle" | "Lake" | "Forest" | "Rivers" | "Banks" | "Field"] !%cap ]]
-- One to six words of a name, with particles and initials.
define "full_name" [[ %place_surname | ("Sultan" &(bin | al) | $particles{1,2} -? %name_strict
      | ("He" | "Said" | "May" | "An" | "Jan" | "Park" | "Long" | "Song" | "Man" | "Amir" | "Sabah" | "Than" | "Christian")
        (%name_glue{1,2} | %name_word | &(bin | ibn)) | [$family_first & %cap] ("Jun" | "See") | %balinese | %initial{1,4} -? %name_word
      | [%name_word & !$titles & !$honorifics]) %name_glue{0,3} %more{0,5} %name_end? ]]
define "long_name" [[ (["Sultan" | "Said"] &(bin | al) | ["Amir" | "Sabah" | "Christian"] &%name_strict | [$family_first & %cap] "See" | %balinese
      | %initial{1,4} (-? %name_strict)? | [%name_strict & !$titles & !$honorifics]) %name_glue{0,3} %more_strict{1,5} %name_end? ]]

-- An office: "Minister of Foreign Affairs, Regional Integration and Trade", "Emergencies Minister".
define "portfolio" [[ the? ([%cap & !$titles & !$portfolios] (, | and | , and)?){1,5} "Affairs"
    | (the? $portfolios) ((,? and | "&" | , | "/")? the? ($demonyms | African | Arab | Regional | European | Asian)? $portfolios){0,5} ]]
-- Ministers in the plural, of whatever: "transport ministers".
define "ministers_of" [[ ($portfolios | [transport | trade | energy | interior | economy | agriculture | health | justice | environment | climate
        | education | culture | labour | labor | industry | tourism | development | digital | water | fisheries | housing | science | infrastructure
        | transportation | commerce | security | investment | mining | oil | planning | sports | technology]) ministers ]]
define "office" [[ [Deputy | Vice | First | Acting | Interim | Caretaker | Senior | Assistant | Principal | Chief | Special | Permanent | Executive
      | Federal | Presidential | State]{0,2} ($titles ((of | for | to) %portfolio)? | $portfolios $titles)
      ((and | "&" | "/" | , !("EAM" | "PM" | "FM" | "DPM") | -) !("Sultan" (bin | al)) (of | for)?
        ($titles ((of | for) %portfolio)? | $portfolios $titles)){0,3} ]]
