import { BodyPart, createRequest, NO_PARAMS, sipUri, toBytes, Via, type WireText, writeMultipart } from '@sidetone/sip';
import { describe, expect, test } from 'vitest';
import { tryMessage } from './torture-phone.ts';

// RFC 3261 §20.11, §20.12, §20.1; RFC 5621.

const ISUP = '\u0001\u0000I\u00ff\r\n--';
const SDP = 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n';

function request(
  method: string,
  contentType: string,
  body: WireText,
  ...headers: readonly [string, string][]
): WireText {
  const message = createRequest(method, sipUri({ user: 'user', host: 'example.com' }));
  message.set(Via, { protocol: 'UDP', host: '192.0.2.1', branch: 'z9hG4bKcontent', params: NO_PARAMS });
  message.addRaw('From', '<sip:caller@example.net>;tag=1');
  message.addRaw('To', '<sip:user@example.com>');
  message.addRaw('Call-ID', 'content');
  message.addRaw('CSeq', `1 ${method}`);
  message.addRaw('Contact', '<sip:caller@192.0.2.1>');
  for (const [name, value] of headers) message.addRaw(name, value);
  message.setBody(contentType, toBytes(body));
  return message.toWire();
}

function part(contentType: string, body: WireText, disposition?: string): BodyPart {
  const made = BodyPart.of(contentType, body);
  if (disposition !== undefined) made.addRaw('Content-Disposition', disposition);
  return made;
}

function several(type: string, ...parts: readonly BodyPart[]): [string, WireText] {
  return [`multipart/${type};boundary=unique`, writeMultipart(parts, 'unique')];
}

/** The start of the answer, or what came to the application. */
async function outcome(wire: WireText): Promise<string> {
  const { answers, delivered, dropped, defects } = await tryMessage(wire, 'binary frame');
  expect([dropped, defects]).toEqual([[], []]);
  const status = answers[0]?.slice(8, 11);
  return status === '200' || status === '180' ? (delivered[0] ?? 'nothing') : (status ?? 'nothing');
}

describe('an INVITE with', () => {
  const isup = (handling: string) => part('application/ISUP;version=itu-t92+', ISUP, `signal;handling=${handling}`);
  const sdp = part('application/sdp', SDP, 'session');

  test.each<[string, [string, WireText], string]>([
    ['ISUP that may be ignored, behind the description', several('mixed', sdp, isup('optional')), 'call: '],
    ['ISUP that may be ignored, before the description', several('mixed', isup('optional'), sdp), 'call: '],
    ['ISUP that must be understood', several('mixed', sdp, isup('required')), '415'],
    ['a part that says nothing of its handling', several('mixed', sdp, part('application/x', '')), '415'],
    ['alternatives of which one is known', several('alternative', part('application/x', ''), sdp), 'call: '],
    ['alternatives of which none is known', several('alternative', part('application/x', '')), '415'],
    ['alternatives in a mixture', nested(several('alternative', part('application/x', ''), sdp)), 'call: '],
    ['a description that is not for the session', several('mixed', part('application/sdp', SDP, 'render')), '415'],
    ['a boundary that does not occur', ['multipart/mixed;boundary=other', 'x'], '415'],
    ['no boundary', ['multipart/mixed', 'x'], '415'],
    ['a description in an unknown coding', several('mixed', encoded(sdp)), '415'],
  ])('%s', async (_what, [type, body], expected) => {
    expect(await outcome(request('INVITE', type, body))).toBe(expected);
  });

  test('a body of an unknown type that may be ignored', async () => {
    const wire = request('INVITE', 'application/x', 'x', ['Content-Disposition', 'x;handling=optional']);
    expect(await outcome(wire)).toBe('call: ');
  });

  test.each([
    ['application/sdp', 'call: '],
    ['text/html, application/*;q=0.1', 'call: '],
    ['*/*', 'call: '],
    ['text/html', '406'],
    ['application/sdp;q=0, text/html', '406'],
    ['', '406'],
  ])('Accept: %s', async (accept, expected) => {
    expect(await outcome(request('INVITE', 'application/sdp', SDP, ['Accept', accept]))).toBe(expected);
  });

  test.each([
    ['gzip', '415'],
    ['identity', 'call: '],
  ])('Content-Encoding: %s', async (coding, expected) => {
    expect(await outcome(request('INVITE', 'application/sdp', SDP, ['Content-Encoding', coding]))).toBe(expected);
  });
});

function encoded(original: BodyPart): BodyPart {
  const copy = BodyPart.of('application/sdp', original.body);
  copy.addRaw('Content-Encoding', 'gzip');
  return copy;
}

describe('a MESSAGE', () => {
  const signature = (disposition: string) => part('application/pkcs7-signature', ISUP, disposition);

  test('shows the part that can be read', async () => {
    const text = part('text/plain;charset=UTF-8', 'Gr\u00c3\u00bc\u00c3\u009fe');
    const [type, body] = several('mixed', text, signature('attachment;handling=optional'));
    expect(await outcome(request('MESSAGE', type, body))).toBe('message: Grüße');
    expect(await outcome(request('MESSAGE', ...several('mixed', text, signature('attachment'))))).toBe('415');
  });

  test('shows the best of alternatives', async () => {
    const [type, body] = several('alternative', part('text/plain', 'plain'), part('text/html', '<b>rich</b>'));
    expect(await outcome(request('MESSAGE', type, body))).toBe('message: <b>rich</b>');
  });
});

function nested([type, body]: [string, WireText]): [string, WireText] {
  return ['multipart/mixed;boundary=outer', writeMultipart([BodyPart.of(type, body)], 'outer')];
}
