# bundles.sh - files that hold files: mailboxes, archives, compressed files.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

# A mailbox: the same mails from a file, from standard input and once more; twins keep their ids.
mail() {
    printf 'From ada@example.org Mon Mar  2 09:30:00 2026\nFrom: Press <press@mfa.example>\nMessage-ID: <%s@mfa.example>\nDate: Mon, 2 Mar 2026 10:12:00 +0000\nSubject: Call %s\n\nNorway thanked Peru for paper %s.\n\nFrom Lima nothing came.\n\n' "$1" "$1" "$1"
}
mkdir post
{ mail one; mail two; mail two; } >post/press.mbox
touch -d '2020-01-01' post/press.mbox
lunette 2 run post -p entities -o post.db
answers post.db "SELECT group_concat(uri || ' ' || date || ' ' || title, ', ') FROM (SELECT * FROM document ORDER BY id)" \
    "\"post/press.mbox#one@mfa.example 2026-03-02 Call one, post/press.mbox#two@mfa.example 2026-03-02 Call two, post/press.mbox#two@mfa.example:21 2026-03-02 Call two\""
answers post.db "SELECT group_concat(code, ', ') FROM problem" duplicate-id
lunette 0 run post -p entities -o post.db
holds "$err" "3 unchanged"
lunette 2 run - -p entities -o pipe.db <post/press.mbox
answers pipe.db "SELECT count(*) FROM document WHERE text LIKE '%From Lima%'" 3

