import { isSpace } from '../../grammar/characters.ts';
import { checkedInteger, checkedToken } from '../../grammar/checked.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { type HeaderField, singleField } from '../header-field.ts';

/** §20.16 */
export interface CSeq {
  /** Less than 2^31, §8.1.1.5. */
  readonly number: number;
  readonly method: string;
}

/** §8.1.1.5 */
export const HIGHEST_CSEQ = 2 ** 31 - 1;

/** CSeq = "CSeq" HCOLON 1*DIGIT LWS Method */
export const CSeq: HeaderField<CSeq> = /* @__PURE__ */ singleField('CSeq', {
  read: (scanner: Scanner): CSeq | undefined => {
    const number = scanner.number(HIGHEST_CSEQ);
    if (number < 0 || number > HIGHEST_CSEQ || !isSpace(scanner.peek())) return undefined;
    scanner.skipSpace();
    const method = scanner.token();
    return method === '' || !scanner.isAtEnd ? undefined : { number, method };
  },
  write: ({ number, method }: CSeq) =>
    `${checkedInteger(number, 'CSeq', HIGHEST_CSEQ)} ${checkedToken(method, 'method')}`,
});
