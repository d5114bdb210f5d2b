-- layers.lua - what the plugin marks, and the words that its patterns share.

layer "date" {
    doc = "A date, time, duration or set of times, with its TIMEX3 value.",
    policy = "longest",
    type = enum { "DATE", "TIME", "DURATION", "SET" },
    value = text,
    mod = text,
    quant = text,
    freq = text,
    earliest = date,
    latest = date,
    note = text,
}

layer "dating" {
    doc = "What tells in which year a document without a date was written: an inference, with its reason.",
    year = number,
    founded = number,
    nth = number,
    reason = text,
}

layer "quantity" {
    doc = "A number with what it counts or measures; of a range its lower end, with the upper one in `most`.",
    policy = "longest",
    value = number,
    most = number,
    unit = text,
}

define "day_number" [[ /^(0?[1-9]|[12][0-9]|3[01])$/ ]]
define "day_ordinal" [[ /^([1-9]|[12][0-9]|3[01])(st|nd|rd|th)$/i ]]
define "day_of_month" [[ %day_number | %day_ordinal ]]
define "spelled_day" [[ [$ordinals & !/^[0-9]/ & !second & !third] ]]
define "small_day" [[ one | two | three | four | five | six | seven | eight | nine ]]
define "year_number" [[ /^(1[0-9]|20)[0-9][0-9]$/ ]]
define "dash" [[ - | – ]]

-- What is named by a day, which it does not tell: "the July 14 Movement".
define "named_by_day" [[ (Youth | Martyrs | National)? ("Movement" | "Brigade" | "Brigades" | "Organization" | "Organisation" | "Alliance" | "War" |
                         "Revolution" | "Uprising" | "Manifesto" | "Monarchy" | "Street" | "Avenue" | "Square" | "Bridge" | "University") ]]

-- The part of a longer time that is meant: "the end of", "mid-", "early".
define "time_part" [[ the very? (beginning|start|turn|outset|middle|end|close|dawn) of | the (first|second|latter) half of |
                      the (early|opening|first|closing|final|last|later|latter) (days|weeks|months|years|decades|hours|part) of |
                 (early|mid|late) %dash? (in|on)? | end - | (earlier|later) (in|on)? |
                 (beginning|start|end) of ]]

-- How near a number is.
define "approximately" [[ about | approximately | around | roughly | nearly | almost | some | close to | (just | well)? over !(several | many | the |
                          this | these | that | those | its | their | his | her | recent | last | past | next) | (just)? under | more than |
                          less than | fewer than | at least | at most | up to | no (more|less|fewer) than | as (many|much) as ]]

-- A number in digits or words.
define "digits" [[ /^[0-9]+(\.[0-9]+)?$/ | /^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/ ]]
define "fraction" [[ /^[0-9]{1,2}\/[0-9]{1,2}$/ ]]
define "number" [[ %digits (%dash? %fraction | and a half | - odd)? (hundred | thousand | million | billion | trillion)? |
                   ((a | an) &(hundred | thousand | million | billion | dozen))? $numbers (-? $numbers | (?<= hundred | thousand | million | lakh |
                   crore) and $numbers)* (- and - a-half | and a half)? | a? couple of | a couple | a dozen | half (a | an) | a half ]]
define "vague" [[ a? few | several | many | a number of | dozens of | hundreds of | thousands of | tens of thousands of | some | numerous ]]