# What is attached to a mail follows it, from a file, a pipe and an archive; a mail without Date has the day of its first line.
attached() {
    printf 'From: Press <press@mfa.example>\nMIME-Version: 1.0\nSubject: Papers\nContent-Type: multipart/mixed; boundary=xx\n\n'
    printf -- '--xx\nContent-Type: text/plain\n\nNorway thanked Peru.\n'
    printf -- '--xx\nContent-Type: text/html\nContent-Disposition: attachment; filename=page.html\n\n<html><p>Peru urged Chile to stay.</p></html>\n'
    printf -- '--xx\nContent-Type: image/png\nContent-ID: <logo>\n\niVBOR\n--xx--\n'
}
mkdir attached
attached >attached/call.eml
{ printf 'From ada@example.org Tue Mar  5 10:00:00 2024\n'; attached; } >attached/post.mbox
touch -d '2020-01-01' attached/*
lunette 0 run attached -p diplomacy -o attached.db
answers attached.db "SELECT group_concat(uri || '|' || name || '|' || coalesce(date, ''), ' ') FROM (SELECT * FROM document ORDER BY id)" \
    "attached/call.eml|call| attached/call.eml#page.html|call/page| attached/post.mbox#L1|attached/post.mbox#L1|2024-03-05 attached/post.mbox#L1#page.html|attached/post.mbox#L1/page|2024-03-05"
answers attached.db "SELECT metadata ->> 'attached_to' || ' ' || (metadata ->> 'subject') FROM document WHERE id = 4" "attached/post.mbox#L1 Papers"
answers attached.db "SELECT group_concat(kind) FROM (SELECT * FROM act ORDER BY id)" "\"thank,urge,thank,urge\""
lunette 0 run attached -p diplomacy -o attached.db
holds "$err" "4 unchanged"
tar cf attached.tar attached/call.eml
lunette 0 run attached.tar -p diplomacy -o tarred_mail.db
answers tarred_mail.db "SELECT group_concat(uri) FROM (SELECT * FROM document ORDER BY id)" "\"attached.tar#attached/call.eml,attached.tar#attached/call.eml#page.html\""
lunette 0 run - -p diplomacy -o pipe2.db <attached/call.eml
answers pipe2.db "SELECT count(*) FROM document WHERE uri IN ('-', '-#page.html')" 2

# archive FILE: a zip or tar of the lines "TYPE<TAB>NAME<TAB>TEXT" of standard input.
archive() {
    "${LUN_LUA:-lua5.4}" "$LUNETTE_ROOT/tests/fault/make_archive.lua" "$1"
}
tab=$(printf '\t')
json='{"id":"x","text":"Chile urged Peru to stay."}\n{"id":"y","text":"Peru urged Chile to stay."}'

# A zip of all sorts of files: each is read as a file is, and called after its place in the archive.
archive all.zip <<EOF
0${tab}NO/2026-03-01-call.txt${tab}Norway urged Peru to stay.
0${tab}PE/page.html${tab}<html><body><p>Peru thanked Norway.</p></body></html>
0${tab}PE/lines.jsonl${tab}$json
0${tab}table.csv${tab}id,text\n7,Norway thanked Chile.\n
0${tab}.hidden.txt${tab}Nobody reads this.
0${tab}__MACOSX/PE/page.html${tab}Nor this.
0${tab}paper.pdf${tab}%PDF-1.4
0${tab}../up.txt${tab}Chile thanked Norway.
EOF
printf '0\tin.txt\tInner.\n' | archive in.zip
printf '0\tpaper.docx\tPK\003\004 and so on\n' | archive broken.tar
touch -d '2020-01-01' all.zip broken.tar in.zip
lunette 2 run all.zip broken.tar in.zip -p diplomacy -o all.db -j 1
answers all.db "SELECT group_concat(uri || '|' || name, ' ') FROM (SELECT * FROM document ORDER BY id)" \
    "all.zip#NO/2026-03-01-call.txt|NO/2026-03-01-call all.zip#PE/page.html|PE/page all.zip#PE/lines.jsonl#x|x all.zip#PE/lines.jsonl#y|y all.zip#table.csv#7|7 all.zip#paper.pdf|paper all.zip#../up.txt|../up broken.tar#paper.docx|paper in.zip#in.txt|in"
answers all.db "SELECT text FROM document WHERE uri = 'all.zip#PE/page.html'" "Peru thanked Norway."
answers all.db "SELECT group_concat(code || ' ' || uri, ', ') FROM (SELECT * FROM problem ORDER BY uri)" \
    "\"unknown-format all.zip#paper.pdf, broken-office broken.tar#paper.docx\""
equals "what was unpacked on the disk" "" "$(find . .. -maxdepth 1 -name up.txt -o -maxdepth 1 -name NO)"
rows="SELECT d.id, d.uri, a.* FROM document d LEFT JOIN act a ON a.document = d.id ORDER BY d.id, a.id"
lunette 2 run all.zip broken.tar in.zip -p diplomacy -o two.db -j 2
answers all.db "SELECT count(*) > 5 FROM ($rows)" 1
equals "rows of two workers" "$(value all.db "$rows")" "$(value two.db "$rows")"
lunette 0 run all.zip -p diplomacy -o all.db
holds "$err" "7 unchanged"
lunette 2 run - -p entities -o zipped.db <all.zip
answers zipped.db "SELECT count(*) FROM document WHERE uri LIKE '-#%'" 7

# To a template an archive is a folder; a table names its files.
printf 'file,source\npage.html,Gazette\n' >meta.csv
lunette 2 run all.zip -p entities -o meta.db --meta meta.csv --path '{country}/{date}-*'
answers meta.db "SELECT country || ' ' || date FROM document WHERE uri LIKE '%call.txt'" "NO 2026-03-01"
answers meta.db "SELECT source FROM document WHERE uri LIKE '%page.html'" Gazette
lacks "$err" "about no document"

# A tar of readouts gives what the folder gives, however it is compressed; a change in it is seen.
mkdir folder
for i in 1 2 3 4 5 6 7 8 9; do
    printf 'Norway urged Peru to sign paper %s. Peru thanked Norway for talk %s.\n' $i $i >folder/r$i.txt
done
acts="SELECT group_concat(kind || ' ' || name || ' ' || start, ', ') FROM (SELECT a.kind, a.start, d.name FROM act a JOIN document d ON d.id = a.document ORDER BY d.id, a.start)"
lunette 0 run folder -p diplomacy -o folder.db
(cd folder && tar cf - *.txt) | gzip >tarred.tar.gz
lunette 0 run tarred.tar.gz -p diplomacy -o tarred.db
holds "$err" "9 documents"
answers folder.db "SELECT count(*) FROM act WHERE kind IN ('urge', 'thank')" 18
equals "acts of the archive and of the folder" "$(value folder.db "$acts")" "$(value tarred.db "$acts")"
printf 'Norway urged Peru to leave.\n' >folder/r5.txt
(cd folder && tar cf - *.txt) | gzip >tarred.tar.gz
lunette 0 run tarred.tar.gz -p diplomacy -o tarred.db
holds "$err" "1 document, "
holds "$err" "8 unchanged"
head -c 200 tarred.tar.gz >cut.tar.gz
lunette 2 run cut.tar.gz -p entities -o cut.db
answers cut.db "SELECT DISTINCT code FROM problem" broken-archive

# What lunette wrote is no source in an archive either.
mkdir own
lunette 0 report briefing folder.db --format md -o report.md -q
tar cf own/kept.tar report.md folder/r1.txt
lunette 0 run own -p entities -o own.db
answers own.db "SELECT group_concat(uri) FROM document" "own/kept.tar#folder/r1.txt"
holds "$err" "left out, since lunette wrote it: own/kept.tar#report.md"

# One compressed file is what it holds, whatever its size: the limit is that of a member.
seq 3000 | sed 's/.*/{"id":"n&","text":"Norway urged Peru to sign paper &."}/' | gzip >lines.jsonl.gz
lunette 0 run lines.jsonl.gz -p entities -o lines.db --limit 4000
answers lines.db "SELECT count(*) || ' ' || max(uri) FROM document" "3000 lines.jsonl.gz#n999"
gzip -c folder/r1.txt >2026-03-01.txt.gz
lunette 0 run 2026-03-01.txt.gz -p entities -o dated.db --path '{date}'
answers dated.db "SELECT date FROM document" 2026-03-01
gzip -c folder/r1.txt >r1.txt.gz
lunette 0 run r1.txt.gz -p entities -o single.db
answers single.db "SELECT uri || ' ' || name || ' ' || media_type FROM document" "r1.txt.gz r1 text/plain"

# What unpacks to more than anybody means ends with a problem.
{
    echo '{"text":"Norway urged Peru to leave."}'
    head -c 3000000 /dev/zero | tr '\0' '\n'
} | gzip >bomb.jsonl.gz
lunette 2 run bomb.jsonl.gz -p entities -o bomb.db --limit 4000
answers bomb.db "SELECT group_concat(code) FROM problem" too-large
answers bomb.db "SELECT count(*) FROM document WHERE characters > 0" 1

# Of a compressed file that was cut off at once nothing can be unpacked, which makes it no archive inside another.
echo "Norway thanked Peru." | gzip | head -c 6 >early.txt.gz
lunette 2 run early.txt.gz -p entities -o early.db
answers early.db "SELECT message FROM problem" \
    "\"early.txt.gz: looks like the first bytes of a compressed file, which is not read; fetch it again\""
finish
