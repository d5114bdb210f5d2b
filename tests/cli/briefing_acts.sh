# briefing_acts.sh - how the briefing tells acts: hopes and affirmations are not counted unless asked for, the firmest words of a kind stand first, each act says under what
# condition, by when and who tells of it, "the two sides" are named, and what nobody judged is said.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >papers.jsonl <<'LINES'
{"id":"a","date":"2026-02-10","source":"Harbour Office","country":"NO","language":"en","text":"Norwegian Prime Minister Anna Keller met Peruvian President Luis Rojas in Oslo. Norway would like to lower its tariffs, Keller said. Norway will open two ports by 1 May 2026 if Peru agrees, she added. Rojas said that Peru will not raise its fees. The two sides agreed to build a bridge. The two sides will open a school. Keller hopes that the fog will lift. Norway attaches great importance to its ties with Peru. Keller thanked Peru for its help."}
LINES
lunette 0 run -q papers.jsonl -p diplomacy -o papers.db
soft=$(value papers.db "SELECT count(*) FROM act WHERE kind IN ('hope', 'affirm')")
all=$(value papers.db "SELECT count(*) FROM act")
equals "soft acts of the text" 2 "$soft"

lunette 0 report briefing papers.db --format md -o - -q
holds "$out" "- acts: $((all - soft))"
holds "$out" "2 hopes and affirmations, which do no deed"
lacks "$out" "- affirm: 1"
holds "$out" "nobody has judged: lunette audit papers.db act"
# the table has all of them, by kind and firmness, soft ones last
sed -n 's/^| \(pledge not to\|pledge\|agree\|thank\|hope\|affirm\) |.*/\1/p' "$out" | uniq >"$work/kinds"
equals "kinds in their order" "pledge agree thank affirm hope" "$(sed 's/ not to//' "$work/kinds" | uniq | tr '\n' ' ' | sed 's/ $//')"
grep 'Harbour Office' "$out" | sed -n 's/^| pledge[a-z ]* | [^|]* | [^|]* | \([^|]*\) |.*/\1/p' | cut -c1-10 >"$work/pledges"
equals "the firmest first" "open two p raise its open a sch lower its" "$(sed 's/ *$//' "$work/pledges" | tr '\n' ' ' | sed 's/ $//')"
holds "$out" "| pledge not to | Peru |"
holds "$out" "will · if Peru agrees · by 2026-05-01 · according to Anna Keller"
holds "$out" "will not · according to Luis Rojas"
holds "$out" "Norway; Peru (The two sides)"

lunette 0 report briefing papers.db --soft --format md -o - -q
holds "$out" "- acts: $all"
holds "$out" "- affirm: 1"
lacks "$out" "which do no deed"

# What people judged stands at the top.
printf 'y\ny\nn\n' >answers
"$LUNETTE" audit papers.db act --n 3 <answers >/dev/null 2>&1
lunette 0 report briefing papers.db --format md -o - -q
holds "$out" "- right, of acts judged: 2 of 3"
lacks "$out" "nobody has judged"

# A text in which nothing is: no part claims what nobody looked for, and none is left with a heading alone.
printf '{"id":"r","date":"2026-02-10","language":"en","text":"It rains in the port."}\n' >dry.jsonl
lunette 0 run -q dry.jsonl -p diplomacy -o dry.db
lunette 0 report briefing dry.db --format md -o - -q
holds "$out" "Nobody is named in these documents."
holds "$out" "No act was found in these documents."
lacks "$out" "Told by one source alone"
lacks "$out" "A number opens"

# Markdown: what qualifies an act stands apart, a condition once, statements on lines of their own; a text without title and source goes by its address.
mkdir plain
echo "Norway will send more aid to Peru if the situation deteriorates. Norway said it will not allow the port to close." >plain/aid.txt
lunette 0 run -q plain -p diplomacy --language-is en -o plain.db
lunette 0 report briefing plain.db --format md -o - -q
holds "$out" "| send more aid to Peru · will · if the situation deteriorates | aid.txt [1] |"
holds "$out" "| allow the port to close · will not |"
holds "$out" "- said: it will not allow the port to close · aid.txt [1]"
lunette 0 report commitments plain.db --format md -o - -q
holds "$out" "| send more aid to Peru · if the situation deteriorates |"
# Who is addressed in words that name nobody stands where a target would.
printf 'Anna Keller urged all parties to open the ports.\n' >parties.txt
lunette 0 run -q parties.txt -p diplomacy -o parties.db
lunette 0 report briefing parties.db --format md -o - -q
holds "$out" "| urge | Anna Keller | all parties | open the ports"
finish
