# pages_fit.sh - reports in a window as narrow as a telephone: no page is wider than it, no cell of a card than its card, no letter of a chart too small to
# read, no label of a timeline touches the next, on small paper neither. Told by a browser; skipped where none is installed.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

browser=
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && browser=$name && break
done
[ -n "$browser" ] || { echo "no browser" >&2; exit 77; }

word=Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft
address="https://example.org/$word/$word?q=$word$word"
# A call told by two sides; $1: number, $2: country, $3: date, $4: what is said.
readout() {
    printf '{"id":"%s%s","uri":"%s%s","date":"%s","country":"%s","source":"%s%s","title":"%s %s","language":"en","text":"Norwegian Foreign Minister Anna Keller spoke by phone with Peruvian Foreign Minister Luis Rojas.\\n\\n%s The ministers discussed fisheries, %s and %s. Keller will open two ports for %s by the end of the year. Keller reaffirmed the support of Norway for the territorial integrity of Peru."}\n' \
        "$2" "$1" "$address$2" "$1" "$3" "$2" "$word" "$2" "$word" "$1" "$4" "$word" "$address" "$word"
}
for i in 1 2 3 4 5 6 7 8 9; do
    readout $i NO "2026-0$i-03" "Keller urged Peru to release the crew of the $word."
    readout $i PE "2026-0$i-03" "Rojas condemned the attack on the harbour of Callao $i."
done >calls.jsonl
sed -i '13s/reaffirmed the support/forgot the friends/' calls.jsonl
for i in $(seq 10 220); do printf '{"id":"rain%s","uri":"%s%s","date":"2025-01-01","language":"en","text":"It rains %s."}\n' $i "$address" $i $i; done >rain.jsonl
lunette 0 run -q calls.jsonl -p diplomacy -o calls.db
lunette 0 run -q calls.jsonl rain.jsonl -p diplomacy -o rain.db
lunette 0 report briefing calls.db -o briefing.html -q
lunette 0 report briefing rain.db --copies -o beside.html -q
lunette 0 report commitments calls.db -o commitments.html -q
lunette 0 report compare calls.db --a NO --b PE -o compare.html -q
lunette 0 report omissions calls.db --country NO -o omissions.html -q

cat >measure.js <<'JS'
<script>
var wide = [], small = [], touching = [];
document.querySelectorAll("details").forEach(function (box) { box.open = !box.closest(".pairs"); });
if (document.documentElement.scrollWidth > window.innerWidth) wide.push("page " + document.documentElement.scrollWidth);
document.querySelectorAll(".cards, .cards td").forEach(function (box) {
  if (box.scrollWidth > box.clientWidth + 1) wide.push(box.className + " " + box.textContent.slice(0, 40));
});
document.querySelectorAll("svg text").forEach(function (text) {
  var box = text.getBoundingClientRect();
  if (box.width && box.height < 12) small.push(text.textContent);
});
document.querySelectorAll(".time svg").forEach(function (drawing) {
  var stop = -1;
  drawing.querySelectorAll("text.soft").forEach(function (text) {
    var box = text.getBoundingClientRect();
    if (!box.width) return;
    if (box.left < stop) touching.push(text.textContent);
    stop = box.right;
  });
});
document.body.setAttribute("data-touching", touching.slice(0, 3).join("; "));
document.body.setAttribute("data-window", window.innerWidth);
document.body.setAttribute("data-wide", wide.slice(0, 3).join("; "));
document.body.setAttribute("data-small", small.slice(0, 3).join("; "));
</script>
JS
measured() {
    grep -oE " data-$1=\"[^\"]*\"" dom.html | head -n 1
}
for page in briefing beside commitments compare omissions; do
    sed -e '/^<\/body>/{
r measure.js
N
}' "$page.html" >measured.html
    HOME=$work timeout 60 "$browser" --headless --no-sandbox --disable-gpu --window-size=390,800 --virtual-time-budget=3000 --dump-dom "file://$PWD/measured.html" \
        >dom.html 2>/dev/null || { echo "the browser did not answer" >&2; exit 77; }
    [ "$(measured window | tr -cd 0-9)" -le 500 ] || complain "the window of $page" "500 pixels at most" "$(measured window)"
    equals "what is too wide in $page" ' data-wide=""' "$(measured wide)"
    equals "what is too small in $page" ' data-small=""' "$(measured small)"
    equals "labels that touch in $page" ' data-touching=""' "$(measured touching)"
done

# On a sheet of A5 two labels that touch would be one word.
if command -v pdftotext >/dev/null; then
    { cat briefing.html; echo '<style>@page { size: A5 }</style>'; } >small.html
    HOME=$work timeout 60 "$browser" --headless --no-sandbox --disable-gpu --print-to-pdf=small.pdf "file://$PWD/small.html" >/dev/null 2>&1
    pdftotext small.pdf small.txt
    holds small.txt 2026-03
    grep -E '20[0-9]{2}-[0-9]{2}20' small.txt >touching.txt || true
    equals "labels that touch on paper" "" "$(cat touching.txt)"
fi
finish
