// The parts of the peers that are measured. They have no types of their own for these paths.

interface NamedAddress {
  toString(): string;
}

interface ParsedMessage {
  readonly headers: Record<string, { raw: string; parsed?: unknown }[]>;
  readonly method?: string;
  readonly ruri?: NamedAddress;
  readonly status_code?: number;
  readonly reason_phrase?: string;
  readonly statusCode?: number;
  readonly reasonPhrase?: string;
  readonly body: string;
  parseHeader(name: string, index?: number): NamedAddress | undefined;
  getHeaders(name: string): string[];
}

declare module 'jssip/lib/Parser.js' {
  const parser: { parseMessage(data: string, ua: unknown): ParsedMessage | undefined };
  export default parser;
}

declare module 'sip.js/lib/core/messages/parser.js' {
  export const Parser: { parseMessage(data: string, logger: unknown): ParsedMessage | undefined };
}

declare module 'sip' {
  interface Address {
    name?: string;
    uri: string;
    params: Record<string, string | null>;
  }
  interface Message {
    method?: string;
    status?: number;
    content: string;
    headers: {
      via: { host: string; params: Record<string, string> }[];
      from: Address;
      to: Address;
      contact?: Address[];
      cseq: { seq: number; method: string };
      'call-id': string;
    };
  }
  const sip: {
    parse(data: string): Message | undefined;
    parseUri(text: string): { user?: string; host: string } | undefined;
    stringify(message: Message): string;
  };
  export default sip;
}

declare module 'jssip/lib/SIPMessage.js' {
  export class OutgoingRequest {
    constructor(
      method: string,
      target: unknown,
      agent: unknown,
      params: Readonly<Record<string, string | number>>,
      headers: readonly string[],
      body: string,
    );
    setHeader(name: string, value: string): void;
    toString(): string;
  }
}

declare module 'drachtio-sip' {
  interface ParsedAddress {
    readonly uri: string;
  }
  interface ParsedHeaders {
    from: ParsedAddress;
    to: ParsedAddress;
    via: readonly { readonly host: string }[];
    contact: readonly ParsedAddress[];
    cseq: { readonly method: string };
  }
  class SipMessage {
    static parseUri(text: string): object | undefined;
    constructor(wire: string);
    has(name: string): boolean;
    get(name: string): string;
    getParsedHeader<K extends keyof ParsedHeaders>(name: K): ParsedHeaders[K];
  }
  const library: { readonly SipMessage: typeof SipMessage };
  export default library;
}
