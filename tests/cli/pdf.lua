-- pdf.lua - a plain PDF file for tests: lua5.4 pdf.lua FILE < LINES. A line "== page" begins a page, "== N" moves down by N points,
-- "== x N" to the column at N points. All else is text in Helvetica, 10 points, 12 points below the line before.

local out, at = {}, {}
local pages, page = {}, nil
local x, y = 72, 0

local function begin_page()
  page = {}
  pages[#pages + 1] = page
  x, y = 72, 770
end

local function escape(text)
  return (text:gsub("[()\\]", "\\%0"))
end

begin_page()
for line in io.stdin:lines() do
  local order, number = line:match "^== (%a*) ?(%d*)$"
  if order == "page" then
    begin_page()
  elseif order == "x" then
    x, y = tonumber(number), 770
  elseif order then
    y = y - tonumber(number)
  else
    page[#page + 1] = ("BT /F 10 Tf %d %d Td (%s) Tj ET"):format(x, y, escape(line))
    y = y - 12
  end
end

local function length()
  local n = 0
  for _, piece in ipairs(out) do
    n = n + #piece
  end
  return n
end

local function object(number, body)
  at[number] = length()
  out[#out + 1] = ("%d 0 obj\n%s\nendobj\n"):format(number, body)
end

out[1] = "%PDF-1.4\n"
object(1, "<< /Type /Catalog /Pages 2 0 R >>")
local kids = {}
for i = 1, #pages do
  kids[i] = ("%d 0 R"):format(2 + 2 * i)
end
object(2, ("<< /Type /Pages /Count %d /Kids [%s] >>"):format(#pages, table.concat(kids, " ")))
object(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
for i, lines in ipairs(pages) do
  local stream = table.concat(lines, "\n")
  object(2 + 2 * i, ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> >> >>")
    :format(3 + 2 * i))
  object(3 + 2 * i, ("<< /Length %d >>\nstream\n%s\nendstream"):format(#stream, stream))
end
local start = length()
local table_of = { ("xref\n0 %d\n0000000000 65535 f \n"):format(#at + 1) }
for _, place in ipairs(at) do
  table_of[#table_of + 1] = ("%010d 00000 n \n"):format(place)
end
out[#out + 1] = table.concat(table_of)
out[#out + 1] = ("trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"):format(#at + 1, start)

local file = assert(io.open(arg[1], "wb"))
file:write(table.concat(out))
file:close()
