import {
  Allow,
  CallId,
  Contact,
  createRequest,
  CSeq,
  From,
  isSipUri,
  MaxForwards,
  nameAddr,
  NO_PARAMS,
  parseUri,
  type SipUri,
  sipUri,
  Supported,
  To,
  UserAgent,
  Via,
  withTag,
} from '@sidetone/sip/message';
import jssip from 'jssip';
import { OutgoingRequest } from 'jssip/lib/SIPMessage.js';
import { nextDescription } from './messages.ts';

/** One stack's way of making an INVITE of typed values and writing it. */
export interface Writer {
  readonly name: string;
  /** @returns the length of what was written, so that nothing can be optimised away */
  readonly write: () => number;
}

const SDP = nextDescription('actpass');
const ALLOWED = ['INVITE', 'ACK', 'CANCEL', 'BYE', 'UPDATE', 'MESSAGE', 'OPTIONS', 'REFER', 'INFO', 'NOTIFY'];
const SUPPORTED = ['timer', 'ice', 'replaces', 'outbound'];

const bob = sipUri({ user: 'bob', host: 'example.com' });
const alice = sipUri({ user: 'alice', host: 'example.com' });
const contact = contactUri();

function contactUri(): SipUri {
  const parsed = parseUri('sip:4lq8vt1b@8ql2mdmf0q9k.invalid;transport=ws;ob');
  if (!parsed.ok || !isSipUri(parsed.value)) throw new Error('no contact');
  return parsed.value;
}

/** What is the same in every request; JsSIP has texts for these. A line is written once and shared. */
const constant = createRequest('INVITE', bob);
constant.set(MaxForwards, 70);
constant.set(Contact, nameAddr(contact));
constant.setAll(Allow, ALLOWED);
constant.setAll(Supported, SUPPORTED);
constant.set(UserAgent, 'bench');

const sidetone: Writer = {
  name: 'Sidetone',
  write() {
    const request = createRequest('INVITE', bob);
    request.set(Via, {
      protocol: 'WS',
      host: '8ql2mdmf0q9k.invalid',
      branch: 'z9hG4bK7126304',
      params: NO_PARAMS,
    });
    request.set(To, nameAddr(bob));
    request.set(From, withTag(nameAddr(alice, 'Alice'), '9vk3rhr0lf'));
    request.set(CallId, 'lpj2bqk5crk2m5vqsq1k');
    request.set(CSeq, { number: 5210, method: 'INVITE' });
    for (const field of [MaxForwards, Contact, Allow, Supported, UserAgent]) request.copyLines(constant, field);
    request.setBody('application/sdp', SDP);
    return request.toWire().length;
  },
};

/** What its requests read of the user agent. */
const agent = {
  configuration: { uri: jssip.URI.parse('sip:alice@example.com'), display_name: 'Alice', session_timers: true },
  contact: {},
};
const target = jssip.URI.parse('sip:bob@example.com');

const jsSip: Writer = {
  name: 'JsSIP',
  write() {
    const request = new OutgoingRequest(
      'INVITE',
      target,
      agent,
      { from_tag: '9vk3rhr0lf', call_id: 'lpj2bqk5crk2m5vqsq1k', cseq: 5210 },
      ['Contact: <sip:4lq8vt1b@8ql2mdmf0q9k.invalid;transport=ws;ob>', 'Content-Type: application/sdp'],
      SDP,
    );
    request.setHeader('via', 'SIP/2.0/WS 8ql2mdmf0q9k.invalid;branch=z9hG4bK7126304');
    return request.toString().length;
  },
};

export const WRITERS: readonly Writer[] = [sidetone, jsSip];
