import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvalidStateError } from '../runtime/invalid-state-error.ts';
import type { WireText } from '../runtime/wire-text.ts';
import type { Flow, HostPort, Transport, TransportHandler } from './transport.ts';

/** Two ends of one kind of transport, and an address where nobody listens. */
export interface TransportPair {
  readonly alice: Transport;
  readonly bob: Transport;
  readonly nobody: HostPort;
  /** Lets simulated time pass; real sockets need no help. */
  drive(): Promise<void>;
}

/** Writes down what a transport reports, and waits for it. */
class Recorder implements TransportHandler {
  readonly received: { readonly wire: WireText; readonly flow: Flow }[] = [];
  readonly opened: Flow[] = [];
  readonly closed: { readonly flow: Flow; readonly reason: string }[] = [];
  readonly pongs: Flow[] = [];
  #waiting: (() => void)[] = [];

  onWire(wire: WireText, flow: Flow): void {
    this.received.push({ wire, flow });
    this.#changed();
  }

  onFlowOpened(flow: Flow): void {
    this.opened.push(flow);
    this.#changed();
  }

  onFlowClosed(flow: Flow, reason: string): void {
    this.closed.push({ flow, reason });
    this.#changed();
  }

  onPong(flow: Flow): void {
    this.pongs.push(flow);
    this.#changed();
  }

  get texts(): readonly WireText[] {
    return this.received.map(({ wire }) => wire);
  }

  async until(isSo: (recorder: this) => boolean): Promise<void> {
    while (!isSo(this)) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  #changed(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

const message = (body: string): WireText =>
  `MESSAGE sip:bob@example.test SIP/2.0\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** What every transport must do; `open` gives two ends that are not started yet. */
export function transportContract(isReliable: boolean, open: () => Promise<TransportPair>): void {
  let pair: TransportPair;
  const alice = { recorder: new Recorder() };
  const bob = { recorder: new Recorder() };

  beforeEach(async () => {
    pair = await open();
    alice.recorder = new Recorder();
    bob.recorder = new Recorder();
    pair.alice.start(alice.recorder);
    pair.bob.start(bob.recorder);
  });

  afterEach(async () => {
    await Promise.all([pair.alice.close(), pair.bob.close()]);
  });

  const exchange = async (...bodies: string[]): Promise<Flow> => {
    const flow = pair.alice.flowTo(pair.bob.local);
    for (const body of bodies) flow.send(message(body));
    await pair.drive();
    await bob.recorder.until(({ received }) => received.length === bodies.length);
    return flow;
  };

  test('delivers messages, and an answer on the flow they came on', async () => {
    const flow = await exchange('hello');
    expect(bob.recorder.texts).toEqual([message('hello')]);
    const arrival = bob.recorder.received[0]!;
    expect(arrival.flow.remote).toEqual(flow.local);
    arrival.flow.send(message('and back'));
    await pair.drive();
    await alice.recorder.until(({ received }) => received.length === 1);
    expect(alice.recorder.received).toEqual([{ wire: message('and back'), flow }]);
  });

  test('describes its flows', async () => {
    const flow = await exchange('hello');
    const arrival = bob.recorder.received[0]!.flow;
    expect(flow.remote).toEqual(pair.bob.local);
    expect(flow.protocol).toBe(pair.alice.protocol);
    expect(flow.isReliable).toBe(isReliable);
    expect([flow.isOpen, arrival.isOpen]).toEqual([true, true]);
    expect(new Set([flow.id, arrival.id]).size).toBe(2);
    expect(flow.maxMessageBytes).toBeGreaterThanOrEqual(65_507);
  });

  test('keeps every byte as it is', async () => {
    const bytes = String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code));
    await exchange(bytes);
    expect(bob.recorder.texts).toEqual([message(bytes)]);
  });

  test('answers a ping, where its flows have one (RFC 5626 §3.5.1)', async () => {
    const flow = await exchange('hello');
    if (flow.ping === undefined) return;
    flow.ping();
    await pair.drive();
    await alice.recorder.until(({ pongs }) => pongs.length > 0);
    expect(alice.recorder.pongs[0]).toBe(flow);
    expect(bob.recorder.received).toHaveLength(1);
  });

  test('carries a message of 60 KB', async () => {
    const body = '0123456789'.repeat(6000);
    await exchange(body);
    expect(bob.recorder.texts).toEqual([message(body)]);
  });

  test('uses one flow per remote address, in both directions', async () => {
    const flow = await exchange('one', 'two');
    expect(pair.alice.flowTo({ ...pair.bob.local })).toBe(flow);
    const [first, second] = bob.recorder.received;
    expect(second!.flow).toBe(first!.flow);
    expect(pair.bob.flowTo(flow.local)).toBe(first!.flow);
  });

  test('is started once', () => {
    expect(() => pair.alice.start(alice.recorder)).toThrow(InvalidStateError);
  });

  test('a closed flow sends nothing, is told to its handler once, and makes room for another', async () => {
    const flow = await exchange('hello');
    flow.close('enough');
    flow.close('again');
    flow.send(message('too late'));
    expect(flow.isOpen).toBe(false);
    expect(alice.recorder.closed).toEqual([]);
    await pair.drive();
    await alice.recorder.until(({ closed }) => closed.length > 0);
    expect(alice.recorder.closed).toEqual([{ flow, reason: 'enough' }]);
    const next = pair.alice.flowTo(pair.bob.local);
    expect(next).not.toBe(flow);
    next.send(message('new'));
    await pair.drive();
    await bob.recorder.until(({ received }) => received.length === 2);
    expect(bob.recorder.texts.at(-1)).toBe(message('new'));
  });

  test('after close there are no open flows', async () => {
    const flow = await exchange('hello');
    await pair.alice.close();
    await pair.alice.close();
    expect(flow.isOpen).toBe(false);
    const late = pair.alice.flowTo(pair.bob.local);
    expect(late.isOpen).toBe(false);
    late.send(message('too late'));
  });

  if (!isReliable) return;

  describe('connections', () => {
    test('are announced at both ends, and told to both when one closes, after what was sent before', async () => {
      const flow = await exchange('hello');
      await alice.recorder.until(({ opened }) => opened.length === 1);
      expect(alice.recorder.opened).toEqual([flow]);
      expect(bob.recorder.opened).toEqual([bob.recorder.received[0]!.flow]);
      flow.send(message('last words'));
      flow.close('enough');
      await pair.drive();
      await bob.recorder.until(({ closed }) => closed.length > 0);
      expect(bob.recorder.texts.at(-1)).toBe(message('last words'));
      expect(bob.recorder.closed).toEqual([{ flow: bob.recorder.opened[0], reason: 'closed by the peer' }]);
    });

    test('keep the order of many messages', async () => {
      const bodies = Array.from({ length: 500 }, (_, i) => String(i).repeat(i % 50));
      await exchange(...bodies);
      expect(bob.recorder.texts).toEqual(bodies.map(message));
    });

    test('that are refused are told later, with the reason', async () => {
      const flow = pair.alice.flowTo(pair.nobody);
      flow.send(message('anybody?'));
      expect(flow.isOpen).toBe(true);
      expect(alice.recorder.closed).toEqual([]);
      await pair.drive();
      await alice.recorder.until(({ closed }) => closed.length > 0);
      expect(flow.isOpen).toBe(false);
      expect(alice.recorder.closed).toEqual([{ flow, reason: expect.stringContaining('refused') as string }]);
      expect(alice.recorder.opened).toEqual([]);
    });
  });
}
