/** A table; what would end a cell or begin a tag is escaped. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text as it is, in a cell. */
export function plain(text: string): string {
  return text.replace(/[|<>*_[\]]/g, String.raw`\$&`);
}
