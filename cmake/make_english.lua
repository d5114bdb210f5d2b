--- Compiles the English language data into one file: lua5.4 make_english.lua POSLEX TRIGRAMS WORDNET_FOLDER LEXICON_FOLDER COUNTRIES OUT
--
-- Reads the tag lexicon and trigram counts of festlex-poslex, the indexes and exception lists of WordNet and the names of
-- plugins/entities/lexicons; writes what
-- core/text/english.c reads. All numbers are little endian; a logarithm is natural, times 256, in 16 bits. The file:
--
--   "LUNENG3\0"  size  tags  then for each section its position and count (all 32 bits)
--   names        8 bytes a tag
--   trigrams     tags^3 logarithms of P(third | first, second)
--   hope         tags^3: the most that a pair of tags that ends in the third can still gain on the pair (first, second)
--   lexicon, lower suffixes, capital suffixes, words, exceptions, names
--                a table of 32-bit slots, a power of two of them, at most half of them full, 0 = empty: the lower 24 bits are
--                the position of a record, the upper 8 those of its key's hash (FNV-1a, 32 bits; the slots are tried from the
--                hash's lower bits on). A record is key length, key, payload:
--                readings: count, then (tag, logarithm) each     words: bits (noun 1, verb 2, adjective 4, adverb 8, proper 16)
--                exceptions: count, then (bit, length, lemma) each
--                names: bits (LUN_NAME of core/text/english.h), then the key as it is printed, of the key's length

local LOG_SCALE = 256
local LONGEST_SUFFIX = 5
local MOST_GUESSES = 5     -- tags kept for a suffix: the tagger's work grows with their third power
local RARE = 10            -- words seen more often say little about words never seen
local SMOOTHING = 0.35     -- how much of a suffix's estimate comes from the suffix one letter shorter
local POSITION_BITS = 24
local POS_BITS = { noun = 1, verb = 2, adj = 4, adv = 8 }
local PROPER = 16          -- of a word: it is always written with a capital

-- Bits of a name, as in core/text/english.h, and which lists have which. A strong one is a name even where an ordinary word looks like it.
local NAME, STRONG, TITLE, GIVEN, FIELD, HEAD = 1, 2, 4, 8, 16, 32
local NAME_LISTS = {
  { "country_names.tsv", NAME | STRONG }, { "demonyms.tsv", NAME | STRONG }, { "capitals.tsv", NAME | STRONG }, { "calendar_words.txt", NAME | STRONG },
  { "given.tsv", NAME | GIVEN }, { "family_first.txt", NAME }, { "cities.txt", NAME }, { "geography.txt", NAME }, { "regions.txt", NAME },
  { "states.txt", NAME }, { "organizations.tsv", NAME }, { "well_known.tsv", NAME }, { "seats.txt", NAME }, { "agencies.tsv", NAME },
  { "namesakes.txt", NAME }, { "honorifics.tsv", TITLE }, { "titles.tsv", TITLE }, { "portfolios.txt", FIELD },
}
-- What a name of a body ends with, as far as few things else are called so.
local HEADS = [[ministry department agency council commission committee association federation union alliance authority bureau
  court parliament congress assembly senate university institute academy bank board secretariat directorate tribunal party foundation fund]]
-- Words of those lists that are more often something else.
local WEAK = {}
for word in ("us may march nice male bern lima sucre said victoria"):gmatch("%a+") do WEAK[word] = true end
-- What a country calls itself: "the Kingdom".
local REALMS = "Kingdom Sultanate Emirate"
local LONGEST_NAME = 120   -- bytes

local function fail(format, ...)
  io.stderr:write("make_english: ", string.format(format, ...), "\n")
  os.exit(1)
end

local function read_file(path)
  local file, message = io.open(path, "rb")
  if not file then fail("%s (expected from the Debian packages festlex-poslex and wordnet-base)", message) end
  local data = file:read("a")
  file:close()
  return data
end

