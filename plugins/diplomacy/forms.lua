-- forms.lua - the form of an encounter, by the words beside its cue: from afar or not.

-- From afar: "held talks by video link", "conferred by telephone with"; or not: "spoke with him on the sidelines of".
local by_video = pattern [[ << []{1,3}? [(!%verb | /ing$/) & !; & !while & !before & !after]{0,18}?
      ((via | by | over | through | on) (a | the)? %adj? (video | videolink | videoconference | video-conference | videoconferencing | zoom | teams
        | vtc) | virtually | online | (video | virtual) (link | call | conference | meeting | talks | format)) ]]
local by_phone = pattern [[ << []{1,3}? [(!%verb | /ing$/) & !; & !while & !before & !after]{0,18}? (by | via | over | on) (the | a)?
      (phone | telephone) !(call | line | %noun) ]]
local in_person = pattern [[ << []{1,3}? [!%verb & !;]{0,16}? (on the (sidelines | margins) of | in person | face-to-face) ]]

--- The form of an encounter that a cue tells: "call", "video", "meeting" …
return function(row)
    local form = row.form
    if form ~= "meeting" and form ~= "call" then return form end
    local words = row:after(18)
    words = words and row:union(words) or row
    local text = words.text:lower()
    local video = text:find("vi", 1, true) or text:find("online", 1, true) or text:find("zoom", 1, true) or text:find("teams", 1, true)
        or text:find("vtc", 1, true)
    if video and words:has(by_video) then return "video" end
    local by_ear = text:find("phone", 1, true) and words:has(by_phone)
    if form == "meeting" then return by_ear and "call" or form end
    return row.bond == "either" and not by_ear and words:has(in_person) and "meeting" or form
end
