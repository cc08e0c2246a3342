// What of a map is to be seen: by team, type, tag, by how contexts talk, only where it hurts; and subdomains folded.

const form = byId("page-filters");
const TALKS = { sync: ["sync", "both"], async: ["message", "both"], none: ["plain"] };
const ALL = "";

function contextsShown() {
  return new Map([...svgOf(shown).querySelectorAll("g[id^='context-']")].filter((card) => data.contexts[card.id]).map((card) => [card.id, card]));
}

// ---- What can be chosen, of what occurs ----

function offerFilters() {
  const contexts = [...contextsShown().keys()].map((id) => data.contexts[id]);
  const each = (name) => [...new Set(contexts.flatMap((context) => context[name]))].sort((a, b) => a.localeCompare(b));
  const lines = Object.values(shown.lines).map(([, , stroke]) => stroke);
  const talks = Object.keys(TALKS).filter((talk) => lines.some((line) => TALKS[talk].includes(line)));
  const parts = [
    choice("teams", words.team, each("teams")),
    choice("types", words.type, each("types")),
    choice("tags", words.tag, each("tags")),
    choice("talk", words.communication, talks, words.talks),
    svgOf(shown).querySelector("circle.error, circle.warning") && contexts.length ? tick("findings", words.only_findings) : null,
    folding(),
  ].filter(Boolean);
  form.replaceChildren(...parts, made("button", { type: "reset" }, words.reset));
  byId("page-filter").hidden = !parts.length;
  shown.svg.querySelectorAll("[data-fold=cover]").forEach((cover) => cover.remove());
  apply();
}

function choice(name, label, values, titles = {}) {
  if (!values.length) return null;
  const options = [made("option", { value: ALL }, words.all), ...values.map((value) => made("option", { value }, titles[value] ?? value))];
  return made("label", {}, label, made("select", { name }, ...options));
}

function tick(name, label, value = "on") {
  return made("label", { class: "tick" }, made("input", { type: "checkbox", name, value }), label);
}

function folding() {
  if (!shown.fields.length) return null;
  const all = made("div", { class: "row" }, ...[["all", words.fold_all], ["none", words.unfold_all]].map(([fold, text]) => made("button", { type: "button", "data-fold": fold }, text)));
  return made("fieldset", {}, made("legend", {}, words.fold), all, ...shown.fields.map((field) => tick("fold", field.title, field.id)));
}

// ---- What is chosen ----

function apply() {
  const chosen = new FormData(form);
  const cards = contextsShown();
  const fits = (id) => ["teams", "types", "tags"].every((name) => !chosen.get(name) || data.contexts[id]?.[name].includes(chosen.get(name)));
  const talk = chosen.get("talk");
  const lines = Object.entries(shown.lines).map(([id, [tail, head, stroke]]) => ({ element: byId(id), ends: [tail, head], stroke }));
  const hurts = (element) => marksOf(element).length > 0;
  const clear = lines.filter(({ element, ends, stroke }) => ends.some(fits) && (!talk || TALKS[talk].includes(stroke)) && (!chosen.get("findings") || hurts(element)));
  const joined = new Set(clear.flatMap(({ ends }) => ends));
  const isChosen = (id, card) => fits(id) && (!talk || joined.has(id)) && (!chosen.get("findings") || joined.has(id) || hurts(card));
  const stays = (id, card) => joined.has(id) || isChosen(id, card); // a neighbour, too: a line needs both its ends
  const filters = ["teams", "types", "tags", "talk", "findings"].filter((name) => chosen.get(name)).length;
  for (const { element } of lines) element?.classList.toggle("dim", filters > 0 && !clear.some((each) => each.element === element));
  for (const [id, card] of cards) card.classList.toggle("dim", filters > 0 && !stays(id, card));
  dimBadges(cards);
  for (const { id, cards: inside } of shown.fields) {
    byId(id).classList.toggle("dim", filters > 0 && inside.every((card) => cards.get(card)?.classList.contains("dim")));
  }
  foldFields(new Set(chosen.getAll("fold")));
  byId("page-filter-count").textContent = filters ? ` (${filters})` : "";
  return { left: [...cards].filter(([id, card]) => isChosen(id, card)).length, all: cards.size };
}

// A badge goes with the card on whose edge it is.
function dimBadges(cards) {
  for (const [badge, home] of badges()) badge.classList.toggle("dim", Boolean(cards.get(home)?.classList.contains("dim")));
}

// Choose what an address says.
function choose(wanted) {
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.type === "checkbox") field.checked = wanted.getAll(field.name).includes(field.value);
    else field.value = wanted.get(field.name) ?? ALL;
  }
  apply();
}

function edges(rect) {
  const [left, top, width, height] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
  return { left, top, right: left + width, bottom: top + height };
}

// ---- Folding: a field is covered, so that lines end at its edge, and the cover says what lies under it ----

function foldFields(folded) {
  const covered = new Set();
  const inside = shown.fields.filter((field) => folded.has(field.id));
  for (const field of inside) for (const card of field.cards) covered.add(card);
  for (const [id, card] of contextsShown()) card.classList.toggle("away", covered.has(id));
  for (const [id, [tail, head]] of Object.entries(shown.lines)) {
    byId(id)?.classList.toggle("away", inside.some(({ cards }) => cards.includes(tail) && cards.includes(head)));
  }
  for (const field of shown.fields) foldField(field, folded.has(field.id));
}

function foldField(field, isFolded) {
  const cover = byId(`cover-${field.id}`);
  if (cover && !isFolded) cover.remove();
  if (!cover && isFolded) {
    const area = byId(field.id);
    area.parentElement.append(coverOf(field, area));
  }
}

function coverOf(field, area) {
  const cover = area.cloneNode(true);
  const { left, right, top, bottom } = edges(cover.querySelector("rect"));
  const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
  const told = counted(words.contexts, field.cards.length);
  text.setAttribute("x", (left + right) / 2);
  text.setAttribute("y", (top + bottom) / 2 + 5);
  text.setAttribute("class", "card-title on-ground");
  text.setAttribute("text-anchor", "middle");
  text.textContent = told;
  cover.append(text);
  cover.classList.remove("dim");
  cover.id = `cover-${field.id}`;
  cover.classList.add("cover");
  cover.dataset.fold = "cover";
  cover.setAttribute("role", "button");
  cover.setAttribute("tabindex", "0");
  cover.setAttribute("aria-label", `${field.title}: ${told}. ${words.unfold}`);
  cover.addEventListener("click", () => {
    fold(field, false);
    stage.focus();
  });
  return cover;
}

function fold(field, isFolded) {
  [...form.elements].find((each) => each.name === "fold" && each.value === field.id).checked = isFolded;
  apply();
  remember();
}

function watchFilter() {
  form.addEventListener("input", () => {
    const { left, all } = apply();
    remember();
    say(words.left.replace("{}", left).replace("{}", all));
  });
  form.addEventListener("reset", () => setTimeout(() => (apply(), remember(), say(words.reset))));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const which = event.target.dataset.fold;
    if (!which) return;
    for (const box of form.querySelectorAll("[name=fold]")) box.checked = which === "all";
    apply();
    remember();
  });
}
