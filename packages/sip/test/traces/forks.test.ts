import { CSeq, type SipResponse, tag, To } from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { addressOf, AUDIO, phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';
import { StatelessProxy } from '../support/stateless-proxy.ts';

const SDP = 'application/sdp';

/** Alice calls through a proxy that the test plays, with several ends behind it. */
async function calling(lateOffer = false) {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'proxy' });
  const proxy = new ScriptedEnd(net, 'proxy');
  const ends = { desk: new FakeMediaEndpoint('desk'), mobile: new FakeMediaEndpoint('mobile') };
  const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO, lateOffer });
  await net.settle();
  const invite = proxy.last('INVITE');
  const says = async (
    from: keyof typeof ends,
    status: number,
    options: { sdp?: boolean; rseq?: number } = {},
  ): Promise<SipResponse> => {
    const response = proxy.respond(
      invite,
      status,
      (made) => {
        made.addRaw('Allow', 'INVITE, ACK, CANCEL, BYE, PRACK, UPDATE');
        if (options.rseq !== undefined) {
          made.addRaw('Require', '100rel');
          made.addRaw('RSeq', String(options.rseq));
        }
        if (options.sdp === true) made.setBody(SDP, ends[from].describe(AUDIO));
      },
      from,
    );
    await net.settle();
    return response;
  };
  /** Whom the last request of that method was for. */
  const forWhom = (method: string): string | undefined => tag(proxy.last(method).get(To)!);
  return { net, alice, proxy, ends, call, invite, says, forWhom };
}

describe('early dialogs of forks (RFC 3261 §12.1.2, §13.2.2.4)', () => {
  test('each takes requests of its own before the answer', async () => {
    const { net, alice, proxy, invite, says } = await calling();
    await says('desk', 180);
    await says('mobile', 180);
    expect(alice.agent.load.dialogs).toBe(2);
    for (const end of ['desk', 'mobile']) {
      proxy.inDialog('OPTIONS', invite, 1, undefined, end);
      await net.settle();
      expect(proxy.responses.at(-1)?.status).toBe(200);
      proxy.inDialog('UPDATE', invite, 2, undefined, end);
      await net.settle();
      expect(proxy.responses.at(-1)?.status).toBe(200);
    }
    proxy.inDialog('UPDATE', invite, 3, undefined, 'nobody');
    await net.settle();
    expect(proxy.responses.at(-1)?.status).toBe(481);
  });

  test('a sequence number that goes back: 500', async () => {
    const { net, proxy, invite, says } = await calling();
    await says('desk', 180);
    proxy.inDialog('UPDATE', invite, 7, undefined, 'desk');
    proxy.inDialog('UPDATE', invite, 6, undefined, 'desk');
    await net.settle();
    expect(proxy.responses.map(({ status }) => status)).toEqual([200, 500]);
  });

  test('all of them end with a failure of the INVITE', async () => {
    const { net, alice, proxy, invite, says } = await calling();
    await says('desk', 180);
    await says('mobile', 183, { sdp: true });
    proxy.respond(invite, 486);
    await net.settle();
    expect(alice.agent.load.dialogs).toBe(0);
    expect(alice.media.openCount).toBe(0);
    await net.expectNothingLeft();
  });

  test('those without an answer end 64*T1 after the first one', async () => {
    const { net, alice, says } = await calling();
    await says('desk', 180);
    await says('mobile', 200, { sdp: true });
    expect(alice.agent.load.dialogs).toBe(2);
    await net.clock.advance(31_900);
    expect(alice.agent.load.dialogs).toBe(2);
    await net.clock.advance(200);
    expect(alice.agent.load.dialogs).toBe(1);
  });

  test('hanging up ends them all at once, when one has answered meanwhile', async () => {
    const { net, alice, proxy, call, says, forWhom } = await calling();
    await says('desk', 180);
    call.hangUp();
    await net.settle();
    proxy.respond(proxy.last('CANCEL'), 200);
    await says('mobile', 200, { sdp: true });
    expect(forWhom('BYE')).toBe('mobile');
    proxy.respond(proxy.last('BYE'), 200);
    await net.settle();
    expect(alice.agent.load.dialogs).toBe(0);
    expect(call.state).toMatchObject({ why: { kind: 'cancelled', by: 'local' } });
    // The same 200 once more is acknowledged once more, and ended no second time.
    await says('mobile', 200, { sdp: true });
    expect(proxy.all('ACK')).toHaveLength(2);
    expect(proxy.all('BYE')).toHaveLength(1);
    await net.expectNothingLeft();
  });

  test('more than the phone wants to know are passed over', async () => {
    const { net, alice, proxy, invite } = await calling();
    for (let i = 0; i < 100; i += 1) proxy.respond(invite, 180, undefined, `fork-${i}`);
    await net.settle();
    expect(alice.agent.load.dialogs).toBe(32);
    proxy.respond(invite, 486);
    await net.expectNothingLeft();
    expect(alice.agent.load.dialogs).toBe(0);
  });
});

