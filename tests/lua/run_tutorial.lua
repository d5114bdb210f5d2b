-- run_tutorial.lua - follows a page literally (docs/tutorial.md, docs/testing.md): lua5.4 run_tutorial.lua PAGE FOLDER [--update]; the program is on PATH.
--
-- A block marked `console` holds commands behind "$ " and what each prints, standard output first, then standard error. A block behind a line that
-- begins with "Write `PATH`" is that file. Times, versions and digests, and the number of annotations, which grows with the shipped plugins, are
-- compared by their form alone (a page writes "… annotations"); where plugins are installed reads as for somebody without XDG_DATA_HOME; a line "…"
-- stands for any lines. --update writes what was printed into the page.

local page, folder, update = arg[1], arg[2], arg[3] == "--update"

local function read(path)
    local file = assert(io.open(path, "rb"))
    local data = file:read "a"
    file:close()
    return data
end

local function write(path, data)
    local file = assert(io.open(path, "wb"))
    file:write(data)
    file:close()
end

local function quote(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

-- What may differ from day to day and machine to machine.
local function form(text)
    return (text:gsub("in %d+%.%d s", "in T s"):gsub("%d+%.%d+%.%d+", "VERSION"):gsub("%d+ annotations?", "N annotations")
        :gsub("… annotations", "N annotations"):gsub("sha256:%x+", "sha256:DIGEST"):gsub("[ \t]+\n", "\n"):gsub("%s+$", ""))
end

local function run(command)
    local out, err = folder .. "/.out", folder .. "/.err"
    os.execute(("cd %s && sh -c %s >%s 2>%s </dev/null"):format(quote(folder), quote(command), quote(out), quote(err)))
    local printed = read(out) .. read(err)
    os.remove(out)
    os.remove(err)
    local home = os.getenv "XDG_DATA_HOME"
    if home then printed = printed:gsub(home:gsub("%p", "%%%0"), "~/.local/share") end
    return (printed:gsub("%s+$", ""):gsub("[ \t]+\n", "\n"))
end

-- Does what was printed fit what the page shows?
local function fits(shown, printed)
    shown = form(shown)
    if not shown:find("…", 1, true) then return shown == form(printed) end
    local wanted = ("\n" .. shown .. "\n"):gsub("%p", "%%%0"):gsub("\n…\n", "\n.-\n")
    return ("\n" .. form(printed) .. "\n"):find("^" .. wanted .. "$") ~= nil
end

local lines, n = {}, 0
for line in (read(page):gsub("\n$", "") .. "\n"):gmatch "(.-)\n" do
    n = n + 1
    lines[n] = line
end

local result, failed, commands, files = {}, 0, 0, 0

local function check_command(command, shown, line)
    commands = commands + 1
    local printed = run(command)
    if fits(shown, printed) then return shown end
    if update then return printed end
    failed = failed + 1
    io.stderr:write(("%s:%d: $ %s\n  the page shows\n%s\n  it prints\n%s\n"):format(page, line, command, form(shown), form(printed)))
    return shown
end

local function run_console(first, last)
    local i = first
    while i <= last do
        local command = assert(lines[i]:match "^%$ (.*)$", ("%s:%d: a console block begins with a command"):format(page, i))
        local start, shown = i, {}
        i = i + 1
        while i <= last and not lines[i]:find "^%$ " do
            shown[#shown + 1] = lines[i]
            i = i + 1
        end
        result[#result + 1] = "$ " .. command
        local text = check_command(command, table.concat(shown, "\n"), start)
        if text ~= "" then result[#result + 1] = text end
    end
end

local function write_file(path, first, last)
    files = files + 1
    os.execute(("mkdir -p %s"):format(quote(folder .. "/" .. (path:match "^(.*)/" or "."))))
    write(folder .. "/" .. path, table.concat(lines, "\n", first, last) .. "\n")
    for i = first, last do result[#result + 1] = lines[i] end
end

local i, said = 1, ""
while i <= n do
    local kind = lines[i]:match "^```(%l*)$"
    if kind then
        local stop = i + 1
        while lines[stop] ~= "```" do stop = stop + 1 end
        result[#result + 1] = lines[i]
        local path = said:match "^Write `([^`]+)`"
        if kind == "console" then
            run_console(i + 1, stop - 1)
        elseif path then
            write_file(path, i + 1, stop - 1)
        else
            for j = i + 1, stop - 1 do result[#result + 1] = lines[j] end
        end
        i = stop
    elseif lines[i] ~= "" then
        said = lines[i]
    end
    result[#result + 1] = lines[i]
    i = i + 1
end

if update then write(page, table.concat(result, "\n") .. "\n") end
print(("%d commands, %d files, %d failed"):format(commands, files, failed))
os.exit(failed == 0 and commands > 5 and files > 2)
