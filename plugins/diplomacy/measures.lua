-- measures.lua - what is announced by being done: sanctions imposed or eased, envoys recalled, aid given; each with the event code of its kind.
--
-- The codes follow the table that comes with PLOVER (CAMEO2PLOVER, 2021): CAMEO 163 imposes an embargo or sanctions, 160 to 162 and 166 reduce relations or
-- aid and expel,
-- 085 and 087 ease sanctions and withdraw, 07 gives aid. README.md holds them with the other codes.

local M = {}

local IMPOSES, REDUCES, EASES, GIVES = "COERCE/16", "SANCTION/16", "RETREAT/08", "AID/07"

local penal = pattern [[ [sanctions | sanction | ban | bans | tariff | tariffs | embargo | embargoes | restrictions | restriction | curbs | blockade
      | quotas | duties | measures | curfew | emergency] ]]
local imposes = pattern [[ [~impose | ~tighten | ~extend | ~renew | ~slap | ~adopt | ~designate | ~blacklist | ~sanction | ~ban | ~bar | ~block
      | ~widen | ~freeze] ]]
local eases = pattern [[ [~lift | ~ease | ~waive | ~unfreeze | ~relax | ~scrap | ~drop | ~suspend | ~remove | ~revoke | ~end | ~abolish] ]]
local reduces = pattern [[ [~sever | ~suspend | ~halt | ~terminate | ~cancel | ~downgrade | ~withdraw | ~cut | ~slash | ~expel | ~recall | ~close
      | ~break | ~freeze | ~scrap | ~revoke | ~end | ~stop] | persona non grata | personae non gratae ]]
local gives = pattern [[ [~donate | ~allocate | ~earmark | ~approve | ~disburse | ~grant | ~provide] ]]
local sums = pattern [[ [loan | loans | aid | grant | grants | million | billion | assistance | funding | package | "$" | "€" | "£"] ]]
local armed = pattern [[ [troops | forces | soldiers | army] ]]

--- The event code of a measure, nil where the words tell none.
-- @param cue the words that tell what is done, @param content what it is done to, or nil
function M.code(cue, content)
    local words = content and cue:union(content) or cue
    local is_penal = words:has(penal)
    if cue:has(eases) and is_penal or cue:has(reduces) and words:has(armed) then return EASES end
    if cue:has(imposes) and (is_penal or not cue:has(reduces)) then return IMPOSES end
    if cue:has(reduces) then return REDUCES end
    return cue:has(gives) and words:has(sums) and GIVES or nil
end

return M
