import {
  type ConferenceInfo,
  type CpimMessage,
  type DialogInfo,
  type Imdn,
  IMDN_NAMESPACE,
  type IsComposing,
  type MessageSummary,
  type PresenceDocument,
  type RegInfo,
  type ResourceListMember,
  type ResourceListMetaInformation,
  type ResourceLists,
  type Sipfrag,
  type WatcherInfo,
} from '@sidetone/sip';
import * as fc from 'fast-check';

/** Any text that XML can hold. */
const text = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((value) => value.replaceAll(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''));
const word = text.map((value) => value.trim()).filter((value) => value !== '');
const count = fc.nat();
const time = fc.integer({ min: -60_000_000_000, max: 4_000_000_000_000 });
/** One line of a header field. */
const line = word.map((value) => value.replaceAll(/[\r\n]/g, ' ').trim());
const name = fc.stringMatching(/^[A-Za-z][\w-]{0,10}$/).filter((value) => !value.endsWith('-'));
const documentState = fc.constantFrom('full' as const, 'partial' as const);

function few<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(value, { maxLength: 3 });
}

/** A record of which only these keys are always there. */
function record<T, K extends keyof T>(keys: readonly K[], fields: { [P in keyof T]: fc.Arbitrary<T[P]> }) {
  return fc.record<T, K>(fields, { requiredKeys: [...keys] as never });
}

const address = record(['uri'], { uri: word, displayName: text });

const participant = record([], {
  identity: address,
  target: fc.record({ uri: word, params: few(fc.record({ name: word, value: text })) }),
  sessionDescription: fc.record({ type: word, text }),
  cseq: count,
});

export const dialogInfo: fc.Arbitrary<DialogInfo> = fc.record({
  version: count,
  state: documentState,
  entity: word,
  dialogs: few(
    record(['id', 'state'], {
      id: word,
      callId: word,
      localTag: word,
      remoteTag: word,
      direction: fc.constantFrom('initiator' as const, 'recipient' as const),
      state: record(['kind'], {
        kind: fc.constantFrom('trying' as const, 'early' as const, 'confirmed' as const, 'terminated' as const),
        event: fc.constantFrom('replaced' as const, 'remote-bye' as const),
        code: fc.integer({ min: 100, max: 699 }),
      }),
      durationSec: count,
      replaces: fc.record({ callId: word, localTag: word, remoteTag: word }),
      referredBy: address,
      routeSet: few(word),
      local: participant,
      remote: participant,
    }),
  ),
});

export const watcherInfo: fc.Arbitrary<WatcherInfo> = fc.record({
  version: count,
  state: documentState,
  lists: few(
    fc.record({
      resource: word,
      package: word,
      watchers: few(
        record(['uri', 'id', 'status', 'event'], {
          uri: word,
          id: word,
          status: fc.constantFrom('pending' as const, 'active' as const, 'waiting' as const, 'terminated' as const),
          event: fc.constantFrom('subscribe' as const, 'noresource' as const),
          displayName: text,
          language: word,
          expirationSec: count,
          durationSubscribedSec: count,
        }),
      ),
    }),
  ),
});

export const regInfo: fc.Arbitrary<RegInfo> = fc.record({
  version: count,
  state: documentState,
  registrations: few(
    fc.record({
      aor: word,
      id: word,
      state: fc.constantFrom('init' as const, 'active' as const, 'terminated' as const),
      contacts: few(
        record(['id', 'state', 'event', 'uri', 'unknownParams'], {
          id: word,
          state: fc.constantFrom('active' as const, 'terminated' as const),
          event: fc.constantFrom('registered' as const, 'shortened' as const, 'unregistered' as const),
          uri: word,
          displayName: text,
          durationRegisteredSec: count,
          expiresSec: count,
          retryAfterSec: count,
          q: word,
          callId: word,
          cseq: count,
          unknownParams: few(fc.record({ name: word, value: text })),
          publicGruu: word,
          temporaryGruu: fc.record({ uri: word, firstCseq: count }),
        }),
      ),
    }),
  ),
});

