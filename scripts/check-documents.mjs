// The documents name what is there: links lead somewhere, and a path in backticks is that of one file. A path may be
// shortened from the left.

import { checkDocuments } from './lib/documents.mjs';
import { root } from './lib/process.mjs';

const mistakes = checkDocuments(root);
for (const mistake of mistakes) console.error(mistake);
if (mistakes.length > 0) process.exitCode = 1;
