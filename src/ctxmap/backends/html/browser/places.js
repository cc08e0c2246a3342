// Where we are stands behind the `#` of the address, as the name of a file of the build: a picture (`maps/shop.svg`),
// a page (`contexts/cart.md`), a place in a page. So links work, Back goes back, and an address can be sent to others.

let here = "";

function visit(target) {
  address(target);
  go(target);
}

// In a frame nobody sees the address, and one that is sandboxed may not even change what stands behind its `#`.
function address(target) {
  here = target;
  if (window === window.parent) location.hash = target;
}

function go(target) {
  const [page, anchor = ""] = target.split("#");
  if (pictures.has(page)) {
    show(pictures.get(page));
    if (anchor) mark([byId(anchor)].filter(Boolean));
  } else if (data.pages[page]) {
    goToPage(target, page, anchor);
  }
}

function goToPage(target, page, anchor) {
  const picture = pictureWith(target);
  if (picture) show(picture);
  const elements = picture ? placesOf(picture, target) : [];
  if (page === "index.md" && elements.length) open(relationship(elements[0], anchor));
  else open(data.pages[page].map(rendered), { wide: page === "index.md", anchor });
  mark(elements);
}

function watchPlaces() {
  addEventListener("hashchange", () => {
    const target = decodeURIComponent(location.hash.slice(1));
    if (target !== here) go((here = target));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    visit(link.getAttribute("href").slice(1));
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = document.activeElement;
    const typing = target.matches("input, select, textarea");
    if (event.key === "Escape") escape(target);
    else if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("page-query").focus();
    } else if ((target === document.body || stage.contains(target)) && Object.hasOwn(KEYS, event.key)) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });
}

// One thing after the other: results, filter, panel.
function escape(target) {
  const filter = byId("page-filter");
  if (byId("page-search").contains(target) && closeSearch()) return;
  if (filter.open) {
    filter.open = false;
    filter.querySelector("summary").focus();
  } else close();
}
