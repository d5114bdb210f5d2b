# label: fault
# hostile_rules.sh - rules that do not want to end, to fit or to be quiet, through `run` and `pipe`: each is ended in its time, says one
# message that names it, and leaves the other rule and the other documents whole.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

# Limits: what sanitizers add to memory is large, and slow machines are given room. Any of the rules would take minutes or hours by itself.
deadline=3 memory=700 room=100

mkdir papers
for i in 1 2 3 4; do echo "They took the ferry. Rita thanked Omar for letter $i." >papers/a$i.txt; done
echo "They took the ferry. Trigger it." >papers/b.txt
printf '{"id":"l1","text":"They took the ferry."}\n{"id":"l2","text":"They took the ferry. Trigger it."}\n{"id":"l3","text":"They took the ferry."}\n' >papers/c.jsonl
for i in 1 2; do echo "They took the ferry. Omar thanked Rita for letter $i." >papers/d$i.txt; done
documents=10 # two of them hold the trigger

# hostile NAME BODY: a rule that does BODY in documents with the trigger, and a good rule beside it.
write_rules() {
    cat >"$1.lua" <<LUA
layer "ferry" { cue = span }
layer "other" { n = text }
rule "hostile" {
  doc = "Hostile.", match = [[ cue:trigger ]], marks = "other",
  mark = function(match, doc)
    $2
  end,
}
rule "good" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry" }
LUA
}

# Ends what runs too long by itself, so that the test fails in place of waiting.
timed() { # timed CODE WORDS...
    wanted_code=$1
    shift
    claims=$((claims + 1))
    last="lunette $*"
    code=0
    start=$(date +%s)
    timeout -k 5 "$room" "$LUNETTE" "$@" >"$out" 2>"$err" || code=$?
    took=$(($(date +%s) - start))
    [ "$code" -eq "$wanted_code" ] ||
        complain "$last" "exit code $wanted_code within $room s" "exit code $code after $took s: $(cat "$err")"
}

# stopped NAME MESSAGE BODY: Lunette ends the rule from within. All documents are there, with what the good rule found.
stopped() {
    write_rules "$1" "$3"
    rm -f one.db
    timed 2 run papers -r "$1.lua" -j 2 --deadline 60 --memory $memory -o one.db
    answers one.db "SELECT count(*) FROM document" $documents
    answers one.db "SELECT count(*) FROM ferry" $documents
    answers one.db "SELECT count(*) FROM other" 0
    answers one.db "SELECT count(*), count(DISTINCT uri), min(instr(message, '''$1.hostile''') > 0), min(message LIKE '%$2%') FROM problem" "2,2,1,1"
}

# ended NAME CODE MESSAGE BODY: the process is ended from outside. The documents with the trigger are left out, each with a problem.
ended() {
    write_rules "$1" "$4"
    rm -f one.db
    timed 2 run papers -r "$1.lua" -j 2 --deadline $deadline --memory $memory -o one.db
    answers one.db "SELECT count(*) FROM document" $((documents - 2))
    answers one.db "SELECT count(*) FROM ferry" $((documents - 2))
    answers one.db "SELECT group_concat(uri, ' ') FROM (SELECT uri FROM problem ORDER BY uri)" "papers/b.txt papers/c.jsonl#l2"
    answers one.db "SELECT count(*), min(code = '$2'), min(instr(message, '''$1.hostile''') > 0), min(message LIKE '%$3%twice%') FROM problem" "2,1,1,1"
}

# ---- ended from within ----

stopped loop "200 million steps" 'while true do end'
stopped caught "200 million steps" 'while true do pcall(error) end'
stopped handler "200 million steps" 'xpcall(error, function() while true do end end)'
stopped closing "200 million steps" 'local x <close> = setmetatable({}, { __close = function() while true do end end }) error("so")'
stopped text "--memory raises it" 'return { n = ("x"):rep(10 ^ 10 | 0) }'
stopped deep "stack overflow" 'local function down() return 1 + down() end down()'
stopped count "lpeg: a count" 'lpeg.P(2 ^ 31)'
stopped bytes "attempt to" 'load(string.dump(function() while true do end end))()'
stopped coded "byte code" 'load("\27Lua" .. ("x"):rep(100))()'
stopped rows "rows" 'for i = 1, 1e7 do doc:mark("other", match.cue, { n = "x" .. i }) end'

# A chain of coroutines that close one another: too deep for C, so it is an error and no crash.
stopped chain "chain.lua:" 'local last
    for _ = 1, 20000 do
      local before = last
      last = coroutine.create(function()
        local x <close> = setmetatable({}, { __close = function() if before then assert(coroutine.close(before)) end end })
        coroutine.yield()
      end)
      coroutine.resume(last)
    end
    assert(coroutine.close(last))'

