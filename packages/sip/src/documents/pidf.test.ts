import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parsePidf, writePidf } from './pidf.ts';
import type { PresenceDocument } from './presence-document.ts';

// Properties run many times; on a busy machine that may take a while.
vi.setConfig({ testTimeout: 60_000 });

function parsed(xml: string): PresenceDocument {
  const result = parsePidf(xml);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('parsing', () => {
  test('a document with prefixes, two tuples and a person', () => {
    const document = parsed(`<?xml version="1.0" encoding="UTF-8"?>
      <p:presence xmlns:p="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
          xmlns:r="urn:ietf:params:xml:ns:pidf:rpid" xmlns:x="urn:other" entity="sip:someone@example.com">
        <p:tuple id="a"><p:status><p:basic> closed </p:basic></p:status></p:tuple>
        <p:tuple id="b">
          <p:status><p:basic>open</p:basic><x:basic>closed</x:basic></p:status>
          <p:contact priority="0.8">sip:someone@10.0.0.1</p:contact>
          <p:note>by phone</p:note><p:timestamp>2026-01-02T03:04:05Z</p:timestamp>
        </p:tuple>
        <dm:person id="p1">
          <r:activities><r:note>inner</r:note><r:busy/><r:on-the-phone/><r:busy/><x:away/></r:activities>
          <dm:note>At &lt;lunch&gt; &amp; away</dm:note>
        </dm:person>
      </p:presence>`);
    expect(document).toEqual({
      entity: 'sip:someone@example.com',
      basic: 'open',
      activities: ['busy', 'on-the-phone'],
      note: 'At <lunch> & away',
      contact: 'sip:someone@10.0.0.1',
      timestamp: Date.UTC(2026, 0, 2, 3, 4, 5),
      tuples: [
        { id: 'a', basic: 'closed' },
        {
          id: 'b',
          basic: 'open',
          contact: 'sip:someone@10.0.0.1',
          contactPriority: 0.8,
          note: 'by phone',
          timestamp: Date.UTC(2026, 0, 2, 3, 4, 5),
        },
      ],
    });
  });

  test('a presentity without tuples is closed', () => {
    expect(parsed('<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:a@b"/>')).toEqual({
      entity: 'sip:a@b',
      basic: 'closed',
      activities: [],
      tuples: [],
    });
  });

  test('activities inside a tuple, as some phones send them', () => {
    const document = parsed(
      '<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:r="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:a@b">' +
        '<note>top</note><tuple id="t"><status><basic>open</basic></status><r:activities><r:away/></r:activities></tuple></presence>',
    );
    expect(document.activities).toEqual(['away']);
    expect(document.note).toBe('top');
  });

  test.each([
    ['', 'root element'],
    ['<a>', 'unclosed tag'],
    ['<presence entity="sip:a@b"/>', 'Not in a known namespace'],
    ['<tuple xmlns="urn:ietf:params:xml:ns:pidf"/>', 'Not a presence element'],
    ['<presence xmlns="urn:ietf:params:xml:ns:pidf"/>', 'No entity'],
    ['<x:presence entity="sip:a@b"/>', 'unbound namespace prefix'],
    ['<!DOCTYPE presence><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="a"/>', 'DOCTYPE'],
    ['<!DOCTYPE p [<!ENTITY a "b">]><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="&a;"/>', 'DOCTYPE'],
    ['<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="&a;"/>', 'entity'],
    ['<a>'.repeat(10_000), 'Too deep'],
  ])('refuses %.60s', (xml, reason) => {
    const result = parsePidf(xml);
    expect(result.ok).toBe(false);
    expect(result.ok ? '' : result.error).toContain(reason);
  });

  test('never throws', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      '&',
      ';',
      '<presence ',
      'entity="a"',
      '<!DOCTYPE',
      ']]>',
      '<![CDATA[',
      '<?xml ',
      '?>',
      'xmlns="urn:ietf:params:xml:ns:pidf"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
        expect(typeof parsePidf(parts.join('')).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});

describe('writing', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((value) => value.replaceAll(/\p{Cc}|[\ufffe\uffff]/gu, '').trim())
    .filter((value) => value !== '');
  const maybe = <K extends string, T>(name: K, value: fc.Arbitrary<T>) =>
    fc.oneof(
      fc.constant({}),
      value.map((some) => ({ [name]: some }) as Record<K, T>),
    );
  const document = fc
    .tuple(
      fc.record({
        entity: text,
        basic: fc.constantFrom('open' as const, 'closed' as const),
        activities: fc.uniqueArray(fc.constantFrom('busy', 'away', 'on-the-phone', 'unknown-one')),
      }),
      maybe('note', text),
      maybe('contact', text),
      maybe('timestamp', fc.integer({ min: 0, max: 4_000_000_000_000 })),
    )
    .map(([base, note, contact, timestamp]) => ({ ...base, ...note, ...contact, ...timestamp }));

  test('what is written is read again', () => {
    fc.assert(
      fc.property(document, (value) => {
        const read = parsed(writePidf(value));
        const { tuples, ...rest } = read;
        expect(tuples).toHaveLength(1);
        // The contact of somebody who cannot be reached is in the tuple only.
        const contact = tuples[0]?.contact;
        expect(contact === undefined ? rest : { ...rest, contact }).toEqual(value);
        expect(parsed(writePidf(read))).toEqual(read);
      }),
    );
  });

  test('a document with several tuples is read again as it was', () => {
    const value: PresenceDocument = {
      entity: 'sip:a@b',
      basic: 'open',
      activities: [],
      contact: 'sip:a@1.2.3.4',
      timestamp: 5000,
      note: 'hello',
      tuples: [
        { id: 'x', basic: 'closed', note: 'hello', timestamp: 5000 },
        { id: 'y', basic: 'open', contact: 'sip:a@1.2.3.4', contactPriority: 0.5 },
      ],
    };
    expect(parsed(writePidf(value))).toEqual(value);
  });

  test('markup in texts is text, and an odd activity is no element', () => {
    const xml = writePidf({
      entity: '"><a/>',
      basic: 'open',
      activities: ['a/><b', 'busy'],
      note: '</dm:note>&\u0000',
    });
    expect(xml).not.toContain('<a/>');
    expect(parsed(xml)).toMatchObject({ entity: '"><a/>', activities: ['busy'], note: '</dm:note>&' });
  });
});
