// What a context is joined to: while it is pointed at or selected, the rest of a map is faint; in focus, the rest is gone.

let focused = "";
let before = null; // the view to come back to

function neighbourhood(id) {
  const lines = Object.entries(shown.lines).filter(([, [tail, head]]) => tail === id || head === id);
  return lines.length ? { id, cards: new Set([id, ...lines.flatMap(([, ends]) => ends.slice(0, 2))]), lines: new Set(lines.map(([line]) => line)) } : null;
}

// Give a class to every card, line, badge and field that isn't part of a neighbourhood; null: to nothing.
function setApart(near, name) {
  const joined = new Set(Object.values(shown.lines).flatMap((ends) => ends.slice(0, 2)));
  for (const id of joined) byId(id)?.classList.toggle(name, Boolean(near) && !near.cards.has(id));
  for (const id of Object.keys(shown.lines)) byId(id)?.classList.toggle(name, Boolean(near) && !near.lines.has(id));
  for (const [id, card] of contextsShown()) if (!joined.has(id)) card.classList.toggle(name, Boolean(near));
  for (const [badge, home] of badges()) badge.classList.toggle(name, Boolean(near) && home !== null && !near.cards.has(home));
  for (const { id, cards } of shown.fields) byId(id)?.classList.toggle(name, Boolean(near) && !cards.some((card) => near.cards.has(card)));
}

// The badges, each with the id of the card on whose edge it is.
function badges() {
  if (shown.badges) return shown.badges;
  const cards = new Set([...Object.values(shown.lines).flatMap((ends) => ends.slice(0, 2)), ...contextsShown().keys()]);
  const boxes = [...cards].map((id) => [id, byId(id)?.querySelector("rect")]).filter(([, rect]) => rect);
  const homes = boxes.map(([id, rect]) => ({ id, ...edges(rect) }));
  shown.badges = [...shown.svg.querySelectorAll("g:not([id]) > rect:is(.upstream, .downstream, .mutual)")].map((rect) => {
    const { left, right, top, bottom } = edges(rect);
    const x = (left + right) / 2;
    const y = (top + bottom) / 2;
    return [rect.parentElement, homes.find((box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom)?.id ?? null];
  });
  return shown.badges;
}

// What is pointed at stands out; where that is joined to nothing, what is selected.
function point(id) {
  if (!focused && !walk) setApart(neighbourhood(id) ?? neighbourhood(selected()), "faint"); // an area has no lines
}

// The card that is selected on the diagram, or "".
function selected() {
  return canvas.querySelector("g.found[id]")?.id ?? "";
}

function focus(id) {
  const near = id ? neighbourhood(id) : null;
  if (!near && !focused) return false;
  if (near && !focused) before = { view: { ...view }, fitted };
  focused = near ? id : "";
  setApart(null, "faint");
  setApart(near, "far");
  if (near) {
    zoomTo([...near.cards, ...near.lines].map(byId).filter(Boolean));
  } else if (before) {
    Object.assign(view, before.view);
    fitted = before.fitted;
    if (fitted) fit();
    else place();
  }
  return true;
}

// Show these elements as large as they fit, and no larger than they are read well.
function zoomTo(elements) {
  const paper = shown.svg.getBoundingClientRect();
  const scale = paper.width / shown.svg.viewBox.baseVal.width;
  const boxes = elements.map((each) => each.getBoundingClientRect());
  const left = (Math.min(...boxes.map((box) => box.left)) - paper.left) / scale - 24;
  const top = (Math.min(...boxes.map((box) => box.top)) - paper.top) / scale - 48; // with the titles of fields
  const width = (Math.max(...boxes.map((box) => box.right)) - paper.left) / scale + 24 - left;
  const height = (Math.max(...boxes.map((box) => box.bottom)) - paper.top) / scale + 24 - top;
  view.scale = Math.min(1.6, stage.clientWidth / width, stage.clientHeight / height);
  view.x = (stage.clientWidth - width * view.scale) / 2 - left * view.scale;
  view.y = (stage.clientHeight - height * view.scale) / 2 - top * view.scale;
  fitted = false;
  place(true);
}

// ---- In the panel of a context: what it uses, what uses it, and what fails with it ----

function dependencies(page) {
  const found = Object.entries(data.contexts).find(([, context]) => context.page === page);
  if (!found) return [];
  const [id, { uses, used_by, waiting }] = found;
  const link = (card, form = "{}") => {
    const [start, end] = form.split("{}");
    const context = data.contexts[card];
    return made("span", {}, start, made("a", { href: `#${context.page}` }, context.title), end);
  };
  const row = (label, links) => made("p", {}, made("strong", {}, label, ": "), ...(links.length ? links.flatMap((each, i) => (i ? [", ", each] : [each])) : [words.none]));
  const rows = [
    row(words.uses, uses.map((card) => link(card))),
    row(words.used_by, used_by.map((card) => link(card))),
    row(words.waiting, waiting.map(([card, saved]) => link(card, saved ? words.with_fallback : "{}"))),
  ];
  if (neighbourhood(id)) {
    const button = made("button", { type: "button", "aria-pressed": String(focused === id) }, focused === id ? words.unfocus : words.focus);
    button.addEventListener("click", () => {
      focus(focused === id ? "" : id);
      button.textContent = focused === id ? words.unfocus : words.focus;
      button.setAttribute("aria-pressed", String(focused === id));
      remember();
    });
    rows.push(made("p", {}, button));
  }
  return [made("div", { class: "dependencies" }, ...rows)];
}

function watchFocus() {
  stage.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || pointers.size) return;
    point(event.target.closest("g[id]:has(> title)")?.id || selected());
  });
  stage.addEventListener("pointerleave", () => point(selected()));
}
