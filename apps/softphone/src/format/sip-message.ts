/** What a ladder says of a message. */
export interface MessageWords {
  /** `INVITE`, `200 OK`; the beginning of what is no SIP message. */
  readonly label: string;
  /** The Request-URI; of a response the method that it answers. */
  readonly note?: string;
}

/** A SIP message in a few words (RFC 3261 §7.1, §7.2). */
export function messageWords(text: string): MessageWords {
  const status = /^SIP\/2\.0 (\d{3} ?[^\r\n]*)/i.exec(text)?.[1];
  if (status !== undefined) {
    const method = /^CSeq[ \t]*:[ \t]*\d+[ \t]+(\S+)/im.exec(text)?.[1];
    return { label: status.trim(), ...(method === undefined ? {} : { note: method }) };
  }
  const [, method, uri] = /^(\S+) (\S+) SIP\/2\.0/i.exec(text) ?? [];
  if (method !== undefined && uri !== undefined) return { label: method, note: uri };
  return { label: JSON.stringify(text.slice(0, 40)) };
}
