import { COMMA, SEMICOLON, SPACE } from '../../grammar/characters.ts';
import { checkedCallId, isWord, notA } from '../../grammar/checked.ts';
import { type Params, readParams, withoutParams, writeParam, writeParams } from '../../grammar/parameters.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { type HeaderField, singleField } from '../header-field.ts';

/** Which dialog of the recipient is meant. */
export interface DialogReference {
  readonly callId: string;
  /** The tag of the sender's end: the recipient's remote tag. */
  readonly fromTag: string;
  /** The tag of the recipient's end: its local tag. */
  readonly toTag: string;
  /** The other parameters. */
  readonly params: Params;
}

/** The dialog whose place a new one takes, RFC 3891 §6.1. */
export interface ReplacesValue extends DialogReference {
  /** Only when it is not confirmed yet. */
  readonly isEarlyOnly?: true;
}

/** callid *(SEMI generic-param), two of which are the tags; undefined without them. */
function read(scanner: Scanner, fromName: string, toName: string): DialogReference | undefined {
  const callId = scanner.until(SEMICOLON | COMMA | SPACE);
  const params = readParams(scanner);
  const fromTag = params?.get(fromName);
  const toTag = params?.get(toName);
  if (!isWord(callId) || !params || !fromTag || !toTag) return undefined;
  return { callId, fromTag, toTag, params: withoutParams(params, fromName, toName) };
}

function write({ callId, fromTag, toTag, params }: DialogReference, fromName: string, toName: string): string {
  for (const tag of [fromTag, toTag]) if (tag === '') throw notA('tag', tag);
  return checkedCallId(callId) + writeParam(toName, toTag) + writeParam(fromName, fromTag) + writeParams(params);
}

function referenceField(name: string, fromName: string, toName: string): HeaderField<DialogReference> {
  return singleField(name, {
    read: (scanner) => read(scanner, fromName, toName),
    write: (value) => write(value, fromName, toName),
  });
}

/** RFC 3891 §6.1 */
export const Replaces: HeaderField<ReplacesValue> = /* @__PURE__ */ singleField('Replaces', {
  read: (scanner: Scanner): ReplacesValue | undefined => {
    const value = read(scanner, 'from-tag', 'to-tag');
    if (value?.params.has('early-only') !== true) return value;
    return { ...value, isEarlyOnly: true, params: withoutParams(value.params, 'early-only') };
  },
  write: (value: ReplacesValue) =>
    write(value, 'from-tag', 'to-tag') + (value.isEarlyOnly === true ? ';early-only' : ''),
});
/** The dialog that is joined to a conference, RFC 3911 §7.1. */
export const Join: HeaderField<DialogReference> = /* @__PURE__ */ referenceField('Join', 'from-tag', 'to-tag');
/** The dialog that the request belongs with, RFC 4538 §7; its `local-tag` is that of the sender. */
export const TargetDialog: HeaderField<DialogReference> = /* @__PURE__ */ referenceField(
  'Target-Dialog',
  'local-tag',
  'remote-tag',
);
