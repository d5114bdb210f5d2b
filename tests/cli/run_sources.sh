# label: full
# run_sources.sh - sources of every shape, each with one worker and with eight: the corpora are equal, nothing is lost or doubled, a second
# run does nothing again. Then what happens to documents between runs.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >thanks.lua <<'LUA'
layer "gratitude" { who = span }
rule "thanks" { doc = "Somebody is thanked.", match = [[ thanks who:%cap ]], mark = "gratitude" }
LUA

# What a corpus holds, but for the numbers of its runs.
contents() {
    "$LUNETTE" export "$1"
    "$LUNETTE" sql --no-header --format csv "$1" "SELECT document, uri, class, code, message FROM problem ORDER BY id" || true
}

same() { # same WHAT CORPUS CORPUS
    claims=$((claims + 1))
    contents "$2" >"$work/left"
    contents "$3" >"$work/right"
    cmp -s "$work/left" "$work/right" || complain "$1" "equal corpora" "$(diff "$work/left" "$work/right" | cut -c 1-300)"
}

# both CODE DOCUMENTS SOURCES...: into one.db with one worker, into eight.db with eight; then once more, which has exit code $second.
second=0
both() {
    wanted=$1 documents=$2
    shift 2
    rm -f one.db eight.db
    lunette "$wanted" run "$@" -r thanks.lua -j 1 -o one.db
    lunette "$wanted" run "$@" -r thanks.lua -j 8 -o eight.db
    same "$*, one worker and eight" one.db eight.db
    answers eight.db "SELECT count(*) FROM document" "$documents"
    answers eight.db "SELECT count(DISTINCT uri) FROM document" "$documents"
    cp one.db before.db
    lunette "$second" run "$@" -r thanks.lua -j 8 -o one.db
    same "$*, a second time" before.db one.db
}
unchanged() { # of the last second run
    lunette 0 run "$@" -r thanks.lua -j 8 -o one.db
    holds "$err" "0 documents, 0 annotations"
}

# piped CODE DOCUMENTS FILE WORDS...: the file as standard input, both ways.
piped() {
    wanted=$1 documents=$2 from=$3
    shift 3
    rm -f one.db eight.db
    for jobs in 1 8; do
        to=one.db
        [ "$jobs" = 1 ] || to=eight.db
        code=0 last="lunette run - -j $jobs < $from" claims=$((claims + 1))
        cat "$from" | "$LUNETTE" run - -r thanks.lua -j "$jobs" -o "$to" "$@" >"$out" 2>"$err" || code=$?
        [ "$code" -eq "$wanted" ] || complain "$last" "exit code $wanted" "exit code $code: $(cat "$err")"
    done
    same "$from through standard input" one.db eight.db
    answers one.db "SELECT count(*) FROM document" "$documents"
}

lines() { # lines N: JSON lines
    awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "{\"id\":\"n%d\",\"text\":\"Rita thanks Omar for letter %d. Omar thanks Vera.\"}\n", i, i }'
}

# ---- shapes ----

mkdir many
(cd many && seq 1 3000 | while read -r i; do echo "Rita thanks Omar for letter $i." >"$i.txt"; done)
both 0 3000 many
unchanged many
answers one.db "SELECT count(*) FROM gratitude" 3000

mkdir odd
lines 3000 >odd/plain.jsonl
lines 2000 | sed 's/$/\r/' >odd/crlf.jsonl
awk 'BEGIN { print "{\"id\":\"high\",\"text\":\"Rita thanks Omar.\"}"; for (i = 1; i <= 70000; i++) print ""; print "{\"id\":\"deep\",\"text\":\"Rita thanks Omar.\"}"; for (i = 1; i <= 9000; i++) print "  \t \r" }' >odd/blank.jsonl
sed '1s/^/\n\n/' odd/blank.jsonl >odd/blanker.jsonl
printf '\357\273\277' >odd/bom.jsonl
lines 1500 >>odd/bom.jsonl
(lines 2 && printf '{"id":"last","text":"Rita thanks Omar."}') >odd/open.jsonl
both 0 6507 odd
unchanged odd
answers one.db "SELECT count(*) FROM document WHERE uri = 'odd/blank.jsonl#deep'" 1
printf 'one\0two\n{"id":"x","text":"Rita \0 thanks Omar."}\n' >nul.jsonl
(lines 2000 && cat nul.jsonl && lines 1) >odd/nul.jsonl
rm odd/b*.jsonl odd/crlf.jsonl odd/plain.jsonl
both 2 2006 odd

