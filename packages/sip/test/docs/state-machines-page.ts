import { inviteClient, inviteServer, nonInviteClient, nonInviteServer, timerTable, type Effect } from '@sidetone/sip';
import { offerAnswerTable } from '../../src/sdp/offer-answer.ts';
import { cellTable, markdownTable, stateDiagram, type Cell, type MachinePicture } from './state-diagram.ts';

type EffectTable = Readonly<
  Record<string, Readonly<Record<string, { readonly to: string | undefined; readonly effects: readonly Effect[] }>>>
>;

const MACHINES: readonly { readonly title: string; readonly file: string; readonly table: EffectTable }[] = [
  {
    title: 'INVITE client transaction (RFC 3261 §17.1.1, RFC 6026 §8.4)',
    file: 'packages/sip/src/transaction/invite-client.ts',
    table: inviteClient,
  },
  {
    title: 'Non-INVITE client transaction (RFC 3261 §17.1.2)',
    file: 'packages/sip/src/transaction/non-invite-client.ts',
    table: nonInviteClient,
  },
  {
    title: 'INVITE server transaction (RFC 3261 §17.2.1, RFC 6026 §8.5)',
    file: 'packages/sip/src/transaction/invite-server.ts',
    table: inviteServer,
  },
  {
    title: 'Non-INVITE server transaction (RFC 3261 §17.2.2, RFC 4320)',
    file: 'packages/sip/src/transaction/non-invite-server.ts',
    table: nonInviteServer,
  },
];

const INTRODUCTION = `# State machines

This page is made from the tables in the code. Do not edit it: \`packages/sip/test/docs/state-machines.test.ts\` compares it
with them, and \`npx vitest run packages/sip/test/docs -u\` writes it anew.

An input that has no cell in a state does nothing; the trace says so. Under each diagram stands every cell with its
effects, in their order. \`packages/sip/src/transaction/machine.ts\` runs the tables of the transactions,
\`packages/sip/src/transaction/tables.test.ts\` has every cell once more, written from the text of the RFCs.`;

const TIMERS = `## Timers

First values in milliseconds, from \`packages/sip/src/transaction/timer-table.ts\` with T1 = 500, T2 = 4000 and T4 = 5000. They
follow from the flow: UDP is not reliable, all others are. 0 fires at once; – is not used. \`Stranded\` runs on WebSockets only.`;

const OFFER_ANSWER = `## Offer and answer (RFC 3264, RFC 3261 §13.2.1 and §14)

Seen from this end. The table is in \`packages/sip/src/sdp/offer-answer.ts\`. \`withdrawn\`: the offer was refused, or its
transaction failed.`;

/** The whole of docs/state-machines.md. */
export function stateMachinesPage(): string {
  const sections = MACHINES.map(({ title, file, table }) => {
    const picture = pictureOf(table);
    return `## ${title}\n\nThe table is in \`${file}\`.\n\n${stateDiagram(picture)}\n\n${cellTable(picture)}`;
  });
  return `${[INTRODUCTION, ...sections, `${TIMERS}\n\n${timers()}`, offerAnswer()].join('\n\n')}\n`;
}

function pictureOf(table: EffectTable): MachinePicture {
  const cells: Cell[] = [];
  for (const [from, row] of Object.entries(table)) {
    for (const [input, { to, effects }] of Object.entries(row)) {
      cells.push({ from, input, to: to ?? from, effects: effects.map(nameOf) });
    }
  }
  return { initial: 'idle', final: ['terminated'], cells };
}

function offerAnswer(): string {
  const cells: Cell[] = [];
  for (const [from, row] of Object.entries(offerAnswerTable)) {
    for (const [input, to] of Object.entries(row)) cells.push({ from, input, to, effects: [] });
  }
  return `${OFFER_ANSWER}\n\n${stateDiagram({ initial: 'stable', final: [], cells })}`;
}

function timers(): string {
  const t = { t1Ms: 500, t2Ms: 4000, t4Ms: 5000 };
  const unreliable = timerTable({ ...t, reliable: false });
  const reliable = timerTable({ ...t, reliable: true });
  const names = Object.keys(unreliable) as (keyof typeof unreliable)[];
  const text = (value: number | undefined): string => (value === undefined ? '–' : String(value));
  return markdownTable(
    ['timer', 'over UDP', 'over connections'],
    names.filter((name) => name !== 'T2').map((name) => [name, text(unreliable[name]), text(reliable[name])]),
  );
}

function nameOf(effect: Effect): string {
  switch (effect.kind) {
    case 'start':
    case 'stop':
      return `${effect.kind} ${effect.timer}`;
    case 'backOff':
      return `double ${effect.timer}${effect.cap === 'T2' ? ' up to T2' : ''}`;
    case 'restartAtT2':
      return `start ${effect.timer} with T2`;
    case 'fail':
      return `tell the user: ${effect.failure}`;
    case 'sendRequest':
      return 'send the request';
    case 'resendRequest':
      return 'send the request again';
    case 'sendAck':
      return 'send ACK';
    case 'holdCancel':
      return 'hold the CANCEL back';
    case 'sendCancel':
      return 'send CANCEL';
    case 'releaseCancel':
      return 'release a held CANCEL';
    case 'passUp':
      return 'pass up';
    case 'sendResponse':
      return 'send the response';
    case 'resendResponse':
      return 'send the last response again';
    case 'sendTrying':
      return 'send 100';
  }
}
