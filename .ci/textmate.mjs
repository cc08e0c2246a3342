// Tokens of the TextMate grammar, by VS Code's own engine, compared with what the parser says of the same texts.
//
// Reads [{path, text, parts: [[start, end, kind]]}] from a file. Fails where comments or strings differ, where anything
// but these reaches past its line, or where too many keywords and names are mistaken for each other.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma");
const { Registry, INITIAL, parseRawGrammar } = require("vscode-textmate");

const [grammarPath, textsPath] = process.argv.slice(2);
await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
const registry = new Registry({
    onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(readFileSync(grammarPath, "utf8"), "cml.json"),
});
const grammar = await registry.loadGrammar("source.cml");

const FAMILIES = [
    ["comment", "comment"], ["string", "string"], ["constant.character", "string"], ["storage.type", "declaration"],
    ["keyword.operator.arrow", "arrow"], ["storage.modifier", "value"], ["keyword", "keyword"], ["constant", "value"],
    ["entity.name.type", "declared"], ["support", "name"], ["entity", "name"], ["variable", "name"],
];
const EXPECTED = {
    key: "keyword", role: "value", number: "value", type: "name", operation: "name",
};
const family = (scopes) => {
    const scope = scopes[scopes.length - 1];
    return FAMILIES.find(([prefix]) => scope.startsWith(prefix))?.[1] ?? "other";
};

let compared = 0;
let failed = false;
const wrong = new Map();
for (const { path, text, parts } of JSON.parse(readFileSync(textsPath, "utf8"))) {
    const at = new Map();
    let stack = INITIAL;
    let offset = 0;
    const inside = parts.filter(([, , kind]) => kind === "comment" || kind === "string");
    for (const line of text.split("\n")) {
        const result = grammar.tokenizeLine(line, stack);
        for (const token of result.tokens) at.set(offset + token.startIndex, [family(token.scopes), token.endIndex - token.startIndex]);
        stack = result.ruleStack;
        offset += line.length + 1;
        const end = offset - 1;
        const reaches = inside.some(([start, stop]) => start < end && end < stop);
        if (!reaches && stack.depth > 1) {
            console.error(`${path}: a scope reaches past the line "${line.slice(0, 100)}"`);
            failed = true;
            break;
        }
    }
    for (const [start, , kind] of parts) {
        if (kind === "mark" || kind === "unknown") continue;
        const expected = EXPECTED[kind] ?? kind;
        const found = at.get(start)?.[0] ?? "none";
        compared += 1;
        if (found !== expected && !(kind === "value" && found === "keyword")) {
            const line = text.slice(text.lastIndexOf("\n", start - 1) + 1).split("\n")[0].trim().slice(0, 90);
            const key = `${expected} as ${found}`;
            const cases = wrong.get(key) ?? [];
            cases.push(`${path}: ${text.slice(start, start + 24).split(/\s/)[0]} in: ${line}`);
            wrong.set(key, cases);
        }
    }
}
const mistakes = [...wrong.values()].reduce((sum, cases) => sum + cases.length, 0);
const limit = 0.005;
if (failed || mistakes / compared > limit || process.env.VERBOSE)
    for (const [key, cases] of wrong) console.error(`${cases.length} × ${key}\n    ${cases.slice(0, 8).join("\n    ")}`);
console.log(`${compared} words, ${mistakes} coloured unlike the parser reads them`);
process.exit(failed || mistakes / compared > limit ? 1 : 0);
