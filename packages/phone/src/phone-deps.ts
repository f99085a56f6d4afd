import type { RenderedMediaFactory, Runtime, TraceRing, Transport } from '@sidetone/sip';
import type { PhoneStorage } from './storage/phone-storage.ts';

/** The way to a gateway. */
export interface PhoneTransport extends Transport {
  /** Finds out at once whether the connection still lives, as when the page wakes up. */
  probe?(): void;
}

/** What a phone is made of. Everything that touches the platform comes in here. */
export interface PhoneDeps {
  readonly runtime: Runtime & { readonly trace: TraceRing };
  /** Makes the way to the gateway at that WebSocket URL. Throws when it is none. */
  readonly connect: (url: string) => PhoneTransport;
  readonly media: RenderedMediaFactory;
  readonly storage: PhoneStorage;
  /** For the User-Agent header field. Default `Sidetone`. */
  readonly userAgentName?: string;
}
