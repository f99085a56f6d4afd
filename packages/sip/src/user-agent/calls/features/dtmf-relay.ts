/** One tone: `0` to `9`, `*`, `#`, `A` to `D`, or `!` for a hook flash. */
export interface Tone {
  readonly tone: string;
  /** How long it lasts, in ms. */
  readonly durationMs: number;
}

export const DTMF_RELAY_TYPE = 'application/dtmf-relay';
export const DTMF_TYPE = 'application/dtmf';

/** When a body does not say how long. */
const DEFAULT_DURATION_MS = 250;

/** Longer than a person presses a key; also the highest that RFC 4733 can say at 8000 Hz. */
const MAX_DURATION_MS = 8191;

/** RFC 4733 §3.2: the event codes. Some gateways send these in place of the tones. */
const BY_CODE = '0123456789*#ABCD!';

/** The body of an INFO that carries one tone. Legacy usage of RFC 2976; there is no specification of it. */
export function writeDtmfRelay({ tone, durationMs }: Tone): string {
  return `Signal=${tone}\r\nDuration=${durationMs}\r\n`;
}

/**
 * Reads the body of an INFO of either type. Lenient: spaces around `=`, an `application/dtmf` body with the tone alone, event
 * codes, any line end. Undefined when there is no tone.
 */
export function parseDtmf(contentType: string, body: string): Tone | undefined {
  const lines = body.split(/\r\n?|\n/, 16);
  const signal = valueOf(lines, 'signal') ?? (contentType === DTMF_TYPE ? lines[0]?.trim() : undefined);
  const tone = signal === undefined ? undefined : toneOf(signal);
  if (tone === undefined) return undefined;
  const durationMs = Number(valueOf(lines, 'duration') ?? DEFAULT_DURATION_MS);
  return { tone, durationMs: durationMs > 0 ? Math.min(durationMs, MAX_DURATION_MS) : DEFAULT_DURATION_MS };
}

function valueOf(lines: readonly string[], name: string): string | undefined {
  for (const line of lines) {
    const equals = line.indexOf('=');
    if (equals > 0 && line.slice(0, equals).trim().toLowerCase() === name) return line.slice(equals + 1).trim();
  }
  return undefined;
}

function toneOf(signal: string): string | undefined {
  if (/^[\d*#A-D!]$/i.test(signal)) return signal.toUpperCase();
  return /^1[0-6]$/.test(signal) ? BY_CODE.charAt(Number(signal)) : undefined;
}
