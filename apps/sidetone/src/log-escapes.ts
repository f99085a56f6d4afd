/** What a terminal may act on: controls, and marks that turn or hide text. Line ends are looked at apart. */
const ACTIVE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A line of JSON in which nothing but its line end is a control character. It stays the same JSON. */
export function escapeLine(line: string): string {
  return line.replace(ACTIVE, escapeCharacter);
}

/** A text of somebody else on one line. */
export function escapeText(text: string): string {
  return escapeLine(text).replaceAll('\n', '\\u000a');
}

function escapeCharacter(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    const hex = character.charCodeAt(at).toString(16).padStart(4, '0');
    return `\\u${hex}`;
  }).join('');
}
