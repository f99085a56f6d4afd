import { isSpace } from '../../grammar/characters.ts';
import { checkedInteger, checkedToken } from '../../grammar/checked.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { type HeaderField, singleField } from '../header-field.ts';
import { HIGHEST_CSEQ } from './cseq.ts';
import { HIGHEST_DELTA } from './numbers.ts';

/** Which provisional response a PRACK acknowledges, RFC 3262 §7.2. */
export interface RAckValue {
  readonly rseq: number;
  /** The number of the CSeq of the response. */
  readonly cseq: number;
  readonly method: string;
}

/** RAck = response-num LWS CSeq-num LWS Method */
export const RAck: HeaderField<RAckValue> = /* @__PURE__ */ singleField('RAck', {
  read: (scanner: Scanner): RAckValue | undefined => {
    const rseq = scanner.number(HIGHEST_DELTA);
    if (rseq < 0 || rseq > HIGHEST_DELTA || !isSpace(scanner.peek())) return undefined;
    scanner.skipSpace();
    const cseq = scanner.number(HIGHEST_CSEQ);
    if (cseq < 0 || cseq > HIGHEST_CSEQ || !isSpace(scanner.peek())) return undefined;
    scanner.skipSpace();
    const method = scanner.token();
    return method === '' || !scanner.isAtEnd ? undefined : { rseq, cseq, method };
  },
  write: ({ rseq, cseq, method }: RAckValue) =>
    `${checkedInteger(rseq, 'RSeq', HIGHEST_DELTA)} ${checkedInteger(cseq, 'CSeq', HIGHEST_CSEQ)} ${checkedToken(method, 'method')}`,
});
