--[[ why_broken.lua - lua5.4 why_broken.lua LUNETTE ROOT FOLDER SEED [EACH]: breaks shipped rules in ten typical ways, EACH times each (5), and asks
`lunette why` at an example that the rule marked before. The first line has to name the true cause: the rule, and what was broken. Prints each question that
was answered otherwise, then "N of M"; the exit code is 1 where less than 17 of 20 were right, or a way was not felt often enough.

What is broken is drawn by a generator of its own, so a seed gives the same on every machine. A change that the example does not feel (another way through
the pattern is left, another rule marks the same) is drawn again. ]]

local lunette, root, folder, seed, each = arg[1], arg[2], arg[3], tonumber(arg[4]), tonumber(arg[5] or 5)

local function random(n)                                   -- 1 to n: xorshift
    seed = seed ~ (seed << 13) & 0xFFFFFFFFFFFF
    seed = seed ~ (seed >> 7)
    seed = seed ~ (seed << 17) & 0xFFFFFFFFFFFF
    return seed % n + 1
end

local function read(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read "a"
    file:close()
    return text
end

local function write(path, text)
    local file = assert(io.open(path, "wb"))
    assert(file:write(text))
    file:close()
end

local function quote(text)
    return "'" .. text:gsub("'", "'\\''") .. "'"
end

local function run(command)
    local pipe = assert(io.popen(command .. " 2>&1"))
    local text = pipe:read "a"
    pipe:close()
    return text
end

-- ---- rules with a pattern and an example that says a row ----

local PLUGINS = { "dates", "entities", "quotes", "syntax", "diplomacy" }

local function rules_in(path, plugin)
    local text, found = read(path), {}
    for start, name in text:gmatch '()\nrule "([a-z0-9-]+)" {' do
        local stop = text:find("\n}\n", start, true) or #text
        local body = text:sub(start, stop)
        -- the first example that says what it expects stands on one line
        local line = body:match '(\n +{ "[^"\\\n]+",[^\n]* expect = { { [^\n]+)'
        local example = line and line:match '{ "([^"]+)"'
        local words = line and line:match ' text = "([^"]+)"'
        local field, value = (line or ""):match '%f[%a](type) = "(%u+)"'
        if not field then field, value = (line or ""):match '%f[%a](kind) = "(%l+)"' end
        local layer = body:match 'mark = "([a-z_]+)"' or body:match 'marks = "([a-z_]+)"'
        if body:find "match = %[%[" and example and layer then
            found[#found + 1] = { plugin = plugin, id = plugin .. "." .. name, path = path, start = start, stop = stop, body = body,
                example = example, layer = layer, expect = field and ("%s.%s=%s"):format(layer, field, value) or layer,
                words = words and example:find(words, 1, true) and words or example }
        end
    end
    return found
end

-- Rules that a helper of the plugin declares: acts.rule("name", options, "what it is", [[ pattern ]], { examples })
local function acts_in(path, plugin)
    local text, found = read(path), {}
    for start, name in text:gmatch '()\nacts%.rule%("([a-z0-9-]+)"' do
        local stop = text:find("\n})\n", start, true) or #text
        local body = text:sub(start, stop)
        local example = body:match '{ "([^"\\\n]+)",%s+expect = { { kind'
        local value = body:match '{ "[^"\\\n]+",%s+expect = { { kind = "(%l+)"'
        if example and value and body:find "%[%[" then
            found[#found + 1] = { plugin = plugin, id = plugin .. "." .. name, path = path, start = start, stop = stop, body = body, example = example,
                layer = "act", expect = "act.kind=" .. value, words = example, helped = true }
        end
    end
    return found
end

local lexicons, definitions = {}, {}                       -- name → path; name → { path, text }; filled with the rules

local function note_definitions(path)
    for text, name in read(path):gmatch '(\ndefine "([a-z_]+)" %[%[[^\n]*%]%])' do definitions[name] = { path = path, text = text } end
end

local function all_rules()
    local list = {}
    for _, plugin in ipairs(PLUGINS) do
        local files = io.popen(("ls %s/plugins/%s/lexicons 2>/dev/null"):format(quote(root), plugin))
        for file in files:lines() do lexicons[file:match "^[^.]*"] = ("%s/plugins/%s/lexicons/%s"):format(root, plugin, file) end
        files:close()
        local pipe = io.popen(("ls %s/plugins/%s/rules/*.lua"):format(quote(root), plugin))
        for path in pipe:lines() do
            for _, one in ipairs(rules_in(path, plugin)) do list[#list + 1] = one end
            for _, one in ipairs(acts_in(path, plugin)) do list[#list + 1] = one end
            note_definitions(path)
        end
        pipe:close()
    end
    return list
end

-- ---- ten ways ----

local function pattern_of(rule)
    return rule.body:match(rule.helped and "%[%[(.-)%]%]" or "match = %[%[(.-)%]%]%s*,\n")
end

-- One place of the pattern that a Lua pattern finds, drawn; its captures.
local function draw(text, what)
    local places = {}
    local at = 1
    while true do
        local found = { text:find(what, at) }
        if not found[1] then break end
        places[#places + 1] = found
        at = found[2] + 1
    end
    return #places > 0 and places[random(#places)] or nil
end

local function exchange(rule, first, last, by)
    local text = pattern_of(rule)
    local changed = text:sub(1, first - 1) .. by .. text:sub(last + 1)
    local a, b = rule.body:find(text, 1, true)
    return rule.body:sub(1, a - 1) .. changed .. rule.body:sub(b + 1)
end

local function swapped(word)
    local i = random(#word - 2) + 1
    local made = word:sub(1, i - 1) .. word:sub(i + 1, i + 1) .. word:sub(i, i) .. word:sub(i + 2)
    return made ~= word and made or nil
end

-- A bare word of the pattern that stands in the example, too.
local function bare_word(rule)
    local text = pattern_of(rule)
    local places = {}
    for at, word in text:gmatch "()(%l%l%l%l+)" do
        local before, after = text:sub(at - 1, at - 1), text:sub(at + #word, at + #word)
        if before:find "[%s(|%[]" and after:find "[%s)|%]?]" and rule.example:lower():find("%f[%a]" .. word .. "%f[%A]") then
            places[#places + 1] = { at, at + #word - 1, word }
        end
    end
    return #places > 0 and places[random(#places)] or nil
end

local OTHER = { noun = "verb", verb = "noun", adj = "verb", adv = "noun", propn = "verb", num = "verb", det = "verb", cap = "lower" }

-- Conditions that no row meets.
local NOBODY = { country = "iso = ZZ", person = "name = Nobody", date = "type = SET", actor = "name = Nobody", organization = "name = Nobody",
    place = "name = Nowhere" }

-- The lines of a lexicon but those whose phrase stands in the text.
local function without_phrases(lines, text)
    return (lines:gsub("([^\t\r\n]+)[^\n]*\n", function(phrase)
        if phrase:sub(1, 1) ~= "#" and text:find("%f[%w]" .. phrase:lower():gsub("%p", "%%%0") .. "%f[^%w]") then return "" end
    end))
end

-- A condition on what is captured.
local function narrow_where(rule)
    local capture = draw(pattern_of(rule), "%f[%w_]([a-z_]+):%f[^:]")
    if rule.helped or rule.body:find "where = " or not capture then return nil end
    local name = capture[3]
    return rule.body:gsub("\n    match = ", ('\n    where = "%s = Nobody",\n    match = '):format(name), 1), { "where", name .. " is" }
end

local ways = {
    {
        name = "a misspelt word",
        change = function(rule)
            local found = bare_word(rule)
            local wrong = found and swapped(found[3])
            if wrong then return exchange(rule, found[1], found[2], wrong), { wrong } end
        end,
    },
    {
        name = "a misspelt lemma",
        change = function(rule)
            local found = draw(pattern_of(rule), "~(%l%l%l%l+)")
            local wrong = found and swapped(found[3])
            if wrong then return exchange(rule, found[1] + 1, found[2], wrong), { "~" .. wrong } end
        end,
    },
    {
        name = "a spelling in quotation marks that is another's",
        change = function(rule)
            local found = bare_word(rule)
            if found then return exchange(rule, found[1], found[2], '"' .. found[3]:upper() .. '"'), { '"' .. found[3]:upper() .. '"' } end
        end,
    },
    {
        name = "a wrong word class",
        change = function(rule)
            local found = draw(pattern_of(rule), "%%(%l+)%f[^%w_]")
            local other = found and OTHER[found[3]]
            if other and pattern_of(rule):sub(found[1] - 1, found[1] - 1) ~= "!" then
                return exchange(rule, found[1], found[2], "%" .. other), { "%" .. other }
            end
        end,
    },
    {
        name = "a lexicon that lacks the word",
        any_rule = true,                                   -- whichever rule is told: it is the lexicon that lacks it
        change = function(rule)
            local found = draw(pattern_of(rule), "%$([a-z_]+)")
            local lexicon = found and lexicons[found[3]]
            if not lexicon then return nil end
            local whole = read(lexicon)
            local less = without_phrases(whole, rule.example:lower())
            if less ~= whole then return rule.body, { found[3] }, nil, nil, nil, { path = lexicon, text = whole, by = less } end
        end,
    },
    {
        name = "a condition that nothing here meets",
        change = function(rule)
            local found = draw(pattern_of(rule), "@(%l+)%f[^%w_%[]")
            local condition = found and NOBODY[found[3]]
            if condition and random(2) == 1 then
                return exchange(rule, found[1], found[2], ("@%s[%s]"):format(found[3], condition)), { "@" .. found[3], "condition" }
            end
            -- or in a definition that the pattern names
            local name = draw(pattern_of(rule), "%%([a-z_]+)%f[^%w_]")
            local definition = name and definitions[name[3]]
            local layer = definition and definition.text:match "@(%l+)%f[^%w_%[]"
            if not layer or not NOBODY[layer] or random(2) == 1 then return narrow_where(rule) end
            local narrowed = definition.text:gsub("@" .. layer .. "%f[^%w_%[]", ("@%s[%s]"):format(layer, NOBODY[layer]))
            return rule.body, { "@" .. layer, "condition" }, nil, nil, nil, { path = definition.path, text = definition.text, by = narrowed }
        end,
    },
    {
        name = "words in between that the pattern does not take",
        change = function(rule)
            -- the pattern stays; the example says more
            local spaces = {}
            for at in rule.words:gmatch "()%f[%s] %f[%S]" do spaces[#spaces + 1] = at end
            if #spaces == 0 then return nil end
            local at = spaces[random(#spaces)]
            local more = rule.words:sub(1, at - 1) .. ", as ever," .. rule.words:sub(at)
            local first, last = rule.example:find(rule.words, 1, true)
            return rule.body, { '", as ever," stands' }, nil, rule.example:sub(1, first - 1) .. more .. rule.example:sub(last + 1), more
        end,
    },
    {
        name = "a lookahead that forbids",
        change = function(rule)
            local found = bare_word(rule)
            if found then return exchange(rule, found[1], found[1] - 1, ("!%s "):format(found[3])), { "!" .. found[3] } end
        end,
    },
    {
        name = "within a layer that is not there",
        change = function(rule)
            if rule.helped or rule.body:find "within" then return nil end
            return rule.body:gsub('\n    match = ', '\n    within = "quoted",\n    match = ', 1), { "within" }
        end,
    },
    {
        name = "a where that is false",
        change = function(rule)
            if rule.helped or rule.body:find "where = " then return nil end
            return rule.body:gsub('\n    match = ', "\n    where = function() return false end,\n    match = ", 1), { "where" }
        end,
    },
}

-- ---- asking ----

local function copied(path)
    return folder .. "/path/" .. path:sub(#root + 2)
end

local function question(rule, body, extra, example, words, also)
    local text = read(rule.path)
    write(copied(rule.path), (extra or "") .. text:sub(1, rule.start) .. body:gsub("^\n", "") .. text:sub(rule.stop + 1))
    if also then
        local whole = read(also.path)
        local a, b = whole:find(also.text, 1, true)
        write(copied(also.path), whole:sub(1, a - 1) .. also.by .. whole:sub(b + 1))
    end
    write(folder .. "/example.txt", (example or rule.example) .. "\n")
    local answer = run(("LUNETTE_PATH=%s %s why %s %s -p %s -e %s -n 1"):format(quote(folder .. "/path"), quote(lunette), quote(folder .. "/example.txt"),
        quote(words or rule.words), rule.plugin, quote(rule.expect)))
    write(copied(rule.path), text)
    if also then write(copied(also.path), read(also.path)) end
    return answer:match "^[^\n]*"
end

local function names_cause(line, rule, causes, any_rule)
    if not any_rule and not line:find(rule.id, 1, true) then return false end
    for _, cause in ipairs(causes) do
        if not line:find(cause, 1, true) then return false end
    end
    return true
end

local function felt(line)
    return not line:find "^nothing is missing" and not line:find "^lunette: error" and not line:find "^there is no" and not line:find "has no capture"
end

-- The unbroken rule has to make the row that is asked about; the words of that row are what is asked later.
local known = {}
local function is_hit(rule)
    if known[rule] == nil then
        local line = question(rule, rule.body)
        local made, words = line:match '^nothing is missing: (%S+) made a row of .- of "(.*)"$'
        known[rule] = made == rule.id
        if known[rule] and rule.example:find(words, 1, true) then rule.words = words end
    end
    return known[rule]
end

os.execute(("mkdir -p %s/path && cp -r %s/plugins %s/path/"):format(quote(folder), quote(root), quote(folder)))
local rules = all_rules()
local right, asked = 0, 0
for _, way in ipairs(ways) do
    local done, questions, had = 0, 0, {}                  -- no question twice
    for _ = 1, 5000 do
        if done == each or questions == 30 * each then break end
        local rule = rules[random(#rules)]
        local body, causes, extra, example, words, also
        if is_hit(rule) then body, causes, extra, example, words, also = way.change(rule) end
        local again = body and rule.id .. "\0" .. body
        if again and had[again] then body = nil end
        local line = body and question(rule, body, extra, example, words, also)
        questions = questions + (body and 1 or 0)
        if again then had[again] = true end
        if line and felt(line) then
            done, asked = done + 1, asked + 1
            if names_cause(line, rule, causes, way.any_rule) then
                right = right + 1
            else
                print(("%s, %s, wanted %s\n  %s\n  %s"):format(way.name, rule.id, table.concat(causes, ", "), rule.example, line))
            end
        end
    end
    if done < each then print(("%s: only %d times felt by an example"):format(way.name, done)) end
end
print(("%d of %d"):format(right, asked))
os.exit(asked == 10 * each and right * 20 >= asked * 17)
