import type { HostPort, TransportProtocol } from '@sidetone/sip';
import type { CallHandling, Operator } from './operator.ts';
import type { Role } from './role.ts';

/** Somebody whom the target knows, as whom an end may act. */
export interface Account {
  readonly user: string;
  readonly password: string;
}

/** The element under test, as a run knows it. */
export interface Target {
  /** As people know it, for reports: `sip:127.0.0.1:5060`. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** Where it listens; undefined for a protocol that it does not speak. */
  address(protocol: TransportProtocol): HostPort | undefined;
  /** Request-URI of a user agent under test. */
  readonly uri: string;
  /** Of its users; the host part of addresses of record. */
  readonly domain: string;
  /** Users of ours at a server under test. The first calls, the second is called. */
  readonly accounts: readonly Account[];
  /** With what a user agent under test answers challenges whose realm is the domain. */
  readonly login?: Account;
  /** What media it speaks: plain RTP when left out, or what browsers do. */
  readonly media?: 'rtp' | 'webrtc';
  /** What a user agent under test can be told to do with calls; all when left out. */
  readonly handlings?: readonly CallHandling[];
  /** Who presses the buttons of a user agent under test. */
  readonly operator: Operator;
}
