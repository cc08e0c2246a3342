// What the map says, and the few words that everything here uses. Texts get into the page as text, never as markup.

const data = JSON.parse(document.getElementById("page-data").textContent);
const words = data.words;

function byId(id) {
  return document.getElementById(id);
}

function made(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// "{} results" with a number; a pair of texts is one for one and one for several.
function counted(forms, number) {
  return forms[number === 1 ? 0 : 1].replace("{}", number);
}

// For screen readers: what has changed.
function say(text) {
  byId("page-said").textContent = text;
}

// How people type: case and accents don't count.
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
