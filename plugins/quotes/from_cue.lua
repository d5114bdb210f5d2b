-- from_cue.lua - what an attribution takes from the entry of its cue in lexicons/cues.tsv.

--- The fields of a rule that marks attributions of a form.
-- @param form text
-- @return table for `set`
return function(form)
    return { form = form, stance = from "cue.stance", takes = from "cue.takes", verb = from "cue.phrase" }
end
