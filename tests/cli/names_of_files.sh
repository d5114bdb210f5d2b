# names_of_files.sh - files and folders whose names are not UTF-8, and folders that are named in different ways.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >thanks.lua <<'LUA'
layer "gratitude" { who = span }
rule "thanks" { doc = "Somebody is thanked.", match = [[ thanks who:%cap ]], mark = "gratitude" }
LUA
letter() { echo "Rita thanks Omar for the letter about $1." >"$2"; }

# ---- bytes that are no UTF-8 stand as %XX ----

city=$(printf 'M\374nchen') river=$(printf 'Dona\373')
mkdir post "$river"
letter paper post/plain.txt
if (: >"post/$city.txt") 2>/dev/null; then
    letter ink "post/$city.txt"
    letter wood 'post/M%FCnchen.txt'
    letter boats "$river/boats.txt"
    ln -s nowhere "post/$city-2.txt"
    lunette 2 run post "$river" -r thanks.lua -o post.db
    answers post.db "SELECT group_concat(uri, ' ') FROM (SELECT uri FROM document ORDER BY id)" \
        'post/M%FCnchen.txt post/M%fcnchen.txt post/plain.txt Dona%FB/boats.txt'
    answers post.db "SELECT count(*) FROM gratitude" 4
    answers post.db "SELECT rtrim(text, char(10)) FROM document WHERE uri = 'post/M%fcnchen.txt'" "Rita thanks Omar for the letter about ink."
    answers post.db "SELECT code || ' ' || uri FROM problem" 'unreadable post/M%FCnchen-2.txt'
    answers post.db "SELECT command FROM run" 'lunette run post Dona%FB -r thanks.lua'
    rm "post/$city-2.txt"
    lunette 0 run post "$river" -r thanks.lua -o post.db
    holds "$err" "0 documents, 0 annotations"
    holds "$err" "4 unchanged"
    lunette 0 try thanks post
    holds "$out" 'post/M%fcnchen.txt'
    printf '{"text":"Rita thanks Omar."}\n{"text":"Omar thanks Vera."}\n' >"$river/notes$river.jsonl"
    lunette 0 run "$river" -r thanks.lua -o post.db
    answers post.db "SELECT group_concat(uri, ' ') FROM document WHERE uri LIKE '%jsonl%'" 'Dona%FB/notesDona%FB.jsonl#L1 Dona%FB/notesDona%FB.jsonl#L2'
fi

# ---- one folder, named in many ways ----

mkdir -p home/docs/old home/other
for i in one two three; do letter "$i" "home/docs/$i.txt"; done
letter four home/docs/old/four.txt
cd home
ln -s docs link
again() { # again WORDS...: nothing is new
    lunette 0 run "$@" -r ../thanks.lua -o docs.db
    holds "$err" "0 documents, 0 annotations"
    lacks "$err" "no longer in the sources"
}
lunette 0 run docs -r ../thanks.lua -o docs.db
for source in docs ./docs docs/ "$PWD/docs" docs/../docs link ./docs/one.txt "$PWD/docs/old/../one.txt"; do
    again "$source"
done
again docs ./docs link
answers docs.db "SELECT count(*) FROM document" 4
answers docs.db "SELECT uri FROM document WHERE uri LIKE '%four%'" docs/old/four.txt
(cd other && lunette 0 run ../docs -r ../../thanks.lua -o ../docs.db && holds "$err" "4 unchanged")
letter five docs/five.txt
lunette 0 run "$PWD/docs" -r ../thanks.lua -o docs.db
answers docs.db "SELECT uri FROM document WHERE uri LIKE '%five%'" docs/five.txt
# What is gone is gone under any name.
rm docs/five.txt
lunette 0 run ./docs -r ../thanks.lua -o docs.db
holds "$err" "1 no longer in the sources"
lunette 0 run ./docs -r ../thanks.lua -o docs.db --prune
holds "$err" "1 taken out"
# The folder above it: what was known keeps its name, and the rest has the one that it is given now.
letter six six.txt
lunette 0 run ../home --glob '*.txt' -r ../thanks.lua -o docs.db
answers docs.db "SELECT count(*) FROM document WHERE uri LIKE 'docs/%'" 4
answers docs.db "SELECT count(*) FROM document WHERE uri LIKE '../home/docs/%'" 0
answers docs.db "SELECT count(*) FROM document WHERE uri = '../home/six.txt'" 1
lunette 0 run docs -r ../thanks.lua -o docs.db # their ids are what the run says: below the folder that it names
# Two names of one folder in the first run.
lunette 0 run "$PWD/docs" docs ./docs/one.txt -r ../thanks.lua -o new.db
answers new.db "SELECT count(*) FROM document" 4
# Corpus and folder are moved together.
mkdir "$work/papers/moved"
mv docs docs.db "$work/papers/moved"
cd "$work/papers/moved"
again "$PWD/docs"
cd ..
lunette 0 run moved/docs -r thanks.lua -o moved/docs.db
holds "$err" "4 unchanged"

