export { type DigestAlgorithm, hashHa1 } from './digest.ts';
export { type Credentials, type DigestAnswer, DigestClient, type DigestRefusal } from './digest-client.ts';
export { type DigestVerdict, DigestVerifier, type DigestVerifierOptions } from './digest-verifier.ts';
