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

finish
