/** Rows and columns of a keypad in Hz (ITU-T Q.23). */
const ROWS_HZ = [697, 770, 852, 941] as const;
const COLUMNS_HZ = [1209, 1336, 1477, 1633] as const;
const KEYS = '123A456B789C*0#D';

const SOUND_SEC = 0.14;
const EDGE_SEC = 0.01;
/** Loud enough to be noticed, and no louder than a voice. */
const GAIN = 0.05;

/** The two frequencies of a key, in Hz; undefined for what is no key. */
export function frequenciesOf(key: string): readonly [rowHz: number, columnHz: number] | undefined {
  const index = key.length === 1 ? KEYS.indexOf(key) : -1;
  const row = ROWS_HZ[Math.floor(index / 4)];
  const column = COLUMNS_HZ[index % 4];
  return row === undefined || column === undefined ? undefined : [row, column];
}

/** Lets the person who presses a key hear it. What the other end hears is not made here. */
export class KeyTones {
  #context: AudioContext | undefined;

  play(key: string): void {
    const frequencies = frequenciesOf(key);
    if (frequencies === undefined) return;
    this.#context ??= new AudioContext();
    const context = this.#context;
    const start = context.currentTime;
    const end = start + SOUND_SEC;
    const envelope = context.createGain();
    envelope.gain.setValueAtTime(0, start);
    envelope.gain.linearRampToValueAtTime(GAIN, start + EDGE_SEC);
    envelope.gain.setValueAtTime(GAIN, end - EDGE_SEC);
    envelope.gain.linearRampToValueAtTime(0, end);
    envelope.connect(context.destination);
    for (const frequencyHz of frequencies) {
      const oscillator = context.createOscillator();
      oscillator.frequency.value = frequencyHz;
      oscillator.connect(envelope);
      oscillator.start(start);
      oscillator.stop(end);
    }
  }

  /** The sound device is free. */
  async close(): Promise<void> {
    const context = this.#context;
    this.#context = undefined;
    await context?.close();
  }
}
