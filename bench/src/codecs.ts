import { CallId, Contact, CSeq, From, parseMessage, To, Via } from '@sidetone/sip/message';
import jssip from 'jssip/lib/Parser.js';
import sip from 'sip';
import { Parser } from 'sip.js/lib/core/messages/parser.js';

/**
 * One stack's way of taking a message in and putting it out: parse it, read From, To, all Via, CSeq, Call-ID and all
 * Contacts as typed values, URIs included, and write a whole message from them again.
 * @returns the length of what was written, so that nothing can be optimised away
 */
export interface Codec {
  readonly name: string;
  readonly run: (wire: string) => number;
}

class RefusedError extends Error {
  constructor(name: string, wire: string) {
    super(`${name} refuses ${wire.slice(0, 40)}`);
  }
}

/** Every value is written anew, though a message that is only passed on would be sent as it came. */
const sidetone: Codec = {
  name: 'Sidetone',
  run(wire) {
    const result = parseMessage(wire);
    if (!result.ok) throw new RefusedError('Sidetone', wire);
    const message = result.value;
    const [from, to, cseq, callId] = [message.get(From), message.get(To), message.get(CSeq), message.get(CallId)];
    const [vias, contacts] = [message.all(Via), message.all(Contact)];
    if (from === undefined || to === undefined || cseq === undefined || callId === undefined || vias.length === 0) {
      throw new RefusedError('Sidetone', wire);
    }
    message.setAll(Via, vias);
    message.set(From, from);
    message.set(To, to);
    message.set(CSeq, cseq);
    message.set(CallId, callId);
    message.setAll(Contact, contacts);
    return message.toWire().length;
  },
};

/**
 * JsSIP and SIP.js parse alike. Neither can write a message it has received, so From, To and Contact are written by
 * their own means and the other header values are joined as they came, which is the least that a writer has to do.
 */
function browserCodec(name: string, parse: (wire: string) => ParsedMessage | undefined): Codec {
  return {
    name,
    run(wire) {
      const message = parse(wire);
      if (message === undefined) throw new RefusedError(name, wire);
      const from = message.parseHeader('from');
      const to = message.parseHeader('to');
      const count = message.getHeaders('via').length;
      for (let i = 0; i < count; i++) if (!message.parseHeader('via', i)) throw new RefusedError(name, wire);
      const contacts = message.getHeaders('contact').map((_, i) => message.parseHeader('contact', i));
      if (!from || !to || !message.parseHeader('cseq') || !message.parseHeader('call-id'))
        throw new RefusedError(name, wire);
      let text =
        message.method === undefined || message.ruri === undefined
          ? `SIP/2.0 ${message.status_code ?? message.statusCode} ${message.reason_phrase ?? message.reasonPhrase}\r\n`
          : `${message.method} ${message.ruri.toString()} SIP/2.0\r\n`;
      for (const [header, values] of Object.entries(message.headers)) {
        if (header === 'From') text += `From: ${from.toString()}\r\n`;
        else if (header === 'To') text += `To: ${to.toString()}\r\n`;
        else if (header === 'Contact') for (const contact of contacts) text += `Contact: ${contact?.toString()}\r\n`;
        else for (const { raw } of values) text += `${header}: ${raw}\r\n`;
      }
      return `${text}\r\n${message.body}`.length;
    },
  };
}

const silent = { error: () => undefined, warn: () => undefined, log: () => undefined, debug: () => undefined };

/** Its addresses hold the URI as text, which is parsed besides. */
const npmSip: Codec = {
  name: 'sip (npm)',
  run(wire) {
    const message = sip.parse(wire);
    if (message === undefined) throw new RefusedError('sip', wire);
    const { from, to, contact = [], via, cseq } = message.headers;
    for (const { uri } of [from, to, ...contact]) if (!sip.parseUri(uri)) throw new RefusedError('sip', wire);
    if (via.length === 0 || cseq.method === '' || message.headers['call-id'] === '')
      throw new RefusedError('sip', wire);
    return sip.stringify(message).length;
  },
};

export const CODECS: readonly Codec[] = [
  sidetone,
  browserCodec('JsSIP', (wire) => jssip.parseMessage(wire, undefined)),
  browserCodec('SIP.js', (wire) => Parser.parseMessage(wire, silent)),
  npmSip,
];
