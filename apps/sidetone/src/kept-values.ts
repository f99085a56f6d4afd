import type { Random } from '@sidetone/sip';
import type { DataDirectory } from './data-directory.ts';
import { UsageError } from './usage-error.ts';

const SECRET_BYTES = 32;

/** A key that is the same after every start: read from the data directory, or made and written there. */
export function keptSecret(data: DataDirectory, name: 'gateway.key' | 'server.key', random: Random): Uint8Array {
  const kept = data.read(name);
  if (kept === undefined) {
    const made = random.bytes(SECRET_BYTES);
    data.write(name, `${Buffer.from(made).toString('hex')}\n`);
    return made;
  }
  const text = kept.trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new UsageError(`--data: ${name} does not hold a key of ${SECRET_BYTES} bytes in hexadecimal; delete it`);
  }
  return new Uint8Array(Buffer.from(text, 'hex'));
}

/** The port that the gateway had last time; 0 when there was none. Dialogs name it, so it should stay. */
export function keptPort(data: DataDirectory): number {
  const port = Number(data.read('gateway.port') ?? 0);
  return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : 0;
}

export function keepPort(data: DataDirectory, port: number): void {
  if (keptPort(data) !== port) data.write('gateway.port', `${port}\n`);
}