# A line that is longer than the limit, among others near it; it costs itself.
long() {
    lines 900
    awk 'BEGIN { printf "{\"id\":\"long\",\"text\":\""; for (i = 0; i < 30000; i++) printf "word "; print "\"}" }'
    awk 'BEGIN { for (k = 1; k <= 60; k++) { printf "{\"id\":\"near%d\",\"text\":\"Rita thanks Omar. ", k; for (i = 0; i < 1180 - k; i++) printf "word "; print "\"}" } }'
    lines 10 | sed 's/"n/"m/'
}
mkdir limit
long >limit/long.jsonl
both 2 971 limit --limit 6000
answers one.db "SELECT group_concat(code) FROM problem" too-large
answers one.db "SELECT document.uri FROM problem JOIN document ON document.id = problem.document" "limit/long.jsonl#L901"
answers one.db "SELECT count(*) FROM gratitude WHERE document IN (SELECT id FROM document WHERE uri GLOB '*#near*')" 60
awk 'BEGIN { printf "{\"id\":\"long\",\"text\":\""; for (i = 0; i < 30000; i++) printf "word "; print "\"}" }' >limit/long.jsonl
both 2 1 limit --limit 6000

# ---- standard input ----

lines 4000 >in.jsonl
piped 0 4000 in.jsonl
long >in-long.jsonl
piped 2 971 in-long.jsonl --limit 6000
awk 'BEGIN { for (i = 1; i <= 5000; i++) print "Rita thanks Omar for letter " i "." }' >in.txt
piped 0 1 in.txt
answers one.db "SELECT count(*) FROM gratitude" 5000
awk 'BEGIN { print "id,text"; for (i = 1; i <= 5000; i++) print i ",Rita thanks Omar for letter " i "." }' >in.csv
piped 0 5000 in.csv
awk 'BEGIN { print "<!doctype html><html><body>"; for (i = 1; i <= 3000; i++) print "<p>Rita thanks Omar for letter " i ".</p>"; print "</body></html>" }' >in.html
piped 0 1 in.html
answers one.db "SELECT count(*) FROM gratitude" 3000
awk 'BEGIN { print "["; for (i = 1; i <= 3000; i++) print "{\"id\":" i ",\"text\":\"Rita thanks Omar for letter " i ".\"}" (i < 3000 ? "," : "]") }' >in.json
piped 0 3000 in.json
: >in.empty
piped 2 1 in.empty
answers one.db "SELECT code FROM problem" empty
printf '{"id":"a","text":"Rita thanks Omar."}' >in.one
piped 0 1 in.one
sed -n 1,1500p in.jsonl | sed '700s/n700/n1/' >in-twice.jsonl
piped 2 1500 in-twice.jsonl
answers one.db "SELECT count(*) FROM document WHERE id = 700 AND uri = '-#n1:700'" 1

# Text without end is given up at the limit.
code=0 last="yes | lunette run -" claims=$((claims + 1))
yes | timeout 60 "$LUNETTE" run - -r thanks.lua -o endless.db --limit 1M 2>"$err" || code=$?
[ "$code" -eq 2 ] || complain "$last" "exit code 2" "exit code $code: $(cat "$err")"
answers endless.db "SELECT code FROM problem" too-large

# ---- one uri, several documents ----

mkdir twice
(printf '{"id":"x","text":"Rita thanks One."}\n' && lines 2000 && printf '{"id":"x","text":"Rita thanks Two."}\n{"id":"x","text":"Rita thanks One."}\n') >twice/far.jsonl
for i in 1 2 3; do printf '{"uri":"urn:1","text":"Rita thanks File %d."}\n' $i >"twice/uri$i.jsonl"; done
second=2 # the third of three is looked at each time
both 2 2006 twice
answers one.db "SELECT group_concat(substr(text, 13), ' ') FROM (SELECT text FROM document WHERE uri GLOB 'urn:*' ORDER BY id)" "File 1. File 2. File 3."
answers one.db "SELECT group_concat(uri || '=' || substr(text, 13), ' ') FROM (SELECT uri, text FROM document WHERE uri GLOB '*#x*' ORDER BY id)" \
    "twice/far.jsonl#x=One. twice/far.jsonl#x:2002=Two. twice/far.jsonl#x:2003=One."
answers one.db "SELECT count(*) FROM problem WHERE code = 'duplicate-id'" 4

