# pdftotext.sh - a pdftotext that is slow, talks too much, breaks or is ended costs a problem and no more, whoever else dies; nothing is left running.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir bin in
printf '%%PDF-1.4\n' >in/a.pdf
cat >word.lua <<'LUA'
layer "word" { cue = span }
rule "word" { doc = "A word.", match = [[ cue:peru ]], mark = "word", examples = { { "Peru left.", expect = { { cue = "Peru" } } } } }
LUA
cat >slow.lua <<'LUA'
layer "slow" { cue = span }
rule "slow" { doc = "Takes its time.", marks = "slow", each_document = function() for _ = 1, 2e6 do end end,
  examples = { { "Peru left.", expect = {} } } }
LUA

# pdftotext_is LINES: the next runs start this. It may read below its own folder, and cannot fork.
pdftotext_is() {
    printf '#!/bin/sh\n%s\n' "$1" >bin/pdftotext
    chmod +x bin/pdftotext
    rm -f in.db
}
# run_with CODE WORDS...: the program, with that pdftotext.
run_with() {
    PATH=$PWD/bin:$PATH lunette "$@"
}
page() {
    printf '<page width="595" height="842"><block><line><word xMin="72" yMin="100" xMax="90" yMax="110">%s</word></line></block></page>\n' "$1"
}
# gone TEXT: no process has the text in its command within two seconds.
gone() {
    claims=$((claims + 1))
    for _ in $(seq 100); do
        pgrep -f "$1" >left || return 0
        sleep 0.02
    done
    complain "processes after $last" "none with $1" "$(cat left)"
}
until_running() {
    for _ in $(seq 500); do
        ! pgrep -f "$1" >/dev/null || return 0
        sleep 0.02
    done
    complain "until it runs" "a process with $1" "none"
}

pdftotext_is 'exec cat "${0%/*}/page"'
page Peru >bin/page
run_with 0 run in -r word.lua -o in.db
answers in.db "SELECT text FROM document" Peru

# It ends badly, in each way.
pdftotext_is 'echo "Syntax Error: no xref" >&2; echo more >&2; exit 1'
run_with 2 run in -r word.lua -o in.db
answers in.db "SELECT code FROM problem WHERE message LIKE '%(Syntax Error: no xref)%'" broken-pdf
pdftotext_is 'kill -SEGV $$'
run_with 2 run in -r word.lua -o in.db
answers in.db "SELECT code FROM problem WHERE message LIKE '%crashed%'" broken-pdf
pdftotext_is 'exec cat /dev/zero >&2'
run_with 2 run in -r word.lua -o in.db --deadline 4
pdftotext_is 'while :; do printf "no end of it" >&2; done'
run_with 2 run in -r word.lua -o in.db --deadline 4
answers in.db "SELECT code FROM problem WHERE message LIKE '%longer than the deadline%'" unreadable
pdftotext_is 'exec head -c 3000000 /usr/bin/env'
run_with 2 run in -r word.lua -o in.db
printf 'no program' >bin/pdftotext
rm -f in.db
run_with 2 run in -r word.lua -o in.db
answers in.db "SELECT class FROM problem WHERE message LIKE '%cannot be started%'" environment

# It never ends, and has closed what it complains to.
pdftotext_is "exec sleep 6$$.1 >&- 2>&-"
run_with 2 run in -r word.lua -o in.db --deadline 4
answers in.db "SELECT class || ' ' || code FROM problem WHERE message LIKE '%--deadline%'" "environment unreadable"
gone "sleep 6$$.1"

# Time in which nobody reads what it writes is not its own: the documents before take longer than its deadline.
seq 12000 | while read -r i; do echo; done | sed 's/.*/<page height="842"><block><line><word xMin="72" yMin="100" xMax="90" yMax="110">Peru<\/word><\/line><\/block><\/page>/' >bin/page
echo 'text' >in/a.csv
seq 120 | sed 's/^/Peru left for the port of Lima, /' >>in/a.csv
mv in/a.pdf in/b.pdf
pdftotext_is 'exec cat "${0%/*}/page"'
run_with 0 run in -r slow.lua -o in.db --deadline 1 -j 1
answers in.db "SELECT count(*) FROM document" 121
rm in/a.csv

# Whoever dies, nobody is left.
pdftotext_is "exec sleep 6$$.2"
for signal in INT KILL; do
    PATH=$PWD/bin:$PATH "$LUNETTE" run in -r word.lua -o in.db 2>"$err" &
    run=$!
    until_running "sleep 6$$.2"
    kill -$signal "$run"
    last="lunette run, by SIG$signal"
    wait "$run" || true
    gone "sleep 6$$.2"
    gone "run in -r word.lua -o in.db"
done
PATH=$PWD/bin:$PATH "$LUNETTE" run in -r word.lua -o in.db 2>"$err" &
run=$!
until_running "sleep 6$$.2"
last="lunette run, its first child killed"
kill -KILL "$(pgrep -P "$run")"
code=0
wait "$run" || code=$?
equals "exit code" 3 "$code"
gone "sleep 6$$.2"

# A worker that dies while it reads: the file is converted once more; whoever started us may ignore what children send.
pdftotext_is "$(printf 'if [ -e "${0%%/*}/again" ]; then exec cat "${0%%/*}/page"; fi\nexec sleep 6%s.3' $$)"
page Peru >bin/page
(trap '' CHLD PIPE && PATH=$PWD/bin:$PATH exec "$LUNETTE" run in -r word.lua -o in.db 2>"$err") &
run=$!
until_running "sleep 6$$.3"
zygote=$(pgrep -P "$run")
: >bin/again
last="lunette run, a worker killed" code=0
for child in $(pgrep -P "$zygote"); do
    pgrep -P "$child" >/dev/null || kill -KILL "$child" # the converter has children, workers have none
done
wait "$run" || code=$?
equals "exit code" 0 "$code"
answers in.db "SELECT text FROM document" Peru

# Whoever started us may have closed the standard streams.
rm -f in.db
last="lunette run, without standard streams" code=0
PATH=$PWD/bin:$PATH "$LUNETTE" run in -r word.lua -o in.db <&- >&- 2>&- || code=$?
equals "exit code" 0 "$code"
answers in.db "SELECT text FROM document" Peru

# A folder of PATH that is named from where one stands is no place for programs, nor is a folder a program.
rm -f in.db
last="lunette run, PATH=bin" code=0
PATH=bin "$LUNETTE" run in -r word.lua -o in.db 2>"$err" || code=$?
equals "exit code" 2 "$code"
rm bin/pdftotext in.db
mkdir bin/pdftotext
PATH=$PWD/bin "$LUNETTE" run in -r word.lua -o in.db 2>"$err" || true
answers in.db "SELECT code FROM problem" unknown-format

finish
