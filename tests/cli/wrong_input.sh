# wrong_input.sh - each command of `lunette help` with what it cannot use: one message that says what is there instead and what to do, exit code 3,
# and the files as they were. A full disk and missing rights are tried where this machine allows it.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir notes empty folder.db
printf 'The ferry left Ostia. They took the ferry.\n' >notes/a.txt
cat >mine.lua <<'LUA'
layer "ferry" { cue = span }
rule "ferry" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry", examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } } } }
analysis "count" { doc = "How many.", result = { n = integer }, run = function(corpus, options, result) result:add { n = corpus:annotations("ferry"):count() } end }
report "endless" { doc = "Never done.", write = function(corpus) while true do corpus = corpus end end }
analysis "endless" { doc = "Never done.", result = { n = integer }, run = function(corpus, options, result) while true do result = result end end }
LUA
printf 'layer "ferry" { cue = span }\nrule "ferry" { match = [[ the ferry' >broken.lua
lunette 0 run notes -r mine.lua -o notes.db
key=$(value notes.db "SELECT key FROM ferry LIMIT 1")
printf 'No corpus, but words.\n' >text.db
cp notes.db newer.db
printf '\000\000\000\377' | dd of=newer.db bs=1 seek=60 conv=notrunc 2>/dev/null

state() { find . -type f -exec cksum {} + | sort; }
state >"$work/before"
# refused WORDS... -- TEXT...: exit code 3, one message with a hint, no file changed or left behind.
refused() {
    set -- "$@" --
    line=
    while [ "$1" != -- ]; do
        line="$line '$(printf '%s' "$1" | sed "s/'/'\\\\''/g")'"
        shift
    done
    shift
    eval "lunette 3 $line" </dev/null
    while [ "$#" -gt 1 ]; do
        says "$1" "hint: "
        shift
    done
    state >"$work/after"
    cmp -s "$work/before" "$work/after" || complain "files after $last" "as before" "$(diff "$work/before" "$work/after")"
}

# ---- each command that wants a corpus, with what is none ----

for file in missing.db text.db newer.db folder.db; do
    case $file in
    missing.db) text="corpus 'missing.db' does not exist" ;;
    text.db) text="'text.db' is not a Lunette corpus but a text file" ;;
    newer.db) text="corpus 'newer.db' has format 255" ;;
    folder.db) text="'folder.db' is not a Lunette corpus but a folder" ;;
    esac
    refused diff mine.lua "$file" -- "$text"
    refused report briefing "$file" -- "$text"
    refused sql "$file" "SELECT 1" -- "$text"
    refused export "$file" -- "$text"
    refused analyze count "$file" -r mine.lua -- "$text"
    refused audit "$file" ferry -- "$text"
    refused gaps "$file" -- "$text"
    refused accept "$file" "$key" -- "$text"
    refused reject "$file" "$key" "a reason" -- "$text"
    refused same "$file" Ostia Norland -- "$text"
    [ "$file" = missing.db ] || refused run notes -r mine.lua -o "$file" -- "$text"
done
refused accept empty "$key" -- "'empty' is not a Lunette corpus but a folder"
refused why missing.db "$key" -- "corpus 'missing.db' does not exist"
refused why newer.db "$key" -- "has format 255"
refused run notes -r mine.lua -o '' -- "a corpus is a file, and its name is empty" "name one, such as readouts.db"
refused sql '' 'SELECT 1' -- "a corpus is a file, and its name is empty"
refused run notes -r mine.lua -o - -- "a corpus is a file, and - is standard output" "lunette pipe"
for command in "try said" profile console run; do
    # shellcheck disable=SC2086
    refused $command nowhere -r mine.lua -- "'nowhere' does not exist"
done
refused try said newer.db -- "has format 255"
refused try notes 'they took' -- "'they took' does not exist" "hint: the pattern comes first, then the sources: lunette try 'they took' notes"
refused run notes -p 'dates[order=day' -o new.db -- "'dates[order=day': the options of a plugin end with ]" "NAME[key=value;key=value]"
refused run notes -r mine.lua -o new.db --memory 1 -- "Lua reached its memory limit of 512 KiB"

# ---- an empty folder is said ----

for command in "try ferry empty" "profile empty -r mine.lua" "run --show empty"; do
    # shellcheck disable=SC2086
    lunette 1 $command
    holds "$err" "nothing to read was found in empty"
done

# ---- names that are not there ----

