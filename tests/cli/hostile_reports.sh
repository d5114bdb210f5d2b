# hostile_reports.sh - texts, titles, sources, file names, rules and their words that are markup, script or formulas: in every report and every form of it they
# stay text. Told from the bytes of each page, and, where a browser is installed, from what it makes of the page with every card opened.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

img='<img src=x onerror=document.title=\u0027owned\u0027>'
script='<script>document.title=\u0027owned\u0027<\/script>'
file='a<img src=x onerror=owned>&"'"'"'=1.jsonl'

# A call told by two sides, with markup wherever a text can be; $1: number, $2: country, $3: date.
readout() {
    printf '{"id":"%s%s","date":"%s","country":"%s","source":"=HYPERLINK(\\"x\\")%s","title":"\\"><svg onload=owned>%s<!-- ]]>","language":"en","text":"%s"}\n' \
        "$script" "$1" "$3" "$2" "$img" "$script" \
        "Norwegian Foreign Minister Anna <b>Keller</b> spoke by phone with Peruvian Foreign Minister Luis Rojas.\\n\\nKeller said that Norway is ready to open $img two ports $1 for Peru. Keller reaffirmed the support of $script Norway for all friends of <i onclick=owned>open seas</i>. Norway urged Peru to release $script $img the crew </style></script><script>document.title=\\u0027owned\\u0027</script>. Keller said: =HYPERLINK(1) is +1 -1 @x &lt;b&gt;owned&lt;/b&gt; [owned](javascript:owned) ![](http://example.org/x)."
}

mkdir '<b id=owned>'
for i in 1 2 3 4 5 6 7 8 9; do readout "$i" NO "2026-0$i-03"; done >"<b id=owned>/$file"
readout 10 PE 2026-03-03 >>"<b id=owned>/$file"
sed -i '8s/Keller reaffirmed the support of/Keller forgot/' "<b id=owned>/$file"
cat >'<i id=owned>.lua' <<'RULES'
requires "diplomacy"
rule "odd" { doc = [[</script><img src=x onerror="document.title='owned'">=1+1]], match = [[ phrase:(two ports) ]], mark = "set_phrase",
  set = { phrase = [[<img id=owned src=x onerror=document.title='owned'>]], meaning = [[</script><script>document.title='owned'</script>]] } }
RULES
lunette 0 run -q '<b id=owned>' -p diplomacy -r '<i id=owned>.lua' -o wild.db
equals "acts" 1 "$(value wild.db "SELECT count(*) > 10 FROM act")"
equals "phrases" 10 "$(value wild.db "SELECT count(*) FROM set_phrase WHERE phrase LIKE '<img%'")"
cat >own.lua <<'RULES'
report "own" { write = function(corpus, options, page)
    page:title("%s", "<img src=x onerror=owned>")
    page:table { columns = { 'a";}</style><img id=owned>', "b" }, rows = corpus:annotations("act"):rows(), class = "cards", filter = true,
      row = function(r) return r.text, page:quote(r, r.content) end }
    page:chart { title = "<img id=owned>", values = { { "<img id=owned>", 2, parts = { { "<b id=owned>", 2, "s1" } } } } }
    page:documents(corpus:documents(), 3)
    page:method()
end }
RULES

# Elements and attributes that pages are made of; whatever else is there came from a text.
elements='!doctype html head meta title style body main h1 h2 h3 h4 p a b q i small span div dl dt dd nav table thead tbody tr th td figure figcaption svg text rect
circle line polyline details summary ul li strong code mark article legend label input cite del ins br time script'
unknown_elements() {
    awk '/<style>/ { css = 1 } /^<script/ { js = 1 } !css && !js { print } /<\/style>/ { css = 0 } /<\/script>/ { js = 0 }' "$1" |
        grep -oiE '<[a-z!][a-z0-9]*' | tr 'A-Z' 'a-z' | sed 's/<//' | sort -u | grep -vxF "$(printf '%s\n' $elements)" || true
}
handlers() {
    awk '/^<script/ { js = 1 } !js { print } /<\/script>/ { js = 0 }' "$1" | grep -oE '<[a-z][^<>]*>' | sed 's/"[^"]*"//g' | grep -iE ' (on[a-z]+|src|srcset|formaction|action)=' || true
}