const elementState = fc.constantFrom('full' as const, 'partial' as const, 'deleted' as const);
const uris = few(record(['uri'], { uri: word, displayText: text, purpose: word }));
const words = few(word.map((value) => value.replaceAll(/\s/gu, '_')));
const execution = record([], { when: time, reason: text, by: word });
const direction = fc.constantFrom('sendrecv' as const, 'sendonly' as const, 'inactive' as const);

const endpoint = record(['media'], {
  entity: word,
  state: elementState,
  displayText: text,
  referred: execution,
  status: fc.constantFrom('connected' as const, 'muted-via-focus' as const),
  joiningMethod: fc.constantFrom('dialed-in' as const, 'focus-owner' as const),
  joiningInfo: execution,
  disconnectionMethod: fc.constantFrom('departed' as const, 'busy' as const),
  disconnectionInfo: execution,
  media: few(
    record(['id'], {
      id: word,
      state: elementState,
      displayText: text,
      type: word,
      label: word,
      sourceId: word,
      status: direction,
    }),
  ),
  callInfo: record(['callId', 'fromTag', 'toTag'], { displayText: text, callId: word, fromTag: word, toTag: word }),
});

const conference = {
  entity: word,
  state: elementState,
  version: count,
  description: record([], {
    state: elementState,
    displayText: text,
    subject: text,
    freeText: text,
    keywords: words,
    conferenceUris: uris,
    serviceUris: uris,
    maximumUserCount: count,
    availableMedia: few(record(['label', 'type'], { label: word, displayText: text, type: word, status: direction })),
  }),
  host: record([], { displayText: text, webPage: word, uris }),
  status: record([], { userCount: count, isActive: fc.boolean(), isLocked: fc.boolean() }),
  users: record(['list'], {
    state: elementState,
    list: few(
      record(['endpoints'], {
        entity: word,
        state: elementState,
        displayText: text,
        associatedAors: uris,
        roles: few(word),
        languages: words,
        cascadedFocus: word,
        endpoints: few(endpoint),
      }),
    ),
  }),
  sidebarsByRef: uris,
};
const sidebars: fc.Arbitrary<ConferenceInfo[]> = few(record(['entity'], conference));

export const conferenceInfo: fc.Arbitrary<ConferenceInfo> = record(['entity'], {
  ...conference,
  sidebarsByVal: sidebars,
});

const tuple = record(['id', 'basic'], {
  id: word,
  basic: fc.constantFrom('open' as const, 'closed' as const),
  note: word,
  timestamp: time,
});

/** What the document says of the person follows from the tuples, where it can. */
export const presence: fc.Arbitrary<PresenceDocument> = fc
  .tuple(
    record(['entity', 'activities'], {
      entity: word,
      activities: fc.uniqueArray(fc.constantFrom('busy', 'away', 'on-the-phone', 'unknown-one')),
      note: word,
    }),
    fc.array(tuple, { minLength: 1, maxLength: 3 }),
    word,
  )
  .map(([person, plain, contact]) => {
    const isOpen = plain.some(({ basic }) => basic === 'open');
    const tuples = plain.map((value) => (value.basic === 'open' ? { ...value, contact, contactPriority: 0.8 } : value));
    const times = tuples.flatMap(({ timestamp }) => timestamp ?? []);
    const note = person.note ?? tuples.find((value) => value.note !== undefined)?.note;
    return {
      ...person,
      basic: isOpen ? 'open' : 'closed',
      ...(note === undefined ? {} : { note }),
      ...(isOpen ? { contact } : {}),
      ...(times.length === 0 ? {} : { timestamp: Math.max(...times) }),
      tuples,
    };
  });

const headers = few(fc.tuple(name, line));

export const messageSummary: fc.Arbitrary<MessageSummary> = record(['isWaiting', 'counts', 'messages'], {
  isWaiting: fc.boolean(),
  account: line,
  counts: few(
    record(['context', 'newCount', 'oldCount'], {
      context: fc.constantFrom('voice-message', 'fax-message', 'x-other'),
      newCount: count,
      oldCount: count,
      urgent: fc.record({ newCount: count, oldCount: count }),
    }),
  ),
  messages: few(fc.array(fc.tuple(name, line), { minLength: 1, maxLength: 3 })),
});

