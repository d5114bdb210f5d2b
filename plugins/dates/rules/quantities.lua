-- quantities.lua - numbers with what they count or measure: money, shares, measures, people.

local numbers = include "numbers.lua"
local signs = include "signs.lua"

define "scale" [[ hundred | thousand | million | billion | trillion | lakh | lakhs | crore | crores | bn | mn | mln | tn ]]
-- "a quarter of a billion", "half a million".
define "part_of" [[ half (a | an) | a half | (a | one) (quarter | third) of a |
      (three %range_dash? quarters | two %range_dash? thirds | three-quarters | two-thirds) of a ]]
define "range_dash" [[ - | – | "—" ]]
define "amount" [[ %digits (%range_dash? %fraction | and a half)? (- %scale | %scale{0,2}) | %part_of (million | billion | trillion | crore | lakh)
    | %number %scale? ]]
-- One letter is a million only where money or what is counted stands beside it: "€20m", "20m people".
define "letter" [[ m | k ]]
define "upto" [[ %range_dash | to ]]

local DOLLARS = { US = "USD", A = "AUD", AU = "AUD", C = "CAD", CA = "CAD", S = "SGD", HK = "HKD", NZ = "NZD", NT = "TWD", R = "BRL" }
local LETTERS = { m = 1000000, k = 1000 }
local LEAST_SCALE = 100

-- The number that a text says, and what its last word multiplies by (1 where that is no scale): "2.5 billion" → 2.5e9, 1e9.
local function amount(text, letter)
    local number = numbers.value((text:gsub("(%d)(%a)", "%1 %2")))
    if not number or number == "X" then return nil end
    local times = letter and LETTERS[letter:lower()]
    if times then return number * times, times end
    local last = text:match("%a+$")
    local scale = last and numbers.value(last) or 1
    return number, type(scale) == "number" and scale >= LEAST_SCALE and scale or 1
end

local function unit_of(span)
    if not span or span.text == "%" then return "%" end
    local dollars = DOLLARS[span.text:match("^(%u+)%$$")]
    if dollars then return dollars end
    local entry = span.entry or lexicon "measures":lookup(span.text) or lexicon "currencies":lookup(span.text)
    return entry and entry.unit or "%"
end

-- A number as it is written: 8.2 times a million is 8,200,000, not a little less.
local function clean(number)
    return tonumber(("%.15g"):format(number)) + 0.0
end

local function word_before(match)
    local before = match:before(1)
    return before and before.text:lower()
end

local MOVES = { rose = true, fell = true, gained = true, lost = true, up = true, down = true, slipped = true, jumped = true, climbed = true, dropped = true,
    added = true }

-- "Between 3 and 4 percent" is a range, "3 and 4 percent respectively" are two shares, and what "rose 20 to 1,800 yen" has come to the last alone.
local function is_range(match)
    local word = word_before(match)
    if MOVES[word] and match.text:find(" to ", 1, true) then return false end
    return not match.text:find("%sand%s") or word == "between" or match.text:find("and a half", 1, true) ~= nil or not match.unit
        or match.unit:bytes() == match:bytes()
end

local UNTOLD = { few = true, several = true, many = true, some = true }

-- "a few thousand acres", "one people": what is no number of what stands behind it.
local function is_untold(match, value)
    if match.unit.text:lower() == "people" then return value == 1 end
    return UNTOLD[word_before(match)] and match.number.text:find("^%a") and (numbers.value(match.number.text) or 0) >= LEAST_SCALE
end

