// What can be done with the view as it is: send it to a colleague, save the diagram, read it in another light.

const menu = byId("page-menu");
const DARK = "prefers-color-scheme";
const themed = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.media?.mediaText.includes(DARK));
let dark = matchMedia(`(${DARK}: dark)`).matches;

function switchTheme() {
  dark = !dark;
  for (const rule of themed) rule.media.mediaText = dark ? "screen" : "not all";
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
}

// The address with everything that can be seen: diagram, selection, focus, filter, folds and zoom.
function viewLink() {
  return `${location.href.split("#")[0]}#${encodeURI(state(true))}`;
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(viewLink());
  } catch {
    const box = made("textarea", {}, viewLink()); // where a page may not use the clipboard
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  say(words.copied);
}

// The diagram as a document of its own, with its colours.
function document_() {
  const svg = svgOf(shown).cloneNode(true);
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = [...document.styleSheets[1].cssRules].map((rule) => rule.cssText).join("\n");
  svg.prepend(style);
  return new XMLSerializer().serializeToString(svg);
}

function save(address, ending) {
  const link = made("a", { href: address, download: shown.path.replace(/\.svg$/, ending).replaceAll("/", "-") });
  document.body.append(link);
  link.click();
  link.remove();
}

function savePng() {
  const image = new Image();
  image.addEventListener("load", () => {
    const { width, height } = shown.svg.viewBox.baseVal;
    const scale = Math.min(2, 8000 / Math.max(width, height));
    const paper = made("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    paper.getContext("2d").drawImage(image, 0, 0, paper.width, paper.height);
    save(paper.toDataURL("image/png"), ".png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(document_())}`;
}

const ACTIONS = {
  link: copyLink,
  svg: () => save(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(document_())}`, ".svg"),
  png: savePng,
  theme: switchTheme,
};

function watchMenu() {
  menu.addEventListener("click", (event) => {
    const action = ACTIONS[event.target.dataset.do];
    if (!action) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    action();
  });
  document.addEventListener("pointerdown", (event) => menu.contains(event.target) || (menu.open = false));
}