# They change places, and one goes: what is left is what a new corpus would hold.
again() { # again CODE CODE-OF-THE-NEXT: one.db is run again, and compared with a new corpus
    rm -f fresh.db
    lunette "$1" run twice -r thanks.lua -j 8 -o one.db --prune
    lunette "$1" run twice -r thanks.lua -j 8 -o fresh.db
    sorted="SELECT d.uri, d.text, (SELECT count(*) FROM gratitude g WHERE g.document = d.id), (SELECT group_concat(code) FROM problem p WHERE p.document = d.id) FROM document d ORDER BY d.uri"
    equals "a run again and a new one" "$("$LUNETTE" sql --format csv fresh.db "$sorted")" "$("$LUNETTE" sql --format csv one.db "$sorted")"
    lunette "$2" run twice -r thanks.lua -j 8 -o one.db --prune
    equals "and once more" "$("$LUNETTE" sql --format csv fresh.db "$sorted")" "$("$LUNETTE" sql --format csv one.db "$sorted")"
}
(printf '{"id":"x","text":"Rita thanks Two."}\n' && lines 2000 && printf '{"id":"x","text":"Rita thanks One."}\n{"id":"x","text":"Rita thanks Three."}\n') >twice/far.jsonl
again 2 2
(lines 2000 | sed '1s/^/\n/' && printf '{"id":"x","text":"Rita thanks Two."}\n{"id":"x","text":"Rita thanks One."}\n') >twice/far.jsonl
again 2 2
(lines 2000 | sed '1s/^/\n/' && printf '\n{"id":"x","text":"Rita thanks One."}\n') >twice/far.jsonl
rm twice/uri1.jsonl
again 2 0
rm twice/uri2.jsonl
again 0 0
lunette 0 run many many/1.txt -r thanks.lua -o named.db # a file that is named twice is one
answers named.db "SELECT count(*) FROM document" 3000

# ---- between runs ----

mkdir -p between/sub
echo "Rita thanks Omar." >between/a.txt
echo "Rita thanks Vera." >between/b.txt
lines 3 >between/c.jsonl
echo "Omar thanks Rita." >between/sub/d.txt
lunette 0 run between -r thanks.lua -o kept.db
cp kept.db whole.db
stays() { # stays DOCUMENTS: with --prune
    answers kept.db "SELECT count(*) FROM document WHERE id IN (SELECT document FROM gratitude)" "$1"
}

# A FIFO, or a folder, where a file was.
rm between/a.txt
mkfifo between/a.txt
lunette 2 run between -r thanks.lua -o kept.db
answers kept.db "SELECT code FROM problem" not-a-file
rm between/a.txt
echo "Rita thanks Omar." >between/a.txt
lunette 0 run between -r thanks.lua -o kept.db
answers kept.db "SELECT count(*) FROM problem" 0
stays 6

# A link that leads out of the folder is followed, one that leads nowhere costs itself.
echo "Vera thanks Omar." >outside.txt
ln -s "$PWD/outside.txt" between/link.txt
lunette 0 run between -r thanks.lua -o kept.db
stays 7
rm outside.txt
lunette 2 run between -r thanks.lua -o kept.db --prune
answers kept.db "SELECT code, class FROM problem" "unreadable,environment"
stays 7
rm between/link.txt
lunette 0 run between -r thanks.lua -o kept.db --prune
stays 6

# What cannot be read now keeps what was found in it, also with --prune; when it can be read again nothing shows of it.
blocked() {
    chmod 000 "$1"
    code=0 last="lunette run between, without right to $1" claims=$((claims + 1))
    $as "$LUNETTE" run between -r thanks.lua -o kept.db --prune 2>"$err" || code=$?
    [ "$code" -eq 2 ] || complain "$last" "exit code 2" "exit code $code: $(cat "$err")"
    stays 6
    answers kept.db "SELECT code || ' ' || uri FROM problem" "unreadable $1"
    chmod 755 "$1"
    $as "$LUNETTE" run between -r thanks.lua -o kept.db --prune 2>"$err" || complain "$last, and with it again" "exit code 0" "$(cat "$err")"
    answers kept.db "SELECT count(*) FROM problem" 0
    stays 6
}
as=
[ "$(id -u)" -ne 0 ] || as="setpriv --reuid 65534 --clear-groups"
if [ -z "$as" ] || { command -v setpriv >/dev/null && $as "$LUNETTE" version >/dev/null 2>&1; }; then
    [ -z "$as" ] || { chmod 777 "$work" . && chown -R 65534 between kept.db; }
    blocked between/a.txt
    blocked between/c.jsonl
    blocked between/sub
    [ -z "$as" ] || chown -R 0 between kept.db
