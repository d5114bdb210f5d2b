-- check.lua - helpers of the Lua tests: comparisons that show both sides, golden files, a random source with a seed.

local M = { root = ".", update = false }

local function show(value, depth)
    if type(value) == "string" then return ("%q"):format(value) end
    if type(value) ~= "table" or depth > 60 then return tostring(value) end
    local keys, parts = {}, {}
    for key in pairs(value) do keys[#keys + 1] = key end
    table.sort(keys, function(a, b)
        if type(a) == type(b) then return a < b end
        return type(a) == "number"
    end)
    for i, key in ipairs(keys) do parts[i] = ("%s=%s"):format(tostring(key), show(value[key], depth + 1)) end
    return "{" .. table.concat(parts, ", ") .. "}"
end

--- A value as text, tables with their keys in order.
function M.show(value)
    return show(value, 0)
end

--- Two values are equal, tables by what they hold.
function M.equal(found, expected, what)
    local a, b = M.show(found), M.show(expected)
    if a ~= b then error(("%s\n     expected %s\n     found    %s"):format(what or "not equal", b, a), 2) end
end

--- A value is neither nil nor false.
function M.truthy(value, what)
    if not value then error(what or "expected a value", 2) end
    return value
end

--- Two numbers differ by at most `tolerance`.
function M.near(found, expected, tolerance)
    if type(found) ~= "number" or math.abs(found - expected) > tolerance then
        error(("expected %s ± %s, found %s"):format(expected, tolerance, tostring(found)), 2)
    end
end

--- A call raises; what it raised.
function M.raises(call, ...)
    local good, err = pcall(call, ...)
    if good then error("expected an error", 2) end
    return err
end

--- A text contains another.
function M.contains(text, part)
    if not tostring(text):find(part, 1, true) then error(("%q does not contain %q"):format(tostring(text), part), 2) end
end

--- A file's content, or nil; the path is from the top of the tree.
function M.read(path)
    local file = io.open(M.root .. "/" .. path, "rb")
    if not file then return nil end
    local data = file:read "a"
    file:close()
    return data
end

--- Writes a file; the path is from the top of the tree.
function M.write(path, data)
    local file = assert(io.open(M.root .. "/" .. path, "wb"))
    file:write(data)
    file:close()
end

--- Names of a folder's entries, sorted.
function M.list(path)
    local names = {}
    local listing = assert(io.popen(("ls '%s/%s'"):format(M.root, path)))
    for name in listing:lines() do names[#names + 1] = name end
    listing:close()
    return names
end

--- Numbers that look random and are the same in every run: random(n) is an integer from 1 to n.
function M.random(seed)
    local state = seed
    return function(n)
        state = (state * 6364136223846793005 + 1442695040888963407) & 0x7FFFFFFFFFFFFFFF
        return (state >> 24) % n + 1
    end
end

return M