refused try '@nobody' notes -- "there is no layer 'nobody'"
refused try '@ferry[nobody=x]' notes -r mine.lua -- "layer 'ferry' has no field 'nobody'"
holds "$err" "there are: cue"
refused export notes.db --layers nobody -- "no layer 'nobody'"
refused report nobody notes.db -- "there is no report 'nobody'"
refused why notes.db abcdefabcdef -- "no row with the key 'abcdefabcdef'"
refused reject notes.db d9-a1 -- "no annotation 1 of document 9"
refused diff nobody.lua notes.db -- "nobody.lua"
refused pipe -p nobody -- "there is no plugin 'nobody'"
refused new gadget x -- "nothing called 'gadget'"
refused plugin names nobody -- "there is no plugin 'nobody'"
refused completion tcsh -- "expects bash, zsh or fish"
refused doctor nobody -- "expects no files or names, got 'nobody'"
refused help nobody -- "there is no command 'nobody'"
refused test nobody -- "there is no plugin 'nobody'"
refused console notes.db -e 'nobody.x' -- "there is no 'nobody'"
lunette 3 console notes.db -e '1 +'
says "near <eof>"
lunette 0 help help
lunette 0 help version

refused audit notes.db nobody -- "no layer 'nobody'"
refused audit notes.db ferry.nobody=x -- "layer 'ferry' has no field 'nobody'" "hint: there are: cue, document, id, key, "
refused analyze nobody notes.db -r mine.lua -- "there is no analysis 'nobody'"
refused analyze mine.lua notes.db -- "there is no analysis 'mine.lua'" "hint: -r loads a file, and the name is one that it declares: lunette analyze NAME CORPUS -r mine.lua"
refused analyze count notes.db -r mine.lua --nobody 1 -- "nobody"
refused analyze count notes.db -r mine.lua --format xyz -- "there is no format 'xyz'"

# A folder that is not there is not one without plugin.lua; the plugins that are there are named.
mkdir bare
for words in "run notes -o new.db -p" "try ferry notes -p" "profile notes -p" "report briefing notes.db -p" "plugin check" "plugin names" "test" \
    "pipe -p" "console notes.db -e 1 -p"; do
    # shellcheck disable=SC2086
    refused $words ./nowhere -- "there is no plugin folder './nowhere'"
    holds "$err" "diplomacy"
    # shellcheck disable=SC2086
    refused $words ./diplomcy -- "there is no plugin folder './diplomcy'"
    holds "$err" "did you mean 'diplomacy'"
    # shellcheck disable=SC2086
    refused $words ./bare -- "the plugin folder './bare' has no plugin.lua"
done
refused run notes -p ./mine.lua -o new.db -- "'./mine.lua' is a file, expected a plugin's folder"

# A code of two letters that is no country's is no country.
for option in --country --with; do
    refused report briefing notes.db $option XX -- "$option: there is no country 'XX'"
done
cp notes.db told.db
lunette 1 report briefing told.db --country SU --with EU -o page.html -q
says "nothing is in scope: no document has the country 'SU'"
state >"$work/before"
refused report compare told.db --a CN --b XX -- "report 'compare', --b: 'XX' does not fit"

# What a report or an analysis refuses names no place in its own file.
cat >refuses.lua <<'LUA'
report "choosy" { doc = "Asks for much.", options = { share = number { default = 2 } }, write = function(corpus, options, page)
  if options.share > 1 then corpus:refuse(("--share: %g is too much"):format(options.share), "at most 1") end
  if options.share < 0 then error("a mistake of the file") end
  corpus:annotations(options.share == 0 and "harbour" or "fery")
end }
analysis "choosy" { doc = "Never content.", result = { n = integer }, run = function(corpus) corpus:refuse("there is nothing to count", "another corpus") end }
LUA
state >"$work/before"
placeless() { # TEXT WORDS...
    text=$1
    shift
    refused "$@" -- "$text"
    lacks "$err" ".lua:"
}
placeless "report 'choosy': --share: 2 is too much" report choosy told.db -r refuses.lua -o -
holds "$err" "hint: at most 1"
placeless "report 'choosy': this corpus has no layer 'harbour'" report choosy told.db -r refuses.lua -o - --share 0
placeless "report 'commitments': this corpus has no layer 'act'" report commitments told.db -o -
placeless "report 'compare': this corpus has no layer 'encounter'" report compare told.db --a CN --b JP -o -
placeless "report 'omissions': no document of this corpus has a source" report omissions told.db -o -
lunette 1 report omissions told.db --source Nobody -o -
says "nothing is in scope: no document has the source 'Nobody'"
# (An analysis has the corpus open for writing, which leaves marks in the file's header.)
for words in "choosy -r refuses.lua:there is nothing to count" "identities:this corpus has no layer 'person'" "phrase-drift --phrase x:this corpus has no layer 'set_phrase'"; do
    # shellcheck disable=SC2086
    lunette 3 analyze told.db ${words%%:*}
    says "analysis '" "${words#*:}" "hint: "
    lacks "$err" ".lua:"
    answers told.db "SELECT count(*) FROM sqlite_master WHERE name IN ('choosy', 'identities', 'phrase_drift')" 0