fi
same "after all that" whole.db kept.db

# Members and files that go.
lunette 0 run between -r thanks.lua -o kept.db
sed -i 2d between/c.jsonl
rm between/b.txt
lunette 0 run between -r thanks.lua -o kept.db
holds "$err" "2 "
stays 6
lunette 0 run between -r thanks.lua -o kept.db --prune
stays 4
rm -f fresh.db
lunette 0 run between -r thanks.lua -o fresh.db
equals "uris" "$(value fresh.db 'SELECT uri FROM document ORDER BY uri')" "$(value kept.db 'SELECT uri FROM document ORDER BY uri')"

# Problems come and go with the text.
printf 'Rita \377 thanks Omar. Rita thanks Omar, for this, and for all of that.\n' >between/a.txt
lunette 2 run between -r thanks.lua -o kept.db
lunette 0 run between -r thanks.lua -o kept.db
holds "$err" "4 unchanged"
answers kept.db "SELECT count(*) > 0 FROM problem" 1
echo "Rita thanks Omar." >between/a.txt
lunette 0 run between -r thanks.lua -o kept.db
answers kept.db "SELECT count(*) FROM problem" 0

# The corpus again with other rules, and with --force: with one worker and with eight.
sed 's/thanks who/(thanks|for) who/' thanks.lua >other.lua
for jobs in 1 8; do
    cp one.db again$jobs.db
    lunette 0 run again$jobs.db -r other.lua -j $jobs
    lunette 0 run again$jobs.db -r thanks.lua -j $jobs --force
done
same "stored documents again" again1.db again8.db

# A template that is laid on other parts of the path than was meant: said at once, not document by document alone.
for name in a b c; do
    mkdir -p "laid/no/quay-$name"
    printf 'Rita thanks Omar.\n' >"laid/no/quay-$name/2026-03-01-$name.txt"
done
lunette 2 run laid -p entities --path '{country}/{source}' -o laid.db
holds "$err" "3 of 3 documents do not fit --path: laid/no/quay-a/2026-03-01-a.txt: --path '{country}/{source}': country 'quay-a' is not understood"
holds "$err" "(the template is laid on the end of a path; * is a part that tells nothing)"
lunette 0 run laid -p entities --path '{country}/*/*' -o laid.db
lacks "$err" "do not fit --path"
answers laid.db "SELECT group_concat(DISTINCT country) FROM document" NO

# That a path does not match is told once a file, and not of what failed anyway or tells itself when it is and whose. Dates in names that nothing read are told.
mkdir -p missed/no/mfa missed/misc
printf 'Rita thanks Omar.\n' >missed/no/mfa/2026-03-01-a.txt
printf 'Rita thanks Omar.\n' >missed/misc/2026-03-02-b.txt
: >missed/misc/2026-03-03-empty.txt
printf 'id,date,source,country,text\nk1,2026-03-04,mfa,NO,Rita thanks Omar.\n' >missed/misc/own.csv
printf 'id,text\nk1,Rita thanks Omar.\nk2,Rita thanks Ana.\nk3,Rita thanks Eva.\n' >missed/misc/rows.csv
lunette 2 run missed -p entities --path '{country}/{source}/{date}-*' -o missed.db
answers missed.db "SELECT group_concat(uri || ' ' || code, ', ') FROM (SELECT * FROM problem ORDER BY uri)" \
    '"missed/misc/2026-03-02-b.txt path-template, missed/misc/2026-03-03-empty.txt empty, missed/misc/rows.csv#k1 path-template"'
holds "$err" "1 of 6 documents have no date, and their names tell one (missed/misc/2026-03-02-b.txt): --path '{date}-*'"
lunette 2 run missed -p entities --path none -o undated.db
lacks "$err" "have no date"
rm missed/misc/2026-03-03-empty.txt
lunette 0 run missed -p entities -o undated.db --force
holds "$err" "2 of 6 documents have no date"
lunette 0 run missed -p entities -q -o quiet.db
lacks "$err" "have no date"

