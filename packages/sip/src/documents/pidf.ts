import { err, ok, type Result } from '../runtime/result.ts';
import type { PresenceDocument, PresenceTuple } from './presence-document.ts';
import { escapeXml, parseXml, type XmlElement, type XmlError } from './xml.ts';

export const PIDF_TYPE = 'application/pidf+xml';

const PIDF = 'urn:ietf:params:xml:ns:pidf';
const DATA_MODEL = 'urn:ietf:params:xml:ns:pidf:data-model';
const RPID = 'urn:ietf:params:xml:ns:pidf:rpid';

/** Parses a presence document. Total: what is no PIDF gives the reason; what is not known is passed over. */
export function parsePidf(xml: string): Result<PresenceDocument, XmlError> {
  const parsed = parseXml(xml);
  if (!parsed.ok) return parsed;
  const root = parsed.value;
  if (root.namespace !== PIDF || root.name !== 'presence') return err({ reason: 'Not a presence element' });
  const entity = root.attributes.get('entity')?.trim() ?? '';
  if (entity === '') return err({ reason: 'No entity' });

  const tuples = childrenOf(root, PIDF, 'tuple').map(readTuple);
  const persons = childrenOf(root, DATA_MODEL, 'person');
  // Lenient: some put activities into a tuple or at the top.
  const holders = [...persons, root, ...childrenOf(root, PIDF, 'tuple')];
  const activities = holders
    .flatMap((holder) => childrenOf(holder, RPID, 'activities'))
    .flatMap((list) => list.children)
    .filter(({ namespace, name }) => namespace === RPID && name !== 'note')
    .map(({ name }) => name);
  const note =
    noteOf(persons, [DATA_MODEL, RPID, PIDF]) ?? noteOf([root], [PIDF]) ?? tuples.find((tuple) => tuple.note)?.note;
  const contact = tuples.find((tuple) => tuple.basic === 'open' && tuple.contact !== undefined)?.contact;
  const timestamp = latest([
    ...tuples.map((tuple) => tuple.timestamp),
    ...persons.map((person) => timestampOf(person, DATA_MODEL)),
  ]);
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

function readTuple(tuple: XmlElement, index: number): PresenceTuple {
  const status = childrenOf(tuple, PIDF, 'status')[0];
  const basic = status === undefined ? undefined : childrenOf(status, PIDF, 'basic')[0]?.text.trim();
  const contactElement = childrenOf(tuple, PIDF, 'contact')[0];
  const contact = contactElement?.text.trim();
  const priority = Number(contactElement?.attributes.get('priority') ?? Number.NaN);
  const note = noteOf([tuple], [PIDF]);
  const timestamp = timestampOf(tuple, PIDF);
  return {
    id: tuple.attributes.get('id') ?? `t${index}`,
    basic: basic === 'open' ? 'open' : 'closed',
    ...(contact === undefined || contact === '' ? {} : { contact }),
    ...(priority >= 0 && priority <= 1 ? { contactPriority: priority } : {}),
    ...(note === undefined ? {} : { note }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

function childrenOf(element: XmlElement, namespace: string, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name && child.namespace === namespace);
}

function noteOf(elements: readonly XmlElement[], namespaces: readonly string[]): string | undefined {
  for (const element of elements) {
    for (const child of element.children) {
      const text = child.name === 'note' && namespaces.includes(child.namespace) ? child.text.trim() : '';
      if (text !== '') return text;
    }
  }
  return undefined;
}

function timestampOf(element: XmlElement, namespace: string): number | undefined {
  const text = childrenOf(element, namespace, 'timestamp')[0]?.text.trim();
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  let last: number | undefined;
  for (const time of times) if (time !== undefined && (last === undefined || time > last)) last = time;
  return last;
}

/**
 * Writes a presence document. Without tuples, one with the document's `basic`, `contact` and `timestamp` is made.
 * `activities` and `note` go into the person part, as RFC 4480 says.
 */
export function writePidf(
  document: Omit<PresenceDocument, 'tuples'> & Partial<Pick<PresenceDocument, 'tuples'>>,
): string {
  const { entity, activities, note } = document;
  const hasPerson = activities.length > 0 || note !== undefined;
  const namespaces = hasPerson ? ` xmlns:dm="${DATA_MODEL}" xmlns:rpid="${RPID}"` : '';
  const tuples =
    document.tuples === undefined || document.tuples.length === 0 ? [onlyTuple(document)] : document.tuples;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<presence xmlns="${PIDF}"${namespaces} entity="${escapeXml(entity)}">`,
    ...tuples.map(writeTuple),
    ...(hasPerson ? [writePerson(activities, note)] : []),
    '</presence>',
    '',
  ].join('\n');
}

function onlyTuple({ basic, contact, timestamp }: Omit<PresenceDocument, 'tuples'>): PresenceTuple {
  return {
    id: 't1',
    basic,
    ...(contact === undefined ? {} : { contact }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

// RFC 3863 §4.3: status, contact, note, timestamp, in this order.
function writeTuple(tuple: PresenceTuple): string {
  const { contactPriority, contact, note, timestamp } = tuple;
  const priority = contactPriority === undefined ? '' : ` priority="${Math.round(contactPriority * 1000) / 1000}"`;
  return [
    `<tuple id="${escapeXml(tuple.id)}"><status><basic>${tuple.basic}</basic></status>`,
    contact === undefined ? '' : `<contact${priority}>${escapeXml(contact)}</contact>`,
    note === undefined ? '' : `<note>${escapeXml(note)}</note>`,
    timestamp === undefined ? '' : `<timestamp>${new Date(timestamp).toISOString()}</timestamp>`,
    '</tuple>',
  ].join('');
}

function writePerson(activities: PresenceDocument['activities'], note: string | undefined): string {
  const names = activities.filter(isXmlName).map((name) => `<rpid:${name}/>`);
  const list = names.length === 0 ? '' : `<rpid:activities>${names.join('')}</rpid:activities>`;
  return `<dm:person id="p1">${list}${note === undefined ? '' : `<dm:note>${escapeXml(note)}</dm:note>`}</dm:person>`;
}

/** All RPID activities are lower-case words with hyphens; nothing else may become an element. */
function isXmlName(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (!(code >= 97 && code <= 122) && !(code === 45 && i > 0)) return false;
  }
  return name.length > 0;
}
