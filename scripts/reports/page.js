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
    });
    box.before(field, found);
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
  var cards = JSON.parse(data.textContent), panel = element("aside", "card"), here = null, classes = { encounter: "E", act: "A", statement: "S",
    set_phrase: "F", person: "p", organization: "o", country: "c", place: "l", date: "t" };
  panel.hidden = true;
  panel.setAttribute("aria-live", "polite");
  panel.setAttribute("aria-label", "What is marked here");
  document.body.append(panel);

  function prepare(article) {
    if (article.marks) return;
    article.marks = Array.prototype.slice.call(article.querySelectorAll(".text mark"));
    article.over = article.marks.map(function () { return []; });
    (cards.rows[article.id.slice(1)] || []).forEach(function (row) {
      var place = document.getElementById(article.id + "-a" + row[0]);
      var first = place ? article.marks.indexOf(place.tagName === "MARK" ? place : place.querySelector("mark")) : -1;
      for (var i = first; first >= 0 && i < first + row[1] && i < article.marks.length; i++) article.over[i].push(row);
    });
  }

  function value(article, text) {
    if (!/^#\d+$/.test(text)) return document.createTextNode(text);
    var link = element("a", "", "annotation " + text.slice(1));
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
      if (row[3 + i]) add(list, layer[i].replace(/_/g, " "), value(article, cards.strings[row[3 + i] - 1]));
    }
    if (rule) {
      add(list, "rule", document.createTextNode(rule[0] + (rule[1] ? ", " + rule[1] : "")));
      if (rule[2]) add(list, "", element("small", "", rule[2]));
    }
    panel.append(element("h4", classes[layer[0]] || "", layer[0].replace(/_/g, " ")), list);
  }

  function close() {
    panel.hidden = true;
    if (here) here.classList.remove("here");
    here = null;
  }

  // The innermost first: it covers the fewest pieces.
  function show(article, at) {
    close();
    var rows = article.over[at].slice().sort(function (a, b) { return a[1] - b[1] || b[0] - a[0]; });
    if (!rows.length) return;
    var button = element("button", "", "close");
    button.addEventListener("click", close);
    panel.replaceChildren(button);
    rows.forEach(function (row) { describe(article, row); });
    panel.hidden = false;
    panel.scrollTop = 0;
    here = article.marks[at];
    here.classList.add("here");
    article.at = at;
  }

  document.querySelectorAll("article .text").forEach(function (text) {
    var article = text.closest("article");
    if (!cards.rows[article.id.slice(1)]) return;
    text.classList.add("ready");
    text.tabIndex = 0;
    text.setAttribute("aria-label", "Text with marks: arrow keys go from mark to mark, Escape closes the card");
    text.addEventListener("click", function (event) {
      var mark = event.target.closest("mark");
      prepare(article);
      if (mark) show(article, article.marks.indexOf(mark)); else close();
    });
    text.addEventListener("keydown", function (event) {
      var step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (!step) return;
      prepare(article);
      event.preventDefault();
      var at = here && article.at !== undefined ? article.at + step : step > 0 ? 0 : article.marks.length - 1;
      if (at < 0 || at >= article.marks.length) return;
      show(article, at);
      article.marks[at].scrollIntoView({ block: "nearest" });
    });
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
}());
