# briefing_figures.sh - what the briefing counts and lists is what the corpus holds: the timeline has each encounter or says why not.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

# A day, a month, a year, a year of which the document alone tells; no date at all; nobody's country.
cat >met.jsonl <<'LINES'
{"id":"a","date":"2026-03-04","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Oslo on 4 March 2026."}
{"id":"b","date":"2026-05-04","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Lima in January 2026."}
{"id":"c","date":"2026-06-04","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Chilean Foreign Minister Ana Soto in Bergen in 2025."}
{"id":"d","date":"2024","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Bergen."}
{"id":"e","language":"en","text":"Norwegian Foreign Minister Anna Keller met with Peruvian Foreign Minister Luis Rojas in Tromsø."}
{"id":"f","date":"2026-06-05","language":"en","text":"The harbour master Vera Molt met with the captain Ola Brunt."}
LINES
lunette 0 run -q met.jsonl -p diplomacy -o met.db
lunette 0 report briefing met.db --format md -o - -q
holds "$out" "- Norway: 4"
holds "$out" "- Peru: 3"
holds "$out" "- Chile: 1"
lost=$(value met.db "SELECT count(*) - 4 FROM encounter")
holds "$out" "> On no timeline: $lost of $((lost + 4)) encounters; of 1 no day, month or year is known, of $((lost - 1)) no country."
lunette 0 report briefing met.db -o - -q
equals "points without a day, in the lanes of both countries" 6 "$(grep -o 'class="dot wide"' "$out" | wc -l | tr -d ' ')"
equals "points with one" 2 "$(grep -o 'class="dot"' "$out" | wc -l | tr -d ' ')"
holds "$out" '<a aria-label="2025, meeting: '
finish