# ---- long, and within its steps ----

# A worker that did not count from the start cannot tell: another one does, and nobody hears of it.
write_rules long 'for _ = 1, 15e7 do end return { n = "done" }'
rm -f one.db
timed 0 run papers -r long.lua -j 2 --deadline 60 -o one.db
answers one.db "SELECT count(*) FROM other WHERE n = 'done'" 2
answers one.db "SELECT count(*) FROM ferry" $documents
answers one.db "SELECT count(*) FROM problem" 0

# ---- ended from outside ----

ended pattern deadline "longer than" 'return (("a"):rep(30000)):find("a*a*a*a*b")'
ended grammar deadline "longer than" 'local a = lpeg.P "a" local p = lpeg.P { "S", S = a * lpeg.V "S" * "x" + a * lpeg.V "S" * "y" + a * lpeg.V "S" * "z" + a } p:match(("a"):rep(60))'

# Small tables: Lua's limit comes first, or that of the process, which also sees what lies between them.
write_rules tables 'local t = {} while true do t = { t, {}, {}, {} } end'
rm -f one.db
timed 2 run papers -r tables.lua -j 2 --deadline 60 --memory $memory -o one.db
answers one.db "SELECT count(*) FROM ferry JOIN document d ON d.id = ferry.document WHERE d.text NOT LIKE '%trigger%'" $((documents - 2))
answers one.db "SELECT count(*), min(code = 'memory'), min(instr(message, '''tables.hostile''') > 0), min(message LIKE '%--memory%') FROM problem" "2,1,1,1"

# The next run tries again what was ended from outside, and only that.
rm -f one.db
timed 2 run papers -r pattern.lua -j 2 --deadline $deadline -o one.db
write_rules pattern 'return nil'
lunette 0 run papers -r pattern.lua -o one.db
answers one.db "SELECT count(*) FROM document" $documents
answers one.db "SELECT count(*) FROM problem" 0

# ---- the log ----

write_rules noisy 'for i = 1, 1e6 do log("line %d of many", i) end return nil'
timed 0 run papers -r noisy.lua -j 2 --memory $memory -o noisy.db
answers noisy.db "SELECT count(*) FROM ferry" $documents
claims=$((claims + 1))
[ "$(wc -l <"$err")" -lt 2100 ] || complain "$last" "about a thousand lines a document" "$(wc -l <"$err") lines"

# ---- pipe ----

for i in 1 2 3; do echo "{\"id\":\"p$i\",\"text\":\"They took the ferry.\"}"; done >lines
echo '{"id":"bad","text":"They took the ferry. Trigger it."}' >>lines
for i in 4 5 6; do echo "{\"id\":\"p$i\",\"text\":\"They took the ferry.\"}"; done >>lines
piped() { # piped NAME CODE-OF-THE-PROBLEM ROWS MESSAGE BODY DEADLINE
    write_rules "$1" "$5"
    code=0 last="lunette pipe -r $1.lua" claims=$((claims + 1))
    timeout -k 5 "$room" "$LUNETTE" pipe -r "$1.lua" -j 2 --deadline "$6" --memory $memory <lines >"$out" 2>"$err" || code=$?
    [ "$code" -eq 2 ] || complain "$last" "exit code 2" "exit code $code: $(cat "$err")"
    equals "ids, in order" "p1 p2 p3 bad p4 p5 p6" "$(sed 's/^{"id":"\([^"]*\)".*/\1/' "$out" | tr '\n' ' ' | sed 's/ $//')"
    equals "rows of the good rule" "$3" "$(grep -o '"layer":"ferry"' "$out" | wc -l)"
    equals "problems" 1 "$(grep -c '"problems":\[{' "$out")"
    sed -n 4p "$out" >"$work/bad"
    holds "$work/bad" "\"code\":\"$2\""
    holds "$work/bad" "'$1.hostile'"
    holds "$work/bad" "$4"
}
piped loop rule-error 7 "million steps" 'while true do pcall(error) end' 60
piped pattern deadline 6 "longer than $deadline s" 'return (("a"):rep(30000)):find("a*a*a*a*b")' $deadline
piped text memory 7 "--memory raises it" 'return { n = ("x"):rep(10 ^ 10 | 0) }' 60
write_rules noisy 'log("one line") return nil'
code=0 last="lunette pipe -r noisy.lua" claims=$((claims + 1))
"$LUNETTE" pipe -r noisy.lua <lines >"$out" 2>"$err" || complain "$last" "exit code 0" "$(cat "$err")"
holds "$err" "one line"
finish
