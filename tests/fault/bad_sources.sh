# bad_sources.sh - what cannot be read is named, with what to do; a good document beside it is analysed all the same.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >ferry.lua <<'LUA'
layer "ferry" { cue = span }
rule "ferry" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry", examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } } } }
LUA

# beside NAME CODE WORD...: the folder holds something bad and good.txt; the bad one has one problem with this code and these words.
beside() {
    folder=$1 problem=$2
    shift 2
    printf 'They took the ferry.\n' >"$folder/good.txt"
    lunette 2 run "$folder" -r ferry.lua -o "$folder.db"
    answers "$folder.db" "SELECT count(*) FROM problem" 1
    answers "$folder.db" "SELECT code FROM problem" "$problem"
    for word in "$@"; do
        answers "$folder.db" "SELECT instr(message, '$word') > 0 FROM problem" 1
    done
    answers "$folder.db" "SELECT document.uri FROM ferry JOIN document ON document.id = ferry.document" "$folder/good.txt"
}

printf 'They took the ferry.\n' >file.txt
lunette 3 run nowhere -r ferry.lua
says "'nowhere' does not exist" "hint: "
lunette 3 run file.txt/inside -r ferry.lua
says "'file.txt/inside'" "hint: "
lunette 3 run file.txt nowhere -r ferry.lua
says "'nowhere' does not exist" "hint: "

mkdir empty
lunette 1 run empty -r ferry.lua -o empty.db
holds "$err" "empty"
holds "$err" "nothing to read"
lunette 1 run --show empty

mkdir broken
ln -s nowhere broken/link.txt
beside broken unreadable broken/link.txt "check"
lunette 3 run broken/link.txt -r ferry.lua
says "'broken/link.txt'" "hint: "

mkdir fifo
mkfifo fifo/stream.txt
beside fifo not-a-file fifo/stream.txt FIFO
lunette 3 run fifo/stream.txt -r ferry.lua
says "'fifo/stream.txt' is a FIFO" "hint: "

mkdir -p loop/down
ln -s .. loop/down/up
beside loop link-loop loop/down/up remove
mkdir circle
ln -s second circle/first
ln -s first circle/second
printf 'They took the ferry.\n' >circle/good.txt
lunette 2 run circle -r ferry.lua -o circle.db
answers circle.db "SELECT count(*) FROM problem WHERE code = 'link-loop'" 2
answers circle.db "SELECT count(*) FROM ferry" 1

# Over the 64 MB that a document may have.
mkdir large
printf 'They took the ferry. ' >large/big.txt
head -c 68000000 /dev/zero | tr '\0' 'x' >>large/big.txt
beside large too-large large/big.txt "--limit"
lunette 2 run large -r ferry.lua --limit 10 -o small.db
answers small.db "SELECT count(*) FROM problem WHERE code = 'too-large'" 2
rm large/big.txt

# Permissions bind everybody but the super-user.
mkdir locked
printf 'They took the ferry.\n' >locked/secret.txt
printf 'They took the ferry.\n' >locked/good.txt
chmod 000 locked/secret.txt
chmod 777 "$work" "$work/papers" locked
if [ "$(id -u)" -ne 0 ]; then
    beside locked unreadable locked/secret.txt check
elif command -v setpriv >/dev/null && setpriv --reuid 65534 --clear-groups "$LUNETTE" version >/dev/null 2>&1; then
    code=0 last="lunette run locked, as nobody" claims=$((claims + 1))
    setpriv --reuid 65534 --clear-groups "$LUNETTE" run locked -r ferry.lua -o locked.db 2>"$err" || code=$?
    [ "$code" -eq 2 ] || complain "$last" "exit code 2" "exit code $code: $(cat "$err")"
    answers locked.db "SELECT code FROM problem" unreadable
    answers locked.db "SELECT instr(message, 'locked/secret.txt') > 0 FROM problem" 1
    answers locked.db "SELECT document.uri FROM ferry JOIN document ON document.id = ferry.document" locked/good.txt
fi
finish
