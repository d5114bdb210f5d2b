-- phrase_drift.lua - how often a set phrase is used, country by country and period by period.
--
-- "up" and "down" are said only where the intervals of two periods do not touch: small numbers show no drift.

local function rounded(share)
    return math.floor(share * 10000 + 0.5) / 10000
end

analysis "phrase-drift" {
    doc = "Share of each country's documents that use a set phrase, by period, with Wilson's bounds; says where it rises or falls.",
    reads = { "set_phrase" },
    options = {
        phrase = required(text { doc = "the set phrase, as in lexicons/formulas.tsv: \"core interests\"" }),
        by = enum { "year", "quarter", "month", default = "year" },
        least = integer { default = 8, doc = "periods with fewer documents are not compared" },
    },
    result = {
        country = text, period = text, documents = integer, using = integer, share = number, low = number, high = number,
        change = enum { "up", "down", "level", "too few", "first" }, evidence = list(ref "set_phrase"),
    },
    run = function(corpus, options, result)
        local period_key = "date:" .. options.by
        local documents = corpus:documents { language = "en" }
        local uses = corpus:annotations("set_phrase", { phrase = options.phrase }):within(documents)
        local others = #corpus:documents() - #documents
        if others > 0 then log("phrase-drift: %d documents are left out: not in English, where no set phrases are known", others) end
        local hits = uses:count_documents("country", period_key)
        for country, periods in documents:count("country", period_key):each() do
            local old
            for period, n in periods:each() do
                local k = hits:at(country, period)
                local low, high = stats.wilson(k, n)
                local change = "first"
                if n < options.least then
                    change = "too few"
                elseif old then
                    change = low > old.high and "up" or high < old.low and "down" or "level"
                end
                result:add {
                    country = country, period = period, documents = n, using = k, share = n > 0 and rounded(k / n) or nil,
                    low = n > 0 and rounded(low) or nil, high = n > 0 and rounded(high) or nil, change = change,
                    evidence = k > 0 and uses:at(country, period):take(3) or nil,
                }
                if n >= options.least then old = { low = low, high = high } end
            end
        end
    end,
}
