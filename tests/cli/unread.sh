# unread.sh - files of which no text could be read are no documents of a report, and each has a problem.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir post
printf '\211PNG \0\0' >post/paper.png
: >post/empty.txt
printf ' \n\t\302\240\n ' >post/blank.txt
printf '{"id":"x","text":"Norway urges Peru to open the school by the river in the north of the country."}\n{"id":"y",\n{"id":"z","text":" \\n"}\n' >post/lines.jsonl
printf 'title,text\nA,Chile thanks the people of the town in the south for all that they have done.\nB," "\n' >post/table.csv
printf '{"text":" "}' >one.json
lunette 2 run post one.json -p entities -o post.db
answers post.db "SELECT group_concat(code || ' ' || uri, ', ') FROM (SELECT * FROM problem ORDER BY uri)" \
    "\"empty one.json#L1, empty post/blank.txt, empty post/empty.txt, bad-json post/lines.jsonl#L2, empty post/lines.jsonl#z, unknown-format post/paper.png, empty post/table.csv#L3\""
answers post.db "SELECT count(*) FROM document WHERE characters > 0" 2
holds "$err" "2 documents, "
holds "$err" "; 7 could not be read; 7 problems"
lunette 0 console post.db -e '#docs' -e 'docs[2].text' -e 'docs'
holds "$out" "2 documents"
holds "$out" "Chile thanks"
lacks "$out" "paper"

lunette 0 report briefing post.db --format md -o -
holds "$out" "- documents: 2"
holds "$out" "- not read: 7"
holds "$out" "7 files or records could not be read"
holds "$out" "2 documents without a date"
lacks "$out" "paper.png]"
lunette 1 report briefing post.db --format md --source Nobody -o -

cat >count.lua <<'LUA'
analysis "count" { doc = "How many.", result = { n = integer, unread = integer, all = integer }, run = function(corpus, options, result)
  result:add { n = #corpus:documents(), unread = corpus:unread(), all = #corpus:documents { unread = true } }
end }
LUA
lunette 0 analyze count post.db -r count.lua --format csv
holds "$out" "2,7,9"

finish
