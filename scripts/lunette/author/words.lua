-- words.lua - names of one sort, for shells that complete what is typed.
--
-- Sits on the registry, corpus/ask.lua.

local ask = require "lunette.corpus.ask"
local failure = require "lunette.base.failure"

local M = {}

local lists = {
    layers = function(state) return failure.keys(state.layers) end,
    rules = function(state) return failure.keys(state.rule_by_id) end,
    reports = function(state) return ask.names(state, "reports") end,
    analyses = function(state) return ask.names(state, "analyses") end,
}

--- The names of layers, rules, reports or analyses, sorted.
function M.list(state, what)
    if not lists[what] then failure.raise(nil, ("there are no names of '%s'"):format(tostring(what)), "one of: " .. table.concat(failure.keys(lists), ", ")) end
    return lists[what](state)
end

return M
