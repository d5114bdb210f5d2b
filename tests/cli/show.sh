# show.sh - `run --show` prints what is read of each format, and writes nothing.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir -p press/no/harbour-office
printf 'The ferry sails at nine.\r\nIt is late.\r\n' >press/no/harbour-office/2026-02-03-ferry.txt
lunette 0 run --show press --path '{country}/{source}/{date}-*'
for line in 'type      text/plain' 'date      2026-02-03' 'source    harbour-office' 'country   NO' 'The ferry sails at nine.'; do
    holds "$out" "$line"
done
lacks "$out" "$(printf '\r')"
lunette 2 run --show press --path '{source}/{country}/{title}/{date}-*'
holds "$out" "path-template"

cat >page.html <<'HTML'
<!DOCTYPE html><html lang="en"><head><title>Tides | Harbour Office</title>
<meta property="article:published_time" content="2026-02-04T08:00:00Z"><script>var tide = "spring";</script><style>p { color: blue }</style></head>
<body><nav><a href="/">Start</a> <a href="/tides">All tides</a></nav><main><h1>Tides</h1>
<p>High water was at noon, and it stood&nbsp;well above the mark of last year.</p><p>The quay stays closed for one more day.</p></main>
<footer>All rights reserved</footer></body></html>
HTML
lunette 0 run --show page.html
for line in 'type      text/html' 'title     Tides' 'date      2026-02-04' 'language  en' 'High water was at noon, and it stood well above'; do
    holds "$out" "$line"
done
for dropped in spring blue 'All tides' 'rights reserved'; do
    lacks "$out" "$dropped"
done

printf -- '---\ntitle: Nets\ndate: 2026-02-05\npublisher: Harbour Office\nboats: 12\n---\n\nThe *nets* were [mended](https://example.org).\n' >page.md
lunette 0 run --show page.md
for line in 'type      text/markdown' 'title     Nets' 'source    Harbour Office' 'boats = ' 'The nets were mended.'; do
    holds "$out" "$line"
done

printf '{"id":"t1","headline":"Tugs","dct":"2026-02-06","text":"The tug left.","crew":["Ada","Bo"]}\n{"id":"t2","text":"The tug came back."}\n' >lines.jsonl
lunette 0 run --show lines.jsonl
for line in 'uri       lines.jsonl#t1' 'title     Tugs' 'date      2026-02-06' 'crew = ["Ada","Bo"]' 'uri       lines.jsonl#t2' 'The tug came back.'; do
    holds "$out" "$line"
done
lunette 0 run --show lines.jsonl --json
equals "one object a document" 2 "$(grep -c '^{"uri":"lines.jsonl#t[12]","id":"t[12]".*"problems":\[\]}$' "$out")"

printf 'id,date,country,body\nc1,7 February 2026,Norway,"The crane, ""Goliath"", is painted."\nc2,,,The crane is dry.\n' >rows.csv
lunette 0 run --show rows.csv
for line in 'uri       rows.csv#c1' 'date      2026-02-07' 'country   NO' 'The crane, "Goliath", is painted.' 'uri       rows.csv#c2'; do
    holds "$out" "$line"
done

printf 'path,title,country\npage.md,Nets mended,SWE\n' >sidecar.csv
lunette 0 run --show page.md --meta sidecar.csv
holds "$out" 'title     Nets mended'
holds "$out" 'country   SE'

printf 'Water all around.\n' >stream
lunette 0 run --show - <stream
holds "$out" 'uri       -'
holds "$out" 'Water all around.'
lunette 0 run --show - --language-is nb <stream
holds "$out" 'language  nb'

# The day of a plain text, from a line at its head that says nothing else; of what the path says more is known.
day_is() { # day_is DAY TEXT...: a line each
    wanted=$1
    shift
    printf '%s\n' "$@" 'The ferry sails at nine.' >day.txt
    lunette 0 run --show day.txt
    if [ "$wanted" ]; then holds "$out" "date      $wanted"; else lacks "$out" "date   "; fi
}
day_is 2026-02-19 "Foreign Ministers' Meeting" 'February 19, 2026'
day_is 2025-10-23 'Press release 214' '' 'Berlin, 23 October 2025' ''
day_is 2026-02-11 'Published on 11 February 2026.'
day_is 2025-12-09 'Date: 2025-12-09'
day_is 2026-02-07 'Sat, 7 February 2026'
day_is 2026-03-03 'A headline' '' 'NAIROBI, 3 March 2026 (KNA) -- President Grace Wanjiru met the press and told it of the harbour of Molde.'
day_is 2025-12-23 'Cairo, 3 Rajab 1447 / 23 December 2025 (SIS): The president met the press.'
day_is '' 'He came to Nairobi, on 3 March 2026 - and left.'
day_is '' 'On Sunday, 7 December 1941 - a date of note - ships came.'
day_is '' 'The treaty of 11 February 2026'
day_is '' 'They met on 3 March 2026 in Lima.'
day_is '' '1' '2' '3' '4' '5' '6' '7 March 2026'
day_is '' '04/05/2026'
mkdir dated
printf '2 March 2020\nIt rains.\n' >dated/2026-05-01-x.txt
lunette 0 run --show dated --path '{date}-*'
holds "$out" 'date      2026-05-01'

mkdir empty
lunette 1 run --show empty
equals "files that are left" "" "$(ls -- *.db 2>/dev/null)"
finish
