-- unnamed.lua - whose words they are where a source without a name is told again: "A Swedish diplomat denied this. … the diplomat said", "Peru's foreign
-- ministry summoned …. The ministry said".
--
-- Sits on the finished layers of entities and the attributions before.

local spans = include "spans.lua"

local M = {}

local REACH = 1500                   -- bytes back in which the source was told of first
local AGAIN = {}
for word in ("diplomat official aide adviser advisor source lawmaker negotiator envoy officer commander representative"):gmatch "%a+" do AGAIN[word] = true end

-- Do these words tell of such a source for the first time: "a senior Swedish diplomat", "one official of the ministry"?
local function introduces(words, noun)
    local before, behind = words:match("^(.-)%f[%a]" .. noun .. "%f[%A](.*)$")
    return before ~= nil and (before:find "^[Aa]n?%f[%A]" or before:find "^[Oo]ne%f[%A]" or before:find "^[Aa]nother%f[%A]") ~= nil
        and (behind == "" or behind:find "^ [ofinat]+ " ~= nil)
end

--- For whom "the diplomat" speaks: the speaker of the last attribution whose source was "a … diplomat"; nil for other words, or where nobody is known.
-- @param word the source in small letters
function M.told_again(row, word, doc)
    local noun = word:match "^the (%l+)$"
    if not AGAIN[noun or ""] then return nil end
    local start = spans.first(row)
    local words = spans.slice(doc, math.max(1, start - REACH), start - 1)
    local best
    for _, other in ipairs(words and doc:within(words, "attribution") or {}) do
        if other.source and introduces(other.source.text, noun) then best = #other.speaker > 0 and other.speaker or nil end
    end
    return best
end

local bodies = pattern [[ whose:@country /^['’]s?$/? [(%adj | %noun | %propn) & !@actor]{0,3}
      head:[ministry | department | government | presidency | embassy | office | parliament] ]]

--- The country of which these words tell such a body last: of "Peru's foreign ministry" where "the ministry" follows.
-- @param head the word for it
function M.whose_body(words, head)
    local best
    for _, found in ipairs(words:matches(bodies)) do
        if found.head.text:lower() == head then best = found.whose end
    end
    return best
end

return M
