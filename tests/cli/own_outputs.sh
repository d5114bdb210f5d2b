# own_outputs.sh - reports, exports and corrections that lie in the folder of their sources are left out by the next run, and named.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >thanks.lua <<'LUA'
layer "act" { kind = enum { "thank" }, actor = list(ref()), target = list(ref()) }
rule "thanks" { doc = "Somebody is thanked.", match = [[ thanks %cap ]], mark = "act", set = { kind = "thank" } }
LUA
mkdir post near.d
cp "$LUNETTE_ROOT/LICENSE" near.d/a.txt
printf 'Rita thanks Omar for the letter. She thanks Vera.\n' >post/a.txt
printf 'Omar thanks Rita.\n' >post/b.txt
run() { lunette 0 run post -r thanks.lua -o post/post.db; }
run
lacks "$err" "left out"
n=$(value post/post.db "SELECT count(*) FROM act")

for form in jsonl csv conllu gexf graphml webannotation; do
    wanted=0
    case $form in gexf | graphml) wanted=1 ;; esac # without actors there are no edges
    lunette $wanted export post/post.db --format $form -o "post/out.$form"
    run
    holds "$err" "since lunette wrote"
    answers post/post.db "SELECT group_concat(uri, ' ') FROM document" "post/a.txt post/b.txt"
    answers post/post.db "SELECT count(*) FROM problem" 0
    mv "post/out.$form" "$work/"
done
for form in brat cas dfm; do
    lunette 0 export post/post.db --format $form -o "post/$form"
done
run
lacks "$err" "left out"
answers post/post.db "SELECT count(*) FROM document" 2
lunette 0 report briefing post/post.db -o post/briefing.html
lunette 0 report briefing post/post.db --format md -o post/briefing.md
lunette 0 reject post/post.db "$(value post/post.db "SELECT key FROM act ORDER BY id LIMIT 1")" "no thanks"
cp "$work/out.jsonl" post/lines.txt
# A document of ours that is longer than what is looked at first.
{ head -c 200000 /dev/zero | tr '\0' 'x'; printf '\nRita thanks Omar.\n'; } >"$work/long.txt"
lunette 0 run "$work/long.txt" -r thanks.lua -o "$work/long.db"
lunette 0 export "$work/long.db" -o post/long.jsonl
run
holds "$err" "left out, since lunette wrote them: post/briefing.html, post/briefing.md, post/lines.txt, post/long.jsonl and 1 more"
answers post/post.db "SELECT group_concat(uri, ' ') FROM document" "post/a.txt post/b.txt"
answers post/post.db "SELECT count(*) FROM act" "$((n - 1))"
lunette 0 run post -r thanks.lua -o post/post.db --json
holds "$out" '"own":5'
lunette 0 try thanks post
lacks "$out" lines.txt

# Named itself, such a file is read.
lunette 0 run post/lines.txt -r thanks.lua -o forced.db
answers forced.db "SELECT count(*) FROM document" 2
"$LUNETTE" run - -r thanks.lua -o stdin.db -q <post/lines.txt
answers stdin.db "SELECT count(*) FROM document" 2
lunette 0 run near.d post/briefing.html -r thanks.lua -o both.db
answers both.db "SELECT group_concat(uri, ' ') FROM document" "near.d/a.txt post/briefing.html"

# What others write is read, however near it comes.
mkdir near
printf '{"id":"n1","text":"Rita thanks Omar.","annotations":[]}\n' >near/lines.jsonl
printf '{"id":"n2","uri":"n2","text":"Rita thanks Omar.","annotations":[{"label":"x"}]}\n' >near/labels.jsonl
printf 'document,title,date,text,rule\nd,t,2026-01-01,Rita thanks Omar.,r\n' >near/table.csv
printf '<!DOCTYPE html>\n<html><head><meta name="generator" content="Lunettes 3"></head><body><p>Rita thanks Omar.</p></body></html>\n' >near/page.html
printf '# Corrections: Rita thanks Omar.\n' >near/x.corrections
lunette 0 run near -r thanks.lua -o near.db
lacks "$err" "left out"
answers near.db "SELECT count(*) FROM act" 5

# Tables and JSON of any columns bear a mark, where the file system keeps it, until another program writes there.
mkdir marked
printf 'Rita thanks Omar.\n' >marked/a.txt
lunette 0 run marked -r thanks.lua -o marked.db
can_mark() { # of this file system
    "$LUNETTE" sql marked.db --format csv "SELECT text AS content FROM act" >marked/probe.csv
    ! "$LUNETTE" run marked -r thanks.lua -o probe.db 2>/dev/null || [ "$(value probe.db "SELECT count(*) FROM document")" = 1 ]
}
"$LUNETTE" sql marked.db --format csv "SELECT * FROM act" >marked/all.csv
lunette 0 run marked -r thanks.lua -o marked.db
holds "$err" "left out, since lunette wrote it: marked/all.csv"
if can_mark; then
    "$LUNETTE" sql marked.db --format json "SELECT text FROM act" >marked/rows.json
    "$LUNETTE" try thanks marked.db >marked/hits.txt 2>/dev/null
    lunette 0 report briefing marked.db --format md -o marked/page.md
    "$LUNETTE" sql marked.db "SELECT text FROM act" | cat >marked/piped.txt
    cp marked/probe.csv marked/copy.csv
    printf 'text\nVera thanks Rita.\n' >marked/all.csv
    lunette 0 run marked -r thanks.lua -o marked.db
    holds "$err" "marked/hits.txt, marked/page.md, marked/probe.csv, marked/rows.json"
    lacks "$err" "all.csv"
    answers marked.db "SELECT group_concat(uri, ' ') FROM document" "marked/a.txt marked/all.csv#L2 marked/copy.csv#L2 marked/piped.txt"
    printf 'Vera waits. ' >marked/begun.txt
    "$LUNETTE" sql marked.db "SELECT text FROM act" >>marked/begun.txt
    lunette 0 run marked -r thanks.lua -o marked.db
    answers marked.db "SELECT count(*) FROM document WHERE uri = 'marked/begun.txt'" 1
fi

# Nor are lock and journals of a corpus that is named by a link and lies among its sources.
mkdir among
echo "Vera thanks Rita." >among/a.txt
ln -s among/real.db link.db
lunette 0 run among -r thanks.lua -o link.db
answers link.db "SELECT group_concat(uri, ' ') FROM document" "among/a.txt"
finish
