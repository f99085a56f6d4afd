// The documents name what is there: links lead somewhere, and a path in backticks is that of one file. A path may be
// shortened from the left. What a package exports is described where it is declared.

import { checkDocuments } from './lib/documents.mjs';
import { checkDocstrings } from './lib/docstrings.mjs';
import { root } from './lib/process.mjs';

const mistakes = [...checkDocuments(root), ...checkDocstrings(root)];
for (const mistake of mistakes) console.error(mistake);
if (mistakes.length > 0) process.exitCode = 1;
