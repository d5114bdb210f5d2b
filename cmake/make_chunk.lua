-- make_chunk.lua - lua5.4 make_chunk.lua FILE NAME OUT: compiles a file; errors and traces will call it NAME. Lines of functions stay in it.

local file, name, out = table.unpack(arg)
local source = assert(io.open(file, "rb"))
local chunk = assert(load(source:read("a"), "@" .. name, "t"))
source:close()
local target = assert(io.open(out, "wb"))
assert(target:write(string.dump(chunk)))
assert(target:close())
