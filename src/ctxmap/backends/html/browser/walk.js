// A flow, a coordination or a saga, step by step on a map: what takes part in a step stands out.

const walks = new Map(data.walks.map((each) => [each.picture, each]));
const steps = byId("page-walk");
let walk = null;
let at = 0;

function follow(process, step) {
  walk = process;
  at = Math.min(Math.max(step, 0), walk.steps.length - 1);
  show(pictures.get(walk.map));
  const cards = new Set(walk.steps[at].contexts.filter(byId));
  const lines = Object.entries(shown.lines).filter(([, [tail, head]]) => cards.has(tail) && cards.has(head));
  setApart({ cards, lines: new Set(lines.map(([line]) => line)) }, "faint");
  offerSteps();
  say(`${words.step_of.replace("{}", at + 1).replace("{}", walk.steps.length)}: ${steps.querySelector("p").textContent}`);
}

function stopWalk() {
  if (!walk) return;
  walk = null;
  setApart(null, "faint");
  offerSteps();
}

// The steps of the process that is followed; else, beside its own picture, a button that begins.
function offerSteps() {
  const process = walk ?? walks.get(shown?.path);
  steps.hidden = !process;
  if (!walk) {
    steps.replaceChildren(...(process ? [button(words.follow, words.follow, () => begins(process))] : []));
    return;
  }
  const held = document.activeElement?.dataset.step;
  const number = words.step_of.replace("{}", at + 1).replace("{}", walk.steps.length);
  steps.replaceChildren(
    button("‹", words.step_back, () => follow(walk, at - 1), at === 0),
    made("span", {}, number),
    button("›", words.step_on, () => follow(walk, at + 1), at === walk.steps.length - 1),
    made("p", {}, made("a", { href: `#${walk.picture}` }, walk.title), ": ", ...walk.steps[at].text.map(rendered)),
    button("✕", words.stop, stopWalk),
  );
  if (held) (steps.querySelector(`[data-step="${CSS.escape(held)}"]:enabled`) ?? steps.querySelector("button:enabled")).focus();
}

function begins(process) {
  follow(process, 0);
  steps.querySelector(`[data-step="${CSS.escape(words.step_on)}"]`).focus();
}

function button(text, name, act, disabled = false) {
  const made_ = made("button", { type: "button", "aria-label": name, title: name, "data-step": name }, text);
  made_.disabled = disabled;
  made_.addEventListener("click", () => {
    act();
    remember();
  });
  return made_;
}
