// Where we are stands behind the `#` of the address, as the name of a file of the build: a picture (`maps/shop.svg`),
// a page (`contexts/cart.md`), a place in a page or a thing of a picture. What else can be seen follows behind a `?`:
// the picture if that isn't clear, focus, filter, folds, zoom. So links work, Back and Forward go through it all, and
// an address can be sent to others.

const FILTERS = ["teams", "types", "tags", "talk", "findings", "fold"];
let here = "";
let selection = ""; // the page, or the thing of the picture, that the panel tells of

function visit(target) {
  go(target);
  remember();
}

// What can be seen, as it stands in the address.
function state(withView = false) {
  const target = selection || shown?.path || "";
  const more = new URLSearchParams();
  if (shown && implied(target) !== shown) more.set("in", shown.path);
  if (focused) more.set("focus", focused);
  if (walk) {
    more.set("follow", walk.picture);
    more.set("step", at + 1);
  }
  for (const name of FILTERS) for (const value of new FormData(form).getAll(name)) if (value) more.append(name, value);
  if (withView && !fitted) more.set("view", [view.x, view.y, view.scale * 1000].map(Math.round).join(","));
  const text = more.toString();
  return text ? `${target}?${text}` : target;
}

// In a frame nobody sees the address, and one that is sandboxed may not even change what stands behind its `#`.
function remember() {
  const now = state();
  if (now === here) return;
  here = now;
  if (window === window.parent) location.hash = here;
}

// The picture that an address means if it names none.
function implied(target) {
  const all = [...pictures.values()];
  return pictures.get(target.split("#")[0]) ?? all.find((each) => each.links.includes(linkTo(target))) ?? all[0];
}

// As an address says that comes from elsewhere.
function arrive(address) {
  here = address;
  const [target, query = ""] = address.split("?");
  if (shown && !new URLSearchParams(query).has("in")) show(implied(target));
  go(address);
}

function go(address) {
  const [target, query = ""] = address.split("?");
  const more = new URLSearchParams(query);
  const [page, anchor = ""] = target.split("#");
  if (focused) focus("");
  if (!more.has("follow")) stopWalk();
  if (pictures.has(more.get("in"))) show(pictures.get(more.get("in")));
  if (pictures.has(page)) {
    show(pictures.get(page));
    const thing = anchor ? byId(anchor) : null;
    if (thing?.matches("[role=button]")) tell(thing);
    else {
      shut();
      mark([thing].filter(Boolean));
    }
  } else if (data.pages[page]) {
    goToPage(target, page, anchor);
  } else {
    shut();
    if (pictures.size) show(pictures.values().next().value);
  }
  if (FILTERS.some((name) => more.has(name)) || new FormData(form).get("fold")) choose(more);
  if (more.has("focus")) focus(more.get("focus"));
  if (walks.has(more.get("follow"))) follow(walks.get(more.get("follow")), Number(more.get("step")) - 1);
  const [x, y, scale] = (more.get("view") ?? "").split(",").map(Number);
  if (scale > 0) {
    Object.assign(view, { x, y, scale: scale / 1000 });
    fitted = false;
    place();
  }
}

function goToPage(target, page, anchor) {
  const picture = pictureWith(target);
  if (picture) show(picture);
  const elements = picture ? placesOf(picture, target) : [];
  if (page === "index.md" && elements.length) open(relationship(elements[0], anchor));
  else {
    const [title, ...rest] = data.pages[page].map(rendered);
    open([title, ...dependencies(page), ...rest], { wide: page === "index.md", anchor });
  }
  selection = target;
  mark(elements);
  point(elements[0]?.id);
}

function watchPlaces() {
  addEventListener("hashchange", () => {
    const target = decoded();
    if (target !== here) arrive(target);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    visit(link.getAttribute("href").slice(1));
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      byId("page-query").select();
    }
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

function decoded() {
  return decodeURIComponent(location.hash.slice(1).replaceAll("+", " "));
}

// One thing after the other: results, menu, filter, focus, panel.
function escape(target) {
  const filter = byId("page-filter");
  if (byId("page-search").contains(target) && closeSearch()) return;
  if (filter.open) {
    filter.open = false;
    filter.querySelector("summary").focus();
  } else if (menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (focused) {
    focus("");
    remember();
  } else if (walk) {
    stopWalk();
    remember();
  } else close();
}