# $1: a page
check_bytes() {
    equals "elements of $1 that no page has" "" "$(unknown_elements "$1")"
    equals "handlers and sources in $1" "" "$(handlers "$1" | head -3)"
    equals "scripts of $1" "$2" "$(grep -c '<script' "$1")"
    equals "ends of scripts of $1" "$2" "$(grep -o '</script' "$1" | wc -l | tr -d ' ')"
    equals "addresses of $1 that leave it" "" "$(grep -oE ' href="[^#"][^"]*"' "$1" | head -3)"
    lacks "$1" "id=owned>"
}

browser=
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && browser=$name && break
done

# What the browser makes of a page, with every box open and the cards of the first hundred marks shown one after the other.
check_dom() {
    [ -n "$browser" ] || return 0
    cat >walk.js <<'JS'
<script>
var seen = document.createElement("section");
document.querySelectorAll("details").forEach(function (box) { box.open = true; });
var text = document.querySelector(".text"), card = document.querySelector("aside.card");
function press(key) { text.dispatchEvent(new KeyboardEvent("keydown", { key: key, bubbles: true })); return card.hidden ? "no" : "yes"; }
document.body.setAttribute("data-keys", [press("ArrowRight"), press("ArrowRight"), press("ArrowLeft"), press("Enter"), document.activeElement === card ? "in" : "out",
  press("Escape")].join(" ") + " " + text.tabIndex + (document.activeElement === text ? " back" : " lost") + (text.nextElementSibling === card ? " beside" : " apart"));
Array.prototype.slice.call(document.querySelectorAll(".text mark"), 0, 100).forEach(function (mark) {
  mark.click();
  var card = document.querySelector("aside.card");
  if (card) seen.append(card.cloneNode(true));
});
document.body.append(seen);
document.body.setAttribute("data-bad", document.querySelectorAll("img,iframe,object,svg[onload],[onerror],[onclick],#owned,b[id],i[id],section script").length);
document.body.setAttribute("data-cards", seen.children.length);
</script>
JS
    sed -e '/^<\/body>/{
r walk.js
N
}' "$1" >walked.html
    HOME=$work timeout 60 "$browser" --headless --no-sandbox --disable-gpu --virtual-time-budget=3000 --dump-dom "file://$PWD/walked.html" >dom.html 2>/dev/null || {
        echo "the browser did not answer: only bytes are checked"
        browser=
        return 0
    }
    holds dom.html 'data-bad="0"'
    lacks dom.html '<title>owned'
    # arrow keys show cards, Enter goes into one, Escape closes it and goes back; it is the next stop behind the text
    holds dom.html 'data-keys="yes yes yes yes in no 0 back beside"'
    [ "$2" = 0 ] || equals "cards were shown in $1" 1 "$(grep -oE 'data-cards="[0-9]+"' dom.html | grep -cv '"0"')"
}

lunette 0 report briefing wild.db --copies -o briefing.html -q
lunette 0 report compare wild.db --a NO --b PE -o compare.html -q
lunette 0 report omissions wild.db --country NO -o omissions.html -q
lunette 0 report commitments wild.db --copies -o commitments.html -q
lunette 0 report own wild.db --copies -r own.lua -o own.html -q
for page in briefing compare omissions commitments own; do
    check_bytes "$page.html" 2
    check_dom "$page.html" 1
done
holds briefing.html '&lt;img src=x onerror=document.title='
holds briefing.html '&amp;lt;b&amp;gt;owned'

for name in compare omissions commitments; do
    set -- --a NO --b PE
    [ "$name" = compare ] || set --
    [ "$name" != omissions ] || set -- --country NO
    lunette 0 report "$name" wild.db "$@" --copies --format csv -o - -q
    equals "formulas in $name" "" "$(grep -oE '(^|,|"|﻿)[=+@-][A-Za-z0-9(]+' "$out" | grep -vE "^\"" | head -3)"
    [ "$name" = omissions ] || holds "$out" "'=HYPERLINK"      # it has no column for the source
    lunette 0 report "$name" wild.db "$@" --copies --format md -o - -q
    equals "markup in $name.md" "" "$(tail -n +2 "$out" | grep -E '(^|[^\\])<[a-z/!]' | head -3)"
    equals "links in $name.md" "" "$(grep -E '[^\\]\] *[([]' "$out" | head -3)"
done
[ -n "$browser" ] && echo "checked in $browser" || echo "no browser: bytes alone were checked"
finish
