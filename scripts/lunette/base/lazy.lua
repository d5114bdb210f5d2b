-- lazy.lua - fields that are made when somebody asks for one of them: what errors, the linter or `why` want, and a start does not.
--
-- Sits on nothing.

--- Lets a table get some of its fields later: `lazy({ text = text }, { place = true }, function(made) made.place = … end)`.
-- @param made table without a metatable
-- @param keys table set of the fields
-- @param make function(made) called once, fills them
-- @return table the same
return function(made, keys, make)
    return setmetatable(made, { __index = function(self, key)
        if not keys[key] then return nil end
        setmetatable(self, nil)
        make(self)
        return self[key]
    end })
end
