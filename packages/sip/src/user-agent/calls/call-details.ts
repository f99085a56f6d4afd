/** What an INVITE says about itself. */
export interface CallDetails {
  /** Call-ID of the INVITE. It stands in every message of the call. */
  readonly callId: string;
  /** Subject (RFC 3261 §20.36). */
  readonly subject: string | undefined;
  /** Priority (RFC 3261 §20.26), such as `urgent`; what follows from it is up to the application. */
  readonly priority: string | undefined;
}
