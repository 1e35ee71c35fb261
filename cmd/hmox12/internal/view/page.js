// Without this script the page shows everything; with it, it can be searched.
(function () {
  var form = document.getElementById("filter");
  if (!form) return;
  var box = form.querySelector("input");
  var count = form.querySelector("output");
  var parts = Array.prototype.slice.call(document.querySelectorAll("#file > details"));
  var units = parts.filter(function (part) { return part.classList.contains("claim"); });
  var texts; // of each part, read when the first search is made

  function text(part) { return part.textContent.toLowerCase().replace(/\s+/g, " "); }

  function apply() {
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length && !texts) texts = parts.map(text);
    var shown = 0;
    parts.forEach(function (part, i) {
      var fits = words.every(function (w) { return texts[i].indexOf(w) >= 0; });
      part.hidden = !fits;
      if (fits && part.classList.contains("claim")) shown++;
    });
    count.textContent = words.length ? shown + " of " + units.length : "";
  }

  var wait;
  box.addEventListener("input", function () { clearTimeout(wait); wait = setTimeout(apply, 120); });
  form.addEventListener("submit", function (event) { event.preventDefault(); apply(); });
  form.addEventListener("click", function (event) {
    var button = event.target.closest("[data-fold]");
    if (!button) return;
    parts.forEach(function (part) { if (!part.hidden) part.open = button.dataset.fold === "open"; });
  });
  form.hidden = false;
})();
