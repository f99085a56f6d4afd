import { ok, type Result } from '../runtime/result.ts';
import type { PresenceDocument, PresenceTuple } from './presence-document.ts';
import { xmlDocument } from './xml-document.ts';
import { oneOf, type Scalar, time, word } from './scalars.ts';
import { attr, child, content, type Item, leaf, list, need, shape, type SureItem } from './xml-shape.ts';

/** Media type of presence documents (RFC 3863). */
export const PIDF_TYPE = 'application/pidf+xml';

/** A document as it is written; `PresenceDocument` is what it says. */
interface Pidf {
  readonly entity: string;
  readonly tuples: readonly PidfTuple[];
  readonly notes: readonly string[];
  readonly activities: readonly (readonly string[])[];
  readonly persons: readonly Person[];
}

interface PidfTuple {
  readonly id?: string;
  readonly basic?: 'open' | 'closed';
  readonly activities: readonly (readonly string[])[];
  readonly contact?: { readonly uri: string; readonly priority?: number | undefined } | undefined;
  readonly notes: readonly string[];
  readonly timestamp?: number | undefined;
}

interface Person {
  readonly id?: string;
  readonly activities: readonly (readonly string[])[];
  readonly notes: readonly string[];
  readonly rpidNotes: readonly string[];
  readonly pidfNotes: readonly string[];
  readonly timestamp?: number;
}

const pidf = /* @__PURE__ */ xmlDocument<Pidf>(
  'presence',
  {
    '': 'urn:ietf:params:xml:ns:pidf',
    dm: 'urn:ietf:params:xml:ns:pidf:data-model',
    rpid: 'urn:ietf:params:xml:ns:pidf:rpid',
  },
  () => {
    const notes = (name: string): SureItem<readonly string[]> => list(name, content(word));
    const activities = list('rpid:activities', ACTIVITIES);
    const contact = shape<NonNullable<PidfTuple['contact']>>({
      uri: need(content({ read: (value) => value.trim(), write: (value) => value })),
      priority: attr('priority', PRIORITY),
    });
    // RFC 3863 §4.1: status, extensions, contact, note, timestamp, in this order.
    const tuple = shape<PidfTuple>({
      id: attr('id', word),
      basic: child('status', leaf('basic', oneOf('open', 'closed'))),
      activities,
      contact: child('contact', contact),
      notes: notes('note'),
      timestamp: leaf('timestamp', time),
    });
    const person = shape<Person>({
      id: attr('id', word),
      activities,
      notes: notes('dm:note'),
      rpidNotes: notes('rpid:note'),
      pidfNotes: notes('note'),
      timestamp: leaf('dm:timestamp', time),
    });
    return shape<Pidf>({
      entity: need(attr('entity', word)),
      tuples: list('tuple', tuple),
      notes: notes('note'),
      activities,
      persons: list('dm:person', person),
    });
  },
);

/** RFC 4480 §3.2: empty elements, all of lower-case words with hyphens, so that nothing else becomes an element. */
const ACTIVITIES: Item<readonly string[]> = {
  read: ({ children }) =>
    children.flatMap(({ name }) => (name.startsWith('rpid:') && name !== 'rpid:note' ? [name.slice(5)] : [])),
  write(names, draft) {
    for (const name of names) if (/^[a-z][a-z-]*$/.test(name)) draft.content += `<rpid:${name}/>`;
  },
};

/** RFC 3863 §4.1.5: from 0 to 1 with three decimals. */
const PRIORITY: Scalar<number> = {
  read: (value) => (Number(value) >= 0 && Number(value) <= 1 ? Number(value) : undefined),
  write: (value) => String(Math.round(value * 1000) / 1000),
};

/** Parses a presence document. The error says why it is none. */
export function parsePidf(xml: string): Result<PresenceDocument, string> {
  const parsed = pidf.parse(xml);
  if (!parsed.ok) return parsed;
  const { entity, persons, ...root } = parsed.value;
  const tuples = root.tuples.map(readTuple);
  // Lenient: some put activities into a tuple or at the top.
  const activities = [...persons, root, ...root.tuples].flatMap((holder) => holder.activities).flat();
  const note =
    persons.flatMap(({ notes, rpidNotes, pidfNotes }) => [...notes, ...rpidNotes, ...pidfNotes])[0] ??
    root.notes[0] ??
    tuples.find((tuple) => tuple.note)?.note;
  const contact = tuples.find((tuple) => tuple.basic === 'open' && tuple.contact !== undefined)?.contact;
  const timestamp = [...tuples, ...persons].reduce<number | undefined>(
    (latest, { timestamp: at }) => (at === undefined || (latest !== undefined && latest > at) ? latest : at),
    undefined,
  );
  return ok({
    entity,
    basic: tuples.some((tuple) => tuple.basic === 'open') ? 'open' : 'closed',
    activities: [...new Set(activities)],
    ...(note === undefined ? {} : { note }),
    ...(contact === undefined ? {} : { contact }),
    ...(timestamp === undefined ? {} : { timestamp }),
    tuples,
  });
}

function readTuple(tuple: PidfTuple, index: number): PresenceTuple {
  const { contact, timestamp } = tuple;
  const note = tuple.notes[0];
  return {
    id: tuple.id ?? `t${index}`,
    basic: tuple.basic ?? 'closed',
    ...(contact === undefined || contact.uri === '' ? {} : { contact: contact.uri }),
    ...(contact?.priority === undefined ? {} : { contactPriority: contact.priority }),
    ...(note === undefined ? {} : { note }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

/**
 * Writes a presence document. Without tuples, one with the document's `basic`, `contact` and `timestamp` is made.
 * `activities` and `note` go into the person part, as RFC 4480 says.
 */
export function writePidf(
  document: Omit<PresenceDocument, 'tuples'> & Partial<Pick<PresenceDocument, 'tuples'>>,
): string {
  const { entity, activities, note, tuples = [] } = document;
  const notes = note === undefined ? [] : [note];
  const hasPerson = activities.length > 0 || note !== undefined;
  const person = {
    id: 'p1',
    activities: activities.length === 0 ? [] : [activities],
    notes,
    rpidNotes: [],
    pidfNotes: [],
  };
  return pidf.write({
    entity,
    tuples:
      tuples.length === 0
        ? [writeTuple(document, 't1')]
        : tuples.map((tuple) => writeTuple(tuple, tuple.id, tuple.note)),
    notes: [],
    activities: [],
    persons: hasPerson ? [person] : [],
  });
}

function writeTuple(tuple: Omit<PresenceTuple, 'id' | 'note'>, id: string, note?: string): PidfTuple {
  const { basic, contact, contactPriority: priority, timestamp } = tuple;
  return {
    id,
    basic,
    activities: [],
    contact: contact === undefined ? undefined : { uri: contact, priority },
    notes: note === undefined ? [] : [note],
    timestamp,
  };
}
