-- stats.lua - the statistics that analyses and audits need: intervals, summaries, keyness and collocation, tests on tables of counts.
--
-- Sits on nothing. Counts are numbers of at least 0; what is undefined (the mean of nothing) is nil, never NaN. Each function names the
-- paper or handbook its formula is from.

local M = {}

local Z95 = 1.959963984540054        -- the normal quantile that leaves 2.5 % above it
local PRECISION = 1e-15              -- relative, of series and continued fractions
local TERMS = 10000                  -- enough for arguments up to some 10^7; larger ones have converged to 0 or 1 long before
local TINY = 1e-300                  -- keeps a continued fraction from dividing by zero

-- ---- summaries ----

--- The sum of an array, added pairwise by Neumaier's rule so that small terms are not lost (Neumaier, ZAMM 54, 1974).
-- @param values table array of numbers
-- @return number
function M.sum(values)
    local sum, lost = 0.0, 0.0
    for _, value in ipairs(values) do
        local total = sum + value
        if math.abs(sum) >= math.abs(value) then
            lost = lost + ((sum - total) + value)
        else
            lost = lost + ((value - total) + sum)
        end
        sum = total
    end
    return sum + lost
end

--- The arithmetic mean, nil for none: `stats.mean { 1, 2, 6 }` is 3.
-- @return number|nil
function M.mean(values)
    if #values == 0 then return nil end
    return M.sum(values) / #values
end

