import { baresipPeer } from './baresip-peer.ts';
import type { ForeignPeer } from './foreign-peer.ts';
import { kamailioPeer } from './kamailio-peer.ts';
import { linphonePeer } from './linphone-peer.ts';
import { pagePeer } from './page-peer.ts';
import { sippPeer } from './sipp-peer.ts';

/** Implementations of SIP that are not ours. */
export const PEERS: readonly ForeignPeer[] = [
  kamailioPeer,
  baresipPeer,
  linphonePeer,
  sippPeer,
  pagePeer('jssip', 'JsSIP', 'jssip'),
  pagePeer('sipjs', 'SIP.js', 'sip.js'),
];
