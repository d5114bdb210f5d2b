-- manual.lua - reads the examples of docs/patterns.md: fenced blocks marked try, error, hint, operators and rules.
--
-- In try, error and hint blocks a line is `key: value`; a line that starts with two spaces goes on with the value before it. try:
-- pattern, then text and its finds lines, perhaps several times. error and hint: pattern, says. operators: `Lua => text` a line. Each row of a
-- table is an example as well: every table has columns pattern, text and finds.

local M = {}

local function blocks_of(markdown)
    local blocks, open, number = {}, nil, 0
    for line in (markdown .. "\n"):gmatch "(.-)\n" do
        number = number + 1
        local fence = line:match "^```(%l*)$"
        if fence and open then
            blocks[#blocks + 1], open = open, nil
        elseif fence then
            open = { kind = fence, line = number, lines = {} }
        elseif open then
            table.insert(open.lines, line)
        end
    end
    return blocks
end

local function entries_of(block)
    local entries = {}
    for _, line in ipairs(block.lines) do
        local key, value = line:match "^(%l+): ?(.*)$"
        if key then
            entries[#entries + 1] = { key = key, value = value }
        else
            local last = assert(entries[#entries], ("line %d: a block starts with key: value"):format(block.line))
            assert(line:find "^  ", ("line %d: a line that is neither key: value nor goes on"):format(block.line))
            last.value = last.value .. "\n" .. line
        end
    end
    return entries
end

local function read_try(block)
    local example = { line = block.line, cases = {} }
    for _, entry in ipairs(entries_of(block)) do
        local case = example.cases[#example.cases]
        if entry.key == "pattern" then
            example.pattern = entry.value
        elseif entry.key == "text" then
            table.insert(example.cases, { text = entry.value, finds = {} })
        elseif entry.key == "finds" then
            table.insert(case.finds, entry.value)
        else
            error(("line %d: unknown key %s"):format(block.line, entry.key))
        end
    end
    return example
end

local function read_message(block)
    local example = { line = block.line }
    for _, entry in ipairs(entries_of(block)) do example[entry.key] = entry.value end
    return example
end

local function read_operators(block)
    local examples = {}
    for i, line in ipairs(block.lines) do
        local code, text = line:match "^(.-) => (.*)$"
        examples[i] = { line = block.line + i, code = code, text = text }
    end
    return examples
end

-- The cells of a row; a bar inside one is written \\|.
local function cells_of(line)
    local cells = {}
    for cell in line:gsub("\\|", "\1"):match("^|(.*)|%s*$"):gmatch "[^|]*" do cells[#cells + 1] = (cell:match("^%s*(.-)%s*$"):gsub("\1", "|")) end
    return cells
end

local function split_finds(text)
    local finds = {}
    for one in (text .. " / "):gmatch "(.-) / " do finds[#finds + 1] = one end
    return finds
end

local function column_of(header, name, number)
    for i, cell in ipairs(header) do
        if cell == name then return i end
    end
    error(("line %d: a table without a column '%s', so its rows cannot run"):format(number, name))
end

-- Rows of tables, as examples.
local function read_tables(markdown)
    local examples, header, fenced, number = {}, nil, false, 0
    for line in (markdown .. "\n"):gmatch "(.-)\n" do
        number = number + 1
        if line:find "^```" then fenced = not fenced end
        local cells = not fenced and line:find "^|" and cells_of(line)
        if not cells then
            header = nil
        elseif not header then
            header = cells
        elseif not cells[1]:find "^%-+$" then
            local pattern = cells[column_of(header, "pattern", number)]:match "^`(.*)`$"
            assert(pattern, ("line %d: a pattern stands between marks of code"):format(number))
            local text, finds = cells[column_of(header, "text", number)], cells[column_of(header, "finds", number)]
            examples[#examples + 1] = { line = number, pattern = pattern, cases = { { text = text, finds = split_finds(finds) } } }
        end
    end
    return examples
end

--- The examples of a page.
-- @param markdown text
-- @return table { tries = with the rows of tables, rows =, errors =, hints =, operators =, rules = text }
function M.read(markdown)
    local found = { tries = {}, errors = {}, hints = {}, operators = {}, rules = "" }
    for _, block in ipairs(blocks_of(markdown)) do
        if block.kind == "try" then
            table.insert(found.tries, read_try(block))
        elseif block.kind == "error" then
            table.insert(found.errors, read_message(block))
        elseif block.kind == "hint" then
            table.insert(found.hints, read_message(block))
        elseif block.kind == "operators" then
            found.operators = read_operators(block)
        elseif block.kind == "rules" then
            found.rules = table.concat(block.lines, "\n") .. "\n"
        end
    end
    found.rows = read_tables(markdown)
    table.move(found.rows, 1, #found.rows, #found.tries + 1, found.tries)
    return found
end

return M