# A project, from its folder and from elsewhere.
cat >moved/lunette.lua <<'LUA'
return { sources = "docs", rules = "../thanks.lua", corpus = "p.db" }
LUA
(cd moved && lunette 0 run)
lunette 0 run --project moved/lunette.lua
holds "$err" "4 unchanged"
(cd / && lunette 0 run --project "$work/papers/moved/lunette.lua" && holds "$err" "4 unchanged")

# A corpus that knows nothing of folders: made before these were noted.
if command -v sqlite3 >/dev/null; then
    cd moved
    sqlite3 docs.db "DELETE FROM _meta WHERE key LIKE 'folder:%'"
    again ./docs
    answers docs.db "SELECT count(*) FROM document WHERE uri LIKE 'docs/%'" 4
    sqlite3 docs.db "DELETE FROM _meta WHERE key LIKE 'folder:%'"
    cd ..
    lunette 0 run moved/docs -r thanks.lua -o moved/docs.db
    holds "$err" "4 unchanged"
fi

# Two folders of one name, run from two places, are two: the second is called after the way to it from the corpus.
cd "$work/papers"
mkdir -p oslo/notes lima/notes
printf 'Rita thanks Omar.\n' >oslo/notes/1.txt
printf 'Vera thanks Rita.\n' >lima/notes/1.txt
for place in oslo lima oslo lima; do
    (cd $place && lunette 0 run notes -r "$work/papers/thanks.lua" -o ../both.db --prune)
done
holds "$err" "1 unchanged"
answers both.db "SELECT group_concat(uri || ' ' || substr(text, 1, 4), ', ') FROM document" '"lima/notes/1.txt Vera, notes/1.txt Rita"'
for place in oslo lima; do
    (cd $place/notes && lunette 0 run 1.txt -r "$work/papers/thanks.lua" -o ../../files.db)
done
answers files.db "SELECT group_concat(uri, ' ') FROM document" "1.txt lima/notes/1.txt"
# What is not there any more leaves its name.
mv oslo/notes oslo/gone
(cd lima && rm -f ../both.db && lunette 0 run notes -r "$work/papers/thanks.lua" -o ../both.db)
answers both.db "SELECT uri FROM document" notes/1.txt

# ---- commands that are printed are pasted as they are ----

# pasted FILE PATTERN: runs the command of the line, from the word `lunette` on; it must do its work.
pasted() {
    claims=$((claims + 1))
    command=$(grep -o "lunette $2.*" "$1" | head -n 1)
    [ -n "$command" ] || complain "a command of $last" "lunette $2" "$(cat "$1")"
    (eval "\"\$LUNETTE\" ${command#lunette }" >"$work/pasted" 2>&1) || complain "pasted: $command" "no error" "$(cat "$work/pasted")"
}
mkdir "it's mine"
letter sand "it's mine/a b.txt"
printf '\377\376' >"it's mine/odd.bin"
own="it's mine/out put.db"
lunette 2 run "it's mine" -r thanks.lua -o "$own" --language-is en
pasted "$err" sql
lunette 3 why "$own" none.txt "thanks Omar"
holds "$err" "lunette sql 'it'\\''s mine/out put.db' "
lunette 0 accept "$own" "$(value "$own" "SELECT key FROM gratitude")"
mv "it's mine/out put.corrections" kept
lunette 0 sql "$own" "SELECT 1"
holds "$err" "lunette accept 'it'\\''s mine/out put.db' --sync"
mv kept "it's mine/out put.corrections"
sed 's/thanks who/letter who/' thanks.lua >"other thanks.lua"
lunette 1 diff "other thanks.lua" "$own"
pasted "$err" why
cat >many.lua <<'LUA'
analysis "many" { result = { n = integer }, shows = 1, run = function(corpus, options, result) for n = 1, 3 do result:add { n = n } end end }
LUA
lunette 0 analyze many "$own" -r many.lua
pasted "$err" sql

finish
