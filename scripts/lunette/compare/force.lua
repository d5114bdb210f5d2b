-- force.lua - how firmly a point is put: "exchanged views on" is less than "hopes", "hopes" less than "urged", "urged" less than "demanded".
--
-- Sits on nothing. Scales are those of diplomatic wording: asking, binding oneself, blaming, valuing. Merely talking of something is the least on
-- each. Two wordings are compared on one scale alone; between "urged" and "pledged" nothing is said.

local M = {}

local LEAST = 1.5                      -- grades apart from which on one side is called firmer

-- scale, grade, words as they begin
local CUES = [[
talk 0 discuss; exchange* view; exchange of view; touched; touch upon; review; spoke about; spoke of; talked about; refer; mention; enquir; inquir
talk 0 reference; took stock; was also; conversation; took note; takes note; explore; the idea of; considered; question of; apprised; whether
talk 0 examined; addressed; taken up; took up; went over; compared notes; the situation in; developments in; dwelt; asked about
ask 1 hope; wish
ask 2 expectation; expect; encourag; propos; suggest; asked; asks; seek; sought; should; need; invit; look forward; advocat; in favour of; in favor of
ask 3 call* on; call* for; called upon; urg; request; appeal; press; must; implor
ask 4 demand; insist
bind 1 interest in; would like; consider
bind 2 willing; intend; intention; continue to
bind 3 ready; readiness; prepared to; offer; shared the view
bind 4 will; would; pledg; commit; undert; agree; concur; promis; assur; set the target
bind 5 decid; resolved; signed; sign
blame 1 attaches; priority; importance
blame 2 concern; worr; regret; unease
blame 3 alarm; oppos; critici; warn; unacceptable
blame 4 protest; condemn; denounc; reject; deplor
value 1 noted; notes
value 2 welcom; apprecia; satisf; thank; gratitude; congratulat
value 2 prais; commend; laud; hail; admir; highly valu; spoke highly; delight
feel 1 condol; sympath; sorrow
]]

local STRONGER = { strongly = 1, firmly = 1, grave = 1, serious = 0.5, seriously = 0.5, deep = 0.5, deeply = 0.5, resolutely = 1, categorically = 1,
                   strongest = 1, strong = 0.5, immediately = 0.5, immediate = 0.5, again = 0.5, vehemently = 1, solemn = 0.5, utmost = 0.5 }

local cues = {}
for scale, grade, list in CUES:gmatch "(%l+) (%d) ([^\n]+)" do
    for cue in list:gmatch "[^;]+" do
        cue = cue:gsub("^%s+", "")
        cues[#cues + 1] = { scale = scale, grade = tonumber(grade), pattern = "%f[%a]" .. cue:gsub("%* ", "%%a* ") }
    end
end

local scale_of_kind = { urge = "ask", hope = "ask", pledge = "bind", agree = "bind", announce = "bind", concern = "blame", condemn = "blame", reject = "blame",
    warn = "blame", praise = "value", thank = "value", congratulate = "value", condole = "feel", discuss = "talk", invite = "ask" }

local function stronger(text)
    local more = 0
    for word in text:lower():gmatch "%a+" do more = math.max(more, STRONGER[word] or 0) end
    return more
end

-- "At a joint press conference", "MFA Press Office": there nobody presses for anything.
local function without_press(text)
    return (text:gsub("%f[%a]press (%a+)", function(word)
        if ("conference conferences briefing briefings release releases office secretary statement remarks service"):find(word, 1, true) then return word end
    end))
end

local function worked_out(row)
    local text, wanted = without_press((row.cue or row.text):lower()), row.kind and scale_of_kind[row.kind]
    local best, at
    for _, cue in ipairs(cues) do
        local from = text:find(cue.pattern)
        if from and wanted and cue.scale == wanted then from = 0 end
        if from and (not at or from < at or from == at and cue.grade > best.grade) then best, at = cue, from end
    end
    if not best then return wanted, wanted == "talk" and 0 or wanted and 2 or nil end
    local grade = best.grade
    return wanted or best.scale, best.scale == "talk" and 0 or grade + stronger(row.text)
end

--- The scale and the grade of a point, nil where no word of it is on a scale. Of a marked act its kind says which scale.
-- @param row table { text =, cue = text|nil, kind = text|nil }; what was worked out stays in `row.force`
-- @return text, number
function M.of(row)
    row.force = row.force or { worked_out(row) }
    return row.force[1], row.force[2]
end

--- Which of two wordings of one point is the firmer: "a", "b" or nil.
function M.firmer(a, b)
    local scale, grade = M.of(a)
    local other, level = M.of(b)
    if not scale or not other or not grade or not level then return nil end
    if scale ~= other and scale ~= "talk" and other ~= "talk" or scale == "talk" and other == "talk" then return nil end
    if math.abs(grade - level) < LEAST then return nil end
    return grade > level and "a" or "b"
end

--- Do two points ask, bind, blame or value alike?
function M.alike(a, b)
    local scale, other = M.of(a), M.of(b)
    return scale ~= nil and scale == other
end

return M