# A table whose text stands in a column of another name, also in an archive; what is called text there is metadata.
mkdir columns
printf 'nr;id;Meldung;text\n1;k1;Rita thanks Omar.;x\n2;k2;Rita thanks Ana.;y\n' >columns/a.csv
printf 'id,text\nk3,Rita thanks Eva.\n' >columns/b.csv
printf 'id,meldung\nk4,Rita thanks Ida.\n' >columns/c.csv
gzip columns/c.csv
lunette 2 run columns -r thanks.lua -o other.db
answers other.db "SELECT count(*) FROM problem WHERE message LIKE '%--text-column NAME'" 1
lunette 0 run columns -r thanks.lua --text-column meldung -o columns.db
answers columns.db "SELECT group_concat(text, ' ') FROM (SELECT text FROM document ORDER BY id)" "Rita thanks Omar. Rita thanks Ana. Rita thanks Eva. Rita thanks Ida."
answers columns.db "SELECT value FROM _metadata WHERE key = 'text' ORDER BY document LIMIT 1" x
lunette 0 run columns -r thanks.lua --text-column meldung -o columns.db
holds "$err" "unchanged"
lacks "$err" "is called"
lunette 0 run columns/a.csv -r thanks.lua --text-column notiz -o named.db
holds "$err" "columns/a.csv: no column is called 'notiz', as --text-column says, and it is read without; there are: nr, id, Meldung, text"
lunette 0 run columns/a.csv columns/b.csv -r thanks.lua --text-column MELDUNG -o named.db
lacks "$err" "is called"
lunette 0 run columns/a.csv --show --text-column notiz
holds "$err" "no column is called 'notiz'"
cat >lunette.lua <<'LUA'
return { sources = { "columns" }, rules = { "thanks.lua" }, corpus = "project.db", text_column = "Meldung" }
LUA
lunette 0 run
answers project.db "SELECT count(*) FROM document" 4
rm lunette.lua

# A character set that shows far behind an ASCII head: of lines from a file, of lines through a pipe, of an array.
awk 'BEGIN { for (i = 1; i <= 10000; i++) printf "{\"id\":\"d%d\",\"text\":\"Rita thanks Omar %d.\"}\n", i, i }' >late.jsonl
printf '{"id":"last","text":"The caf\351 thanks Ren\351e."}\n' >>late.jsonl
lunette 0 run late.jsonl -r thanks.lua -o late.db
answers late.db "SELECT text FROM document WHERE uri LIKE '%#last'" "The café thanks Renée."
"$LUNETTE" run - -r thanks.lua -o piped.db <late.jsonl 2>"$err" || complain "lunette run -" "exit code 0" "$(cat "$err")"
answers piped.db "SELECT text FROM document WHERE uri LIKE '%#last'" "The café thanks Renée."
(printf '[' && sed '$!s/$/,/' late.jsonl && printf ']\n') >late.json
lunette 0 run late.json -r thanks.lua -o whole.db
answers whole.db "SELECT text FROM document WHERE uri LIKE '%#last'" "The café thanks Renée."

# What is no character in an array is told of the element in which it stands.
printf '[{"id":"first","text":"Rita thanks Omar."},\n{"id":"last","text":"They left for Ke\377nya."}]\n' >array.json
lunette 2 run array.json -r thanks.lua -o array.db
answers array.db "SELECT d.uri || ' ' || p.code FROM problem p JOIN document d ON d.id = p.document" "array.json#last invalid-utf8"
# Where nothing was read, it is told at once why.
printf 'id,notiz\nk1,Rita thanks Omar.\n' >notes.csv
lunette 2 run notes.csv -r thanks.lua -o notes.db
holds "$err" "lunette: warning: notes.csv:1: no column is named text"
lunette 2 run notes.csv columns/b.csv -r thanks.lua -o both.db
lacks "$err" "warning"
# What is given in the place of a source, or of a rule file, and cannot be one.
lunette 3 run https://example.org/readout.html -r thanks.lua
says "'https://example.org/readout.html' does not exist" "hint: nothing is fetched from the net"
printf 'President Zorbic thanked Omar.\n' >letter.txt
lunette 3 run columns -r letter.txt
says "letter.txt:1: " "hint: a rule file is Lua, and this one is not called .lua"
# A run that would lose dates and cannot be: that its rules do not load is told.
mkdir dated
printf 'Rita thanks Omar.\n' >dated/2026-03-02-a.txt
lunette 0 run dated -r thanks.lua --path '{date}-*' -o dated.db
lunette 3 run dated -p thnks -o dated.db
says "there is no plugin 'thnks'"
lunette 3 run dated -r thanks.lua -o dated.db
says "names neither --path nor --meta"
finish
