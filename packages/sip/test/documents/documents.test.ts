import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  parseConferenceInfo,
  parseCpim,
  parseDialogInfo,
  parseImdn,
  parseIsComposing,
  parseMessageSummary,
  parsePidf,
  parseRegInfo,
  parseResourceLists,
  parseRlmi,
  parseSipfrag,
  parseWatcherInfo,
  type Result,
  writeConferenceInfo,
  writeCpim,
  writeDialogInfo,
  writeImdn,
  writeIsComposing,
  writeMessageSummary,
  writePidf,
  writeRegInfo,
  writeResourceLists,
  writeRlmi,
  writeSipfrag,
  writeWatcherInfo,
} from '@sidetone/sip';
import * as any from './arbitraries.ts';

// Properties run many times; on a busy machine that may take a while.
vi.setConfig({ testTimeout: 60_000 });

/** One kind of document with its type hidden, so that all go through the same tests. */
interface Kind {
  readonly name: string;
  readonly isXml: boolean;
  readonly values: fc.Arbitrary<unknown>;
  readonly texts: fc.Arbitrary<string>;
  readonly parse: (text: string) => Result<unknown, string>;
  readonly roundTrip: (value: unknown) => Result<unknown, string>;
}

function kind<T>(
  name: string,
  values: fc.Arbitrary<T>,
  parse: (text: string) => Result<T, string>,
  write: (value: T) => string,
  isXml = true,
): Kind {
  return {
    name,
    isXml,
    values,
    texts: values.map(write),
    parse,
    roundTrip: (value) => parse(write(value as T)),
  };
}

const KINDS: readonly Kind[] = [
  kind('pidf', any.presence, parsePidf, writePidf),
  kind('dialog-info', any.dialogInfo, parseDialogInfo, writeDialogInfo),
  kind('watcherinfo', any.watcherInfo, parseWatcherInfo, writeWatcherInfo),
  kind('reginfo', any.regInfo, parseRegInfo, writeRegInfo),
  kind('conference-info', any.conferenceInfo, parseConferenceInfo, writeConferenceInfo),
  kind('is-composing', any.isComposing, parseIsComposing, writeIsComposing),
  kind('imdn', any.imdn, parseImdn, writeImdn),
  kind('rlmi', any.rlmi, parseRlmi, writeRlmi),
  kind('resource-lists', any.resourceLists, parseResourceLists, writeResourceLists),
  kind('cpim', any.cpim, parseCpim, writeCpim, false),
  kind('message-summary', any.messageSummary, parseMessageSummary, writeMessageSummary, false),
  kind('sipfrag', any.sipfrag, parseSipfrag, writeSipfrag, false),
];

describe.each(KINDS)('$name', ({ values, texts, parse, roundTrip }) => {
  test('what is written is read again', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(roundTrip(value)).toEqual({ ok: true, value });
      }),
    );
  });

  test('never throws', () => {
    const spoilt = fc
      .tuple(texts, fc.nat(), fc.nat(20), fc.oneof(fc.string(), fc.constantFrom(...PIECES)))
      .map(([text, at, length, piece]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + piece + text.slice(start + length);
      });
    fc.assert(
      fc.property(spoilt, (text) => {
        expect(typeof parse(text).ok).toBe('boolean');
      }),
    );
  });
});

describe.each(KINDS.filter(({ isXml }) => isXml))('$name', ({ texts, parse }) => {
  test('other prefixes and foreign parts change nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const plain = parse(text);
        expect(plain.ok).toBe(true);
        expect(parse(prefixed(text))).toEqual(plain);
        expect(parse(decorated(text))).toEqual(plain);
      }),
    );
  });
});

/** What would take minutes if the time grew with the square of the length. */
const LONG = [
  'a',
  ' ',
  '\n ',
  'a: b\n',
  'a:b\n c',
  '\r\n',
  '\\',
  '"',
  ';',
  ';a=',
  'SIP/2.0 ',
  'INVITE ',
  '1/1 (',
  '<',
  '&amp;',
  '<a ',
  'a="" ',
  '<a/>',
  '<a></a>',
  '<!---->',
  'x]]',
  '<?a?>',
  '<![CDATA[]]>',
].map((piece) => piece.repeat(150_000 / piece.length));

test.each(KINDS)('$name takes no long time over hostile texts', ({ parse, texts }) => {
  const [text = ''] = fc.sample(texts, { numRuns: 1, seed: 7 });
  const middle = text.lastIndexOf('</') < 0 ? text.length >> 1 : text.lastIndexOf('</');
  const start = performance.now();
  for (const long of LONG) {
    for (const hostile of [long, `To: a${long}b\r\n\r\n\r\n`, text.slice(0, middle) + long + text.slice(middle)])
      parse(hostile);
  }
  expect(performance.now() - start).toBeLessThan(8000);
});

const PIECES = [
  '<',
  '>',
  '"',
  '&',
  ']]>',
  '<![CDATA[',
  '<?x?>',
  '<!--',
  '<!DOCTYPE a>',
  '\u0000',
  '\r\n\r\n',
  ' xmlns=""',
];

/** The same document with a prefix for what had none, and the other way round. */
function prefixed(xml: string): string {
  return xml.replace(/<(\/?)([a-z][^\s/>:]*)(?=[\s/>])/g, '<$1zz:$2').replace(' xmlns="', ' xmlns:zz="');
}

/** Foreign elements of familiar names in each element, and foreign attributes. */
function decorated(xml: string): string {
  return xml.replaceAll(
    /<(\/?)([a-z][^\s/>]*)([^>]*?)(\/?)>/g,
    (all, slash: string, name: string, rest: string, end) => {
      const foreign = `<f:${name.replace(/.*:/, '')} xmlns:f="urn:foreign" id="no" state="no">no<${name}/></f:${name.replace(/.*:/, '')}>`;
      if (slash !== '') return foreign + all;
      return `<${name} xmlns:g="urn:foreign" g:id="no" g:state="no"${rest}>${foreign}${end === '' ? '' : `</${name}>`}`;
    },
  );
}
