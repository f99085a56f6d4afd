import { describe, expect, test } from 'vitest';
import { inviteClient } from './invite-client.ts';
import { inviteServer } from './invite-server.ts';
import { nonInviteClient } from './non-invite-client.ts';
import { nonInviteServer } from './non-invite-server.ts';
import { type Effect, type LooseTable, step } from './transition-table.ts';

// Every cell of the four tables, written from the text of RFC 3261 §17 and RFC 6026 §7, §8. `-`: nothing happens.

type Grid = Readonly<Record<string, Readonly<Record<string, string>>>>;

function describeEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'start':
    case 'stop':
      return `${effect.kind} ${effect.timer}`;
    case 'backOff':
      return `double ${effect.timer}${effect.cap === 'T2' ? ' up to T2' : ''}`;
    case 'restartAtT2':
      return `${effect.timer} = T2`;
    case 'fail':
      return `inform of ${effect.failure}`;
    case 'sendRequest':
    case 'resendRequest':
    case 'sendAck':
    case 'holdCancel':
    case 'sendCancel':
    case 'releaseCancel':
    case 'passUp':
    case 'sendResponse':
    case 'resendResponse':
    case 'sendTrying':
      return effect.kind;
  }
}

function cell(table: LooseTable<string, string>, state: string, input: string): string {
  const transition = step(table, state, input);
  if (transition === undefined) return '-';
  const effects = transition.effects.map(describeEffect).join(', ');
  return [transition.to, effects].filter((part) => part !== undefined && part !== '').join(': ') || 'absorbed';
}

interface Machine {
  readonly name: string;
  readonly table: LooseTable<string, string>;
  readonly inputs: readonly string[];
  readonly grid: Grid;
}

const toAccepted = 'accepted: stop A, stop B, stop Cancel, start M, passUp';
const toCompleted = 'completed: stop A, stop B, stop Cancel, start D, sendAck, passUp';
const toAnswered = 'completed: stop E, stop F, start K, passUp';

const machines: readonly Machine[] = [
  {
    name: 'INVITE client transaction (§17.1.1.2, RFC 6026 §8.4)',
    table: inviteClient,
    inputs: [
      'begin',
      '1xx',
      '2xx',
      '300-699',
      'cancel',
      'transportError',
      'retreat',
      'timerA',
      'timerB',
      'timerD',
      'timerM',
      'timerCancel',
    ],
    grid: {
      idle: { begin: 'calling: sendRequest, start A, start B' },
      calling: {
        '1xx': 'proceeding: stop A, stop B, releaseCancel, passUp',
        '2xx': toAccepted,
        '300-699': toCompleted,
        cancel: 'holdCancel',
        transportError: 'terminated: inform of transport',
        retreat: 'sendRequest, start A',
        timerA: 'double A, resendRequest',
        timerB: 'terminated: inform of timeout',
      },
      proceeding: {
        '1xx': 'passUp',
        '2xx': toAccepted,
        '300-699': toCompleted,
        cancel: 'start Cancel, sendCancel',
        timerCancel: 'terminated: inform of timeout',
      },
      accepted: { '2xx': 'passUp', timerM: 'terminated' },
      completed: { '300-699': 'sendAck', transportError: 'terminated', timerD: 'terminated' },
      terminated: {},
    },
  },
  {
    name: 'non-INVITE client transaction (§17.1.2.2)',
    table: nonInviteClient,
    inputs: [
      'begin',
      '1xx',
      '200-699',
      'transportError',
      'retreat',
      'stranded',
      'timerE',
      'timerF',
      'timerK',
      'timerStranded',
    ],
    grid: {
      idle: { begin: 'trying: sendRequest, start E, start F' },
      trying: {
        '1xx': 'proceeding: passUp',
        '200-699': toAnswered,
        transportError: 'terminated: inform of transport',
        retreat: 'sendRequest, start E',
        stranded: 'start Stranded',
        timerStranded: 'resendRequest',
        timerE: 'double E up to T2, resendRequest',
        timerF: 'terminated: inform of timeout',
      },
      proceeding: {
        '1xx': 'passUp',
        '200-699': toAnswered,
        transportError: 'terminated: inform of transport',
        timerE: 'E = T2, resendRequest',
        timerF: 'terminated: inform of timeout',
      },
      completed: { '1xx': 'absorbed', '200-699': 'absorbed', timerK: 'terminated' },
      terminated: {},
    },
  },
  {
    name: 'INVITE server transaction (§17.2.1, RFC 6026 §8.5)',
    table: inviteServer,
    inputs: [
      'begin',
      'request',
      'ack',
      'send1xx',
      'send2xx',
      'send300-699',
      'transportError',
      'timerTrying',
      'timerG',
      'timerH',
      'stranded',
      'timerI',
      'timerL',
      'timerStranded',
    ],
    grid: {
      idle: { begin: 'proceeding: start Trying, passUp' },
      proceeding: {
        request: 'resendResponse',
        send1xx: 'stop Trying, sendResponse',
        send2xx: 'accepted: stop Trying, start L, sendResponse',
        'send300-699': 'completed: stop Trying, start G, start H, sendResponse',
        timerTrying: 'sendTrying',
        transportError: 'inform of transport',
      },
      accepted: {
        request: 'absorbed',
        ack: 'passUp',
        send2xx: 'sendResponse',
        timerL: 'terminated',
        transportError: 'inform of transport',
      },
      completed: {
        request: 'resendResponse',
        ack: 'confirmed: stop G, stop H, start I',
        timerG: 'double G up to T2, resendResponse',
        timerH: 'terminated: inform of timeout',
        transportError: 'inform of transport',
        stranded: 'start Stranded',
        timerStranded: 'resendResponse',
      },
      confirmed: { ack: 'absorbed', request: 'absorbed', timerI: 'terminated' },
      terminated: {},
    },
  },
  {
    name: 'non-INVITE server transaction (§17.2.2, RFC 4320)',
    table: nonInviteServer,
    inputs: ['begin', 'request', 'send1xx', 'send200-699', 'giveUp', 'transportError', 'timerJ'],
    grid: {
      idle: { begin: 'trying: passUp' },
      trying: {
        request: 'absorbed',
        send1xx: 'proceeding: sendResponse',
        'send200-699': 'completed: start J, sendResponse',
        giveUp: 'terminated',
      },
      proceeding: {
        request: 'resendResponse',
        send1xx: 'sendResponse',
        'send200-699': 'completed: start J, sendResponse',
        giveUp: 'terminated',
        transportError: 'terminated: inform of transport',
      },
      completed: {
        request: 'resendResponse',
        'send200-699': 'absorbed',
        giveUp: 'absorbed',
        timerJ: 'terminated',
        transportError: 'terminated: inform of transport',
      },
      terminated: {},
    },
  },
];

describe.each(machines)('$name', ({ table, inputs, grid }) => {
  test('has the states of its figure', () => {
    expect(Object.keys(table)).toEqual(Object.keys(grid));
  });

  for (const [state, row] of Object.entries(grid)) {
    test.each(inputs)(`${state}, %s`, (input) => {
      expect(cell(table, state, input)).toBe(row[input] ?? '-');
    });

    test(`${state} knows no other input`, () => {
      expect(Object.keys(table[state] ?? {}).filter((input) => !inputs.includes(input))).toEqual([]);
    });
  }
});
