// Read Mermaid (.mmd) and LikeC4 (.c4) with their own parsers, and lay LikeC4's views out: says what is wrong, and how many
// there were; ends with 1 where something is.
//
//     node parse-diagrams.mjs FILE…
import { readFileSync } from 'node:fs'
import { JSDOM } from 'jsdom'

const { window } = new JSDOM('<!DOCTYPE html>')
Object.assign(globalThis, { window, document: window.document })
const { default: mermaid } = await import('mermaid')
const { LikeC4 } = await import('likec4')

async function faultsInMermaid(text) {
  try {
    await mermaid.parse(text)
    return []
  } catch (error) {
    return [error.message]
  }
}

async function faultsInLikeC4(text) {
  const project = await LikeC4.fromSource(text, { logger: false, printErrors: false, throwIfInvalid: false })
  const errors = project.getErrors().map((error) => `${error.line}: ${error.message}`)
  if (errors.length > 0) return errors
  const views = (await project.diagrams()).filter((view) => view.id !== 'index')
  const written = text.match(/^  view /gm)?.length ?? 0
  const filled = (view) => view.nodes.length > 0 || !new RegExp(`^  view ${view.id} {[^}]*\\n    include `, 'm').test(text)
  const empty = views.filter((view) => !filled(view)).map((view) => `view ${view.id} is empty`)
  return views.length === written ? empty : [`${written} views written, ${views.length} laid out`]
}

let faults = 0
const files = process.argv.slice(2)
for (const file of files) {
  const text = readFileSync(file, 'utf8')
  for (const fault of await (file.endsWith('.c4') ? faultsInLikeC4(text) : faultsInMermaid(text))) {
    console.log(`${file}: ${fault}`)
    faults += 1
  }
}
process.exit(files.length > 0 && faults === 0 ? 0 : 1)
