// The page works without this: it adds a field to search tables by, switches for the colours of marks, and a card for each annotation.
(function () {
  "use strict";
  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  document.querySelectorAll(".filter").forEach(function (box) {
    var rows = Array.prototype.slice.call(box.querySelectorAll("tbody tr"));
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    var field = element("input", "search"), found = element("small", "found");
    field.type = "search";
    field.placeholder = "Show rows with these words";
    field.setAttribute("aria-label", "Show rows with these words");
    found.setAttribute("aria-live", "polite");
    field.addEventListener("input", function () {
      var words = field.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
      rows.forEach(function (row, i) {
        var fits = words.every(function (word) { return texts[i].indexOf(word) >= 0; });
        row.style.display = fits ? "" : "none";
        if (fits) shown++;
      });
      found.textContent = words.length ? shown + " of " + rows.length : "";
      if (words.length) found.dataset.words = words.join(" "); else delete found.dataset.words;      // for paper, where the field is not
    });
    box.before(field, found);
  });

  // What slides sideways is reached by the Tab key, and the arrow keys slide it.
  document.querySelectorAll(".scroll, figure").forEach(function (box) {
    if (box.scrollWidth <= box.clientWidth + 1) return;
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Slides sideways");
  });

  document.querySelectorAll(".legend input").forEach(function (box) {
    box.hidden = false;
    box.addEventListener("change", function () {
      var name = box.dataset.class, key = "off-" + name;
      document.querySelectorAll(".text mark").forEach(function (mark) {
        if (box.checked && mark.hasAttribute("data-" + key)) { mark.classList.add(name); mark.removeAttribute("data-" + key); }
        else if (!box.checked && mark.classList.contains(name)) { mark.classList.remove(name); mark.setAttribute("data-" + key, ""); }
      });
    });
  });

  // What a number opens to moves into view, and Escape closes it.
  document.querySelectorAll(".pairs details").forEach(function (box) {
    box.addEventListener("toggle", function () { if (box.open) box.lastElementChild.scrollIntoView({ block: "nearest", inline: "nearest" }); });
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      box.open = false;
      box.firstElementChild.focus();
    });
  });

  // On paper what a speaker said is open. Rows and numbers stay as they are: the texts behind the tables hold their words.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.speaker:not([open])").forEach(function (box) { box.open = true; opened.push(box); });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (box) { box.open = false; });
    opened = [];
  });

  // Cards. A row is [number, pieces, layer, rule, value …]: the annotation lies over so many marks, from the one with its id on.
  var data = document.getElementById("cards");
  if (!data) return;
  var cards = JSON.parse(data.textContent), panel = element("aside", "card"), here = [], ROOM = 160, classes = { encounter: "E", act: "A", statement: "S",
    set_phrase: "F", person: "p", organization: "o", country: "c", place: "l", date: "t" };
  panel.hidden = true;
  panel.tabIndex = -1;
  panel.lang = "en";
  panel.setAttribute("aria-live", "polite");
  panel.setAttribute("aria-label", "What is marked here");
  document.body.append(panel);

  // `over`: the rows over each mark; `first`: the mark at which each row starts.
  function prepare(article) {
    if (article.marks) return;
    article.marks = Array.prototype.slice.call(article.querySelectorAll(".text mark"));
    article.over = article.marks.map(function () { return []; });
    article.first = new Map();
    (cards.rows[article.id.slice(1)] || []).forEach(function (row) {
      var place = document.getElementById(article.id + "-a" + row[0]);
      var first = place ? article.marks.indexOf(place.tagName === "MARK" ? place : place.querySelector("mark")) : -1;
      if (first >= 0) article.first.set(row, first);
      for (var i = first; first >= 0 && i < first + row[1] && i < article.marks.length; i++) article.over[i].push(row);
    });
  }

  function starts(article, row, at) { return article.first.get(row) === at; }

  // The marks that a row lies over.
  function pieces(article, row) {
    var first = article.first.get(row);
    return article.marks.slice(first, first + row[1]);
  }

  // A value of a row by the name of its field, "" where there is none.
  function field(article, row, name) {
    var layer = cards.layers[row[2] - 1], at = layer.indexOf(name);
    return at > 0 && row[3 + at] ? whole(article, row, cards.strings[row[3 + at] - 1]) : "";
  }

  // What a link to another annotation says: what it is, and when.
  function name_of(article, number) {
    var row = (cards.rows[article.id.slice(1)] || []).find(function (other) { return other[0] === number; });
    if (!row) return "annotation " + number;
    var words = [field(article, row, "form") || field(article, row, "kind") || field(article, row, "cue") || field(article, row, "name") || cards.layers[row[2] - 1][0].replace(/_/g, " "), field(article, row, "date")];
    return words.filter(Boolean).join(", ");
  }

  // Words that the marks have are their start and a number in the data, "work with the Mongolian …61": so many characters from there on.
  function whole(article, row, text) {
    var parts = / …(\d+)$/.exec(text);
    if (!parts) return text;
    var start = text.slice(0, parts.index), all = pieces(article, row).map(function (mark) { return mark.textContent; }).join("");
    if (all.indexOf(start) < 0) return start + " …";
    var words = Array.from(all.slice(all.indexOf(start))).slice(0, Number(parts[1]));
    return words.length > ROOM ? words.slice(0, ROOM).join("").replace(/\s+\S*$/, "") + " …" : words.join("");
  }

  function value(article, row, text) {
    if (!/^#\d+$/.test(text)) return document.createTextNode(whole(article, row, text));
    var link = element("a", "", name_of(article, Number(text.slice(1))));
    link.href = "#" + article.id + "-a" + text.slice(1);
    return link;
  }

  function add(list, name, piece) {
    var cell = element("dd");
    cell.append(piece);
    list.append(element("dt", "", name), cell);
  }

  function describe(article, row) {
    var layer = cards.layers[row[2] - 1], rule = cards.rules[row[3] - 1], list = element("dl");
    for (var i = 1; i < layer.length; i++) {
      if (row[3 + i]) add(list, layer[i].replace(/_/g, " "), value(article, row, cards.strings[row[3 + i] - 1]));
    }
    if (rule) {
      add(list, "rule", document.createTextNode(rule[0] + (rule[1] ? ", " + rule[1] : "")));
      if (rule[2]) add(list, "", element("small", "", rule[2]));
    }
    panel.append(element("h4", classes[layer[0]] || "", layer[0].replace(/_/g, " ")), list);
  }

  function close() {
    if (panel.contains(document.activeElement)) panel.previousElementSibling.focus({ preventScroll: true });
    panel.hidden = true;
    document.body.classList.remove("carded");
    here.forEach(function (mark) { mark.classList.remove("here"); });
    here = [];
  }

  // The page moves where the card would hide the words that it explains, or the contents at the top do.
  function reveal(mark) {
    var words = mark.getBoundingClientRect(), card = panel.getBoundingClientRect(), nav = document.querySelector("nav");
    var top = nav ? nav.getBoundingClientRect().bottom + 8 : 8, text = mark.closest(".text").getBoundingClientRect();
    var bottom = text.right > card.left ? card.top : window.innerHeight;
    if (words.top < top) window.scrollBy(0, words.top - top);
    else if (words.bottom > bottom - 8) window.scrollBy(0, Math.min(words.bottom - bottom + 24, words.top - top));
  }

  // The innermost first: it covers the fewest pieces. All pieces of the first that starts here are outlined.
  function show(article, at) {
    close();
    var rows = article.over[at].slice().sort(function (a, b) { return a[1] - b[1] || b[0] - a[0]; });
    if (!rows.length) return;
    var button = element("button", "", "close"), text = article.querySelector(".text");
    button.addEventListener("click", close);
    panel.replaceChildren(button);
    rows.forEach(function (row) { describe(article, row); });
    if (text.nextElementSibling !== panel) text.after(panel);           // the next stop of the Tab key
    panel.hidden = false;
    document.body.classList.add("carded");                               // the last words of a page, too, can be moved above the card
    panel.scrollTop = 0;
    here = pieces(article, rows.find(function (row) { return starts(article, row, at); }) || rows[0]);
    here.forEach(function (mark) { mark.classList.add("here"); });
    article.at = at;
    reveal(article.marks[at]);
  }

  // The next mark at which something starts.
  function next(article, at, step) {
    do at += step; while (at >= 0 && at < article.marks.length && !article.over[at].some(function (row) { return starts(article, row, at); }));
    return at;
  }

  document.querySelectorAll("article .text").forEach(function (text) {
    var article = text.closest("article");
    if (!cards.rows[article.id.slice(1)]) return;
    text.classList.add("ready");
    text.tabIndex = 0;
    text.setAttribute("aria-label", "Text with marks: arrow keys go from mark to mark, Enter goes to the card, Escape closes it");
    text.addEventListener("click", function (event) {
      var mark = event.target.closest("mark");
      prepare(article);
      if (mark) show(article, article.marks.indexOf(mark)); else close();
    });
    text.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && !panel.hidden) { panel.focus({ preventScroll: true }); event.preventDefault(); return; }
      var step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (!step) return;
      prepare(article);
      event.preventDefault();
      var open = !panel.hidden && panel.previousElementSibling === text;
      var at = next(article, open ? article.at : step > 0 ? -1 : article.marks.length, step);
      if (at < 0 || at >= article.marks.length) return;
      show(article, at);
    });
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
}());
