// Enlarges the main picture; everything else works without script.
document.addEventListener("click", function (event) {
  var button = event.target.closest("a[role=button].enlarge");
  if (!button) return;
  event.preventDefault();
  document.querySelector(".product").classList.toggle("large");
});
