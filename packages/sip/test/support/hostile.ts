import { createRequest, CSeq, type SipRequest } from '@sidetone/sip';
import { FakeMediaEndpoint, type VirtualNetwork } from '@sidetone/testkit';
import { AUDIO, phone, type PhoneSettings } from './phones.ts';
import { ScriptedEnd } from './scripted-end.ts';

const SDP = 'application/sdp';

/** Alice's phone calls an end that does what the test says. */
export function calling(net: VirtualNetwork, settings: Partial<PhoneSettings> = {}) {
  const alice = phone(net, 'alice', { towards: 'bob', ...settings });
  const bob = new ScriptedEnd(net, 'bob', settings.protocol);
  const far = new FakeMediaEndpoint('far');
  const call = alice.agent.call(alice.uri, { media: AUDIO });
  const accept = async (invite: SipRequest, tag?: string): Promise<void> => {
    const sdp = await far.acceptOffer(invite.body, AUDIO);
    bob.respond(invite, 200, (response) => response.setBody(SDP, sdp), tag);
    await net.settle();
  };
  return { alice, bob, far, call, accept };
}

/** Bob's phone is called by an end that does what the test says. */
export function called(net: VirtualNetwork, settings: Partial<PhoneSettings> = {}) {
  const bob = phone(net, 'bob', { towards: 'caller', ...settings });
  const caller = new ScriptedEnd(net, 'caller', settings.protocol).towards('bob');
  const far = new FakeMediaEndpoint('far');
  const invite = (edit?: (request: SipRequest) => void): SipRequest =>
    caller.request('INVITE', 'sip:bob@biloxi.test', (request) => {
      request.setBody(SDP, far.describe(AUDIO));
      edit?.(request);
    });
  const within = (method: string, number: number, edit?: (request: SipRequest) => void): SipRequest => {
    const answer = caller.responses.findLast((response) => response.has('Contact'))!;
    const request = createRequest(method, answer.raw('Contact')!.slice(1, -1));
    request.copyLines(answer, 'From');
    request.copyLines(answer, 'To');
    request.copyLines(answer, 'Call-ID');
    request.set(CSeq, { number, method });
    return caller.send(request, edit);
  };
  const statuses = (): number[] => caller.responses.map(({ status }) => status);
  return { bob, caller, far, invite, within, statuses };
}