describe('199 (RFC 6228)', () => {
  test('one fork has failed: its early media is over, others go on', async () => {
    const { net, alice, proxy, call, invite, says } = await calling();
    expect(invite.raw('Supported')).toContain('199');
    await says('desk', 183, { sdp: true });
    await says('mobile', 180);
    expect(call.state).toMatchObject({ kind: 'early', status: 180, earlyMedia: 'rendered' });
    await says('desk', 199);
    expect(call.state).toMatchObject({ kind: 'early', status: 180, earlyMedia: 'none' });
    expect(alice.agent.load.dialogs).toBe(1);
    proxy.inDialog('UPDATE', invite, 1, undefined, 'desk');
    await net.settle();
    expect(proxy.responses.at(-1)?.status).toBe(481);
    await says('mobile', 200, { sdp: true });
    expect(call.state.kind).toBe('confirmed');
  });

  test('it says nothing of a call that nobody has heard of yet, and a reliable one is acknowledged', async () => {
    const { call, says, forWhom } = await calling();
    await says('desk', 199, { rseq: 5 });
    expect(call.state.kind).toBe('trying');
    expect(forWhom('PRACK')).toBe('desk');
  });
});

describe('early media of forks (D10)', () => {
  test('an offer in the rendered fork is answered; the fork is the one from then on', async () => {
    const { net, alice, proxy, ends, call, invite, says } = await calling();
    await says('desk', 183, { sdp: true, rseq: 1 });
    proxy.respond(proxy.last('PRACK'), 200);
    proxy.inDialog('UPDATE', invite, 1, (request) => request.setBody(SDP, ends.desk.describe(AUDIO, 'send')), 'desk');
    await net.settle();
    expect(proxy.responses.at(-1)?.status).toBe(200);
    expect(proxy.responses.at(-1)?.body).toContain('a=recvonly');
    expect(alice.media.newest?.calls).toEqual(['createOffer', 'pranswer', 'answer', 'acceptOffer']);
    await says('desk', 200);
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'remote' });
    expect(alice.media.endpoints).toHaveLength(1);
  });

  test('an offer in another fork gets 488; when that one answers, it is offered new media', async () => {
    const { net, alice, proxy, ends, call, invite, says, forWhom } = await calling();
    await says('desk', 183, { sdp: true, rseq: 1 });
    await says('mobile', 183, { sdp: true, rseq: 1 });
    for (const prack of proxy.all('PRACK')) proxy.respond(prack, 200);
    proxy.inDialog('UPDATE', invite, 1, (request) => request.setBody(SDP, ends.mobile.describe(AUDIO)), 'mobile');
    await net.settle();
    expect(proxy.responses.at(-1)?.status).toBe(488);
    await says('mobile', 200);
    expect(forWhom('INVITE')).toBe('mobile');
    proxy.respond(
      proxy.last('INVITE'),
      200,
      (response) => response.setBody(SDP, ends.mobile.describe(AUDIO)),
      'mobile',
    );
    await net.settle();
    expect(call.state.kind).toBe('confirmed');
    expect(alice.media.endpoints.map(({ calls }) => calls)).toEqual([
      ['createOffer', 'pranswer', 'close'],
      ['createOffer', 'answer'],
    ]);
    // The fork that was heard before has no say any more.
    proxy.inDialog('UPDATE', invite, 1, (request) => request.setBody(SDP, ends.desk.describe(AUDIO)), 'desk');
    await net.settle();
    expect(proxy.responses.at(-1)?.status).toBe(488);
  });

  test('without an offer in the INVITE, the first fork that offers is rendered; another one gets an answer without media', async () => {
    const { net, alice, proxy, ends, call, says, forWhom } = await calling(true);
    await says('desk', 183, { sdp: true, rseq: 1 });
    await says('mobile', 183, { sdp: true, rseq: 1 });
    const [first, second] = proxy.all('PRACK');
    expect(first?.body).toContain('m=audio 9');
    expect(second?.body).toContain('m=audio 0');
    for (const prack of [first!, second!]) proxy.respond(prack, 200);
    await says('mobile', 200);
    expect(forWhom('INVITE')).toBe('mobile');
    proxy.respond(
      proxy.last('INVITE'),
      200,
      (response) => response.setBody(SDP, ends.mobile.describe(AUDIO)),
      'mobile',
    );
    await net.settle();
    expect(call.state.kind).toBe('confirmed');
    expect(alice.media.endpoints.map(({ calls }) => calls)).toEqual([
      ['acceptOffer', 'close'],
      ['createOffer', 'answer'],
    ]);
  });

  test('without an offer, and several answers: each ACK answers the offer of its 2xx', async () => {
    const { net, proxy, call, says } = await calling(true);
    await says('desk', 200, { sdp: true });
    await says('mobile', 200, { sdp: true });
    const [first, second] = proxy.all('ACK');
    expect(first?.body).toContain('m=audio 9');
    expect(second?.body).toContain('m=audio 0');
    expect(proxy.all('BYE').map((bye) => tag(bye.get(To)!))).toEqual(['mobile']);
    expect(call.state.kind).toBe('confirmed');
    proxy.respond(proxy.last('BYE'), 200);
    call.hangUp();
    await net.settle();
    proxy.respond(proxy.last('BYE'), 200);
    await net.expectNothingLeft();
  });
});

