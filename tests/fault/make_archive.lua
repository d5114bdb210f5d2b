-- make_archive.lua - archives that no honest tool would write: lua5.4 make_archive.lua OUT.tar|OUT.zip < LIST
--
-- A line of LIST is "TYPE<TAB>NAME<TAB>TEXT": TYPE is a ustar type flag (0 file, 1 hard link, 2 symbolic link, 3 device, 5 folder, 6 FIFO); for links
-- TEXT is where they lead. In TEXT \n is a line end. A size that lies: TYPE "0:99999". Zip files hold files alone, stored.

local out = assert(io.open(arg[1], "wb"))

local function octal(n, width) return ("%0" .. width - 1 .. "o\0"):format(n) end

local function tar_member(kind, name, text)
    local flag, lie = kind:match "^(.):?(%d*)$"
    local is_link = flag == "1" or flag == "2"
    local size = (is_link or flag ~= "0") and 0 or tonumber(lie) or #text
    local head = name:sub(1, 100) .. ("\0"):rep(100 - #name:sub(1, 100)) .. octal(420, 8) .. octal(0, 8) .. octal(0, 8) .. octal(size, 12) .. octal(0, 12)
        .. (" "):rep(8) .. flag .. (is_link and text or "") .. ("\0"):rep(100 - (is_link and #text or 0)) .. "ustar\00000"
    head = head .. ("\0"):rep(512 - #head)
    local sum = 0
    for i = 1, 512 do sum = sum + head:byte(i) end
    out:write(head:sub(1, 148), ("%06o\0 "):format(sum), head:sub(157))
    if flag == "0" then out:write(text, ("\0"):rep(-#text % 512)) end
end

local function crc32(text)
    local crc = 0xFFFFFFFF
    for i = 1, #text do
        crc = crc ~ text:byte(i)
        for _ = 1, 8 do crc = (crc >> 1) ~ (0xEDB88320 & -(crc & 1)) end
    end
    return ~crc & 0xFFFFFFFF
end

local central, members = {}, 0

local function zip_member(_, name, text)
    local common = string.pack("<I2I2I2I2I4I4I4I2I2", 0, 0, 0, 33, crc32(text), #text, #text, #name, 0)
    local at = out:seek()
    out:write("PK\3\4", string.pack("<I2", 20), common, name, text)
    central[#central + 1] = "PK\1\2" .. string.pack("<I2I2", 20, 20) .. common .. string.pack("<I2I2I2I4I4", 0, 0, 0, 0, at) .. name
    members = members + 1
end

local is_zip = arg[1]:find "%.zip$"
for line in io.lines() do
    local kind, name, text = line:match "^([^\t]*)\t([^\t]*)\t?(.*)$"
    if kind then (is_zip and zip_member or tar_member)(kind, name, (text:gsub("\\n", "\n"))) end
end
if is_zip then
    local at, all = out:seek(), table.concat(central)
    out:write(all, "PK\5\6", string.pack("<I2I2I2I2I4I4I2", 0, 0, members, members, #all, at, 0))
else
    out:write(("\0"):rep(1024))
end
out:close()