done
# A mistake of the file keeps its place, and so does a layer that looks like a slip.
lunette 3 report choosy told.db -r refuses.lua -o - --share -1
says "refuses.lua:3: a mistake of the file"
lunette 3 report choosy told.db -r refuses.lua -o - --share 0.5
says "refuses.lua:4: this corpus has no layer 'fery'" "did you mean 'ferry'"
# So does what is asked of the library in a wrong way: the line is the one that asked.
while IFS='|' read -r call message; do
    [ -n "$call" ] || continue
    printf 'report "clumsy" { doc = "x", write = function(corpus, options, page)\n  local here = 2\n  %s\nend }\n' "$call" >clumsy.lua
    lunette 3 report clumsy told.db -r clumsy.lua -o -
    says "clumsy.lua:3: $message"
done <<'CALLS'
page:highlight("x")|page:highlight takes a row of a set, not a string
page:quote()|page:quote takes a row of a set, not nothing
page.title("x")|page.title: a method of the page is called with a colon
page:documents("x")|attempt to call a nil value (method 'take')
corpus:annotations("ferry"):where("cue = x")|where takes a table of fields and values, not a string
CALLS
while IFS='|' read -r call message; do
    [ -n "$call" ] || continue
    printf 'analysis "clumsy" { doc = "x", result = { n = integer }, views = { part = { n = integer } }, run = function(corpus, options, result)\n  local here = 2\n  %s\nend }\n' "$call" >clumsy.lua
    lunette 3 analyze clumsy told.db -r clumsy.lua
    says "clumsy.lua:3: $message"
done <<'CALLS'
result.add { n = 1 }|result.add is called with a colon
result:add_to { n = 5 }|analysis 'clumsy': add_to takes the name of a view and a row, not a table
result:add { n = corpus:documents():take(2) }|analysis 'clumsy': result.n is a table, not a value
result:add { n = corpus:documents() }|analysis 'clumsy': result.n is a set, not a value
CALLS
# A reference takes rows of its layer, `reads` names layers that are there, and options are those that are declared.
cat >clumsy.lua <<'LUA'
layer "pier" { cue = span }
analysis "others" { doc = "x", result = { pier = ref "ferry" }, run = function(corpus, options, result) for row in corpus:annotations("pier"):each() do result:add { pier = row } end end }
analysis "own" { doc = "x", reads = { "ferry" }, result = { ferry = ref "ferry", all = list(ref "ferry") }, run = function(corpus, options, result)
  for row in corpus:annotations("ferry"):each() do result:add { ferry = row, all = { row, row } } end
end }
analysis "absent" { doc = "x", reads = { "fery" }, result = { n = integer }, run = function() end }
analysis "slip" { doc = "x", options = { least = integer { default = 2 }, most = integer }, result = { n = integer }, run = function(corpus, options, result)
  if not options.most then result:add { n = options.leest } end
end }
rule "pier" { doc = "A pier.", match = [[ cue:took ]], mark = "pier", examples = { { "They took it.", expect = { { cue = "took" } } } } }
LUA
lunette 0 run notes -r mine.lua -r clumsy.lua -o clumsy.db
lunette 0 analyze own clumsy.db -r clumsy.lua
lunette 3 analyze others clumsy.db -r clumsy.lua
says "clumsy.lua:2: analysis 'others': result.pier is a row of another layer than 'ferry'" "takes rows of corpus:annotations \"ferry\""
lunette 3 analyze absent clumsy.db -r clumsy.lua
says "this corpus has no layer 'fery'" "did you mean 'ferry'?"
lunette 3 analyze slip clumsy.db -r clumsy.lua
says "clumsy.lua:8: analysis 'slip' has no option 'leest'" "did you mean 'least'?"
# A group of an LPeg pattern that fills nothing is told where it matches.
printf 'layer "pier" { a = text }\nrule "pier" { lpeg = lpeg.Cg(lpeg.C "ferry", "aa"), mark = "pier", examples = { "A ferry." } }\n' >clumsy.lua
lunette 1 test clumsy.lua
holds "$out" "clumsy.lua:2: rule 'pier': the group 'aa' fills no field of layer 'pier'"
printf 'layer("pier", { a = text })\nlexicon("boats", { "ferry" })\nrule("pier", { lpeg = lpeg.Cg(lpeg.C "ferry", "aa"), mark = "pier", set = { a = from "aa" }, examples = { { "A ferry.", expect = { { a = "ferry" } } } } })\n' >clumsy.lua
lunette 0 test clumsy.lua
rm -f told.db refuses.lua clumsy.lua clumsy.db
rmdir bare
state >"$work/before"

# ---- options ----

