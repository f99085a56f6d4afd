import type { Call, IncomingCall, OutgoingCall } from '@sidetone/sip';
import { VirtualNetwork } from '@sidetone/testkit';
import { AUDIO, phone, type Phone, type PhoneSettings } from './phones.ts';
import { Switchboard } from './switchboard.ts';

/** Three phones that reach each other through a proxy. Calls that come in wait in `calls`. */
export interface ThreePhones {
  readonly net: VirtualNetwork;
  readonly proxy: Switchboard;
  readonly alice: Phone;
  readonly bob: Phone;
  readonly carol: Phone;
}

export function threePhones(settings: Partial<PhoneSettings> = {}): ThreePhones {
  const net = new VirtualNetwork();
  const proxy = new Switchboard(net);
  const make = (name: string): Phone => phone(net, name, { towards: 'proxy', ...settings });
  return { net, proxy, alice: make('alice'), bob: make('bob'), carol: make('carol') };
}

/** The newest call that came to a phone. */
export function incoming({ calls, name }: Phone): IncomingCall {
  const call = calls.at(-1);
  if (call === undefined) throw new Error(`nobody has called ${name}`);
  return call;
}

/** One phone calls another, which answers. */
export async function talk(net: VirtualNetwork, from: Phone, to: Phone): Promise<[OutgoingCall, Call]> {
  const call = from.agent.call(to.uri, { media: AUDIO });
  await net.settle();
  const other = incoming(to);
  await other.accept(AUDIO);
  await net.settle();
  if (call.state.kind !== 'confirmed') throw new Error(`the call is ${call.state.kind}`);
  return [call, other];
}
