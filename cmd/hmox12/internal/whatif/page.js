// Without this script the page shows every changed claim; with it they can be
// filtered.
(function () {
  var form = document.getElementById("filter");
  if (!form) return;
  var box = form.querySelector("input");
  var count = form.querySelector("output");
  var claims = Array.prototype.slice.call(document.querySelectorAll("#claims details.claim"));

  function apply() {
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    claims.forEach(function (claim) {
      var text = " " + claim.dataset.find + " ";
      var fits = words.every(function (w) {
        // A code must fit whole: PR-2 is not PR-27, rule:R1 is not rule:R15.
        if (/:./.test(w) || /^(co|pr|oa|pi)-/.test(w)) w = " " + w + " ";
        return text.indexOf(w) >= 0;
      });
      claim.hidden = !fits;
      if (fits) shown++;
    });
    count.textContent = words.length ? shown + " of " + claims.length : "";
  }

  box.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-filter]");
    if (!link) return;
    box.value = link.dataset.filter;
    apply();
  });
  form.hidden = false;
})();
