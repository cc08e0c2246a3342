// The pictures: one is on the stage, the others wait as text, so that a page with hundreds of them opens at once and
// no two things in the document have the same id.

const pictures = new Map(data.pictures.map((picture, place) => [picture.path, { ...picture, place }]));
const NAMED = "g[id]:has(> title)"; // cards, lines and fields
let shown = null;

function svgOf(picture) {
  if (!picture.svg) {
    const waiting = byId(`page-picture-${picture.place}`);
    const read = waiting && new DOMParser().parseFromString(waiting.textContent, "image/svg+xml").documentElement;
    picture.svg = read ? document.importNode(read, true) : canvas.firstElementChild;
    prepare(picture);
  }
  return picture.svg;
}

// Everything that has something to tell can be reached by keyboard: what leads to no page of its own becomes a button.
function prepare(picture) {
  for (const thing of picture.svg.querySelectorAll(NAMED)) {
    const link = thing.querySelector(":scope > a");
    if (link) link.setAttribute("aria-label", thing.querySelector("title").textContent.split("\n")[0]);
    if (link) continue;
    thing.setAttribute("tabindex", "0");
    thing.setAttribute("role", "button");
  }
}

function show(picture) {
  if (shown === picture) return;
  if (focused) focus("");
  if (walk && picture.path !== walk.map) walk = null;
  if (shown) {
    setApart(null, "faint");
    shown.view = { ...view };
  }
  shown = picture;
  canvas.replaceChildren(svgOf(picture));
  byId("page-picture").value = picture.path;
  if (picture.view) {
    Object.assign(view, picture.view);
    place();
  } else begin();
  offerFilters();
  offerSteps();
  say(picture.title);
}

// Cards lead to pages, lines to rows of the index.
function linkTo(target) {
  return target.startsWith("index.md") ? target : target.split("#")[0];
}

// What stands for a page, or for a row of one, in the picture that is shown.
function placesOf(picture, target) {
  const links = svgOf(picture).querySelectorAll(`a[href="${CSS.escape(`#${linkTo(target)}`)}"]`);
  return [...links].map((link) => link.closest("g[id]")).filter(Boolean);
}

// The picture on which to show it: this one if it can, else the first that can.
function pictureWith(target) {
  const others = [...pictures.values()].filter((each) => each.links.includes(linkTo(target)));
  return [shown, ...others].find((each) => each && placesOf(each, target).length);
}

function mark(elements) {
  for (const before of canvas.querySelectorAll(".found")) before.classList.remove("found");
  for (const element of elements) element.classList.add("found");
  if (elements.length) reveal(elements[0]);
}

function watchPictures() {
  const choice = byId("page-picture");
  for (const [label, members] of grouped(data.pictures)) {
    const options = members.map((each) => made("option", { value: each.path }, each.title));
    choice.append(made("optgroup", { label }, ...options));
  }
  choice.addEventListener("change", () => visit(choice.value));
}

function grouped(all) {
  const groups = new Map();
  for (const each of all) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  return groups;
}
