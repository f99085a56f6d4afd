/** One key: what it sends, and the letters that stand below it (ITU-T E.161). */
export interface Key {
  readonly key: string;
  readonly letters?: string;
  /** Its name in the catalogue, where the sign is none. */
  readonly name?: 'keypad.star' | 'keypad.hash';
}

/** Row by row; the last row holds the four that ordinary telephones lack. */
export const keys: readonly Key[] = [
  { key: '1' },
  { key: '2', letters: 'ABC' },
  { key: '3', letters: 'DEF' },
  { key: '4', letters: 'GHI' },
  { key: '5', letters: 'JKL' },
  { key: '6', letters: 'MNO' },
  { key: '7', letters: 'PQRS' },
  { key: '8', letters: 'TUV' },
  { key: '9', letters: 'WXYZ' },
  { key: '*', name: 'keypad.star' },
  { key: '0' },
  { key: '#', name: 'keypad.hash' },
  { key: 'A' },
  { key: 'B' },
  { key: 'C' },
  { key: 'D' },
];

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The key of the telephone that a key of the keyboard stands for; undefined when it stands for none. */
export function keyOf({ key, ctrlKey, altKey, metaKey }: KeyPress): string | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  return /^[0-9*#a-d]$/i.test(key) ? key.toUpperCase() : undefined;
}
