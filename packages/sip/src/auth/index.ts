export type { Credentials } from './credentials.ts';
export {
  algorithmOf,
  type DigestAlgorithm,
  digestAlgorithms,
  type DigestInput,
  type DigestQop,
  digestResponse,
  hashAllHa1,
  hashHa1,
  type NamedAlgorithm,
} from './digest.ts';
export { type DigestAnswer, DigestClient, type DigestRefusal } from './digest-client.ts';
export { type DigestVerdict, DigestVerifier, type DigestVerifierOptions } from './digest-verifier.ts';
