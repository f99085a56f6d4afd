import type { Ladder } from '@sidetone/testkit';

/**
 * The messages of a run in words, with a `*` behind those that carry a session description:
 * `alice INVITE *`, `bob 183 *`, `alice PRACK`.
 */
export function bodies(ladder: Ladder): string[] {
  return ladder.entries
    .filter(({ isLost }) => !isLost)
    .map(({ from, label, wire }) => {
      const what =
        label.kind === 'request' ? label.method : label.kind === 'response' ? String(label.status) : label.text;
      return `${from} ${what}${wire.includes('\r\n\r\nv=0') ? ' *' : ''}`;
    });
}