commands=$("$LUNETTE" help | sed -n '/^Usage/,/^Start/s/^  \([a-z]*\) .*/\1/p' | grep -v -e '^help$' -e '^version$')
for command in $commands; do
    refused "$command" --nosuchthing -- "$command: there is no option '--nosuchthing'"
done

for words in "audit notes.db ferry --n" "try ferry notes -n" "gaps notes.db --n" "why notes.db a.txt ferry -n" "diff mine.lua notes.db -n"; do
    # shellcheck disable=SC2086
    refused $words 0 -- "expects a whole number from 1 on, got '0'"
done
refused version x -- "version: expects nothing after it, got 'x'"
refused watch notes.db -r nowhere.lua -- "there is no rule file 'nowhere.lua'"
refused watch notes.db -r empty -- "'empty' is a folder, expected a rule file"
refused watch notes.db -p ./nowhere -- "there is no plugin folder './nowhere'"

# ---- rules that do not load; a folder in the place of a file ----

for words in "run notes -o new.db -r" "try ferry notes -r" "report briefing notes.db -r" "analyze count notes.db -r" "profile notes -r" "pipe -r" \
    "why notes/a.txt ferry -r" "console notes.db -e 1 -r" "test" "plugin check" "diff notes.db"; do
    # shellcheck disable=SC2086
    lunette 3 $words broken.lua </dev/null
    says "broken.lua:2: "
    equals "no corpus is made" "" "$(ls new.db* 2>/dev/null || true)"
done
lunette 3 try ferry notes -r broken.lua
says "hint: the [[ in line 2 is not closed"
refused run notes -r empty -o new.db -- "'empty' is a folder, expected a rule file"
refused run notes -r mine.lua --meta empty -o new.db -- "'empty' is a folder"
refused run notes -r mine.lua --meta nowhere.csv -o new.db -- "cannot read 'nowhere.csv'"
refused report briefing notes.db -o empty -- "cannot write 'empty'"
for folder in . .. empty/; do
    refused report briefing notes.db -o "$folder" -- "cannot write '$folder': Is a directory" "that is a folder: name a file"
done
refused new rule x --in notes/a.txt -- "cannot make the folder 'notes/a.txt'"

# ---- Ctrl-C while an analysis has the corpus open for writing, which leaves marks in the file's header and none in what it holds ----

"$LUNETTE" export notes.db >whole.jsonl
holds_the_same() {
    "$LUNETTE" export notes.db >"$out"
    cmp -s whole.jsonl "$out" || complain "the export after $last" "as before" "$(cmp whole.jsonl "$out" 2>&1)"
    rm whole.jsonl
    state >"$work/before"
}
"$LUNETTE" analyze endless notes.db -r mine.lua >"$out" 2>"$err" &
one=$!
for _ in $(seq 200); do
    [ -e notes.db.lock ] && break
    sleep 0.05
done
sleep 0.5
kill -INT "$one"
code=0 last="lunette analyze, stopped" claims=$((claims + 1))
wait "$one" || code=$?
[ "$code" -eq 3 ] || complain "$last" "exit code 3" "exit code $code: $(cat "$err")"
says "stopped: 'notes.db' holds what it held before" "hint: "
equals "files beside the corpus" "notes.db" "$(echo notes.db*)"
answers notes.db "SELECT count(*) FROM ferry" 2
answers notes.db "PRAGMA integrity_check" ok
holds_the_same

# ---- Ctrl-C in commands that only read, or that put what they made in its place at once ----

# What a script starts in the background hears no Ctrl-C: it is given back the ear for it.
if command -v python3 >/dev/null; then
    printf '<!-- Lunette 0.1: old -->' >old.html
    state >"$work/before"
    stopped_at() { # SECONDS WORDS...
        after=$1
        shift
        code=0 last="lunette $*, stopped after $after s" claims=$((claims + 1))
        python3 -c 'import os, signal, subprocess, sys, time
child = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
time.sleep(float(sys.argv[1]))
child.send_signal(signal.SIGINT)
sys.exit(child.wait())' "$after" "$LUNETTE" "$@" >"$out" 2>"$err" || code=$?
        [ "$code" -eq 3 ] || complain "$last" "exit code 3" "exit code $code: $(cat "$err")"
        says "stopped; nothing was changed"
        state >"$work/after"
        cmp -s "$work/before" "$work/after" || complain "files after $last" "as before" "$(diff "$work/before" "$work/after")"
    }
    for after in 0.2 0.7; do
        stopped_at $after pipe -p diplomacy
        stopped_at $after sql notes.db "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"
        stopped_at $after console notes.db -e 'while true do end'
        stopped_at $after report endless notes.db -r mine.lua -o old.html
    done
    rm -f old.html
    state >"$work/before"
fi

# ---- no rights ----

