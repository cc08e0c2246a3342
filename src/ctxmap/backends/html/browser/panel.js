// The panel: what a page of the documents says, or what the picture itself tells of a thing that has no page.

const panel = byId("page-panel");
const told = byId("page-told");
const TAGS = new Set(["h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "br", "b"]);
const SCHEMES = new Set(["http:", "https:", "mailto:"]);
let opener = null;

function panelIsOpen() {
  return !panel.hidden;
}

function open(nodes, { wide = false, anchor = "" } = {}) {
  if (!panelIsOpen()) opener = document.activeElement;
  const size = stage.clientWidth;
  panel.hidden = false;
  panel.classList.toggle("wide", wide);
  told.replaceChildren(...nodes);
  panel.scrollTop = 0;
  resized(size);
  const place = anchor && [...told.querySelectorAll("[data-anchor]")].find((each) => each.dataset.anchor === anchor);
  if (place) place.scrollIntoView({ block: "start" });
  const heading = told.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

// Without what is selected; the address stays as it is.
function shut() {
  selection = "";
  if (shown) {
    mark([]);
    point("");
  }
  if (!panelIsOpen()) return;
  const size = stage.clientWidth;
  panel.hidden = true;
  told.replaceChildren();
  resized(size);
}

function close() {
  if (!panelIsOpen()) return;
  shut();
  remember();
  (opener?.isConnected ? opener : stage).focus({ preventScroll: true });
}

// What is to be seen all of stays so, else what is in the middle stays there.
function resized(before) {
  if (fitted) fit();
  else pan((stage.clientWidth - before) / 2, 0);
}

// ---- Pages ----

function rendered(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const [name, ...rest] = node;
  if (name === "a") return linked(...rest);
  if (name === "anchor") return made("span", { "data-anchor": rest[0] });
  if (name === "table") return tabulated(...rest);
  return made(TAGS.has(name) ? name : "span", {}, ...rest.map(rendered));
}

// A link to the web, to something in this page, or to a file beside it; anything else stays text.
function linked(target, ...children) {
  const inside = children.map(rendered);
  if (target.startsWith("#")) return made("a", { href: target }, ...inside);
  const scheme = target.match(/^[a-z][a-z0-9+.-]*:/i)?.[0].toLowerCase();
  if (scheme ? !SCHEMES.has(scheme) : target.startsWith("/")) return made("span", {}, ...inside);
  return made("a", { href: target, target: "_blank", rel: "noopener noreferrer" }, ...inside);
}

function tabulated(head, ...rows) {
  const names = head.map((cell) => made("span", {}, ...cell.map(rendered)).textContent);
  const heading = made("tr", { role: "row" }, ...names.map((name) => made("th", { scope: "col", role: "columnheader" }, name)));
  const body = rows.map((row) => {
    const cells = row.map((cell, i) => made("td", { role: "cell", "data-name": names[i] }, ...cell.map(rendered)));
    return made("tr", { role: "row" }, ...cells);
  });
  const parts = [made("thead", { role: "rowgroup" }, heading), made("tbody", { role: "rowgroup" }, ...body)];
  return made("table", { role: "table" }, ...parts);
}

// ---- Things without a page ----

function textOf(thing, name) {
  return thing.querySelector(`:scope > ${name}`)?.textContent ?? "";
}

function marksOf(thing) {
  return [...thing.querySelectorAll("g:has(> circle.error, > circle.warning)")].flatMap((each) => textOf(each, "title").split("\n"));
}

function described(thing) {
  const [title, ...told] = textOf(thing, "title").split("\n");
  const paragraphs = [...told, ...textOf(thing, "desc").split("\n")].filter(Boolean);
  return [
    made("h2", {}, title),
    ...paragraphs.map((text) => made("p", {}, text)),
    ...foundAt(marksOf(thing)),
  ];
}

function foundAt(messages) {
  if (!messages.length) return [];
  const items = data.findings.filter((each) => messages.includes(each.message));
  const lines = items.map((each) =>
    made("li", {}, made("span", { class: each.severity }, each.severity), ": ", ...prose(each.message), made("br"), made("small", {}, ...prose(each.hint))),
  );
  return [made("h3", {}, words.findings), made("ul", {}, ...lines)];
}

// Names of the language stand between backticks.
function prose(text) {
  return text.split("`").map((part, i) => (i % 2 ? made("code", {}, part) : part));
}

// A relationship: what its line tells, and its row of the index.
function relationship(thing, anchor) {
  const holds = (node) => Array.isArray(node) && ((node[0] === "anchor" && node[1] === anchor) || node.some(holds));
  const table = data.pages["index.md"]?.find((node) => node[0] === "table" && holds(node));
  const row = table?.slice(2).find(holds);
  const facts = row ? row.map((cell, i) => [table[1][i], cell]).filter(([, cell]) => cell.length) : [];
  const list = facts.map(([name, cell]) => made("li", {}, made("strong", {}, ...name.map(rendered), ": "), ...cell.map(rendered)));
  const [title, ...rest] = described(thing);
  if (!list.length) return [title, ...rest];
  const summary = made("ul", {}, ...list);
  return [title, summary, ...rest.filter((each) => each.localName !== "p" || !repeats(each.textContent, summary.textContent))];
}

function repeats(line, text) {
  const parts = line.replace(/^[^,:]*: /, "").split(/[,–]/);
  return parts.every((part) => text.toLowerCase().includes(part.trim().toLowerCase()));
}

function watchPanel() {
  byId("page-close").addEventListener("click", close);
  stage.addEventListener("click", (event) => {
    const thing = event.target.closest("[role=button]");
    if (thing?.id && !thing.dataset.fold) {
      tell(thing);
      remember();
    }
  });
  stage.addEventListener("keydown", (event) => {
    const thing = event.target.closest("[role=button]");
    if (thing && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      thing.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    }
  });
}

function tell(thing) {
  const field = shown.fields.find((each) => each.id === thing.id);
  const nodes = described(thing);
  if (field) nodes.push(made("p", {}, foldButton(field)));
  open(nodes);
  selection = `${shown.path}#${thing.id}`;
  mark([thing]);
  point(thing.id);
}

function foldButton(field) {
  const button = made("button", { type: "button" }, words.fold_one);
  button.addEventListener("click", () => {
    fold(field, true);
    close();
  });
  return button;
}
