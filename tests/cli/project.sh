# project.sh - the project file: what it says stands in for what is not typed, typed words win, and what is wrong with it is said.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir readouts extra
printf 'Norland urged Ostia.\n' >readouts/2026-01-02.txt
printf 'Ostia thanked Norland.\n' >readouts/2026-03-04.txt
printf 'Norland thanked nobody.\n' >extra/note.txt
cat >mine.lua <<'LUA'
layer "deed" { cue = span }
rule "thanks" { doc = "Thanks.", match = [[ cue:thanked ]], mark = "deed", examples = { { "Ostia thanked Norland.", expect = { { cue = "thanked" } } } } }
LUA

# nothing is named, and there is no project
lunette 3 sql "SELECT 1"
says "sql: no corpus is named" "no project file lunette.lua" "hint: lunette sql "
lunette 3 export
says "export: no corpus is named" "lunette run FOLDER"
lunette 3 run
says "run: no source was named"

printf '\357\273\277return { sources = "readouts", rules = "mine.lua", corpus = "all.db", path = "{date}" }\n' >lunette.lua # as some editors begin a file
lunette 3 export
says "the corpus 'all.db' of project file 'lunette.lua' is not there yet" "hint: \`lunette run\`"
lunette 0 console -e '#docs'
holds "$out" 2
lunette 0 run
lunette 0 console -e 'corpus.name' -e '#corpus:annotations "deed"'
holds "$out" '"all.db"'
lunette 3 why 2026 urged
says "more than one document is called '2026'" "say more of its address: readouts/2026-01-02.txt, readouts/2026-03-04.txt"
equals "the project's corpus" "2 1" "$(value all.db "SELECT (SELECT count(*) FROM document) || ' ' || (SELECT count(*) FROM deed)")"
equals "the path template" "2026-01-02 2026-03-04" "$(value all.db "SELECT group_concat(date, ' ') FROM document")"
lunette 0 sql "SELECT cue FROM deed"
holds "$out" thanked
lunette 0 export --since 2026-02-01
equals "a scope without a corpus" 1 "$(wc -l <"$out" | tr -d ' ')"
lunette 0 try urged
holds "$out" '[urged]'
lunette 0 try all.db '@deed'
holds "$out" '[thanked]'
lunette 0 test
holds "$out" "1 example"
lunette 0 doctor
holds "$out" "lunette.lua: corpus all.db, 1 source, 1 rule file, plugins none"
lunette 0 doctor --json
holds "$out" '"project":"lunette.lua: corpus all.db'
lunette 0 run all.db
holds "$err" "2 unchanged"

# what is typed wins
lunette 0 run extra -o extra.db -r mine.lua
equals "another corpus" 1 "$(value extra.db "SELECT count(*) FROM document")"
lunette 0 sql extra.db "SELECT count(*) AS n FROM document"
holds "$out" 1
lunette 3 sql missing.db "SELECT 1"
says "corpus 'missing.db' does not exist"

# from elsewhere: paths are those of the file's folder
mkdir "$work/other"
(cd "$work/other" && "$LUNETTE" sql --project "$work/papers/lunette.lua" --no-header "SELECT count(*) FROM document" >"$out" 2>"$err")
equals "from another folder" 2 "$(cat "$out")"
(cd "$work/other" && "$LUNETTE" run --project ../papers/lunette.lua >"$out" 2>"$err") || complain "run from another folder" 0 "$(cat "$err")"
holds "$err" "corpus: ../papers/all.db"

# without `corpus` it is named after the folder
printf 'return { sources = { "readouts" }, rules = { "mine.lua" } }\n' >named.lua
lunette 0 run --project named.lua
holds "$err" "corpus: papers.db"

# options of plugins
mkdir -p level/rules
printf 'return { name = "level", version = "0.1.0", summary = "S.", options = { least = integer { default = 1 } } }\n' >level/plugin.lua
cat >level/rules/one.lua <<'LUA'
layer "found" { n = integer }
rule "one" { doc = "D.", match = [[ urged ]], marks = "found", mark = function(match) return { match, n = option.least } end, examples = { "Ostia urged." } }
LUA
printf 'return { sources = "readouts", plugins = "./level", options = { ["./level"] = { least = 7 } }, corpus = "level.db" }\n' >level.lua
lunette 0 run --project level.lua
answers level.db "SELECT n FROM found" 7
lunette 3 run readouts -p './level[last=7]' -o level2.db
says "has no option 'last'" "did you mean 'least'"
lunette 3 run readouts -p './level[least=many]' -o level2.db
says "'many' does not fit"

# what is wrong with it
bad() {
    printf '%s\n' "$1" >bad.lua
    lunette 3 run --project bad.lua
}
bad 'return { source = "readouts" }'
says "bad.lua:1:10: project: there is no key 'source'" "did you mean 'sources'"
bad 'return { output = "readouts.db" }'
says "bad.lua:1:10: project: there is no key 'output'" "hint: what -o names is called corpus"
bad 'return { sources = { 1 } }'
says "bad.lua:1" "sources, item 1 is a number"
bad 'return { sources = os.getenv("HOME") }'
says "bad.lua:1: there is no 'os'"
bad 'return "readouts"'
says "returns a string, not a table"
bad 'return { plugins = {}, '
says "bad.lua:2: unexpected symbol"
bad 'return { rules = "mine.lua" }'
says "names no sources"
bad 'return { sources = "readouts", options = { level = 3 } }'
says "options.level is a number"
bad 'while true do end'
says "was not read after"
lunette 3 run --project nowhere.lua
says "nowhere.lua"
printf 'return {' >lunette.lua
lunette 1 doctor
holds "$out" "BAD  project"
lunette 0 sql all.db "SELECT 1"
finish
