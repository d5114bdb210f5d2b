-- test_stats.lua - statistics against values worked out by hand or found in published tables.

local stats = require "lunette.base.stats"

local tests = {}

function tests.summaries(check)
    check.equal({ stats.mean { 1, 2, 6 }, stats.median { 5, 1, 3 }, stats.median { 4, 1, 3, 2 } }, { 3.0, 3.0, 2.5 })
    check.equal({ stats.quantile({ 4, 3, 2, 1 }, 0.25), stats.quantile({ 7 }, 0.9), stats.quantile({ 1, 2 }, 1) }, { 1.75, 7.0, 2.0 })
    check.near(stats.variance { 2, 4, 4, 4, 5, 5, 7, 9 }, 32 / 7, 1e-12)
    check.near(stats.deviation { 1, 3 }, math.sqrt(2), 1e-12)
    check.equal({ stats.mean {} or "nil", stats.variance { 1 } or "nil", stats.median {} or "nil" }, { "nil", "nil", "nil" })
    check.raises(stats.quantile, { 1 }, 1.5)
end

function tests.sums_keep_small_terms(check)
    check.equal(stats.sum { 1.0, 1e100, 1.0, -1e100 }, 2.0)
    check.equal(stats.sum {}, 0.0)
end

function tests.quantiles_do_not_sort_the_callers_table(check)
    local values = { 3, 1, 2 }
    stats.quantile(values, 0.5)
    check.equal(values, { 3, 1, 2 })
end

function tests.wilsons_interval(check)
    local low, high = stats.wilson(8, 10)
    check.near(low, 0.490162, 1e-6)
    check.near(high, 0.943318, 1e-6)
    low, high = stats.wilson(0, 20)
    check.near(low, 0, 1e-12)
    check.near(high, 0.161125, 1e-6)
    low, high = stats.wilson(20, 20)
    check.near(low, 0.838875, 1e-6)
    check.near(high, 1, 1e-12)
    check.equal({ stats.wilson(0, 0) }, { 0.0, 1.0 })
    check.raises(stats.wilson, 3, 2)
end

function tests.wilsons_interval_holds_the_share_and_narrows_with_more_trials(check)
    local width = 1
    for n = 10, 1000, 10 do
        local low, high = stats.wilson(n * 3 // 10, n)
        check.truthy(low < 0.3 and high > 0.3 and high - low < width)
        width = high - low
    end
end

function tests.chi_squared_probabilities_are_those_of_the_tables(check)
    check.near(stats.chi2_p(3.841459, 1), 0.05, 1e-7)
    check.near(stats.chi2_p(6.634897, 1), 0.01, 1e-8)
    check.near(stats.chi2_p(10.827566, 1), 0.001, 1e-9)
    check.near(stats.chi2_p(5.991465, 2), 0.05, 1e-7)
    check.near(stats.chi2_p(18.307038, 10), 0.05, 1e-7)
    check.near(stats.chi2_p(124.342113, 100), 0.05, 1e-7)
    check.near(stats.chi2_p(0.0157908, 1), 0.9, 1e-6)
    check.equal({ stats.chi2_p(0), stats.chi2_p(math.huge), stats.chi2_p(1e6, 1) }, { 1.0, 0.0, 0.0 })
    for x = 0.5, 60, 0.5 do                             -- two degrees of freedom: exp(-x / 2)
        check.near(stats.chi2_p(x, 2) / math.exp(-x / 2), 1, 1e-12)
    end
end

function tests.independence(check)
    local statistic, p, freedom, least = stats.chi2 { { 10, 20 }, { 30, 40 } }
    check.near(statistic, 100 * (10 * 40 - 20 * 30) ^ 2 / (30 * 70 * 40 * 60), 1e-12)
    check.near(p, 0.373, 5e-4)
    check.equal({ freedom, least }, { 1, 12.0 })
    check.near(stats.chi2 { { 10, 20, 30 }, { 20, 40, 60 } }, 0, 1e-12)
    check.equal(stats.chi2 { { 0, 0 }, { 1, 2 } }, nil)
end

function tests.keyness(check)
    local value, p = stats.keyness(10, 0, 100, 100)
    check.near(value, 20 * math.log(2), 1e-12)
    check.near(p, 0.000196, 1e-6)
    check.near(stats.keyness(0, 10, 100, 100), -20 * math.log(2), 1e-12)
    check.near(stats.keyness(5, 50, 100, 1000), 0, 1e-9)
    check.equal(stats.keyness(1, 1, 0, 10), nil)
    check.near(stats.log_ratio(20, 10, 100, 100), 1, 1e-12)
    check.near(stats.log_ratio(0, 8, 100, 100), -4, 1e-12)
end

function tests.collocation(check)
    check.near(stats.mutual_information(8, 16, 32, 1024), 4, 1e-12)
    check.near(stats.log_dice(10, 10, 10), 14, 1e-12)
    check.near(stats.log_dice(1, 32, 32), 9, 1e-12)
    check.near(stats.t_score(16, 20, 40, 800), 3.75, 1e-12)
    check.equal({ stats.mutual_information(0, 1, 1, 1) or "nil", stats.log_dice(0, 1, 1) or "nil" }, { "nil", "nil" })
end

function tests.agreement(check)
    local precision, recall, f1 = stats.f1(6, 8, 12)
    check.equal({ precision, recall }, { 0.75, 0.5 })
    check.near(f1, 0.6, 1e-12)
    check.equal(stats.f1(0, 0, 0), nil)
    check.near(stats.kappa { { 20, 5 }, { 10, 15 } }, 0.4, 1e-12)
    check.near(stats.kappa { { 5, 0 }, { 0, 5 } }, 1, 1e-12)
    check.equal(stats.kappa { { 5, 0 }, { 0, 0 } }, nil)
end

return tests