local function fixed(log)
  return math.max(-32768, math.min(32767, math.floor(log * LOG_SCALE + 0.5)))
end

local function sorted_keys(map)
  local keys = {}
  for key in pairs(map) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

local function hash(key)
  local value = 0x811C9DC5
  for i = 1, #key do value = ((value ~ key:byte(i)) * 0x01000193) & 0xFFFFFFFF end
  return value
end

--- The slots of a table from its keys and where their records lie.
local function pack_slots(keys, positions)
  local n, slots = 1, {}
  while n < 2 * #keys do n = n * 2 end
  for i = 1, n do slots[i] = 0 end
  for i, key in ipairs(keys) do
    local value = hash(key)
    local at = value & (n - 1)
    while slots[at + 1] ~= 0 do at = (at + 1) & (n - 1) end
    if positions[i] >> POSITION_BITS ~= 0 then fail("the data are larger than 2^%d bytes", POSITION_BITS) end
    slots[at + 1] = positions[i] | value >> POSITION_BITS << POSITION_BITS
  end
  for i = 1, n do slots[i] = string.pack("<I4", slots[i]) end
  return table.concat(slots), n
end

--- The counts of the n-gram file: big-endian doubles, a negative v standing for -v - 1 zeros.
-- @return list of tag names, function from three numbers of tags (from 1) to a count
local function read_trigrams(path)
  local data = read_file(path)
  local first, names_line, body = data:match("^(NgramBin_2 3)\n([^\n]*)\n[^\n]*\n()")
  if not first then fail("%s is not a trigram file", path) end
  local names = {}
  for name in names_line:gmatch("%S+") do names[#names + 1] = name end
  local counts, position = {}, body
  local size = (#names) ^ 3
  while #counts < size do
    if position + 7 > #data then fail("%s ends early: %d of %d counts", path, #counts, size) end
    local value
    value, position = string.unpack(">d", data, position)
    if value < 0 then
      for _ = 1, -value - 1 do counts[#counts + 1] = 0.0 end
    else
      counts[#counts + 1] = value
    end
  end
  local n = #names
  return names, function(a, b, c) return counts[((a - 1) * n + b - 1) * n + c] end
end

--- Interpolated logarithms, weights by deleted interpolation over the counts.
local function interpolate(names, count)
  local n = #names
  local one, two, total = {}, {}, 0
  for a = 1, n do
    two[a] = {}
    for b = 1, n do
      local sum = 0
      for c = 1, n do sum = sum + count(a, b, c) end
      two[a][b] = sum
    end
  end
  local second, pair = {}, {}
  for b = 1, n do
    one[b], second[b], pair[b] = 0, 0, {}
    for a = 1, n do second[b] = second[b] + two[a][b] end
    for c = 1, n do
      local sum = 0
      for a = 1, n do sum = sum + count(a, b, c) end
      pair[b][c] = sum
    end
  end
  for c = 1, n do
    for b = 1, n do one[c] = one[c] + pair[b][c] end
    total = total + one[c]
  end
  local weight = { 0, 0, 0 }
  for a = 1, n do
    for b = 1, n do
      for c = 1, n do
        local k = count(a, b, c)
        if k > 0 then
          local estimates = {
            (one[c] - 1) / (total - 1),
            second[b] > 1 and (pair[b][c] - 1) / (second[b] - 1) or 0,
            two[a][b] > 1 and (k - 1) / (two[a][b] - 1) or 0,
          }
          local best = 1
          for i = 2, 3 do if estimates[i] >= estimates[best] then best = i end end
          weight[best] = weight[best] + k
        end
      end
    end
  end
  local sum = weight[1] + weight[2] + weight[3]
  local out = {}
  for a = 1, n do
    for b = 1, n do
      for c = 1, n do
        local p = weight[1] / sum * (one[c] + 0.5) / total
        if second[b] > 0 then p = p + weight[2] / sum * pair[b][c] / second[b] end
        if two[a][b] > 0 then p = p + weight[3] / sum * count(a, b, c) / two[a][b] end
        out[#out + 1] = string.pack("<i2", fixed(math.log(p)))
      end
    end
  end
  return table.concat(out), one, total
end

--- How far a reading may lag behind before the tagger need not follow it: by b, c and d, the most that a pair of tags (any, d) can
-- gain on the pair (b, c) by the two trigrams that will hold the one or the other.
local function hope_of(trigrams, n)
  local log, highest, hope = { string.unpack("<" .. ("i2"):rep(n * n * n), trigrams) }, {}, {}
  local function at(a, b, c) return ((a - 1) * n + b - 1) * n + c end
  for b = 1, n do
    for c = 1, n do
      local most = log[at(1, b, c)]
      for a = 2, n do most = math.max(most, log[at(a, b, c)]) end
      highest[(b - 1) * n + c] = most
    end
  end
  local second = {} -- by d, c, x: the most that d gains on c where x follows, by what follows x
  for d = 1, n do
    for c = 1, n do
      for x = 1, n do
        local most = -math.huge
        for y = 1, n do most = math.max(most, log[at(d, x, y)] - log[at(c, x, y)]) end
        second[at(d, c, x)] = math.max(most, 0) -- or nothing follows
      end
    end
  end
  for b = 1, n do
    for c = 1, n do
      for d = 1, n do
        local most = 0
        for x = 1, n do
          most = math.max(most, highest[(d - 1) * n + x] - log[at(b, c, x)] + second[at(d, c, x)])
        end
        hope[at(b, c, d)] = string.pack("<i2", math.min(most, 32767))
      end
    end
  end
  return table.concat(hope)
end

--- word -> { tag number -> logarithm of P(word | tag) }
local function read_lexicon(path, number)
  local lexicon, n = {}, 0
  for line in read_file(path):gmatch("[^\n]+") do
    local word, readings = line:match('^%("(.+)" %((.*)%) %(%) %)$')
    if word then
      local entry = {}
      for tag, log in readings:gmatch("%((%S+) (%S+)%)") do
        if number[tag] then entry[number[tag]] = tonumber(log) end
      end
      if next(entry) then
        lexicon[word:gsub("\\(.)", "%1"):lower()] = entry
        n = n + 1
      end
    elseif line ~= "MNCL" then
      fail("%s: cannot read the line %q", path, line)
    end
  end
  if n < 10000 then fail("%s holds only %d words", path, n) end
  return lexicon
end

--- suffix -> { tag -> logarithm of P(tag | suffix) / P(tag) }, from the rare words whose tags `accept` lets in.
local function suffix_table(lexicon, unigrams, total, accept)
  local counts, sums = { [""] = {} }, { [""] = 0 }
  for word, entry in pairs(lexicon) do
    local seen, all = {}, 0
    for tag, log in pairs(entry) do
      local k = math.exp(log) * unigrams[tag]
      all = all + k
      if accept(tag, entry) then seen[tag] = k end
    end
    if all <= RARE and word:match("^%a[%a'-]*$") then
      for length = 0, math.min(LONGEST_SUFFIX, #word - 2) do
        local suffix = word:sub(#word - length + 1)
        counts[suffix] = counts[suffix] or {}
        for tag, k in pairs(seen) do
          counts[suffix][tag] = (counts[suffix][tag] or 0) + k
          sums[suffix] = (sums[suffix] or 0) + k
        end
      end
    end
  end
  local estimates = {}
  local function estimate(suffix)
    if estimates[suffix] then return estimates[suffix] end
    local own, result = counts[suffix], {}
    if suffix == "" then
      for tag, k in pairs(own) do result[tag] = k / sums[suffix] end
    else
      for tag, p in pairs(estimate(suffix:sub(2))) do
        result[tag] = ((own[tag] or 0) / sums[suffix] + SMOOTHING * p) / (1 + SMOOTHING)
      end
    end
    estimates[suffix] = result
    return result
  end
  local out = {}
  for suffix in pairs(counts) do
    if (sums[suffix] or 0) >= 3 then
      local entry = {}
      local best = {}
      for tag, p in pairs(estimate(suffix)) do best[#best + 1] = { tag = tag, p = p } end
      table.sort(best, function(a, b) return a.p > b.p or (a.p == b.p and a.tag < b.tag) end)
      for i = 1, math.min(#best, MOST_GUESSES) do
        local tag, p = best[i].tag, best[i].p
        if p >= 0.002 then entry[tag] = math.log(p) - math.log(unigrams[tag] / total) end
      end
      out[suffix] = entry
    end
  end
  return out
end

local function pack_readings(entry)
  local tags = {}
  for tag in pairs(entry) do tags[#tags + 1] = tag end
  table.sort(tags, function(a, b) return entry[a] > entry[b] or (entry[a] == entry[b] and a < b) end)
  local out = { string.pack("B", #tags) }
  for _, tag in ipairs(tags) do out[#out + 1] = string.pack("<Bi2", tag, fixed(entry[tag])) end
  return table.concat(out)
end

--- One-word lemmas of WordNet with the parts of speech they have.
local function read_words(folder)
  local words = {}
  for pos, bit in pairs(POS_BITS) do
    for line in read_file(folder .. "/index." .. pos):gmatch("[^\n]+") do
      local word = line:match("^([%a][%a'.-]*) ")
      if word and #word <= 40 then words[word] = (words[word] or 0) | bit end
    end
  end
  return words
end

--- Adds the bit of those that WordNet has with a capital in all their senses: "European", "Brandt".
local function note_proper(words, folder)
  local small, proper = {}, {}
  for pos in pairs(POS_BITS) do
    for count, senses in read_file(folder .. "/data." .. pos):gmatch("\n%d+ %d+ %l (%x%x) ([^|]*)") do
      local left = tonumber(count, 16)
      for word in senses:gmatch("(%S+) %x ") do
        if left == 0 then break end
        left = left - 1
        local known = word:find("^%u") and proper or small
        known[word:gsub("%(.*", ""):lower()] = true
      end
    end
  end
  for word in pairs(proper) do
    if words[word] and not small[word] then words[word] = words[word] | PROPER end
  end
  return words
end

local function read_exceptions(folder)
  local exceptions = {}
  for pos, bit in pairs(POS_BITS) do
    for line in read_file(folder .. "/" .. pos .. ".exc"):gmatch("[^\n]+") do
      local form, lemmas = line:match("^(%S+) (.+)$")
      if form and not form:find("_") then
        local list = exceptions[form] or {}
        for lemma in lemmas:gmatch("%S+") do
          if not lemma:find("_") then list[#list + 1] = { bit = bit, lemma = lemma } end
        end
        exceptions[form] = list
      end
    end
  end
  for _, list in pairs(exceptions) do
    table.sort(list, function(a, b) return a.bit < b.bit or (a.bit == b.bit and a.lemma < b.lemma) end)
  end
  return exceptions
end

local function pack_exception(list)
  local out = { string.pack("B", #list) }
  for _, item in ipairs(list) do out[#out + 1] = string.pack("<Bs1", item.bit, item.lemma) end
  return table.concat(out)
end

-- In small letters, those of Latin with accents, too; as long as it was.
local function in_small_letters(text)
  return (text:lower():gsub("[\xC3-\xC5][\x80-\xBF]", function(letter)
    local point = utf8.codepoint(letter)
    if point >= 0xC0 and point <= 0xDE and point ~= 0xD7 then return utf8.char(point + 32) end
    local odd = point >= 0x139 and point <= 0x148 or point >= 0x179 and point <= 0x17E
    local paired = point >= 0x100 and point <= 0x17E and point ~= 0x130 and point ~= 0x138 and point ~= 0x178
    return paired and (point % 2 == 1) == odd and utf8.char(point + 1) or nil
  end))
end

--- A name as core/text/capitals.c asks for it: runs of letters and digits, and single signs, with a blank between two.
local function spaced(name)
  local parts = {}
  for part in name:gsub("\u{2019}", "'"):gsub("([^%w\128-\255])", " %1 "):gmatch("%S+") do parts[#parts + 1] = part end
  return table.concat(parts, " ")
end

local function add_name(names, text, bits)
  local printed = spaced(text)
  local key = in_small_letters(printed)
  if #printed == 0 or #printed > LONGEST_NAME or #key ~= #printed then return end
  if bits & NAME ~= 0 and key == printed then return end
  if WEAK[key] then bits = bits & ~STRONG end
  local known = names[key]
  if not known then
    names[key] = { bits = bits, printed = printed }
  else
    known.bits = known.bits | bits
    if known.printed == key then known.printed = printed end
  end
end

local function read_list(names, path, bits)
  for line in read_file(path):gmatch("[^\n]+") do
    local phrase = line:match("^[^\t]*")
    if not line:find("^#") and phrase ~= "phrase" and phrase ~= "" then add_name(names, phrase, bits) end
  end
end

--- Names by how they are looked for: key -> { bits, printed }.
local function read_names(folder, countries)
  local names = {}
  for _, list in ipairs(NAME_LISTS) do read_list(names, folder .. "/" .. list[1], list[2]) end
  for head in HEADS:gmatch("%a+") do add_name(names, head, HEAD) end
  for realm in REALMS:gmatch("%a+") do add_name(names, realm, NAME | STRONG) end
  read_list(names, countries, NAME)
  return names
end

local function pack_name(name) return string.pack("B", name.bits) .. name.printed end

local function main(poslex, ngrams, wordnet, lexicons, countries, target)
  local names, count = read_trigrams(ngrams)
  local number = {}
  for i, name in ipairs(names) do number[name] = i end
  local trigrams, unigrams, total = interpolate(names, count)
  local lexicon = read_lexicon(poslex, number)
  local proper, plural = number.nnp, number.nnps
  local open = {}
  for name in ("nn nns jj jjr jjs rb vb vbd vbn vbg vbz vbp uh fw"):gmatch("%S+") do open[number[name]] = true end
  local lower = suffix_table(lexicon, unigrams, total, function(tag) return open[tag] end)
  local capital = suffix_table(lexicon, unigrams, total, function(tag, entry)
    return tag == proper or tag == plural or (tag == number.jj and (entry[proper] or entry[plural]))
  end)

  local sections = {
    { lexicon, pack_readings }, { lower, pack_readings }, { capital, pack_readings },
    { note_proper(read_words(wordnet), wordnet), function(bits) return string.pack("B", bits) end }, { read_exceptions(wordnet), pack_exception },
    { read_names(lexicons, countries), pack_name },
  }
  local header_size = 8 + 4 * (2 + 2 * (3 + #sections))
  local parts, position, directory = {}, header_size, {}
  local function add(data)
    parts[#parts + 1] = data
    position = position + #data
  end
  local function note(n) directory[#directory + 1] = string.pack("<I4I4", position, n) end

  note(#names)
  for _, name in ipairs(names) do add(string.pack("c8", name)) end
  note(#names * #names * #names)
  add(trigrams)
  note(#names * #names * #names)
  add(hope_of(trigrams, #names))
  for _, section in ipairs(sections) do
    local map, pack = section[1], section[2]
    local keys, positions = sorted_keys(map), {}
    for i, key in ipairs(keys) do
      positions[i] = position
      add(string.pack("s1", key) .. pack(map[key]))
    end
    local slots, n = pack_slots(keys, positions)
    note(n)
    add(slots)
  end

  local file, message = io.open(target, "wb")
  if not file then fail("%s", message) end
  file:write("LUNENG3\0", string.pack("<I4I4", position, #names), table.concat(directory), table.concat(parts))
  file:close()
end

if #arg ~= 6 then fail("expected POSLEX TRIGRAMS WORDNET_FOLDER LEXICON_FOLDER COUNTRIES OUT") end
main(table.unpack(arg))
