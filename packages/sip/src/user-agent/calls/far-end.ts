import { RecvInfo } from '../../message/headers/named.ts';
import { Allow, Supported } from '../../message/headers/words.ts';
import type { SipMessage } from '../../message/sip-message.ts';

/** What the other end of a dialog has said that it can do (RFC 3261 §20.5, §20.37, RFC 6086 §5.2). */
export class FarEnd {
  #methods: ReadonlySet<string> = new Set();
  #optionTags: ReadonlySet<string> = new Set();
  #infoPackages: ReadonlySet<string> = new Set();

  /** Reads a request or response of the other end; what it does not mention stays as it was. */
  learn(message: SipMessage): void {
    if (message.has(Allow)) this.#methods = new Set(message.all(Allow));
    if (message.has(Supported)) this.#optionTags = new Set(message.all(Supported).map((tag) => tag.toLowerCase()));
    if (message.has(RecvInfo)) this.#infoPackages = new Set(message.all(RecvInfo).map(({ name }) => name));
  }

  allows(method: string): boolean {
    return this.#methods.has(method);
  }

  /** It said so, and does not after all (405, 501). */
  disallow(method: string): void {
    this.#methods = new Set([...this.#methods].filter((known) => known !== method));
  }

  /** @param tag in lower case */
  supports(tag: string): boolean {
    return this.#optionTags.has(tag);
  }

  /** It took none of them after all. */
  takesNoInfo(): void {
    this.#infoPackages = new Set();
  }

  /** @param name of an Info-Package; its case counts (RFC 6086 §7.2) */
  takesInfo(name: string): boolean {
    return this.#infoPackages.has(name);
  }
}
