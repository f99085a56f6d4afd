import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatUri, isSipUri, parseUri, type SipUri, sipUri } from './uri.ts';
import { uriHeaders, withUriHeaders } from './uri-headers.ts';

function parsed(text: string): SipUri {
  const uri = parseUri(text);
  if (!uri.ok || !isSipUri(uri.value)) throw new Error(`no SIP URI: ${text}`);
  return uri.value;
}

describe('header fields in a URI', () => {
  test('read', () => {
    expect(uriHeaders(parsed('sip:a@b?Subject=hi%20%C3%BC&&x&body='))).toEqual([
      ['Subject', 'hi ü'],
      ['x', ''],
      ['body', ''],
    ]);
    expect(uriHeaders(parsed('sip:a@b'))).toEqual([]);
  });

  test('written, for an attended transfer', () => {
    const uri = withUriHeaders(sipUri({ user: 'carol', host: 'x.test', headers: 'former=1' }), [
      ['Replaces', '090459243588173445;to-tag=7553452;from-tag=31431'],
    ]);
    expect(formatUri(uri)).toBe('sip:carol@x.test?Replaces=090459243588173445%3Bto-tag%3D7553452%3Bfrom-tag%3D31431');
    expect(formatUri(withUriHeaders(uri, []))).toBe('sip:carol@x.test');
    expect(() => withUriHeaders(uri, [['', 'x']])).toThrow(RangeError);
  });

  test('any text comes back', () => {
    const header = fc.tuple(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(header), (headers) => {
        const uri = withUriHeaders(sipUri({ host: 'x' }), headers);
        expect(uriHeaders(parsed(formatUri(uri)))).toEqual(headers);
      }),
      { numRuns: 200 },
    );
  });
});