-- The lower end of a range has the scale of the upper one where it has none of its own: "2 to 3 million".
local function quantity_value(match)
    local value, own = amount(match.number.text, match.letter and match.letter.text)
    local most, scale = nil, nil
    if match.most then most, scale = amount(match.most.text, match.last_letter and match.last_letter.text) end
    if not value or match.most and not most or is_untold(match, value) then return nil, "no number" end
    local row = { value = clean(value), unit = unit_of(match.unit) }
    if most and not is_range(match) then
        local last = match.most:union(match.unit)
        if MOVES[word_before(match)] then return { last, value = clean(most), unit = row.unit } end
        return { { match.number, value = clean(own == 1 and value * scale or value), unit = row.unit }, { last, value = clean(most), unit = row.unit } }
    end
    if match.unit.text:find("^[ACSR]%s") then row[1], row.unit = match:sub(match.unit.text:find("%$"), #match.text), "USD" end     -- "A $5 fee"
    if not most then return row end
    if own == 1 then row.value = clean(value * scale) end
    if row.value >= most then return nil, "no range: the second number is not the greater" end
    row.most = clean(most)
    return row
end

rule "quantity" {
    doc = "Money, shares, measures and counts, or a range of them: 'USD 100 million', '$4.5bn', '30 per cent', 'Rs 3 lakh crore', '5-10 per cent', 'between 3 and 4 tonnes'.",
    match = [[ unit:$currencies number:%amount (letter:%letter)? ((%upto | (?<= between [] []{1,3}) and) $currencies? most:%amount
            (last_letter:%letter)? !$measures)? | number:%amount ((%upto | and) most:%amount)? -? unit:$measures
        | number:%digits letter:%letter unit:$measures | number:%digits ("%"? (%upto | and) most:%digits)? unit:"%" ]],
    mark = quantity_value,
    marks = "quantity",
    examples = {
        { "A loan of USD 100 million was signed.", expect = { { value = 100000000.0, unit = "USD" } } },
        { "It gave 30 per cent and 5,000 tonnes.", expect = { { value = 30.0, unit = "%" }, { value = 5000.0, unit = "t" } } },
        { "They paid Rs 3.5 crore, then Rs. 2 lakh crore.", expect = { { value = 35000000.0, unit = "INR", text = "Rs 3.5 crore" }, { value = 2000000000000.0 } } },
        { "They paid $20M.", expect = { { value = 20000000.0, unit = "USD" } } },
        { "They paid €20m and half a million euros.",
          expect = { { value = 20000000.0, unit = "EUR", text = "€20m" }, { value = 500000.0, unit = "EUR", text = "half a million euros" } } },
        { "A quarter of a billion dollars fed 20m people.", expect = { { value = 250000000.0, unit = "USD" }, { value = 20000000.0, unit = "person" } } },
        { "Growth of 5-10 per cent, or between 3 and 4 percent, or 3% to 4%.",
          expect = { { value = 5.0, most = 10.0, unit = "%", text = "5-10 per cent" }, { value = 3.0, most = 4.0, text = "3 and 4 percent" }, { value = 3.0, most = 4.0, text = "3% to 4%" } } },
        { "It costs $2.5 to 3 billion.", expect = { { value = 2500000000.0, most = 3000000000.0, unit = "USD" } } },
        { "C $ 5 million and A$ 5 million were lost.", expect = { { value = 5000000.0, unit = "USD", text = "$ 5 million" }, { value = 5000000.0, unit = "AUD" } } },
        { "A $10-million loan built a 600-km road and a 50-megawatt plant.",
          expect = { { value = 10000000.0, unit = "USD" }, { value = 600.0, unit = "km", text = "600-km" }, { value = 50.0, unit = "MW" } } },
        { "Shares were 13.5 and 15 pct, which rose 20 to 1,800 yen.",
          expect = { { value = 13.5, unit = "%", text = "13.5" }, { value = 15.0, unit = "%" }, { value = 1800.0, unit = "JPY", text = "1,800 yen" } } },
        { "It lost 8.2 mln tonnes.", expect = { { value = 8200000.0 } } },
        { "A coupon of 8-3/8 pct and 2 1/2 mln dlrs.", expect = { { value = 8.375, unit = "%", text = "8-3/8 pct" }, { value = 2500000.0, unit = "USD" } } },
        { "A few thousand acres; the freedom of one people; three thousand people.", expect = { { value = 3000.0, unit = "person" } } },
        { "The vote was 10-5 per cent.", expect = {} },
        { "Five brothers walked 400 m.", expect = {} },
    },
}

-- A currency written in one word with its sum ("Rs3.5", "USD100m") or, before a sum, with its sign ("US$5") is known by its shape alone: the text is
-- searched for what all of them have.
local JOINED = { "$", "Rs", "RM", "USD", "EUR" }
local sums = pattern [[ unit:/^(US|A|AU|C|CA|S|HK|NZ|NT|R)\$$/ number:%amount (letter:%letter)?
    | joined:/^(Rs|RM|USD|EUR)[0-9][0-9,.]*(m|bn|tn|k)?$/ %scale{0,2} ]]

local function joined_value(match)
    if match.unit then
        local value = amount(match.number.text, match.letter and match.letter.text)
        return value and { value = clean(value), unit = unit_of(match.unit) }
    end
    local code, digits, letter = match.joined.text:match("^(%a+)([%d,.]+)(%l*)$")
    local entry = lexicon "currencies":lookup(code)
    local value = amount(digits .. match.text:sub(#match.joined.text + 1) .. (#letter == 2 and " " .. letter or ""), #letter == 1 and letter or nil)
    if not value or not entry then return nil end
    return { value = clean(value), unit = entry.unit }
end

local function joined(doc)
    return signs.rows(doc, JOINED, "%d", sums, joined_value)
end

rule "money-joined" {
    doc = "A sum whose currency is written in one word with it: 'US$1.5bn', 'Rs3.5 crore', 'USD100m', 'RM20 million'.",
    each_document = joined,
    marks = "quantity",
    examples = {
        { "They paid Rs3.5 crore and USD100m.", expect = { { value = 35000000.0, unit = "INR" }, { value = 100000000.0, unit = "USD" } } },
        { "They paid US$1.5bn and A$2 million.", expect = { { value = 1500000000.0, unit = "USD", text = "US$1.5bn" }, { value = 2000000.0, unit = "AUD" } } },
        { "The USDA paid.", expect = {} },
    },
}