describe('dialogs', () => {
  test('the 2xx says the route set and the target anew (§13.2.2.4)', async () => {
    const { net, proxy, call, invite } = await calling();
    const { host, port } = addressOf('proxy');
    proxy.respond(invite, 180, (response) => response.addRaw('Record-Route', '<sip:192.0.2.77;lr>'), 'desk');
    await net.settle();
    proxy.respond(
      invite,
      200,
      (response) => {
        response.addRaw('Record-Route', `<sip:${host}:${port};lr>`);
        response.setBody(SDP, new FakeMediaEndpoint('far').describe(AUDIO));
      },
      'desk',
    );
    await net.settle();
    expect(proxy.last('ACK').raw('Route')).toBe(`<sip:${host}:${port};lr>`);
    call.hangUp();
    await net.settle();
    expect(proxy.last('BYE').raw('Route')).toBe(`<sip:${host}:${port};lr>`);
  });

  test('a target is refreshed by re-INVITE, UPDATE and their 2xx, and by nothing else (§12.2)', async () => {
    const { net, proxy, ends, call, invite, says } = await calling();
    await says('desk', 200, { sdp: true });
    const { host, port } = addressOf('proxy');
    const contact = (name: string): string => `<sip:${name}@${host}:${port}>`;
    const asks = async (
      method: string,
      number: number,
      name: string,
      extra: Record<string, string> = {},
    ): Promise<void> => {
      proxy.inDialog(
        method,
        invite,
        number,
        (request) => {
          request.remove('Contact');
          request.addRaw('Contact', contact(name));
          for (const [field, value] of Object.entries(extra)) request.addRaw(field, value);
        },
        'desk',
      );
      await net.settle();
    };
    const target = async (): Promise<string> => {
      const sent = call.sendInfo({ contentType: 'application/dtmf-relay', body: 'Signal=1\r\n' });
      await net.settle();
      proxy.respond(proxy.last('INFO'), 200);
      await net.settle();
      await sent;
      return proxy.last('INFO').uri.split('@', 1).join('');
    };
    expect(await target()).toBe('sip:desk');
    await asks('UPDATE', 1, 'moved');
    expect(await target()).toBe('sip:moved');
    await asks('OPTIONS', 2, 'stray');
    expect(await target()).toBe('sip:moved');
    // RFC 6141 §4.6: one that is refused says nothing.
    await asks('UPDATE', 3, 'refused', { Supported: 'timer', 'Session-Expires': '10' });
    expect(proxy.got(422).get(CSeq)?.number).toBe(3);
    expect(await target()).toBe('sip:moved');
    void call.hold();
    await net.settle();
    proxy.respond(
      proxy.last('INVITE'),
      200,
      (response) => {
        response.remove('Contact');
        response.addRaw('Contact', contact('again'));
        response.setBody(SDP, ends.desk.describe(AUDIO, 'receive'));
      },
      'desk',
    );
    await net.settle();
    expect(proxy.last('ACK').uri).toBe(`sip:again@${host}:${port}`);
    expect(proxy.last('ACK').get(CSeq)?.number).toBe(proxy.last('INVITE').get(CSeq)?.number);
    expect(await target()).toBe('sip:again');
  });

  test('three phones: two ring, one answers, the other one is told', async () => {
    const net = new VirtualNetwork();
    const proxy = new StatelessProxy(net, 'proxy');
    proxy.targets = (request) => (request.uri.includes('alice') ? ['alice'] : ['bob', 'carol']);
    const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((name) => phone(net, name, { towards: 'proxy' }));
    for (const callee of [bob!, carol!]) {
      callee.agent.onIncomingCall = (call) => {
        callee.calls.push(call);
        call.ring();
      };
    }
    const call = alice!.agent.call(bob!.uri, { media: AUDIO });
    await net.settle();
    const trace = await net.run(async () => {
      await carol!.calls[0]!.accept(AUDIO);
      await net.settle();
      await bob!.calls[0]!.accept(AUDIO);
      await net.settle();
    });
    expect(trace).toEqual(ladder`
      carol -> proxy 200 INVITE
      proxy -> alice 200 INVITE
      alice -> proxy ACK
      proxy -> carol ACK
      bob   -> proxy 200 INVITE
      proxy -> alice 200 INVITE
      alice -> proxy ACK
      alice -> proxy BYE
      proxy -> bob   ACK
      proxy -> bob   BYE
      bob   -> proxy 200 BYE
      proxy -> alice 200 BYE`);
    expect([call.state.kind, carol!.calls[0]!.state.kind, bob!.calls[0]!.state.kind]).toEqual([
      'confirmed',
      'confirmed',
      'terminated',
    ]);
    call.hangUp();
    await net.expectNothingLeft();
  });
});
