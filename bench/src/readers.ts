import { CallId, Contact, CSeq, From, parseMessage, To, Via } from '@sidetone/sip/message';
import drachtioSip from 'drachtio-sip';
import jssip from 'jssip/lib/Parser.js';
import sip from 'sip';
import { Parser } from 'sip.js/lib/core/messages/parser.js';

/**
 * One stack's way of taking a message in: parse it, and read From, To, all Via, CSeq, Call-ID and all Contacts as typed
 * values, URIs included.
 */
export interface Reader {
  readonly name: string;
  /** @returns how many values there were, so that nothing can be optimised away */
  readonly read: (wire: string) => number;
}

class RefusedError extends Error {
  constructor(name: string, wire: string) {
    super(`${name} refuses ${wire.slice(0, 40)}`);
  }
}

const sidetone: Reader = {
  name: 'Sidetone',
  read(wire) {
    const result = parseMessage(wire);
    if (!result.ok) throw new RefusedError('Sidetone', wire);
    const message = result.value;
    const values = [message.get(From), message.get(To), message.get(CSeq), message.get(CallId)];
    const vias = message.all(Via);
    if (values.includes(undefined) || vias.length === 0) throw new RefusedError('Sidetone', wire);
    return values.length + vias.length + message.all(Contact).length;
  },
};

/** JsSIP and SIP.js parse alike. */
function browserReader(name: string, parse: (wire: string) => ParsedMessage | undefined): Reader {
  return {
    name,
    read(wire) {
      const message = parse(wire);
      if (message === undefined) throw new RefusedError(name, wire);
      const values = ['from', 'to', 'cseq', 'call-id'].map((header) => message.parseHeader(header));
      const vias = message.getHeaders('via').map((_, index) => message.parseHeader('via', index));
      const contacts = message.getHeaders('contact').map((_, index) => message.parseHeader('contact', index));
      if (![...values, ...vias, ...contacts].every(Boolean) || vias.length === 0) throw new RefusedError(name, wire);
      return values.length + vias.length + contacts.length;
    },
  };
}

const silent = { error: () => undefined, warn: () => undefined, log: () => undefined, debug: () => undefined };

/** Its addresses hold the URI as text, which is parsed besides. */
const npmSip: Reader = {
  name: 'sip (npm)',
  read(wire) {
    const message = sip.parse(wire);
    if (message === undefined) throw new RefusedError('sip', wire);
    const { from, to, contact = [], via, cseq } = message.headers;
    for (const { uri } of [from, to, ...contact]) if (!sip.parseUri(uri)) throw new RefusedError('sip', wire);
    if (via.length === 0 || cseq.method === '' || message.headers['call-id'] === '')
      throw new RefusedError('sip', wire);
    return 4 + via.length + contact.length;
  },
};

/** The same: URIs are texts, which are parsed besides. */
const drachtio: Reader = {
  name: 'drachtio-sip',
  read(wire) {
    const message = new drachtioSip.SipMessage(wire);
    const from = message.getParsedHeader('from');
    const to = message.getParsedHeader('to');
    const via = message.getParsedHeader('via');
    const contact = message.has('contact') ? message.getParsedHeader('contact') : [];
    for (const { uri } of [from, to, ...contact]) {
      if (drachtioSip.SipMessage.parseUri(uri) === undefined) throw new RefusedError('drachtio-sip', wire);
    }
    const cseq = message.getParsedHeader('cseq');
    if (via.length === 0 || cseq.method === '' || message.get('call-id') === '')
      throw new RefusedError('drachtio-sip', wire);
    return 4 + via.length + contact.length;
  },
};

export const READERS: readonly Reader[] = [
  sidetone,
  browserReader('JsSIP', (wire) => jssip.parseMessage(wire, undefined)),
  browserReader('SIP.js', (wire) => Parser.parseMessage(wire, silent)),
  drachtio,
  npmSip,
];
