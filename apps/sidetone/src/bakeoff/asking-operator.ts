import { createInterface } from 'node:readline/promises';
import { type Deed, DEED_WORDS, type Operator } from '@sidetone/bakeoff';

/** Says what to do, and waits until it is done. */
type Ask = (words: string) => Promise<void>;

/** An operator that has a person press the buttons of the target. */
export function askingOperator(ask: Ask): Operator {
  // Whether calls are left is not asked after each scenario: a person sees it.
  const deeds = (Object.keys(DEED_WORDS) as readonly Deed[]).filter((deed) => deed !== 'hangUpAll');
  return Object.fromEntries(
    deeds.map((deed) => [deed, (...details: readonly string[]) => ask([DEED_WORDS[deed], ...details].join(': '))]),
  );
}

/** Asks at the terminal: Enter says that it is done. */
export function terminalAsk(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Ask {
  return async (words) => {
    const reader = createInterface({ input, output });
    await reader.question(`      Please ${words}, then press Enter. `);
    reader.close();
  };
}
