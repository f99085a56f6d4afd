/** Names one normative sentence: its RFC, its section, its place in the section. `3261-8.1.1-01` is the first of §8.1.1. */
export type RequirementId = `${number}-${string}`;

/** How strongly the sentence binds (RFC 2119). MUST stands for SHALL and REQUIRED too, SHOULD for RECOMMENDED. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

/**
 * Whom the sentence binds. `message`: every SIP message; `ua`: user agents in either role; `author`: people who write
 * specifications, register names or operate networks, never a program.
 */
export type Party =
  | 'message'
  | 'ua'
  | 'uac'
  | 'uas'
  | 'registrant'
  | 'registrar'
  | 'proxy'
  | 'redirect'
  | 'transaction'
  | 'transport'
  | 'subscriber'
  | 'notifier'
  | 'publisher'
  | 'compositor'
  | 'author';

/** One normative sentence. */
export interface Requirement {
  readonly id: RequirementId;
  readonly rfc: number;
  /** `8.1.1`; without the sign. */
  readonly section: string;
  readonly level: Level;
  readonly party: Party;
  /** What it asks, in our words. */
  readonly asks: string;
}

/** `8.1.1-01 MUST uac what it asks`. */
const LINE = /^(\S+)-(\S+) (MUST|SHOULD|MAY) ([a-z]+) (.+)$/;

/**
 * Reads the sentences of one RFC.
 * @param rfc its number
 * @param lines one sentence each: section and place, level, party, what it asks
 * @throws {SyntaxError} when a line is none
 */
export function readRequirements(rfc: number, lines: string): readonly Requirement[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const match = LINE.exec(line.trim());
      if (match === null) throw new SyntaxError(`not a requirement: ${line}`);
      const [, section = '', place = '', level, party, asks = ''] = match;
      const id: RequirementId = `${rfc}-${section}-${place}`;
      return { id, rfc, section, level: level as Level, party: party as Party, asks };
    });
}
