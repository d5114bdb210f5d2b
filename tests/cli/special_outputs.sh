# special_outputs.sh - reports and exports into links, FIFOs and devices: these stay what they are.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

printf 'layer "gratitude" { who = span }\nrule "thanks" { doc = "Thanks.", match = [[ thanks who:%%cap ]], mark = "gratitude" }\n' >thanks.lua
old='<!-- Lunette 0.1: an old report -->' # what lunette did not write stays, see below
mkdir post
echo "Rita thanks Omar." >post/a.txt
lunette 0 run post -r thanks.lua -o c.db

report() { lunette "$1" report briefing c.db -q -o "$2"; }
export_to() { lunette "$1" export c.db -q -o "$2"; }

# ---- links ----

# ---- names that SQLite would take for memory, and what is in it for gone ----

for name in :memory: 'file:c.db?mode=memory' 'file::memory:' 'c.db?mode=memory'; do
    lunette 0 run post -r thanks.lua -o "$name" -q
    [ -f "./$name" ] || complain "$last" "a file" "$(ls -A)"
    answers "$name" "SELECT text FROM gratitude" "thanks Omar"
    rm -f "./$name"
done

mkdir far
for command in report export_to; do
    echo "$old" >far/page
    ln -sf far/page link
    ln -sf link second
    ln -sf far/new dangling
    rm -f far/new
    $command 0 second
    $command 0 dangling
    for link in link second dangling; do
        equals "$link after $last" "symbolic link" "$(stat -c %F $link)"
    done
    holds far/page "Rita thanks Omar."
    cmp -s far/page far/new || complain "what links lead to" "twice the same" "$(ls -l far)"
    equals "what lies beside" "new page" "$(ls far | tr '\n' ' ' | sed 's/ $//')"
    rm far/page far/new
done
ln -s circle circle
report 3 circle
export_to 3 circle
equals "a circle" "symbolic link" "$(stat -c %F circle)"
mkdir real
ln -s real folder
lunette 0 export c.db --format brat -o folder -q
equals "a link to a folder" "symbolic link" "$(stat -c %F folder)"
[ -e real/annotation.conf ] || complain "$last" "files in real" "$(ls -A real)"

# ---- what others wrote ----

# A rule file, a table and a page of somebody else stay, unless one insists.
echo 'rule "mine" {}' >mine.lua
echo 'name,age' >table.csv
echo '<!DOCTYPE html><p>Mine.' >notes.html
: >empty
cp mine.lua table.csv notes.html "$work"
ln -sf mine.lua link
for words in "export c.db -o mine.lua" "export c.db --format csv --layers gratitude -o table.csv" "report briefing c.db -o notes.html" "report briefing c.db -o link"; do
    # shellcheck disable=SC2086
    lunette 3 $words
    says "'${words##* }' is there, and lunette did not write it" "--force replaces it"
done
for name in mine.lua table.csv notes.html; do
    cmp -s "$name" "$work/$name" || complain "$name" "as it was" "$(head -n 3 "$name")"
done
lunette 0 export c.db -o empty -q
lunette 0 export c.db -o mine.lua -q --force
lunette 0 report briefing c.db -o notes.html -q -f
lunette 0 report briefing c.db -o notes.html -q
holds notes.html "Rita thanks Omar."
# What lunette wrote itself is replaced as ever, in each form.
for form in jsonl csv webannotation conllu; do
    lunette 0 export c.db --format $form --layers gratitude -o "own.$form" -q
    lunette 0 export c.db --format $form --layers gratitude -o "own.$form" -q
done
for form in html md; do
    lunette 0 report briefing c.db --format $form -o "own.$form" -q
    lunette 0 report briefing c.db --format $form -o "own.$form" -q
done

# ---- what lies beside ----

# Whoever may write into the folder can guess the name of what is not whole yet, and somebody killed may have left it.
echo precious >precious
for words in "report briefing c.db" "export c.db"; do
    last="lunette $words -o private" claims=$((claims + 1))
    echo "$old" >private
    chmod 600 private
    sh -c 'ln -s precious "private.$$.new"; exec "$LUNETTE" '"$words"' -q -o private' >"$out" 2>"$err" || complain "$last" "exit code 0" "$(cat "$err")"
    equals "what the link leads to" "precious" "$(cat precious)"
    equals "the mode" "600" "$(stat -c %a private)"
    holds private "Rita thanks Omar."
    equals "the link" "symbolic link" "$(stat -c %F private.*.new)"
    rm private private.*.new
done
last="lunette export --format brat -o folder" claims=$((claims + 1))
sh -c 'mkdir "brat.$$.new"; exec "$LUNETTE" export c.db --format brat -q -o brat' >"$out" 2>"$err" || complain "$last" "exit code 0" "$(cat "$err")"
[ -e brat/annotation.conf ] || complain "$last" "files in brat" "$(ls -A brat)"

# ---- a FIFO ----

mkfifo pipe
for command in report export_to; do
    cat pipe >got &
    $command 0 pipe
    wait $!
    holds got "Rita thanks Omar."
    equals "the FIFO after $last" "fifo" "$(stat -c %F pipe)"
done

# ---- standard output ----

lunette 0 export c.db -q
cp "$out" whole.jsonl
lunette 0 export c.db -q -o -
cmp -s whole.jsonl "$out" || complain "$last" "what export writes without -o" "$(cat "$out")"
[ ! -e ./- ] || complain "$last" "no file" "a file named -"
lunette 3 export c.db --format brat -o -
says "no folder is named" "-o FOLDER"

# Standard output under its other name is not replaced where it leads to a file.
for name in - /dev/stdout; do
    { "$LUNETTE" report briefing c.db -q --format md -o "$name" && "$LUNETTE" export c.db -q -o "$name" && echo end; } >both.txt
    holds both.txt "# Briefing"
    holds both.txt '"annotations":'
    equals "what follows" end "$(tail -n 1 both.txt)"
    rm both.txt
done

# ---- a device; one that is always full ----

if [ "$(id -u)" -eq 0 ] && mknod null c 1 3 2>/dev/null && mknod full c 1 7 2>/dev/null && (: >null) 2>/dev/null; then
    report 0 null
    export_to 0 null
    equals "the device" "character special file" "$(stat -c %F null)"
    code=0 claims=$((claims + 1))
    "$LUNETTE" export c.db -q -o - >full 2>"$err" || code=$?
    [ "$code" -eq 3 ] || complain "export into a full standard output" "exit code 3" "exit code $code: $(cat "$err")"
    report 3 full
    says "cannot write 'full'" "hint: make room"
    export_to 3 full
    equals "the device" "character special file" "$(stat -c %F full)"
    # What could not be written was not reported.
    echo "Omar thanks Rita." >post/b.txt
    lunette 0 run post -r thanks.lua -o c.db
    lunette 3 report briefing c.db --new -q -o full
    code=0 claims=$((claims + 1))
    "$LUNETTE" report briefing c.db --new -q --format md -o - >full 2>"$err" || code=$?
    [ "$code" -eq 3 ] || complain "a full standard output" "exit code 3" "exit code $code: $(cat "$err")"
    lunette 0 report briefing c.db --new -q -o second.md --format md
    holds second.md "Omar thanks Rita."
fi

finish
