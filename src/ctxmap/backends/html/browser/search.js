// Search: contexts, aggregates, operations, events, terms and pictures, by parts of their names.

const query = byId("page-query");
const results = byId("page-results");
const MOST = 60;
const entries = data.entries.map(([kind, title, where, target]) => ({ kind, title, where, target, text: plain(`${title} ${where}`), name: plain(title) }));

function found(typed) {
  const parts = plain(typed).split(/\s+/).filter(Boolean);
  const rank = (each) => (each.name === parts.join(" ") ? 0 : each.name.startsWith(parts[0]) ? 1 : each.name.includes(parts[0]) ? 2 : 3);
  if (!parts.length) return [];
  const hits = entries.filter((each) => parts.every((part) => each.text.includes(part)));
  return hits.map((each, i) => [rank(each), i, each]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , each]) => each);
}

function search() {
  const hits = found(query.value);
  const items = hits.slice(0, MOST).map((each) => {
    const about = made("small", {}, [words.kinds[each.kind] ?? each.kind, each.where].filter(Boolean).join(" · "));
    return made("li", {}, made("a", { href: `#${each.target}` }, each.title, made("br"), about));
  });
  if (hits.length > MOST) items.push(made("li", { class: "more" }, counted(words.more, hits.length - MOST)));
  const typed = query.value.trim() !== "";
  if (typed && !hits.length) items.push(made("li", { class: "more" }, counted(words.found, 0)));
  results.replaceChildren(...items);
  results.hidden = !typed;
  if (typed) say(counted(words.found, hits.length));
}

// Whether there was anything to close.
function closeSearch() {
  if (results.hidden) return false;
  results.hidden = true;
  query.focus();
  return true;
}

function step(event) {
  const links = [...results.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && !results.hidden) (links[at + 1] ?? links[0])?.focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? query).focus();
  else if (event.key === "Enter" && at < 0) links[0]?.click();
  else return;
  event.preventDefault();
}

function watchSearch() {
  query.addEventListener("input", search);
  query.addEventListener("focus", () => query.value.trim() && search());
  byId("page-search").addEventListener("keydown", step);
  results.addEventListener("click", (event) => event.target.closest("a") && (results.hidden = true));
  document.addEventListener("pointerdown", (event) => {
    if (!byId("page-search").contains(event.target)) results.hidden = true;
    if (!byId("page-filter").contains(event.target)) byId("page-filter").open = false;
  });
}
