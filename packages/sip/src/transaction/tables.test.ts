import { testRuntime, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { createResponse } from '../message/create-response.ts';
import { Via } from '../message/headers/via.ts';
import { createRequest, type SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { TransportProtocol } from '../runtime/trace.ts';
import { TransportLayer } from '../transport/transport-layer.ts';
import type { Flow } from '../transport/transport.ts';
import type { ClientMachine } from './client-machine.ts';
import { inviteClient } from './invite-client.ts';
import { InviteClientMachine } from './invite-client-machine.ts';
import { inviteServer } from './invite-server.ts';
import { InviteServerMachine } from './invite-server-machine.ts';
import type { MachineHost } from './machine.ts';
import { nonInviteClient } from './non-invite-client.ts';
import { NonInviteClientMachine } from './non-invite-client-machine.ts';
import { nonInviteServer } from './non-invite-server.ts';
import { NonInviteServerMachine } from './non-invite-server-machine.ts';
import type { ServerMachine } from './server-machine.ts';
import { timerTable } from './timer-table.ts';
import type { ServerTransaction, TransactionFailure } from './transaction-user.ts';
import type { TimerName } from './transition-table.ts';

// Every state × event of the four machines, as they run on a network. What is expected is transcribed from the figures and
// the text of the RFCs, in their words: RFC 3261 figures 5 to 8 and §17, RFC 6026 §7.1, §7.2, §8.4, §8.7, §8.8 and its
// figures, RFC 4320 §4. `state | event | next state | actions`. An event that has no line in a state does nothing at all.

interface Figure {
  readonly name: string;
  readonly table: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The states, and what brings a new transaction there. */
  readonly states: Readonly<Record<string, readonly string[]>>;
  /** Each event of the figure, and the inputs of the table that it stands for. */
  readonly events: Readonly<Record<string, string>>;
  readonly lines: string;
  /** What fires, and after how many ms, when nothing else happens: RFC 3261 table 4, RFC 6026 §8.3. */
  readonly timers: Readonly<Record<string, { readonly udp: string; readonly tcp: string }>>;
  /** Over reliable transports timer D, I, J or K is zero: no time is spent in this state. */
  readonly passesOnConnections: string | undefined;
  readonly method: string;
  readonly begin: (rig: Rig) => Machine;
}

interface Machine {
  readonly state: string;
  /** @param status of a response */
  apply(event: string, status: number): void;
}

const FINAL = '300-699';

const FIGURES: readonly Figure[] = [
  {
    name: 'INVITE client transaction (RFC 3261 figure 5, RFC 6026 §7.2)',
    table: inviteClient,
    states: { Calling: [], Proceeding: ['1xx'], Accepted: ['2xx'], Completed: [FINAL], Terminated: ['Timer B fires'] },
    events: {
      '(INVITE from TU)': 'begin',
      '1xx': '1xx',
      '2xx': '2xx',
      [FINAL]: '300-699',
      'Transport Err.': 'transportError',
      'Timer A fires': 'timerA',
      'Timer B fires': 'timerB',
      'Timer D fires': 'timerD',
      'Timer M fires': 'timerM',
      'CANCEL from TU': 'cancel',
      '64*T1 after CANCEL': 'timerCancel',
      // A connection that was chosen for the size alone; request-size.test.ts shows it.
      '(retreat to UDP)': 'retreat',
    },
    lines: `
      Calling    | Timer A fires      | Calling    | INVITE sent
      Calling    | Timer B fires      | Terminated | timeout to TU
      Calling    | Transport Err.     | Terminated | transport to TU
      Calling    | 1xx                | Proceeding | 1xx to TU
      Calling    | 2xx                | Accepted   | 2xx to TU
      Calling    | 300-699            | Completed  | ACK sent, 300-699 to TU
      Proceeding | 1xx                | Proceeding | 1xx to TU
      Proceeding | 2xx                | Accepted   | 2xx to TU
      Proceeding | 300-699            | Completed  | ACK sent, 300-699 to TU
      Accepted   | 2xx                | Accepted   | 2xx to TU
      Accepted   | Timer M fires      | Terminated |
      Completed  | 300-699            | Completed  | ACK sent
      Completed  | Timer D fires      | Terminated |
      # §9.1: CANCEL only after a provisional response; without a final response 64*T1 later the INVITE is given up.
      Proceeding | CANCEL from TU     | Proceeding | CANCEL sent
      Proceeding | 64*T1 after CANCEL | Terminated | timeout to TU
      # Figure 5 informs the TU; here it has its final response, and nothing more is told.
      Completed  | Transport Err.     | Terminated |`,
    timers: {
      Calling: { udp: 'A 500 A 1500 A 3500 A 7500 A 15500 A 31500 B 32000', tcp: 'B 32000' },
      Proceeding: { udp: '', tcp: '' },
      Accepted: { udp: 'M 32000', tcp: 'M 32000' },
      Completed: { udp: 'D 32000', tcp: 'D 0' },
      Terminated: { udp: 'B 0', tcp: 'B 0' },
    },
    passesOnConnections: 'Completed',
    method: 'INVITE',
    begin: (rig) => clientMachine(rig, 'INVITE'),
  },
  {
    name: 'non-INVITE client transaction (RFC 3261 figure 6)',
    table: nonInviteClient,
    states: { Trying: [], Proceeding: ['1xx'], Completed: ['200-699'], Terminated: ['Timer F fires'] },
    events: {
      '(Request from TU)': 'begin',
      '1xx': '1xx',
      '200-699': '200-699',
      'Transport Err.': 'transportError',
      'Timer E fires': 'timerE',
      'Timer F fires': 'timerF',
      'Timer K fires': 'timerK',
      // The WebSocket of a CANCEL has closed, which goes on the next one; closed-flow.test.ts of the gateway shows it.
      '(stranded)': 'stranded',
      '(T1 after that)': 'timerStranded',
      '(retreat to UDP)': 'retreat',
    },
    lines: `
      Trying     | Timer E fires  | Trying     | request sent
      Trying     | Timer F fires  | Terminated | timeout to TU
      Trying     | Transport Err. | Terminated | transport to TU
      Trying     | 1xx            | Proceeding | 1xx to TU
      Trying     | 200-699        | Completed  | 200-699 to TU
      Proceeding | Timer E fires  | Proceeding | request sent
      Proceeding | Timer F fires  | Terminated | timeout to TU
      Proceeding | Transport Err. | Terminated | transport to TU
      Proceeding | 1xx            | Proceeding | 1xx to TU
      Proceeding | 200-699        | Completed  | 200-699 to TU
      Completed  | Timer K fires  | Terminated |`,
    timers: {
      Trying: {
        udp: 'E 500 E 1500 E 3500 E 7500 E 11500 E 15500 E 19500 E 23500 E 27500 E 31500 F 32000',
        tcp: 'F 32000',
      },
      Proceeding: { udp: 'E 500 E 4500 E 8500 E 12500 E 16500 E 20500 E 24500 E 28500 F 32000', tcp: 'F 32000' },
      Completed: { udp: 'K 5000', tcp: 'K 0' },
      Terminated: { udp: 'F 0', tcp: 'F 0' },
    },
    passesOnConnections: 'Completed',
    method: 'MESSAGE',
    begin: (rig) => clientMachine(rig, 'MESSAGE'),
  },
  {
    name: 'INVITE server transaction (RFC 3261 figure 7, RFC 6026 §7.1 and §8.8)',
    table: inviteServer,
    states: {
      Proceeding: ['101-199 from TU'],
      Accepted: ['2xx from TU'],
      Completed: ['300-699 from TU'],
      Confirmed: ['300-699 from TU', 'ACK'],
      Terminated: ['2xx from TU', 'Timer L fires'],
    },
    events: {
      '(the first INVITE)': 'begin',
      INVITE: 'request',
      ACK: 'ack',
      '101-199 from TU': 'send1xx',
      '2xx from TU': 'send2xx',
      '300-699 from TU': 'send300-699',
      'Transport Err.': 'transportError',
      'Timer G fires': 'timerG',
      'Timer H fires': 'timerH',
      'Timer I fires': 'timerI',
      'Timer L fires': 'timerL',
      '200 ms': 'timerTrying',
      '(stranded)': 'stranded',
      '(T1 after that)': 'timerStranded',
    },
    lines: `
      Proceeding | INVITE          | Proceeding | last response sent
      Proceeding | 101-199 from TU | Proceeding | response sent
      Proceeding | 2xx from TU     | Accepted   | response sent
      Proceeding | 300-699 from TU | Completed  | response sent
      Proceeding | 200 ms          | Proceeding | 100 sent
      Proceeding | Transport Err.  | Proceeding | transport to TU
      Accepted   | ACK             | Accepted   | ACK to TU
      Accepted   | 2xx from TU     | Accepted   | response sent
      Accepted   | Transport Err.  | Accepted   | transport to TU
      Accepted   | Timer L fires   | Terminated |
      Completed  | INVITE          | Completed  | last response sent
      Completed  | Timer G fires   | Completed  | last response sent
      Completed  | Timer H fires   | Terminated | timeout to TU
      Completed  | Transport Err.  | Completed  | transport to TU
      Completed  | ACK             | Confirmed  |
      Confirmed  | Timer I fires   | Terminated |`,
    timers: {
      'the first INVITE': { udp: 'Trying 200', tcp: 'Trying 200' },
      Proceeding: { udp: '', tcp: '' },
      Accepted: { udp: 'L 32000', tcp: 'L 32000' },
      Completed: {
        udp: 'G 500 G 1500 G 3500 G 7500 G 11500 G 15500 G 19500 G 23500 G 27500 G 31500 H 32000',
        tcp: 'H 32000',
      },
      Confirmed: { udp: 'I 5000', tcp: 'I 0' },
      Terminated: { udp: 'L 0', tcp: 'L 0' },
    },
    passesOnConnections: 'Confirmed',
    method: 'INVITE',
    begin: (rig) => serverMachine(rig, 'INVITE'),
  },
  {
    name: 'non-INVITE server transaction (RFC 3261 figure 8, RFC 6026 §8.8, RFC 4320 §4)',
    table: nonInviteServer,
    states: {
      Trying: [],
      Proceeding: ['wait 3500'],
      Completed: ['200-699 from TU'],
      Terminated: ['408 from TU'],
    },
    events: {
      '(the first request)': 'begin',
      Request: 'request',
      '100 from TU': 'send1xx',
      '101-199 from TU': 'send1xx',
      '200-699 from TU': 'send200-699',
      '408 from TU': 'giveUp',
      'Transport Err.': 'transportError',
      'T2 reached': 'timerProcessing',
      'Timer J fires': 'timerJ',
    },
    lines: `
      Trying     | 200-699 from TU | Completed  | response sent
      Proceeding | Request         | Proceeding | last response sent
      Proceeding | 200-699 from TU | Completed  | response sent
      Proceeding | Transport Err.  | Proceeding | transport to TU
      Completed  | Request         | Completed  | last response sent
      Completed  | Transport Err.  | Completed  | transport to TU
      Completed  | Timer J fires   | Terminated |
      # RFC 4320 §4.1: no 1xx but 100, over UDP not before timer E is T2, then without being asked for. §4.2: no 408.
      Trying     | 100 from TU     | Proceeding | response sent  | connections only
      Trying     | T2 reached      | Proceeding | 100 sent
      Trying     | 408 from TU     | Terminated |
      Proceeding | 100 from TU     | Proceeding | response sent
      Proceeding | 408 from TU     | Terminated |`,
    timers: {
      Trying: { udp: 'Processing 3500', tcp: 'Processing 3500' },
      // RFC 4320 §4.1: over UDP it is not sent, and the timer runs on.
      '100 from TU': { udp: 'Processing 3500', tcp: '' },
      Proceeding: { udp: 'Processing 0', tcp: 'Processing 0' },
      Completed: { udp: 'J 32000', tcp: 'J 0' },
      Terminated: { udp: '', tcp: '' },
    },
    passesOnConnections: 'Completed',
    method: 'MESSAGE',
    begin: (rig) => serverMachine(rig, 'MESSAGE'),
  },
];

/** The statuses that an event stands for: the bounds of its range. */
const STATUSES: Readonly<Record<string, readonly number[]>> = {
  '1xx': [100, 199],
  '2xx': [200, 299],
  '300-699': [300, 699],
  '200-699': [200, 699],
  '100 from TU': [100],
  '101-199 from TU': [101, 199],
  '2xx from TU': [200, 299],
  '300-699 from TU': [300, 699],
  '200-699 from TU': [200, 699],
  '408 from TU': [408],
};

const TIMERS: Readonly<Record<string, TimerName>> = {
  '64*T1 after CANCEL': 'Cancel',
  '200 ms': 'Trying',
  'T2 reached': 'Processing',
};

/** One end with one transaction, and a peer that keeps still. */
class Rig {
  readonly net = new VirtualNetwork();
  readonly runtime = testRuntime(this.net, 1);
  readonly told: string[] = [];
  readonly host: MachineHost;
  /** From the end to its peer. */
  readonly flow: Flow;

  constructor(protocol: TransportProtocol) {
    const { net, runtime } = this;
    const own = net.attach('own', { host: '192.0.2.1', port: 5060 }, protocol);
    const peer = net.attach('peer', { host: '192.0.2.2', port: 5060 }, protocol);
    peer.start({ onWire: () => undefined, onFlowClosed: () => undefined });
    const transport = new TransportLayer(runtime, { transports: [own] });
    transport.start({ onRequest: () => undefined, onResponse: () => undefined, onFlowClosed: () => undefined });
    this.flow = own.flowTo(peer.local);
    this.host = {
      runtime,
      transport,
      timersFor: (reliable) => timerTable({ reliable, t1Ms: 500, t2Ms: 4000, t4Ms: 5000 }),
      watch: () => undefined,
      unwatch: () => undefined,
      forgetClient: () => this.told.push('forgotten'),
      forgetServer: () => this.told.push('forgotten'),
    };
  }

  /** What the end has sent since the last time, in words. */
  async sent(): Promise<string[]> {
    await this.net.settle();
    const entries = this.net.ladder.entries.slice(this.#seen);
    this.#seen += entries.length;
    return entries.map(({ label }) =>
      label.kind === 'request' ? label.method : label.kind === 'response' ? String(label.status) : label.text,
    );
  }

  #seen = 0;
}

/** An event that is shown elsewhere. */
const ELSEWHERE = /^\(/;
/** §17.1.1.2, §17.1.2.2, §17.2.1: over connections these are not started, as the last test of each machine shows. */
const RETRANSMIT = /^Timer [AEG] fires$/;

function requestOf(method: string): SipRequest {
  const request = createRequest(method, 'sip:bob@192.0.2.2');
  request.addRaw('Max-Forwards', '70');
  request.addRaw('From', '<sip:alice@192.0.2.1>;tag=a');
  request.addRaw('To', '<sip:bob@192.0.2.2>');
  request.addRaw('Call-ID', '1');
  request.addRaw('CSeq', `1 ${method}`);
  return request;
}

const tellFailure =
  (rig: Rig) =>
  ({ kind }: TransactionFailure): void =>
    void rig.told.push(kind);

function fire(machine: ClientMachine | ServerMachine, event: string): boolean {
  const timer = TIMERS[event] ?? /^Timer ([A-Z]) fires$/.exec(event)?.[1];
  if (timer !== undefined) machine.timerFired(timer as TimerName);
  return timer !== undefined;
}

function clientMachine(rig: Rig, method: 'INVITE' | 'MESSAGE'): Machine {
  const request = requestOf(method);
  const sending = {
    request,
    branch: 'z9hG4bK1',
    departure: { kind: 'target', target: { flow: rig.flow } },
    observer: {
      onResponse: (response: SipResponse) => void rig.told.push(String(response.status)),
      onFailure: tellFailure(rig),
    },
    subject: undefined,
  } as const;
  const machine =
    method === 'INVITE'
      ? new InviteClientMachine(rig.host, sending, (cancel, flow) => flow.send(cancel.toWire()))
      : new NonInviteClientMachine(rig.host, 'key', sending);
  machine.begin();
  return {
    get state() {
      return machine.state;
    },
    apply(event, status) {
      if (fire(machine, event)) return;
      if (event === 'CANCEL from TU') machine.cancel(undefined);
      else if (event === 'Transport Err.') machine.flowClosed(rig.flow, 'gone');
      else machine.receive(createResponse(request, status, undefined, 'b'));
    },
  };
}

function serverMachine(rig: Rig, method: 'INVITE' | 'MESSAGE'): Machine {
  const request = requestOf(method);
  const via: Via = {
    protocol: rig.flow.protocol,
    host: rig.flow.remote.host,
    port: rig.flow.remote.port,
    branch: 'z9hG4bK1',
    params: new Map(),
  };
  request.prepend(Via, via);
  const arrival = {
    request,
    via,
    flow: rig.flow,
    deliver: (_request: SipRequest, transaction: ServerTransaction) => {
      transaction.observer = { onFailure: tellFailure(rig) };
    },
  };
  const invite =
    method === 'INVITE'
      ? new InviteServerMachine(rig.host, 'key', arrival, { onAck: () => void rig.told.push('ACK') })
      : undefined;
  const machine = invite ?? new NonInviteServerMachine(rig.host, 'key', arrival);
  machine.begin();
  return {
    get state() {
      return machine.state;
    },
    apply(event, status) {
      if (fire(machine, event)) return;
      if (event === 'INVITE' || event === 'Request') machine.retransmitted(via, rig.flow);
      else if (event === 'ACK') invite?.acknowledged(requestOf('ACK'), rig.flow);
      else if (event === 'Transport Err.') machine.reportSendFailure();
      else machine.respond(createResponse(request, status, undefined, 'b'));
    },
  };
}

interface Line {
  readonly to: string;
  readonly actions: readonly string[];
}

/** `state | event` to what is expected. */
function read(figure: Figure, isReliable: boolean): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  for (const text of figure.lines.split('\n')) {
    const [state, event, to = '', actions = '', when] = text.split('|').map((part) => part.trim());
    if (state === undefined || event === undefined || (when === 'connections only' && !isReliable)) continue;
    lines.set(`${state} | ${event}`, { to, actions: actions === '' ? [] : actions.split(', ') });
  }
  return lines;
}

/** The words of a figure, as this rig shows them. */
function shown(action: string, status: number, last: string, method: string): { sent?: string; told?: string } {
  switch (action) {
    case 'INVITE sent':
    case 'request sent':
      return { sent: method };
    case 'ACK sent':
    case 'CANCEL sent':
    case '100 sent':
      return { sent: action.slice(0, -' sent'.length) };
    case 'response sent':
      return { sent: String(status) };
    case 'last response sent':
      return { sent: last };
    case 'ACK to TU':
    case 'timeout to TU':
    case 'transport to TU':
      return { told: action.slice(0, -' to TU'.length) };
    default:
      return { told: String(status) };
  }
}

/** A new transaction, brought to a state. `last` is what it has sent last. */
async function bring(
  figure: Figure,
  protocol: TransportProtocol,
  path: readonly string[],
): Promise<{ rig: Rig; machine: Machine; last: string }> {
  const rig = new Rig(protocol);
  const machine = figure.begin(rig);
  let last = '';
  for (const step of path) {
    if (step.startsWith('wait')) await rig.net.clock.advance(Number(step.slice('wait'.length)));
    else machine.apply(step, STATUSES[step]?.[0] ?? 0);
    last = (await rig.sent()).at(-1) ?? last;
  }
  await rig.sent();
  return { rig, machine, last };
}

describe.each(FIGURES)('$name', (figure) => {
  test('has the states of the figure, and its events', () => {
    const lower = (names: readonly string[]): string[] => names.map((name) => name.toLowerCase());
    expect(Object.keys(figure.table)).toEqual(['idle', ...lower(Object.keys(figure.states))]);
    const inputs = Object.values(figure.table).flatMap((row) => Object.keys(row));
    expect(inputs.filter((input) => !Object.values(figure.events).includes(input))).toEqual([]);
    const known = new Set([...Object.keys(figure.events), ...Object.keys(figure.states)]);
    for (const cell of read(figure, true).keys()) for (const name of cell.split(' | ')) expect(known).toContain(name);
  });

  describe.each(['UDP', 'TCP'] as const)('over %s', (protocol) => {
    const isReliable = protocol === 'TCP';
    const lines = read(figure, isReliable);
    const passes = isReliable ? figure.passesOnConnections : undefined;
    const events = Object.keys(figure.events).filter(
      (event) => !ELSEWHERE.test(event) && !(isReliable && RETRANSMIT.test(event)),
    );
    for (const [state, path] of Object.entries(figure.states)) {
      if (state === passes) continue;
      for (const event of events) {
        for (const status of STATUSES[event] ?? [0]) {
          test(`${state} | ${event}${status === 0 ? '' : ` (${status})`}`, async () => {
            const { rig, machine, last } = await bring(figure, protocol, path);
            expect(machine.state).toBe(state.toLowerCase());
            rig.told.length = 0;

            machine.apply(event, status);

            const line = lines.get(`${state} | ${event}`) ?? { to: state, actions: [] };
            const expected = line.actions.map((action) => shown(action, status, last, figure.method));
            const isOver = line.to === passes;
            const to = isOver ? 'terminated' : line.to.toLowerCase();
            expect({ to: machine.state, sent: await rig.sent(), told: rig.told }).toEqual({
              to,
              sent: expected.flatMap(({ sent }) => sent ?? []),
              told: [
                ...expected.flatMap(({ told }) => told ?? []),
                ...(to === 'terminated' && state !== 'Terminated' ? ['forgotten'] : []),
              ],
            });
          });
        }
      }
    }

    // Left alone, a transaction runs its timers, and no others.
    test.each(Object.entries(figure.timers))('timers from %s', async (state, { udp, tcp }) => {
      const { rig } = await bring(figure, protocol, figure.states[state] ?? (state in STATUSES ? [state] : []));
      const start = rig.net.clock.epoch();
      await rig.net.clock.advance(200_000);
      const fired = rig.runtime.trace
        .events()
        .flatMap((event) =>
          event.kind === 'transaction' && event.input.startsWith('timer')
            ? [`${event.input.slice('timer'.length)} ${event.at - start}`]
            : [],
        );
      expect(fired.join(' ')).toBe(isReliable ? tcp : udp);
      await rig.net.expectNothingLeft();
    });
  });
});
