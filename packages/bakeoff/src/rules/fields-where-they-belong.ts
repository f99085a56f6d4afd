import { RecvInfo } from '@sidetone/sip';
import { sends } from '../control/controls.ts';
import { entryLabel } from '../trace/entry.ts';
import { rule } from './rule.ts';

const inInvite = (name: string, value: string) => ({
  during: 'calling/invite-has-what-it-needs',
  broken: sends('INVITE').with(name, value),
});

/** Header fields that only responses have, and those that only requests have (RFC 3261 §20 tables 2 and 3). */
const OF_RESPONSES = [
  'WWW-Authenticate',
  'Proxy-Authenticate',
  'Authentication-Info',
  'Unsupported',
  'Min-Expires',
  'Server',
  'Error-Info',
  'RSeq',
  'SIP-ETag',
];
const OF_REQUESTS = [
  'Max-Forwards',
  'Route',
  'Proxy-Require',
  'Proxy-Authorization',
  'Authorization',
  'In-Reply-To',
  'Priority',
  'Subject',
  'RAck',
  'Refer-To',
  'SIP-If-Match',
];

/** Methods whose requests say which events they are about (RFC 6665 §8.4, RFC 3903 §11.2). */
const WITH_EVENT = new Set(['SUBSCRIBE', 'NOTIFY', 'PUBLISH']);

export default rule({
  id: 'rules/fields-where-they-belong',
  title: 'Requests have no header fields of responses nor the other way round; each extension keeps to its methods',
  judges: {
    '3261-20-07': inInvite('Server', 'somebody'),
    '3261-20-09': {
      during: 'answering/options-lists-abilities',
      broken: sends('200 OPTIONS').with('Route', '<sip:nobody@192.0.2.99;lr>'),
    },
    '6665-8.2.1-03': inInvite('Event', 'presence'),
    '6665-8.2.3-01': inInvite('Subscription-State', 'active'),
    '6086-5.3-01': {
      during: 'registrant/register-has-what-it-needs',
      broken: sends('REGISTER').with('Recv-Info', 'x-bakeoff'),
    },
    '3262-4-01': { during: 'calling/request-in-dialog', broken: sends('BYE').with('Require', '100rel') },
    '3428-5-04': { during: 'calling/message', broken: sends('MESSAGE').with('Route', '<im:somebody@biloxi.test>') },
  },
  look(entry, judge) {
    const { message } = entry;
    if (message === undefined) return;
    const label = entryLabel(entry);
    const isRequest = message.kind === 'request';
    const strange = (isRequest ? OF_RESPONSES : OF_REQUESTS).filter((name) => message.has(name));
    const where = isRequest ? 'requests' : 'responses';
    const came = `${label} with ${strange.join(', ')}`;
    judge(
      isRequest ? '3261-20-07' : '3261-20-09',
      strange.length === 0,
      `no header fields in ${where} that have no place there`,
      came,
    );
    const method = isRequest ? message.method : '';
    const isPlaced = !message.has('Event') || WITH_EVENT.has(method);
    judge('6665-8.2.1-03', isPlaced, 'an Event in SUBSCRIBE, NOTIFY and PUBLISH alone', `${label} with Event`);
    const hasState = message.has('Subscription-State') && method !== 'NOTIFY';
    judge('6665-8.2.3-01', !hasState, 'a Subscription-State in NOTIFY alone', `${label} with Subscription-State`);
    if (!isRequest) return;
    // No package that is registered says what a registrar makes of it.
    const isListed = message.method === 'REGISTER' && message.all(RecvInfo).length > 0;
    judge('6086-5.3-01', !isListed, 'no Info Packages in REGISTER', `${label} with Recv-Info`);
    const isReliable = message.raw('Require')?.includes('100rel') === true && method !== 'INVITE';
    judge('3262-4-01', !isReliable, '100rel required in INVITE alone', `${label} with Require: 100rel`);
    const isIm = ['Route', 'Record-Route'].some((name) => /<im:/i.test(message.raw(name) ?? ''));
    judge('3428-5-04', !isIm, 'no im URI in Route and Record-Route');
  },
});
