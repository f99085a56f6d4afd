import {
  array,
  check,
  custom,
  exactOptional,
  type GenericSchema,
  integer,
  literal,
  minValue,
  number,
  object,
  picklist,
  pipe,
  record,
  string,
  union,
  variant,
} from 'valibot';
import { english, type Sentence, type SentenceKey } from '../outcomes/sentence.ts';
import type { ChatSnapshot } from '../state/chat-snapshot.ts';
import type { DeviceChoice } from '../state/devices-snapshot.ts';
import type { AccountSnapshot } from '../state/session-snapshot.ts';

// What is stored may be of an older version, or be edited by hand: it is believed only when it has the right shape.

const sentenceKey = custom<SentenceKey>((key) => typeof key === 'string' && Object.hasOwn(english, key));
const sentence: GenericSchema<Sentence> = object({
  key: sentenceKey,
  params: record(string(), union([string(), number()])),
});

export const deviceSchema = object({
  instanceId: pipe(
    string(),
    check((id) => /^urn:uuid:[0-9a-f-]{36}$/.test(id)),
  ),
  regId: pipe(number(), integer(), minValue(1)),
});

export const accountSchema: GenericSchema<AccountSnapshot> = object({
  aor: string(),
  user: string(),
  domain: string(),
  url: string(),
  displayName: string(),
});

export const deviceChoiceSchema: GenericSchema<DeviceChoice> = object({
  microphone: exactOptional(string()),
  camera: exactOptional(string()),
  speaker: exactOptional(string()),
});

export const buddiesSchema = array(object({ aor: string(), displayName: string() }));

export const ownPresenceSchema = object({ status: picklist(['available', 'busy', 'away']), note: string() });

const delivery = variant('kind', [
  object({ kind: literal('sending') }),
  object({ kind: literal('delivered'), at: number() }),
  object({ kind: literal('accepted'), at: number() }),
  object({ kind: literal('failed'), at: number(), reason: sentence }),
]);

const message = variant('direction', [
  object({ direction: literal('incoming'), id: string(), at: number(), text: string() }),
  object({ direction: literal('outgoing'), id: string(), at: number(), text: string(), delivery }),
]);

export const chatsSchema: GenericSchema<ChatSnapshot[]> = array(
  object({ aor: string(), displayName: string(), messages: array(message), unread: number() }),
);
