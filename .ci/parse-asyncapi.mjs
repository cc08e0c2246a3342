// Parse AsyncAPI documents with the parser of the AsyncAPI Initiative, as its own tools do; exit 1 on an error or warning.
//
//     node parse-asyncapi.mjs FILE…
import { fromFile, Parser } from "@asyncapi/parser";

const WARNING = 1; // 0 is an error, 2 and 3 are hints
const parser = new Parser();
let faults = 0;
for (const file of process.argv.slice(2)) {
  const { document, diagnostics } = await fromFile(parser, file).parse();
  for (const { severity, code, message, path } of diagnostics) {
    if (severity > WARNING) continue;
    console.log(`${file}: ${path.join("/")}: ${message} (${code})`);
    faults += 1;
  }
  if (!document) {
    console.log(`${file}: not a document`);
    faults += 1;
  }
}
process.exit(faults > 0 ? 1 : 0);
