// Zoom and pan: the picture is moved and scaled as a whole, which a browser does without drawing it anew.

const stage = byId("page-stage");
const canvas = byId("page-canvas");
const view = { x: 0, y: 0, scale: 1 };
const pointers = new Map();
const SMALLEST = 0.05;
const LARGEST = 8;
const FURTHEST = 3; // px; a pointer that moves less clicks
let dragged = false;
let still = 0;
let fitted = true;

function place(glide = false) {
  canvas.classList.toggle("gliding", glide);
  canvas.classList.add("moving");
  canvas.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  clearTimeout(still);
  still = setTimeout(() => canvas.classList.remove("moving"), 300); // now it is drawn sharp at its new size
}

function pan(x, y, glide) {
  const { width, height } = canvas.firstElementChild.viewBox.baseVal;
  const within = (at, size, room) => Math.min(room - 60, Math.max(60 - size * view.scale, at));
  view.x = within(view.x + x, width, stage.clientWidth);
  view.y = within(view.y + y, height, stage.clientHeight);
  fitted = false;
  place(glide);
}

// Zoom so that what is at a point of the stage stays there.
function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2, glide = false) {
  const scale = Math.min(LARGEST, Math.max(SMALLEST, view.scale * factor));
  view.x = x - (x - view.x) * (scale / view.scale);
  view.y = y - (y - view.y) * (scale / view.scale);
  view.scale = scale;
  pan(0, 0, glide);
}

function fit(glide = false) {
  const { width, height } = canvas.firstElementChild.viewBox.baseVal;
  const room = { width: stage.clientWidth - (stage.clientWidth > 600 ? 60 : 0), height: stage.clientHeight }; // beside the buttons
  view.scale = Math.min(2.5, room.width / width, room.height / height);
  view.x = (room.width - width * view.scale) / 2;
  view.y = (room.height - height * view.scale) / 2;
  fitted = true;
  place(glide);
}

// All of it; on a small screen the beginning, as large as it has to be for reading.
function begin() {
  fit();
  if (view.scale > 0.5 || stage.clientWidth > 600) return;
  Object.assign(view, { x: 0, y: 0, scale: 0.65 });
  fitted = false;
  place();
}

// What of the stage can be seen: on a small screen the panel lies over its lower part.
function sight() {
  const { left, top, right, bottom } = stage.getBoundingClientRect();
  const panel = byId("page-panel").getBoundingClientRect();
  return { left, top, right, bottom: panel.height && panel.left < right ? Math.max(top + 1, panel.top) : bottom };
}

// Bring something of the picture into sight, large enough to be read.
function reveal(element) {
  if (view.scale < 0.6) zoom(0.9 / view.scale);
  const room = sight();
  const box = element.getBoundingClientRect();
  if (box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom) return;
  pan(into(box.left, box.right, room.left, room.right), into(box.top, box.bottom, room.top, room.bottom), true);
}

// How far to move what reaches from `start` to `end` for it to be inside, with some air; its middle, if it is too large.
function into(start, end, low, high) {
  const air = Math.min(50, Math.max(0, (high - low - (end - start)) / 2));
  if (end - start > high - low) return (low + high - start - end) / 2;
  return start < low + air ? low + air - start : end > high - air ? high - air - end : 0;
}

function middle() {
  const all = [...pointers.values()];
  const mean = (pick) => all.reduce((sum, each) => sum + pick(each), 0) / all.length;
  const x = mean((each) => each.x);
  const y = mean((each) => each.y);
  return { x, y, spread: mean((each) => Math.hypot(each.x - x, each.y - y)) };
}

function move(event) {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const here = { x: event.clientX, y: event.clientY };
  if (!dragged && Math.hypot(here.x - before.x, here.y - before.y) < FURTHEST) return;
  if (!dragged) stage.setPointerCapture(event.pointerId); // not earlier, or every click would be one on the stage
  dragged = true;
  const then = middle();
  pointers.set(event.pointerId, here);
  const now = middle();
  const room = stage.getBoundingClientRect();
  if (then.spread && now.spread) zoom(now.spread / then.spread, then.x - room.left, then.y - room.top);
  pan(now.x - then.x, now.y - then.y);
}

function release(event) {
  pointers.delete(event.pointerId);
  stage.classList.toggle("held", pointers.size > 0);
}

function turn(event) {
  event.preventDefault();
  const room = stage.getBoundingClientRect();
  const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
  const speed = event.ctrlKey ? 0.01 : 0.0015; // a pinch on a touchpad comes as a wheel with Ctrl, in small steps
  zoom(Math.exp(-event.deltaY * lines * speed), event.clientX - room.left, event.clientY - room.top);
}

const KEYS = {
  "+": () => zoom(1.25),
  "=": () => zoom(1.25),
  "-": () => zoom(0.8),
  _: () => zoom(0.8),
  0: () => fit(),
  ArrowLeft: () => pan(80, 0),
  ArrowRight: () => pan(-80, 0),
  ArrowUp: () => pan(0, 80),
  ArrowDown: () => pan(0, -80),
};

function watchView() {
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    dragged = pointers.size > 0;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    stage.classList.add("held");
  });
  stage.addEventListener("pointermove", move);
  for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, release);
  stage.addEventListener("wheel", turn, { passive: false });
  stage.addEventListener("dragstart", (event) => event.preventDefault());
  stage.addEventListener("click", (event) => dragged && (event.preventDefault(), event.stopPropagation()), true);
  stage.addEventListener("scroll", () => stage.scrollTo(0, 0)); // a browser may scroll to what has the focus
  stage.addEventListener("focusin", (event) => event.target !== stage && event.target.matches(":focus-visible") && reveal(event.target));
  byId("page-zoom").addEventListener("click", (event) => {
    const { zoom: by } = event.target.dataset;
    if (by) by === "fit" ? fit(true) : zoom(Number(by), undefined, undefined, true);
  });
  addEventListener("resize", () => fitted && fit());
}
