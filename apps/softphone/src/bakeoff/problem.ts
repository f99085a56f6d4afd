/** Why a run cannot begin. The words are in the texts, under `problem.KIND`. */
export type Problem =
  | { readonly kind: 'bad-url' }
  /** A page that came over HTTPS may not use `ws:`. */
  | { readonly kind: 'insecure' }
  | { readonly kind: 'no-domain' }
  /** An account without a name. */
  | { readonly kind: 'no-user' }
  | { readonly kind: 'no-scenario' }
  | { readonly kind: 'unreachable'; readonly url: string; readonly origin: string }
  | { readonly kind: 'silent'; readonly url: string }
  | { readonly kind: 'wrong-password'; readonly user: string; readonly domain: string };