--- The variance of a sample, with n - 1 below (Bessel's correction); nil for fewer than two values.
-- @return number|nil
function M.variance(values)
    if #values < 2 then return nil end
    local mean, squares = M.mean(values), {}
    for i, value in ipairs(values) do squares[i] = (value - mean) ^ 2 end
    return M.sum(squares) / (#values - 1)
end

--- The standard deviation of a sample; nil for fewer than two values.
-- @return number|nil
function M.deviation(values)
    local variance = M.variance(values)
    return variance and math.sqrt(variance)
end

--- The value below which a share q of the sample lies, between two neighbours by straight line: definition 7 of Hyndman and Fan (The
-- American Statistician 50, 1996), as in R and NumPy. `stats.quantile({ 1, 2, 3, 4 }, 0.25)` is 1.75.
-- @param values table array of numbers in any order
-- @param q number from 0 to 1
-- @return number|nil
function M.quantile(values, q)
    if q < 0 or q > 1 then error(("stats.quantile: q is %s, not from 0 to 1"):format(q), 2) end
    if #values == 0 then return nil end
    local sorted = table.move(values, 1, #values, 1, {})
    table.sort(sorted)
    local position = (#sorted - 1) * q + 1.0
    local below = math.floor(position)
    local above = math.min(below + 1, #sorted)
    return sorted[below] + (position - below) * (sorted[above] - sorted[below])
end

--- The median: the quantile of 0.5.
-- @return number|nil
function M.median(values)
    return M.quantile(values, 0.5)
end

-- ---- intervals ----

--- Wilson's interval of a share, without correction for continuity (Wilson, JASA 22, 1927); from 0 to 1 where nothing was seen.
-- `stats.wilson(8, 10)` is 0.490, 0.943.
-- @param k number successes
-- @param n number trials
-- @param z number|nil quantile of the normal distribution, 1.96 for 95 %
-- @return number, number
function M.wilson(k, n, z)
    if k < 0 or k > n then error(("stats.wilson: %s of %s is no share"):format(k, n), 2) end
    if n == 0 then return 0.0, 1.0 end
    z = z or Z95
    local share, square = k / n, z * z
    local centre = share + square / (2 * n)
    local spread = z * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    local scale = 1 + square / n
    return k == 0 and 0.0 or math.max((centre - spread) / scale, 0.0), k == n and 1.0 or math.min((centre + spread) / scale, 1.0)
end

-- ---- probabilities ----

-- Lanczos' approximation with g = 7 and nine terms (Lanczos, SIAM J. Numer. Anal. B 1, 1964); good to 15 digits for x >= 0.5.
local lanczos = {
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
}

local function log_gamma(x)
    local sum = lanczos[1]
    for i = 2, #lanczos do sum = sum + lanczos[i] / (x + i - 2) end
    local base = x + 6.5
    return 0.5 * math.log(2 * math.pi) + (x - 0.5) * math.log(base) - base + math.log(sum)
end

-- The regularised incomplete gamma function, lower part, by its series (Abramowitz and Stegun, 6.5.29); for x < a + 1.
local function lower_gamma(a, x)
    local term = 1 / a
    local sum = term
    for n = 1, TERMS do
        term = term * x / (a + n)
        sum = sum + term
        if term < sum * PRECISION then break end
    end
    return sum * math.exp(a * math.log(x) - x - log_gamma(a))
end

-- Its upper part by continued fraction (Abramowitz and Stegun, 6.5.31), evaluated by Lentz's method; for x >= a + 1.
local function upper_gamma(a, x)
    local b = x + 1 - a
    local c, d = 1 / TINY, 1 / b
    local fraction = d
    for n = 1, TERMS do
        local numerator = n * (a - n)
        b = b + 2
        d = numerator * d + b
        c = b + numerator / c
        if math.abs(d) < TINY then d = TINY end
        if math.abs(c) < TINY then c = TINY end
        d = 1 / d
        fraction = fraction * c * d
        if math.abs(c * d - 1) < PRECISION then break end
    end
    return fraction * math.exp(a * math.log(x) - x - log_gamma(a))
end

--- The probability that a chi-squared variable exceeds x: `stats.chi2_p(3.841, 1)` is 0.05 (Abramowitz and Stegun, 26.4.19).
-- @param x number the statistic, chi-squared or log-likelihood
-- @param freedom integer|nil degrees of freedom, 1 if not given
-- @return number
function M.chi2_p(x, freedom)
    if x <= 0 then return 1.0 end
    if x == math.huge then return 0.0 end
    local a, half = (freedom or 1) / 2, x / 2
    if half < a + 1 then return 1 - lower_gamma(a, half) end
    return upper_gamma(a, half)
end

-- ---- tables of counts ----

local function margins(counts)
    local rows, columns, total = {}, {}, 0
    for i, row in ipairs(counts) do
        rows[i] = 0
        for j, count in ipairs(row) do
            rows[i] = rows[i] + count
            columns[j] = (columns[j] or 0) + count
            total = total + count
        end
    end
    return rows, columns, total
end

--- Pearson's chi-squared test of independence on a table of counts (Pearson, Phil. Mag. 50, 1900), without Yates' correction.
-- `stats.chi2 { { 10, 20 }, { 30, 40 } }` is 0.794, 0.373, 1.
-- @param counts table rows of counts, all of one length
-- @return number|nil, number|nil, integer the statistic, its p, degrees of freedom; nil where a row or column is all 0
-- and a fourth value, the least expected count: under 5 the p is not to be trusted
function M.chi2(counts)
    local rows, columns, total = margins(counts)
    local freedom = (#rows - 1) * (#columns - 1)
    local statistic, least = 0.0, math.huge
    for i, row in ipairs(counts) do
        for j, count in ipairs(row) do
            local expected = total > 0 and rows[i] * columns[j] / total or 0
            if expected == 0 then return nil, nil, freedom end
            statistic = statistic + (count - expected) ^ 2 / expected
            least = math.min(least, expected)
        end
    end
    return statistic, M.chi2_p(statistic, freedom), freedom, least
end

local function surprise(count, expected)
    return count > 0 and count * math.log(count / expected) or 0.0
end

--- Log-likelihood keyness of a word in two sets (Dunning, Computational Linguistics 19, 1993; the form of Rayson and Garside, 2000):
-- how surprising its counts are if it were equally frequent in both. Negative where it is rarer in the first set.
-- @param a number how often in the first set
-- @param b number how often in the second
-- @param size_a number words of the first set
-- @param size_b number words of the second
-- @return number|nil, number|nil the signed statistic and its p; nil where a set is empty
function M.keyness(a, b, size_a, size_b)
    if size_a <= 0 or size_b <= 0 then return nil end
    local share = (a + b) / (size_a + size_b)
    local value = 2 * (surprise(a, size_a * share) + surprise(b, size_b * share))
    value = math.max(value, 0.0)
    return a / size_a >= b / size_b and value or -value, M.chi2_p(value, 1)
end

--- How many doublings of frequency lie between two sets (Hardie's log ratio, 2014): 1 is twice as frequent in the first. A count of 0
-- counts as a half.
-- @return number|nil
function M.log_ratio(a, b, size_a, size_b)
    if size_a <= 0 or size_b <= 0 or (a == 0 and b == 0) then return nil end
    local first, second = a > 0 and a or 0.5, b > 0 and b or 0.5
    return math.log((first / size_a) / (second / size_b), 2)
end

-- ---- collocation ----

--- Pointwise mutual information of two words in bits (Church and Hanks, Computational Linguistics 16, 1990).
-- @param both number how often they occur together
-- @param a number how often the first occurs
-- @param b number how often the second occurs
-- @param n number words in all
-- @return number|nil
function M.mutual_information(both, a, b, n)
    if both <= 0 or a <= 0 or b <= 0 or n <= 0 then return nil end
    return math.log(both * n / (a * b), 2)
end

--- The logDice score of two words: 14 at most, 0 or less hardly a collocation, the same for corpora of any size (Rychlý, RASLAN 2008).
-- @return number|nil
function M.log_dice(both, a, b)
    if both <= 0 or a + b <= 0 then return nil end
    return 14 + math.log(2 * both / (a + b), 2)
end

--- The t-score of two words: how sure it is that they attract each other (Church, Gale, Hanks and Hindle, 1991).
-- @return number|nil
function M.t_score(both, a, b, n)
    if both <= 0 or n <= 0 then return nil end
    return (both - a * b / n) / math.sqrt(both)
end

-- ---- agreement ----

--- Precision, recall and their harmonic mean (van Rijsbergen's F1, 1979) from counts; nil where nothing was found or expected.
-- @param right number found and expected
-- @param found number
-- @param expected number
-- @return number|nil, number|nil, number|nil
function M.f1(right, found, expected)
    local precision = found > 0 and right / found or nil
    local recall = expected > 0 and right / expected or nil
    if found + expected == 0 then return precision, recall, nil end
    return precision, recall, 2 * right / (found + expected)
end

--- Cohen's kappa of two judges (Educational and Psychological Measurement 20, 1960): 1 full agreement, 0 no more than chance.
-- @param counts table square table: row = what the first said, column = what the second said
-- @return number|nil
function M.kappa(counts)
    local rows, columns, total = margins(counts)
    if total == 0 then return nil end
    local agreed, chance = 0, 0
    for i = 1, #rows do
        agreed = agreed + counts[i][i]
        chance = chance + rows[i] * (columns[i] or 0)
    end
    agreed, chance = agreed / total, chance / (total * total)
    if chance == 1 then return nil end
    return (agreed - chance) / (1 - chance)
end

return M
