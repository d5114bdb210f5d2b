---@meta
-- libraries.lua - libraries that plugins have besides Lua's own (string, table, math, utf8, coroutine) and LPeg. There is no string.dump and no math.random.

---A pattern of LPeg: what `lpeg.P` and its like return. Words and numbers beside it in an expression become patterns.
---@class lunette.LPeg
---@operator mul(any): lunette.LPeg
---@operator add(any): lunette.LPeg
---@operator sub(any): lunette.LPeg
---@operator div(any): lunette.LPeg
---@operator pow(integer): lunette.LPeg
---@operator unm: lunette.LPeg
---@operator len: lunette.LPeg

---LPeg without setmaxstack.
---@class lunette.LPegLibrary
---@field match fun(p: any, subject: string, init: integer|nil, ...: any): any what a pattern gives at the start of a text
---@field type fun(value: any): string|nil "pattern" for a pattern
---@field version string|function which LPeg it is
---@field locale fun(table: table|nil): table patterns of classes of characters
---@field [string] fun(...: any): lunette.LPeg the others, which make patterns: P, R, S, V, B, C, Cb, Cc, Cf, Cg, Cmt, Cp, Cs, Ct, Carg

---The library. Example: `lpeg = lpeg.Cg(lpeg.C(lpeg.R "09" ^ 4), "year")`
---@type lunette.LPegLibrary
lpeg = nil

---Days and dates. A day is a number of days since 1970-01-01.
calendar = {}

---Is it a leap year? Example: `calendar.leap(2000)`
---@param year integer
---@return boolean
function calendar.leap(year) end

---The days of a month. Example: `calendar.days_in(2024, 2)` is 29
---@param year integer
---@param month integer
---@return integer
function calendar.days_in(year, month) end

---The day of a date, nil if there is none. Example: `calendar.day "1970-01-02"` is 1
---@param date string|integer
---@param month integer|nil
---@param day integer|nil
---@return integer|nil
function calendar.day(date, month, day) end

---Year, month and day of month. Example: `calendar.parts(0)` is 1970, 1, 1
---@param day integer
---@return integer, integer, integer
function calendar.parts(day) end

---The date of a day. Example: `calendar.date(18857)` is "2021-08-18"
---@param day integer
---@return string|nil
function calendar.date(day) end

---The weekday, 1 = Monday. Example: `calendar.weekday(0)` is 4
---@param day integer
---@return integer
function calendar.weekday(day) end

---The ISO week: the year it belongs to and its number. Example: `calendar.week(calendar.day "2021-01-01")` is 2020, 53
---@param day integer
---@return integer, integer
function calendar.week(day) end

---The Monday of an ISO week. Example: `calendar.date(calendar.monday(2020, 53))` is "2020-12-28"
---@param year integer
---@param week integer
---@return integer|nil
function calendar.monday(year, week) end

---A date moved by years, months, weeks and days. Example: `calendar.add("2024-01-31", { months = 1 })` is "2024-02-29"
---@param date string
---@param shift { years: integer|nil, months: integer|nil, weeks: integer|nil, days: integer|nil }
---@return string|nil
function calendar.add(date, shift) end

---Days from one date to another. Example: `calendar.between("2024-02-28", "2024-03-01")` is 2
---@param from string
---@param to string
---@return integer|nil
function calendar.between(from, to) end

---The first and the last day of a day, week, month, year or stretch; nil where the text is none. Example: `calendar.stretch "1970-01"` is 0, 30
---@param date string
---@return integer|nil, integer|nil
function calendar.stretch(date) end

---Does a TIMEX3 value leave open which day it was? Example: `calendar.is_open "XXXX-WXX-2"`
---@param date string|nil
---@return boolean
function calendar.is_open(date) end

---A date as a reader wants it. Example: `calendar.words "XXXX-WXX-2"` is "a Tuesday"
---@param date string a TIMEX3 value
---@return string
function calendar.words(date) end

---Figures over counts and samples; scripts/lunette/base/stats.lua names the source of each.
stats = {}

---The sum of an array. Example: `stats.sum { 1, 2, 3 }`
---@param values number[]
---@return number
function stats.sum(values) end

---The mean, nil for none. Example: `stats.mean { 1, 2, 6 }` is 3
---@param values number[]
---@return number|nil
function stats.mean(values) end

---The variance of a sample. Example: `stats.variance { 1, 2, 3 }` is 1
---@param values number[]
---@return number|nil
function stats.variance(values) end

---The standard deviation of a sample. Example: `stats.deviation { 1, 2, 3 }` is 1
---@param values number[]
---@return number|nil
function stats.deviation(values) end

---The value below which a share q of the sample lies. Example: `stats.quantile({ 1, 2, 3 }, 0.25)` is 1.5
---@param values number[]
---@param q number
---@return number|nil
function stats.quantile(values, q) end

---The median. Example: `stats.median { 1, 2, 9 }` is 2
---@param values number[]
---@return number|nil
function stats.median(values) end

---Wilson's interval of a share. Example: `local low, high = stats.wilson(8, 10)`
---@param k number
---@param n number
---@param z number|nil
---@return number, number
function stats.wilson(k, n, z) end

---The probability that a chi-squared variable exceeds x. Example: `stats.chi2_p(3.841, 1)` is 0.05
---@param x number
---@param freedom integer|nil
---@return number
function stats.chi2_p(x, freedom) end

---Pearson's test of independence: statistic, p, degrees of freedom. Example: `stats.chi2 { { 10, 20 }, { 20, 10 } }`
---@param counts number[][]
---@return number|nil, number|nil, integer
function stats.chi2(counts) end

---Log-likelihood keyness of a word in two sets, and its p. Example: `stats.keyness(30, 5, 10000, 10000)`
---@param a number
---@param b number
---@param size_a number
---@param size_b number
---@return number|nil, number|nil
function stats.keyness(a, b, size_a, size_b) end

---Doublings of frequency between two sets. Example: `stats.log_ratio(20, 10, 1000, 1000)` is 1
---@param a number
---@param b number
---@param size_a number
---@param size_b number
---@return number|nil
function stats.log_ratio(a, b, size_a, size_b) end

---Mutual information of two words in bits. Example: `stats.mutual_information(8, 20, 30, 10000)`
---@param both number
---@param a number
---@param b number
---@param n number
---@return number|nil
function stats.mutual_information(both, a, b, n) end

---The logDice score of two words, 14 at most. Example: `stats.log_dice(8, 20, 30)`
---@param both number
---@param a number
---@param b number
---@return number|nil
function stats.log_dice(both, a, b) end

---The t-score of two words. Example: `stats.t_score(8, 20, 30, 10000)`
---@param both number
---@param a number
---@param b number
---@param n number
---@return number|nil
function stats.t_score(both, a, b, n) end

---Precision, recall and F1 from counts. Example: `stats.f1(8, 10, 12)`
---@param right number
---@param found number
---@param expected number
---@return number|nil, number|nil, number|nil
function stats.f1(right, found, expected) end

---Cohen's kappa of two judges. Example: `stats.kappa { { 20, 5 }, { 10, 15 } }`
---@param counts number[][]
---@return number|nil
function stats.kappa(counts) end
