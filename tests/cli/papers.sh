# papers.sh - PDF files and word processors' files: read as any other, damaged ones cost a problem each.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir in empty
printf 'MINISTRY OF FOREIGN AFFAIRS\n== 20\nReadout of the call\nOslo, 3 March 2026\n== 10\nMinister Berg of Norway thanked Peru, said that the two states would deepen their coop-\neration on fisheries, and that (non-\nproliferation) talks go on.\nThe end of it.\n== 600\n- 1 -\n== page\nMINISTRY OF FOREIGN AFFAIRS\n== 20\nNorway urged Chile to stay.\n== 640\n- 2 -\n' |
    "${LUN_LUA:-lua5.4}" "$LUNETTE_ROOT/tests/cli/pdf.lua" in/call.pdf
printf '' | "${LUN_LUA:-lua5.4}" "$LUNETTE_ROOT/tests/cli/pdf.lua" in/scan.pdf
printf '%%PDF-1.4\nnothing of it\n' >in/bad.pdf
printf 'PK\003\004 and nothing more' >in/cut.docx

# Without pdftotext each is a problem that says what to install; once it is there they are read, although no file changed.
touch -d '2020-01-01' in/*
last="lunette run without pdftotext" code=0 claims=$((claims + 1))
PATH=$PWD/empty "$LUNETTE" run in -p entities -o in.db >"$out" 2>"$err" || code=$?
[ "$code" -eq 2 ] || complain "$last" "exit code 2" "exit code $code"
answers in.db "SELECT count(*) FROM problem WHERE code = 'unknown-format' AND message LIKE '%install pdftotext%'" 3
if ! command -v pdftotext >/dev/null; then
    echo "skipped in part: no pdftotext"
    finish
    exit
fi

lunette 2 run in -p entities -o in.db
answers in.db "SELECT text FROM document WHERE uri = 'in/call.pdf'" "\"MINISTRY OF FOREIGN AFFAIRS

Readout of the call

Oslo, 3 March 2026

Minister Berg of Norway thanked Peru, said that the two states would deepen their cooperation on fisheries, and that (non-proliferation) talks go on.

The end of it.

Norway urged Chile to stay.\""
answers in.db "SELECT date || ' ' || media_type FROM document WHERE uri = 'in/call.pdf'" "2026-03-03 application/pdf"
answers in.db "SELECT value FROM metadata, document WHERE document = document.id AND uri = 'in/call.pdf' AND metadata.key = 'pages'" 2
answers in.db "SELECT count(*) || ' ' || max(substr(text, start.value + 1, 18)) FROM document, metadata, json_each(metadata.value) AS start
    WHERE document = document.id AND uri = 'in/call.pdf' AND metadata.key = 'page_starts' AND start.key > 0" "1 Norway urged Chile"
lunette 0 report briefing in.db -o in.html
holds in.html "<i class=page data-page=2></i>"
answers in.db "SELECT group_concat(code || ' ' || uri, ', ') FROM (SELECT * FROM problem ORDER BY uri)" \
    "\"broken-pdf in/bad.pdf, broken-office in/cut.docx, empty in/scan.pdf\""
answers in.db "SELECT message FROM problem WHERE uri = 'in/scan.pdf'" \
    "\"in/scan.pdf: its pages hold no text, pictures at most (a scan?); run text recognition over it first, e.g. ocrmypdf\""
lunette 0 run in -p entities -o in.db
holds "$err" "4 unchanged"

# From a pipe, with the whole sandbox where the kernel has one, and into a text that is too large.
lunette 0 run - -p entities -o pipe.db <in/call.pdf
answers pipe.db "SELECT count(*) FROM document WHERE text LIKE '%cooperation%'" 1
lunette 2 run in/call.pdf -p entities -o small.db --limit 100
answers small.db "SELECT code FROM problem" too-large
# Larger than a pipe's first look at it, and than the limit: its text alone is limited.
seq 2000 | sed 's/.*/Norway thanked Peru for paper &, and all of the long papers before it.\n== 1/; 0~40s/$/\n== page/' |
    "${LUN_LUA:-lua5.4}" "$LUNETTE_ROOT/tests/cli/pdf.lua" large.pdf
lunette 2 run - -p entities -o large.db --limit 100K <large.pdf
answers large.db "SELECT code FROM problem" too-large
lunette 0 run - -p entities -o large.db --limit 150K <large.pdf
answers large.db "SELECT count(*) FROM document WHERE characters BETWEEN 100000 AND 150000" 1

# Commands that read without a run read them as well.
lunette 0 try 'urged' in/call.pdf
holds "$out" "Norway [urged] Chile to stay."
lunette 0 run --show in/call.pdf
holds "$out" "Norway urged Chile to stay."
holds "$out" "application/pdf"
lacks "$out" "problem"
last="lunette try from a pipe" code=0
cat in/call.pdf | "$LUNETTE" try urged - >"$out" 2>"$err" || code=$?
holds "$out" "Norway [urged] Chile to stay."
equals "its exit code" 0 "$code"
last="lunette why from a pipe" code=0
cat in/call.pdf | "$LUNETTE" why - "urged Chile" -p diplomacy >"$out" 2>"$err" || code=$?
equals "its exit code, which may say that nothing fired" 0 "$((code > 1))"
last="lunette run --show from a pipe that another process fills slowly"
{ head -c 3 in/call.pdf; sleep 0.2; tail -c +4 in/call.pdf; } | "$LUNETTE" run --show - >"$out" 2>"$err"
holds "$out" "application/pdf"
holds "$out" "Norway urged Chile to stay."
lunette 0 console in/call.pdf -e 'try "deepen"'
holds "$out" "1 hit in 1 of 1 document"

# Many at once, each in its place.
mkdir many
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
    printf 'Norway thanked Peru for paper %s.\n' $i | "${LUN_LUA:-lua5.4}" "$LUNETTE_ROOT/tests/cli/pdf.lua" many/p$i.pdf
done
lunette 0 run many -p entities -o many.db -j 2
answers many.db "SELECT count(*) FROM document WHERE text = 'Norway thanked Peru for paper ' || substr(uri, 7, length(uri) - 10) || '.'" 12

# Whoever waits for pdftotext is not waited for longer than the deadline.
mkdir slow
printf '#!/bin/sh\nexec sleep 600\n' >slow/pdftotext
chmod +x slow/pdftotext
last="lunette run with a slow pdftotext" code=0 claims=$((claims + 1))
PATH=$PWD/slow:$PATH "$LUNETTE" run in/call.pdf -p entities -o slow.db --deadline 4 >"$out" 2>"$err" || code=$?
[ "$code" -eq 2 ] || complain "$last" "exit code 2" "exit code $code"
answers slow.db "SELECT class || ' ' || code FROM problem" "environment unreadable"
lunette 0 run in/call.pdf -p entities -o slow.db
answers slow.db "SELECT count(*) FROM document WHERE text LIKE '%cooperation%'" 1

finish
