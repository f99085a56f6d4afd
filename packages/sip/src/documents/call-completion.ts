import { err, ok, type Result } from '../runtime/result.ts';
import { type HeaderPair, headerValue, readHeaderBlock, writeHeaderBlock } from './header-block.ts';

/** Media type of call completion documents (RFC 6910). */
export const CALL_COMPLETION_TYPE = 'application/call-completion';

/** Where a request for the completion of a call stands in the callee's queue, RFC 6910 §10. */
export interface CallCompletion {
  /** `ready`: the call may be placed again now. Absent in the last notification. */
  readonly state?: 'queued' | 'ready';
  /** Whether the request keeps its place when the new call fails, since the callee is busy again. */
  readonly isRetained: boolean;
  /** The Request-URI for the new call. */
  readonly uri?: string;
}

/** Parses a call completion body. The error says why it is none. Lines with unknown names are passed over. */
export function parseCallCompletion(text: string): Result<CallCompletion, string> {
  const block = readHeaderBlock(text);
  if (!block.ok) return block;
  const { headers } = block.value;
  const state = headerValue(headers, 'cc-state')?.toLowerCase();
  if (state !== undefined && state !== 'queued' && state !== 'ready') return err(`No state: ${state.slice(0, 40)}`);
  const address = headerValue(headers, 'cc-URI');
  // A name-addr has its URI in brackets.
  const uri = address === undefined ? undefined : (/<([^<>]*)>/.exec(address)?.[1] ?? address);
  return ok({
    ...(state === undefined ? {} : { state }),
    isRetained: headerValue(headers, 'cc-service-retention')?.toLowerCase() === 'true',
    ...(uri === undefined || uri === '' ? {} : { uri }),
  });
}

/** @throws {RangeError} when the URI has a line end */
export function writeCallCompletion({ state, isRetained, uri }: CallCompletion): string {
  const lines: HeaderPair[] = [];
  if (state !== undefined) lines.push(['cc-state', state]);
  if (isRetained) lines.push(['cc-service-retention', 'true']);
  if (uri !== undefined) lines.push(['cc-URI', uri]);
  return writeHeaderBlock(lines);
}