as=
[ "$(id -u)" -ne 0 ] || as="setpriv --reuid 65534 --clear-groups"
if [ -z "$as" ] || { command -v setpriv >/dev/null && $as "$LUNETTE" version >/dev/null 2>&1; }; then
    chmod 755 "$work" "$work/papers"
    cp notes.db secret.db
    echo "A ferry came." >secret.txt
    echo 'layer "x" {}' >secret.lua
    mkdir shut
    chmod 000 secret.db secret.txt secret.lua shut
    chmod 555 .
    tried() { # TEXT WORDS...
        text=$1
        shift
        code=0 last="lunette $* without rights" claims=$((claims + 1))
        # shellcheck disable=SC2086
        $as "$LUNETTE" "$@" >"$out" 2>"$err" </dev/null || code=$?
        [ "$code" -eq 3 ] || complain "$last" "exit code 3" "exit code $code: $(cat "$err")"
        says "$text" "hint: "
    }
    for words in "sql secret.db x" "export secret.db" "gaps secret.db" "accept secret.db $key" "same secret.db A B" "audit secret.db ferry"; do
        # shellcheck disable=SC2086
        tried "corpus 'secret.db' cannot be read" $words
    done
    tried "cannot write 'notes.corrections'" accept notes.db "$key"
    tried "cannot write 'page.html'" report briefing notes.db -o page.html
    tried "corpus 'notes.db' cannot be written" analyze count notes.db -r mine.lua
    holds "$err" "name one, or a copy of this one, in a folder where you may write"
    for words in "run secret.txt -r mine.lua" "run --show secret.txt" "try ferry secret.txt"; do
        # shellcheck disable=SC2086
        tried "'secret.txt' cannot be opened: Permission denied" $words
    done
    tried "cannot read 'secret.lua': Permission denied" run notes -r secret.lua -o new.db
    tried "'shut' cannot be opened: Permission denied" run notes shut -r mine.lua -o shut.db
    tried "corpus 'new.db' cannot be written" run notes -r mine.lua -o new.db
    tried "cannot make a folder in '.'" new plugin harbour
    chmod 755 .
    rm -rf secret.db secret.txt secret.lua shut
    state >"$work/after"
    equals "files without rights" "$(cat "$work/before")" "$(cat "$work/after")"
fi

# ---- a full disk ----

mkdir "$work/full"
if mount -t tmpfs -o size=64k tmpfs "$work/full" 2>/dev/null; then
    trap 'umount "$work/full"; rm -rf "$work"' EXIT
    lunette 3 run notes -r mine.lua -o "$work/full/new.db"
    says "full" "hint: make room on the disk"
    equals "nothing is left of a corpus that could not be made" "" "$(ls -A "$work/full")"
    printf '<!-- Lunette 0.1: old -->' >"$work/full/page.html"
    head -c 70000 /dev/zero >"$work/full/fill" 2>/dev/null || true
    lunette 3 report briefing notes.db -o "$work/full/page.html"
    says "page.html" "hint: make room on the disk"
    equals "the old page" '<!-- Lunette 0.1: old -->' "$(cat "$work/full/page.html")"
    lunette 3 new plugin harbour --in "$work/full"
    says "No space left" "hint: make room on the disk"
    lunette 3 plugin names --luals -o "$work/full/stubs"
    says "No space left" "hint: make room on the disk"
    equals "what lies there" "fill page.html" "$(ls -A "$work/full" | tr '\n' ' ' | sed 's/ $//')"
fi

# ---- a limit on the size of files ----

mkdir "$work/small"
small() { # small WORDS...: fails where no file may have more than 200 blocks, for that reason and with that remedy
    claims=$((claims + 1)) last="lunette $*, with ulimit -f" code=0
    (
        ulimit -f 200
        exec "$LUNETTE" "$@"
    ) >"$out" 2>"$err" || code=$?
    [ "$code" -eq 3 ] || complain "$last" "exit code 3" "exit code $code: $(cat "$err")"
    says "disk I/O error" "hint: no file may have more than" "(\`ulimit -f\`): raise the limit"
}
awk 'BEGIN { for (i = 1; i <= 3000; i++) printf "{\"id\":\"%d\",\"text\":\"A note on harbour %d, its cranes, piers, boats, gulls and ropes.\"}\n", i, i }' >"$work/many.jsonl"
small run "$work/many.jsonl" -r mine.lua -o "$work/small/new.db"
equals "nothing is left of a corpus that could not be made" "" "$(ls -A "$work/small")"
lunette 0 run "$work/many.jsonl" -r mine.lua -o "$work/small/many.db" -q
small run "$work/many.jsonl" -r mine.lua --force -o "$work/small/many.db"
equals "what lies beside a corpus that could not grow" "many.db" "$(ls -A "$work/small" | tr '\n' ' ' | sed 's/ $//')"
answers "$work/small/many.db" "PRAGMA integrity_check" ok

