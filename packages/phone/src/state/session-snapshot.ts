import type { Sentence } from '../outcomes/sentence.ts';
import type { Aor, EpochMs } from './basics.ts';

/** Who is signed in, without the password. */
export interface AccountSnapshot {
  readonly aor: Aor;
  readonly user: string;
  readonly domain: string;
  /** WebSocket URL of the gateway (RFC 7118): ws:// or wss://. */
  readonly url: string;
  readonly displayName: string;
}

/** What `/config.json` of the server says, without passwords. `demoAccounts` is empty when it is not in demo mode. */
export interface ServerSnapshot {
  readonly domain: string;
  readonly webSocketUrls: readonly string[];
  readonly demoAccounts: readonly DemoAccountSnapshot[];
}

export interface DemoAccountSnapshot {
  readonly user: string;
  readonly displayName: string;
}

/** Whether the phone can be reached. */
export type SessionSnapshot =
  /** Nobody is signed in; `last` fills the form with who was here last. */
  | { readonly kind: 'signed-out'; readonly last?: AccountSnapshot }
  | { readonly kind: 'signing-in'; readonly account: AccountSnapshot }
  | { readonly kind: 'signed-in'; readonly account: AccountSnapshot; readonly since: EpochMs }
  /** The connection is lost; calls live on. `retryAt` is absent while an attempt is under way. */
  | {
      readonly kind: 'reconnecting';
      readonly account: AccountSnapshot;
      readonly since: EpochMs;
      readonly attempt: number;
      readonly retryAt?: EpochMs;
      readonly why: Sentence;
    }
  /** Signing in did not work. The form shows `why`; nothing is tried again by itself. */
  | { readonly kind: 'failed'; readonly account: AccountSnapshot; readonly why: Sentence }
  | { readonly kind: 'signing-out'; readonly account: AccountSnapshot };
