/** What a document shows of a machine: where an input leads, and what happens besides. */
export interface Cell {
  readonly from: string;
  readonly input: string;
  /** The state itself when the machine stays where it is. */
  readonly to: string;
  readonly effects: readonly string[];
}

export interface MachinePicture {
  readonly initial: string;
  /** States that end the machine. */
  readonly final: readonly string[];
  readonly cells: readonly Cell[];
}

/** A Mermaid diagram: one arrow from state to state, with all the inputs that lead that way. */
export function stateDiagram({ initial, final, cells }: MachinePicture): string {
  const arrows = new Map<string, string[]>();
  for (const { from, input, to } of cells) {
    const arrow = `${idOf(from)} --> ${idOf(to)}`;
    const inputs = arrows.get(arrow);
    if (inputs === undefined) arrows.set(arrow, [input]);
    else inputs.push(input);
  }
  const states = new Set(cells.flatMap(({ from, to }) => [from, to]));
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...[...states].filter((state) => idOf(state) !== state).map((state) => `  state "${state}" as ${idOf(state)}`),
    `  [*] --> ${idOf(initial)}`,
    ...[...arrows].map(([arrow, inputs]) => `  ${arrow} : ${inputs.join(', ')}`),
    ...final.map((state) => `  ${idOf(state)} --> [*]`),
    '```',
  ].join('\n');
}

/** Every cell with its effects. */
export function cellTable({ cells }: MachinePicture): string {
  const rows = cells.map(({ from, input, to, effects }) => [
    from,
    input,
    to === from ? '' : to,
    effects.length > 0 ? effects.join(', ') : to === from ? 'absorbed' : '',
  ]);
  return markdownTable(['state', 'input', 'next state', 'effects'], rows);
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Mermaid's names of states have no hyphens. */
function idOf(state: string): string {
  return state.replaceAll('-', '_');
}