# Slips of the pen in rule files are answered with what was meant.
slip() { # slip TEXT HINT...: a rule file that does not load
    printf '%s\n' "$1" >slip.lua
    shift
    lunette 3 test slip.lua
    says "$@"
}
slip 'lexicon "phrases" { "a b" } layer "w" { d = date } rule "x" { match = [[ $phrasess ]], mark = "w" }' "no lexicon 'phrasess'" 'did you mean $phrases?'
slip 'for i = 1, 1e6 do define("d" .. i, "a") end' "define: more than 100000 declarations in all" "hint: "
slip 'print("hi")' "there is no 'print'" 'log("%d rows", n) writes a line'
slip 'rule "x" { match = [[ a ]]
  mark = "w" }' "is a comma missing before it?"
cat >slips.lua <<'LUA'
layer "harbour" { opened = date }
rule "opened" { match = [[ harbour ]], marks = "harbour", mark = function() return { opened = "tomorrow" } end, examples = { "A harbour." } }
rule "near" { match = [[ harbour ]], marks = "harbour", mark = function(_, doc) doc:layer "harbours" end, examples = { "A harbour." } }
LUA
lunette 1 test slips.lua
holds "$out" "expected date, got 'tomorrow', which is no ISO 8601 date; write it as 2026-03-09"
holds "$out" "slips.lua:3: there is no layer 'harbours'; did you mean \"harbour\"?"
slip 'rule "x" { match = [[ @person waved ]], mark = "x" } layer "x" { who = ref() }' "slip.lua:1:" "no layer 'person'" \
    "plugin 'entities' has it and is not loaded: write requires \"entities\""
slip 'rule "x" { match = [[ @persn waved ]], mark = "x" } layer "x" { who = ref() }' "did you mean 'person' of plugin 'entities'?"
slip 'rule "x" { match = [[ waved ]], mark = "act" }' "plugin 'diplomacy' has it and is not loaded"
slip 'layer "w" (setmetatable({ d = date }, {}))' "a table with a metatable"
slip 'local t = {} for i = 1, 30 do t = { t } end layer "w" { doc = t }' "tables inside tables, deeper than 20"
slip 'layer "w" { doc = { setmetatable({}, { __metatable = "pattern2" }) } }' "a table with a metatable"
# What is wrong with an example, and with what it expects.
example() { # example EXAMPLES HINT...
    text='layer "w" { kind = enum { "red", "blue" }, who = list(text), n = integer } rule "x" { match = [[ a ]], mark = "w", set = { kind = "red" }, examples = '$1' }'
    shift
    slip "$text" "$@"
}
example '{ { "A.", "B." } }' "example 1 has two texts"
example '{ "A.", { expect = {} } }' "example 2 has no text"
example '{ { "A.", expects = {} } }' "there is no key 'expects'" "did you mean 'expect'?"
example '{ { "A.", document = 1 } }' "document is a table"
example '{ { "A.", expect = { kind = "red" } } }' "expect lists rows, and 'kind' is a field"
example '{ { "A.", expect = 1 } }' "expect is a number, not a list of rows"
example '{ { "A.", expect = { "red" } } }' "row 1 of expect is a string, not a table"
example '{ { "A.", expect = { { kid = "red" } } } }' "example 1, row 1: layer 'w' has no field 'kid'"
example '{ { "A.", expect = { {}, { kind = "green" } } } }' "example 1, row 2: kind = 'green' can never be" "one of: red, blue"
example '{ { "A.", expect = { { kind = { "red" } } } } }' "kind is a list, and the field holds one value"
example '{ { "A.", expect = { { n = print } } } }' "there is no 'print'"
example '{ { "A.", expect = { { n = log } } } }' "n is a function"
example '{ { "A.", expect = { { [2] = "a" } } } }' "item 2 has no name"
example '{ a = "A." }' "examples is a list, and 'a' is a key"
printf '%s\n' 'layer "w" { kind = enum { "red", "blue" }, who = list(text) } rule "x" { match = [[ a ]], mark = "w", set = { kind = "red" },
  examples = { "A.", { "A.", expect = { { "A", kind = "red", who = {}, layer = "w" } } }, { "B.", expect = {} }, { "A.", expect = { { kind = "red", who = false } } } } }' >slip.lua
