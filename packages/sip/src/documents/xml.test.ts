import { expect, test } from 'vitest';
import { parseXml } from './xml.ts';

const PREFIXES = new Map([
  ['urn:a', ''],
  ['urn:b', 'b:'],
]);

function parse(xml: string) {
  return parseXml(xml, PREFIXES);
}

test('character data and CDATA are one text', () => {
  expect(parse('<a xmlns="urn:a">x<![CDATA[<y>]]><b>no</b><!-- -->z</a>')).toMatchObject({
    ok: true,
    value: { text: 'x<y>z', children: [{ name: 'b', text: 'no' }] },
  });
});

test('names get the prefix of the reader, whatever that of the document is', () => {
  expect(parse('<b:r xmlns:b="urn:a" xmlns="urn:b"><x/><b:x/><y xmlns="urn:a"/></b:r>')).toMatchObject({
    ok: true,
    value: { name: 'r', children: [{ name: 'b:x' }, { name: 'x' }, { name: 'y' }] },
  });
});

test('what is in another namespace is passed over with all that is in it', () => {
  const result = parse(
    '<r xmlns="urn:a" xmlns:f="urn:f">1<f:x>2<x>3</x></f:x><x f:id="no" id="yes" xml:lang="de"/>4</r>',
  );
  expect(result).toMatchObject({ ok: true, value: { text: '14', children: [{ name: 'x', children: [] }] } });
  const attributes = result.ok ? result.value.children[0]?.attributes : undefined;
  expect([...(attributes ?? [])]).toEqual([
    ['id', 'yes'],
    ['xml:lang', 'de'],
  ]);
});

test.each([
  ['<r xmlns="urn:f"><x xmlns="urn:a"/></r>', 'Not in a known namespace'],
  ['<r/>', 'Not in a known namespace'],
  ['', 'root element'],
  ['<r xmlns="urn:a">', 'unclosed tag'],
  ['<r xmlns="urn:a" id="1" id="2"/>', 'duplicate attribute'],
  ['<p:r xmlns="urn:a"/>', 'unbound namespace prefix'],
  ['<!DOCTYPE r><r xmlns="urn:a"/>', 'DOCTYPE'],
  ['<!DOCTYPE r [<!ENTITY x "&x;&x;">]><r xmlns="urn:a">&x;</r>', 'DOCTYPE'],
  ['<r xmlns="urn:a">&x;</r>', 'undefined entity'],
  ['<r xmlns="urn:a">\u0000</r>', 'disallowed character'],
  [`<r xmlns="urn:a">${'<x>'.repeat(10_000)}`, 'Too deep'],
  [`<r xmlns="urn:a">${'<x xmlns="urn:f">'.repeat(10_000)}`, 'Too deep'],
  [`<r xmlns="urn:a">${' '.repeat(1_048_576)}</r>`, 'Too large'],
])('refuses %.60s', (xml, reason) => {
  const result = parse(xml);
  expect(result.ok ? '' : result.error).toContain(reason);
});

test('names of Object are names like others', () => {
  const result = parse('<__proto__ xmlns="urn:a" constructor="1" __proto__="2"><toString/></__proto__>');
  expect(result).toMatchObject({ ok: true, value: { name: '__proto__', children: [{ name: 'toString' }] } });
  expect(result.ok && result.value.attributes.get('__proto__')).toBe('2');
});
