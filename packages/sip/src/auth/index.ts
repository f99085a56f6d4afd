export type { Credentials } from './credentials.ts';
export { type DigestAlgorithm, digestAlgorithms, type DigestQop, hashAllHa1, hashHa1 } from './digest.ts';
export { type DigestAnswer, DigestClient, type DigestRefusal } from './digest-client.ts';
export { type DigestVerdict, DigestVerifier, type DigestVerifierOptions } from './digest-verifier.ts';