lunette 0 test slip.lua
holds "$out" "4 examples, 0 failed"
slip 'requires "diplomcy"' "plugin 'diplomcy' is not installed" "did you mean 'diplomacy'?"
slip 'local u = require "util"' "there is no 'require'" 'include "helpers.lua" loads a file of the plugin'
slip 'rule "x" { match = " /\d+/ ", mark = "x" }' "invalid escape sequence" "put the pattern in [[ ... ]]"
lunette 3 reprot
says "there is no command 'reprot'" 'did you mean `lunette report`?'
lunette 3 search
says 'did you mean `lunette try`?'
lunette 3 report briefing notes
says "'notes' is not a Lunette corpus but a folder"
lunette 3 export notes.db --layers reguest
says "the corpus has no layer 'reguest'"
lunette 3 run notes -r mine.lua --language-is german -o none.db
says "'german' is no code of a language" "such as en"
lunette 3 run notes -r mine.lua --layers fery -o none.db
says "there is no layer 'fery'" 'did you mean "ferry"?'
lunette 3 run notes -p mine.lua -o none.db
says "there is no plugin 'mine.lua'" "a rule file is given by -r: -r mine.lua"
lunette 3 run notes -r mine.lua --path 'notes' -o none.db
says "path template 'notes' names no field" "{country}"
lunette 3 try '@act' notes
says "there is no layer 'act'" "plugin 'diplomacy' has it and is not loaded: -p diplomacy"

# What a function of a rule got wrong is told with the way out, also where it is kept as a problem.
cat >wrong.lua <<'LUA'
layer "harbour" { cue = span, boats = integer, day = date }
rule "boats" { match = [[ boats:%num boats ]], mark = "harbour", examples = { { "4,000 boats.", expect = { { boats = 4000 } } } } }
rule "day" { match = [[ day:%num it ]], mark = "harbour", examples = { { "On 2026-01-02 it came.", expect = { { day = "2026-01-02" } } } } }
rule "whom" { match = [[ cue:harbour ]], marks = "harbour", mark = function(m) return { cue = m.cu } end, examples = { "A harbour." } }
rule "true" { match = [[ cue:harbour ]], marks = "harbour", mark = function() return true end, examples = { "A harbour." } }
rule "prints" { match = [[ cue:harbour ]], marks = "harbour", mark = function(m) print(m.text) end, examples = { "A harbour." } }
rule "plain" { match = [[ harbour ]], mark = "harbour" }
layer "state" { sort = enum { "open", "shut" } }
rule "state" { match = [[ sort:(open | closed) ]], mark = "state", examples = { "It is closed." } }
LUA
lunette 1 test wrong.lua
holds "$out" "the pattern has no capture 'cu'; did you mean 'cue'?"
holds "$out" "its function returns a boolean; expected fields, a list of them or nil"
holds "$out" "there is no 'print'; log(\"%d rows\", n) writes a line"
holds "$out" "no example: rule wrong.plain;"
holds "$out" "'closed' is not one of its options; there are: open, shut; another one is declared with the field"
lacks "$out" "wrong.boats"
lacks "$out" "wrong.day"
printf 'Forty boats lie there.\n' >forty.txt
lunette 2 run forty.txt -r wrong.lua -o forty.db
answers forty.db "SELECT message LIKE '%expected integer, got ''Forty'', which is no whole number in digits; write digits, as in 4000%' FROM problem" 1
printf '99999999999999999999 boats.\n' >many.txt
lunette 2 run many.txt -r wrong.lua -o many.db
answers many.db "SELECT count(*) FROM harbour" 0
cat >reckons.lua <<'LUA'
requires "dates"
local numbers = include("dates/numbers.lua")
layer "harbour" { boats = integer }
rule "boats" {
  match = [[ n:%num boats ]], marks = "harbour", examples = { { "Forty boats.", expect = { { boats = 40 } } }, { "4,000 boats.", expect = { { boats = 4000 } } } },
  mark = function(match) return { boats = numbers.value(match.n.text) } end,
}
LUA
answers forty.db "SELECT message LIKE '%include(\"dates/numbers.lua\").value(\"two\") is 2%' FROM problem" 1
lunette 0 test reckons.lua # as the message says
asked() { # asked LUA TEXT...: an error of a line at the prompt
    lunette 3 console notes.db -e "$1"
    shift
    says "-e:1: " "$@"
}
asked 'corpus:documents():cuont()' 'did you mean set:count(...)?'
asked 'stats.wilsn(1, 2)' 'did you mean stats.wilson(k, n, [z])?'
asked 'corpus:fooo()' 'docs/lua.md has them all'
asked 'doc(1):layr "ferry"' "a document has no member 'layr'" "did you mean 'layer'?"
asked 'doc(1):layer("ferry")[1].ceu' "layer 'ferry' has no field 'ceu'" "did you mean 'cue'?"
asked 'doc(1):layer("ferry")[1].cue:fnd "x"' "a span has no member 'fnd'" "did you mean 'find'?"
asked 'doc(1):layer("ferry")[9].cue' 'attempt to index a nil value' 'ask before, with `if` or `and`'
asked 'foo' "there is no 'foo'"
: >nothing.lua
lunette 0 test nothing.lua
holds "$out" "no rule and no test in nothing"

