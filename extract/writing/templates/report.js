(function () {
  "use strict";
  var form = document.getElementById("filters");
  var all = function (query) { return Array.prototype.slice.call(document.querySelectorAll(query)); };

  if (form) {
    var findings = all(".finding, .line"), groups = all("[data-group]"), shown = document.getElementById("shown");
    var rest = all("#companies [data-outlet], #articles [data-outlet]");
    var fits = function (element, names) {
      return names.every(function (name) {
        var wanted = form.elements[name].value, own = element.getAttribute("data-" + name);
        return !wanted || own === null || own.split(" ").indexOf(wanted) >= 0;
      });
    };
    var names = all("#filters select").map(function (select) { return select.name; });
    var apply = function () {
      var count = 0;
      findings.forEach(function (one) { one.hidden = !fits(one, names); count += one.hidden ? 0 : 1; });
      var filtered = names.some(function (name) { return form.elements[name].value; });
      groups.forEach(function (group) {
        group.hidden = !group.querySelector(".finding:not([hidden]), .line:not([hidden])");
        if (group.tagName === "DETAILS") { group.open = filtered; }
      });
      var places = names.filter(function (name) { return name === "company" || name === "outlet"; });
      rest.forEach(function (one) { one.hidden = !fits(one, places); });
      shown.textContent = count === findings.length ? "" : count + " of " + findings.length + " shown";
    };
    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("reset", function () { setTimeout(apply, 0); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    if (names.some(function (name) { return form.elements[name].value; })) { apply(); }
  }

  var open = function () {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (var one = target; one; one = one.parentElement) {
      if (one.tagName === "DETAILS") { one.open = true; }
      one.hidden = false;
    }
    if (target) { target.scrollIntoView(); }
  };
  window.addEventListener("hashchange", open);
  open();

  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = all("main:not(.large) details:not([open])");
    closed.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (one) { one.open = false; });
  });
})();
