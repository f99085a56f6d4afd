import { describe, expect, test } from 'vitest';
import { formatUri } from '../grammar/uri.ts';
import { createResponse } from '../message/create-response.ts';
import { parseMessage } from '../message/parse-message.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { Dialog } from './dialog.ts';
import { DialogTable } from './dialog-table.ts';
import { failureScope } from './failure-scope.ts';

const INVITE = [
  'INVITE sip:bob@biloxi.test SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1',
  'Record-Route: <sip:p1.test;lr>',
  'From: "Alice" <sip:alice@atlanta.test>;tag=a',
  'To: <sip:bob@biloxi.test>',
  'Call-ID: c@atlanta.test',
  'CSeq: 7 INVITE',
  'Contact: <sip:alice@192.0.2.1>',
  'Max-Forwards: 70',
  '',
  '',
].join('\r\n');

function invite(): SipRequest {
  const parsed = parseMessage(INVITE);
  if (!parsed.ok || parsed.value.kind !== 'request') throw new Error('not a request');
  return parsed.value;
}

function answer(status: number, contact?: string): SipResponse {
  const response = createResponse(invite(), status, undefined, 'b');
  if (contact !== undefined) response.addRaw('Contact', contact);
  return response;
}

describe('the caller', () => {
  test('goes on counting from its INVITE', () => {
    const dialog = Dialog.ofResponse(invite(), answer(200, '<sip:bob@192.0.2.4>'))!;
    expect(dialog.id).toEqual({ callId: 'c@atlanta.test', localTag: 'a', remoteTag: 'b' });
    const bye = dialog.createRequest('BYE');
    expect(bye.uri).toBe('sip:bob@192.0.2.4');
    expect(bye.raw('CSeq')).toBe('8 BYE');
    expect(bye.raw('From')).toBe('"Alice" <sip:alice@atlanta.test>;tag=a');
    expect(bye.raw('To')).toBe('<sip:bob@biloxi.test>;tag=b');
    expect(bye.raw('Route')).toBe('<sip:p1.test;lr>');
    expect(dialog.createAck(7).raw('CSeq')).toBe('7 ACK');
    expect(dialog.createRequest('INFO').raw('CSeq')).toBe('9 INFO');
  });

  test('without a Contact yet, the way of the INVITE', () => {
    const dialog = Dialog.ofResponse(invite(), answer(180))!;
    expect(formatUri(dialog.remoteTarget)).toBe('sip:bob@biloxi.test');
    dialog.refreshTarget(answer(200, '<sip:bob@192.0.2.4>'));
    expect(formatUri(dialog.remoteTarget)).toBe('sip:bob@192.0.2.4');
  });

  test('a target refresh without a Contact leaves the target', () => {
    const dialog = Dialog.ofResponse(invite(), answer(200, '<sip:bob@192.0.2.4>'))!;
    dialog.refreshTarget(answer(200));
    expect(formatUri(dialog.remoteTarget)).toBe('sip:bob@192.0.2.4');
  });
});

describe('the callee', () => {
  test('begins to count on its own, and takes requests in order', () => {
    const dialog = Dialog.ofRequest(invite(), 'b')!;
    expect(dialog.id).toEqual({ callId: 'c@atlanta.test', localTag: 'b', remoteTag: 'a' });
    const bye = dialog.createRequest('BYE');
    expect(bye.uri).toBe('sip:alice@192.0.2.1');
    expect(bye.raw('CSeq')).toBe('1 BYE');
    expect(bye.raw('From')).toBe('<sip:bob@biloxi.test>;tag=b');
    const numbered = (number: number): SipRequest => {
      const request = invite();
      request.remove('CSeq');
      request.addRaw('CSeq', `${number} BYE`);
      return request;
    };
    expect([6, 8, 8, 7, 20].map((number) => dialog.acceptCSeq(numbered(number)))).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });

  test('has no dialog without a Contact to call back', () => {
    const request = invite();
    request.remove('Contact');
    expect(Dialog.ofRequest(request, 'b')).toBeUndefined();
  });
});

describe('the table', () => {
  const usage = { receive: () => true };

  test('finds a dialog by Call-ID and both tags, until its last usage ends (RFC 5057)', () => {
    const table = new DialogTable();
    const dialog = Dialog.ofResponse(invite(), answer(200, '<sip:bob@192.0.2.4>'))!;
    const other = { receive: () => false };
    table.add(dialog, usage);
    table.add(dialog, other);
    const received = Dialog.ofRequest(invite(), 'b')!.createRequest('BYE');
    expect(table.find(received)).toBe(dialog);
    const stranger = Dialog.ofRequest(invite(), 'x')!.createRequest('BYE');
    expect(table.find(stranger)).toBeUndefined();
    expect(table.find(invite())).toBeUndefined();
    table.remove(dialog, usage);
    expect(table.find(received)).toBe(dialog);
    table.remove(dialog, other);
    expect(table.find(received)).toBeUndefined();
    expect(table.size).toBe(0);
  });

  test('knows who expects a dialog that the other end will make', () => {
    const table = new DialogTable();
    table.expect('c@atlanta.test', 'a', usage);
    const received = Dialog.ofRequest(invite(), 'whoever')!.createRequest('NOTIFY');
    expect(table.findExpecting(received)).toBe(usage);
    table.unexpect('c@atlanta.test', 'a');
    expect(table.findExpecting(received)).toBeUndefined();
  });
});

test.each([
  [400, 'transaction'],
  [401, 'transaction'],
  [480, 'transaction'],
  [488, 'transaction'],
  [500, 'transaction'],
  [503, 'transaction'],
  [603, 'transaction'],
  [405, 'usage'],
  [408, 'usage'],
  [481, 'usage'],
  [489, 'usage'],
  [501, 'usage'],
  [404, 'dialog'],
  [410, 'dialog'],
  [482, 'dialog'],
  [502, 'dialog'],
  [604, 'dialog'],
])('%s ends the %s (RFC 5057 §5.1)', (status, scope) => {
  expect(failureScope(status)).toBe(scope);
});
