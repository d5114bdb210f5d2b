-- test_library_errors.lua - what the author of a wrong plugin sees, compared with golden files.
--
-- tests/lua/golden/library-errors/NAME.txt holds files, each after a line "== PATH", and after "== error" the message as the program prints
-- it. mine.lua is loaded as a rule file; without it the first plugin is loaded by its name. To add a case write the files and the line
-- "== error", run `tests/lua/run.sh --update library_errors`, and read what it wrote before committing.

local fake_core = require "fake_core"

local FOLDER = "tests/lua/golden/library-errors"
local FEWEST = 30

local function sections(text)
    local files, order, path = {}, {}, nil
    for line in text:gmatch "([^\n]*)\n" do
        local name = line:match "^== (.+)$"
        if name then
            path = name
            files[path] = ""
            order[#order + 1] = path
        else
            files[path] = files[path] .. line .. "\n"
        end
    end
    local expected = files.error
    files.error = nil
    return files, order, expected
end

local function load_all(library, files, order)
    if files["mine.lua"] then
        library.load_file "mine.lua"
    else
        library.load_plugin(order[1]:match "^plugins/([^/]+)/")
    end
    library.finish()
end

-- As core/base prints an error.
local function render(err)
    if type(err) ~= "table" then return tostring(err) .. "\n" end
    local place = err.file and ("%s:%d:%s "):format(err.file, err.line or 0, err.column and err.column .. ":" or "") or ""
    local lines = { place .. err.message }
    if err.source then
        lines[#lines + 1] = "  " .. err.source
        if err.column then
            local before = err.source:sub(1, (utf8.offset(err.source, err.column) or 1) - 1):gsub("[^\t]", " ")
            lines[#lines + 1] = "  " .. before .. ("^"):rep(math.max(err.width or 1, 1))
        end
    end
    if err.hint then lines[#lines + 1] = "hint: " .. err.hint end
    return table.concat(lines, "\n") .. "\n"
end

local function message_of(files, order)
    local library = fake_core.load(files)
    local fine, err = pcall(load_all, library, files, order)
    return fine and "no error\n" or render(err), err
end

local function compare(check, name)
    local path = FOLDER .. "/" .. name
    local text = check.read(path)
    local files, order, expected = sections(text)
    local found = message_of(files, order)
    if check.update then
        check.write(path, text:match "^(.-\n== error\n)" .. found)
    elseif found ~= expected then
        error(("%s\n%s\nin place of\n%s"):format(name, found, expected), 0)
    end
end

local tests = {}

function tests.each_mistake_is_shown_with_its_place_and_its_fix(check)
    local names = check.list(FOLDER)
    check.truthy(#names >= FEWEST, "fewer golden files than expected: " .. #names)
    for _, name in ipairs(names) do compare(check, name) end
end

function tests.every_message_names_a_file_and_a_line(check)
    for _, name in ipairs(check.list(FOLDER)) do
        local files, order = sections(check.read(FOLDER .. "/" .. name))
        local message, err = message_of(files, order)
        check.truthy(message ~= "no error\n", name .. ": no error")
        check.truthy(type(err) == "table" and err.file and (err.line or 0) >= 1, name .. ": without a place: " .. message)
        check.truthy(not message:find "scripts/lunette", name .. ": points into the library: " .. message)
    end
end

return tests
