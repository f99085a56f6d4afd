/** What a request of ours says; what is left out is as a good user agent would say it. Every value is text as on the wire. */
export interface RequestOptions {
  /** URI of the From; the end's own address of record by default. */
  readonly from?: string;
  readonly fromTag?: string;
  /** URI of the To; the Request-URI by default. */
  readonly to?: string;
  readonly toTag?: string;
  readonly callId?: string;
  readonly cseq?: number;
  readonly branch?: string;
  /** Value of the Contact; none when false. By default only where the method wants one. */
  readonly contact?: string | false;
  /** More header lines, in order. A list of values makes several lines. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: readonly [type: string, text: string];
}