export const sipfrag: fc.Arbitrary<Sipfrag> = record(['headers'], {
  start: fc.oneof(
    fc.record({ kind: fc.constant('status' as const), status: fc.integer({ min: 100, max: 699 }), phrase: line }),
    fc.record({ kind: fc.constant('request' as const), method: name, uri: fc.constantFrom('sip:a@b', 'tel:+1') }),
  ),
  headers,
  body: fc.string({ minLength: 1 }),
});

export const isComposing: fc.Arbitrary<IsComposing> = record(['state'], {
  state: fc.oneof(fc.constantFrom('active', 'idle'), word),
  lastActive: time,
  contentType: word,
  refreshSec: count,
});

export const imdn: fc.Arbitrary<Imdn> = record(['messageId', 'dateTime', 'notification'], {
  messageId: word,
  dateTime: time,
  recipientUri: word,
  originalRecipientUri: word,
  subject: text,
  notification: fc.oneof(
    fc.record({
      kind: fc.constant('delivery-notification' as const),
      status: fc.constantFrom('delivered' as const, 'error' as const),
    }),
    fc.record({
      kind: fc.constant('display-notification' as const),
      status: fc.constantFrom('displayed' as const, 'forbidden' as const),
    }),
    fc.record({
      kind: fc.constant('processing-notification' as const),
      status: fc.constantFrom('stored' as const, 'forbidden' as const),
    }),
  ),
});

const names = few(record(['text'], { text, language: word }));

export const rlmi: fc.Arbitrary<ResourceListMetaInformation> = record(
  ['uri', 'version', 'isFullState', 'names', 'resources'],
  {
    uri: word,
    version: count,
    isFullState: fc.boolean(),
    cid: word,
    names,
    resources: few(
      fc.record({
        uri: word,
        names,
        instances: few(
          record(['id', 'state'], {
            id: word,
            state: fc.constantFrom('active' as const, 'pending' as const, 'terminated' as const),
            reason: word,
            cid: word,
          }),
        ),
      }),
    ),
  },
);

const member: fc.Arbitrary<ResourceListMember> = fc.letrec<{ member: ResourceListMember }>((tie) => ({
  member: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    record(['kind', 'uri'], { kind: fc.constant('entry' as const), uri: word, displayName: text }),
    record(['kind', 'ref'], { kind: fc.constant('entry-ref' as const), ref: word, displayName: text }),
    record(['kind'], { kind: fc.constant('external' as const), anchor: word, displayName: text }),
    record(['kind', 'members'], {
      kind: fc.constant('list' as const),
      name: text,
      displayName: text,
      members: few(tie('member')),
    }),
  ),
})).member;

export const resourceLists: fc.Arbitrary<ResourceLists> = few(
  record(['members'], { name: text, displayName: text, members: few(member) }),
);

const uri = fc.constantFrom('im:bob@biloxi.test', 'sip:a@b;x=1', 'urn:x:y');
const cpimAddress = record(['uri'], { uri, displayName: text });
const namespace = fc.constantFrom(IMDN_NAMESPACE, 'urn:x:y', 'urn:ietf:params:cpim-headers:');
const headerName = fc.constantFrom('Message-ID', 'X-From', '__proto__');

export const cpim: fc.Arbitrary<CpimMessage> = record(['to', 'cc', 'subjects', 'require', 'headers', 'content'], {
  from: cpimAddress,
  to: few(cpimAddress),
  cc: few(cpimAddress),
  subjects: few(record(['text'], { text: fc.string({ unit: 'binary' }), language: text })),
  dateTime: time,
  require: few(fc.record({ namespace, name: headerName })),
  headers: few(
    fc.record({
      namespace,
      name: headerName,
      params: few(fc.tuple(name, text)),
      value: fc.string({ unit: 'grapheme' }),
    }),
  ),
  content: fc.record({ headers: few(fc.tuple(name, line)), body: fc.string() }),
});
