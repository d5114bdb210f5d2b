// The page works without this: it adds a field to search tables by, and switches for the colours of marks.
(function () {
  "use strict";
  document.querySelectorAll(".filter").forEach(function (box) {
    var rows = Array.prototype.slice.call(box.querySelectorAll("tbody tr"));
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    var field = document.createElement("input"), found = document.createElement("small");
    field.type = "search";
    field.className = "search";
    field.placeholder = "Show rows with these words, such as pledge china";
    field.setAttribute("aria-label", "Show rows with these words");
    found.className = "found";
    found.setAttribute("aria-live", "polite");
    field.addEventListener("input", function () {
      var words = field.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
      rows.forEach(function (row, i) {
        var fits = words.every(function (word) { return texts[i].indexOf(word) >= 0; });
        row.hidden = !fits;
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
      var name = "m-" + box.dataset.layer;
      document.querySelectorAll(".text mark").forEach(function (mark) {
        if (box.checked && mark.dataset[name.slice(2).replace("-", "")]) { mark.classList.add(name); delete mark.dataset[name.slice(2).replace("-", "")]; }
        else if (!box.checked && mark.classList.contains(name)) { mark.classList.remove(name); mark.dataset[name.slice(2).replace("-", "")] = "1"; }
      });
    });
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (box) { box.open = true; });
  });
}());