# A rule file that was saved empty, or of which all is commented out, finds nothing: that is said, by whatever command takes it.
printf -- '-- rule "x" { match = [[ x ]] }\n\n--[==[ rule "y" { } ]]\n]==]\n' >asleep.lua
printf 'Rita thanks Omar.\n' >thanks.txt
lunette 0 run thanks.txt -r nothing.lua -o nothing.db
holds "$err" "warning: nothing.lua: the file is empty, so no rule is in it; \`lunette new rule NAME\` writes a first one"
lunette 0 run thanks.txt -r asleep.lua -o asleep.db
holds "$err" "warning: asleep.lua: only comments stand here, so no rule is in it"
lunette 1 plugin check asleep.lua
holds "$out" "asleep.lua:1: warning: only comments stand here [empty-file]"
holds "$out" "1 warning"
equals "said once" "" "$(cat "$err")"
mkdir -p hollow/rules
echo 'return { name = "hollow", version = "0.1.0", summary = "Nothing yet.", languages = { "en" } }' >hollow/plugin.lua
: >hollow/rules/first.lua
lunette 1 plugin check hollow
holds "$out" "hollow/rules/first.lua:1: warning: the file is empty [empty-file]"
lacks "$out" "nothing to mend"
# named twice, it is told of once
lunette 0 diff nothing.lua nothing.lua nothing.db
equals "warnings of one file" 1 "$(grep -c "the file is empty" "$err")"
lunette 0 diff -r nothing.lua nothing.lua nothing.db
equals "warnings of one file by -r and by name" 1 "$(grep -c "the file is empty" "$err")"

# A rule file that ends too early says what is open.
printf 'local function f()\n  if true then\n    return 1\nend\n' >open.lua
lunette 3 run thanks.txt -r open.lua -o open.db
says "open.lua:5: 'end' expected (to close 'function' at line 1) near <eof>" "hint: 'function' in line 1 is not closed: write 'end' where it ends"
printf 'layer "x" { cue = span }\nif true then' >open.lua
lunette 3 run thanks.txt -r open.lua -o open.db
says "near <eof>" "hint: the file ends before 'end': write it here"
printf 'layer "x" {\n  cue = span' >open.lua
lunette 3 run thanks.txt -r open.lua -o open.db
says "near <eof>" "hint: '{' in line 1 is not closed: write '}' where it ends"
printf 'local x =' >open.lua
lunette 3 run thanks.txt -r open.lua -o open.db
says "near <eof>" "hint: the file ends in the middle of something"
printf '%s\nrequires "entities"\n' "$(cat asleep.lua)" >awake.lua
lunette 0 run thanks.txt -r awake.lua -o awake.db
lacks "$err" "no rule is in it"

# What an analysis got wrong stands at its own line, with the way out.
cat >asks.lua <<'LUA'
local all = { result = { n = integer } }
local function named(name, run) analysis(name) { result = all.result, run = run } end
named("adds", function(corpus, options, result)
  result:add("x", 3)
end)
named("dots", function(corpus)
  corpus.documents()
end)
named("asks", function(corpus)
  for row in corpus:rows "SELECT 1,\n  nosuch FROM document" do log("%s", row) end
end)
LUA
printf 'Norway and Peru met Norway.\n' >met.txt
lunette 0 run met.txt -r asks.lua -p entities -o met.db
lunette 3 analyze adds met.db -r asks.lua
says "asks.lua:4: analysis 'adds': a row of result is a table, not a string" 'result:add { n = … }'
lunette 3 analyze dots met.db -r asks.lua
says "asks.lua:7: corpus.documents is called with a dot" 'corpus:documents(…)'
lunette 3 analyze asks met.db -r asks.lua
says "asks.lua:10: " "nosuch" "in line 2 of the query"
sed 's/m.cu }/m.sentense }/' wrong.lua >slip.lua
lunette 1 test slip.lua
holds "$out" "the pattern has no capture 'sentense'; did you mean 'sentence'?"
# what conditions take counts as well
cat >both.lua <<'LUA'
requires "entities"
layer "meeting" { party = list(ref()) }
rule "meeting" { doc = "Who met.", match = [[ party:@country and party:@country met party:@country ]], mark = "meeting", examples = { "Norway and Peru met Chad." } }
LUA
lunette 0 run met.txt -r both.lua -o both.db
lunette 0 console both.db -e 'local n = corpus:annotations("meeting"):count("party_country"); print(n:at "NO", n:at "PE", #corpus:annotations("meeting"):at { party_country = "PE" })'
equals "a row counts once for each" "1 1 1" "$(tr -s ' \t' ' ' <"$out")"
finish
