-- phrase_drift.lua - how often a set phrase is used, country by country and period by period.
--
-- A phrase that no rule marks is looked for in the full text by its words. "up" and "down" are said only where the intervals of two periods do not touch:
-- small numbers show no drift.

local function rounded(share)
    return math.floor(share * 10000 + 0.5) / 10000
end

-- A set phrase by any spelling of capitals; nil where no rule of the corpus marked it and no list of ours has it.
local function set_phrase(corpus, phrase)
    corpus:annotations "set_phrase"                          -- refuses a corpus without them
    local entry = lexicon "formulas":lookup(phrase)
    local marked = corpus:value("SELECT phrase FROM set_phrase WHERE phrase = ? COLLATE NOCASE LIMIT 1", { phrase })
    return marked or entry and entry.phrase
end

local function marked_phrases(corpus)
    local names = {}
    for row in corpus:rows "SELECT DISTINCT phrase FROM set_phrase WHERE phrase IS NOT NULL" do names[#names + 1] = row.phrase end
    return names
end

-- What is counted: documents or annotations that use the phrase, and of annotations alone what a row leads to.
local function uses_of(corpus, phrase, documents)
    if not phrase:find "[%w\128-\255]" then corpus:refuse(("--phrase: '%s' has no word"):format(phrase)) end
    local marked = set_phrase(corpus, phrase)
    if marked then return corpus:annotations("set_phrase", { phrase = marked }):within(documents), true end
    local saying = documents:saying(phrase)
    if #saying == 0 then
        corpus:refuse(("'%s' is no set phrase of the rules, and no document has these words"):format(phrase), corpus:suggest(phrase, marked_phrases(corpus)))
    end
    log("phrase-drift: '%s' is no set phrase of the rules: its words were looked for in the texts and stand in %d of %d", phrase, #saying,
        #documents)
    return saying, false
end

analysis "phrase-drift" {
    doc = "Share of each country's documents that use a phrase, by period, with Wilson's bounds; says where it rises or falls.",
    reads = { "set_phrase" },
    options = {
        phrase = required(text { doc = "a set phrase (lexicons/formulas.tsv: \"core interests\"), or any words, which are looked for in the texts" }),
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
        local others = #corpus:documents() - #documents
        if #documents == 0 and others > 0 then
            corpus:refuse(("none of %d documents is known to be in English, and no set phrases are known in other languages"):format(others),
                "where the language of short texts was not recognised: lunette run … --language-is en")
        end
        local uses, is_marked = uses_of(corpus, options.phrase, documents)
        if others > 0 then log("phrase-drift: %d documents are left out: not in English, where no set phrases are known", others) end
        local undated = #documents:without "date"
        if undated > 0 then log("phrase-drift: %d of %d documents have no date and are in no period", undated, #documents) end
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
                    evidence = is_marked and k > 0 and uses:at(country, period):take(3) or nil,
                }
                if n >= options.least then old = { low = low, high = high } end
            end
        end
    end,
}
