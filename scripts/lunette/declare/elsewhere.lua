-- elsewhere.lua - layers of plugins that are at hand and not loaded: what to write where a layer is missing.
--
-- Sits on base/failure.lua. The rule files of those plugins are not run, only looked through for `layer "name"`; it is asked once, when something is wrong.

local failure = require "lunette.base.failure"

local M = {}

-- Layer → the plugin that declares it.
local function layers_of_others(state)
    local owners = {}
    for _, plugin in ipairs(state.core.list "plugins" or {}) do
        for _, folder in ipairs { "", "/rules" } do
            folder = ("plugins/%s%s"):format(plugin, folder)
            for _, file in ipairs(not state.plugins[plugin] and state.core.list(folder) or {}) do
                local text = file:find "%.lua$" and state.core.read(folder .. "/" .. file) or ""
                for name in ("\n" .. text):gmatch '\n%s*layer%s*%(?%s*"([%w_]+)"' do owners[name] = owners[name] or plugin end
            end
        end
    end
    return owners
end

-- A pattern of the command line stands in no file that could require a plugin.
local function how(place, plugin)
    if place and place.file == "pattern" then return "-p " .. plugin end
    return ('write requires "%s"; in plugin.lua: requires = { "%s" }'):format(plugin, plugin)
end

--- What to do where a layer is missing: the plugin that has it or, where no loaded layer is meant, one that is nearly called so; nil where none is.
-- @param place table where it is named
-- @param layer text
-- @param near boolean a loaded layer is nearly called so
-- @return text|nil
function M.hint(state, place, layer, near)
    local owners = layers_of_others(state)
    if owners[layer] then return ("plugin '%s' has it and is not loaded: %s"):format(owners[layer], how(place, owners[layer])) end
    local found = not near and failure.nearest(layer, failure.keys(owners))[1]
    return found and ("did you mean '%s' of plugin '%s'? %s"):format(found, owners[found], how(place, owners[found]))
end

return M
