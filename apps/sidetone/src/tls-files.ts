/** A certificate and its key, as PEM texts. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}
