/** Two user agents of one stack in one process. */
export interface CallRig {
  readonly name: string;
  /** One calls, the other rings and answers, the first acknowledges and hangs up; all of it by messages. */
  call(): Promise<void>;
}
