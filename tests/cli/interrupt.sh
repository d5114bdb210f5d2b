# interrupt.sh - a run that is stopped leaves a corpus that opens and holds whole documents; the same command finishes the work.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir all
awk 'BEGIN { for (i = 1; i <= 6000; i++) printf "{\"id\":\"d%d\",\"text\":\"The ferry %d left. They took the ferry, and the ferry sank.\"}\n", i, i }' >all/lines.jsonl
cat >ferry.lua <<'LUA'
layer "ferry" { cue = span }
rule "ferry" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry", examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } } } }
LUA
lunette 0 run all -r ferry.lua -o whole.db

wait_for_documents() {
    for _ in $(seq 600); do
        kill -0 "$run" 2>/dev/null || break
        [ -f part.db ] && break
        sleep 0.02
    done
}

# In the middle of a folder: a run that takes long enough reads through a pipe that is never empty.
mkfifo lines
(while cat all/lines.jsonl; do :; done) >lines 2>/dev/null &
feeder=$!
"$LUNETTE" run - -r ferry.lua -o part.db <lines 2>"$err" &
run=$!
wait_for_documents
sleep 0.2
kill -INT "$run"
code=0 last="lunette run, stopped" claims=$((claims + 1))
wait "$run" || code=$?
[ "$code" -eq 3 ] || complain "$last" "exit code 3" "exit code $code: $(cat "$err")"
says "stopped" "part.db"
kill "$feeder" 2>/dev/null || true
wait "$feeder" 2>/dev/null || true
answers part.db "PRAGMA integrity_check" ok
answers part.db "SELECT count(*) FROM document WHERE id NOT IN (SELECT document FROM ferry)" 0
answers part.db "SELECT count(*) FROM ferry" "$(value part.db 'SELECT 3 * count(*) FROM document')"

# A run that has read so many lines and waits for more gets a signal.
signal_waiting() { # N SIGNAL
    exec 3>lines
    head -n "$1" all/lines.jsonl >&3
    sleep 0.5
    kill "-$2" "$run"
}

ends_with() { # CODE WHAT
    code=0 last=$2 claims=$((claims + 1))
    wait "$run" || code=$?
    [ "$code" -eq "$1" ] || complain "$last" "exit code $1" "exit code $code: $(cat "$err")"
}

# While it waits for input that does not come, the first signal ends it too.
"$LUNETTE" run - -r ferry.lua -o part.db <lines 2>"$err" &
run=$!
signal_waiting 10 INT
ends_with 3 "lunette run, stopped while it waits"
exec 3>&-
answers part.db "PRAGMA integrity_check" ok

# A terminal that is closed stops it as well, but for who wanted otherwise.
"$LUNETTE" run - -r ferry.lua -o part.db <lines 2>"$err" &
run=$!
signal_waiting 10 HUP
ends_with 3 "lunette run, hung up on"
says "stopped" "part.db"
exec 3>&-
trap '' HUP
"$LUNETTE" run - -r ferry.lua -o part.db <lines 2>"$err" &
run=$!
trap 'exit 1' HUP
signal_waiting 20 HUP
exec 3>&-
ends_with 0 "lunette run under nohup, hung up on"

# The next run goes on, and in the end nothing shows that there were others.
rm -f part.db
"$LUNETTE" run all -r ferry.lua -o part.db 2>"$err" &
run=$!
wait_for_documents
kill -INT "$run" 2>/dev/null || true
wait "$run" || true
lunette 0 run all -r ferry.lua -o part.db
lunette 0 export whole.db
cp "$out" whole.jsonl
lunette 0 export part.db
cmp -s whole.jsonl "$out" || complain "the exports" "equal" "$(cmp whole.jsonl "$out" 2>&1)"
lunette 0 run all -r ferry.lua -o part.db
holds "$err" "6000 unchanged"
equals "files beside the corpus" "part.db" "$(echo part.db*)"
finish
