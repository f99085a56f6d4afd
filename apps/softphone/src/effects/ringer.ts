/** What is heard besides voices: nothing, the ring of a call that comes in, a knock during a call, or ringing there. */
export type Ringing = 'silent' | 'incoming' | 'knocking' | 'ringback';

interface Tone {
  readonly frequenciesHz: readonly number[];
  readonly atSec: number;
  readonly durationSec: number;
  readonly gain: number;
}

interface Pattern {
  readonly tones: readonly Tone[];
  readonly periodSec: number;
}

const note = (frequencyHz: number, atSec: number): Tone => ({
  frequenciesHz: [frequencyHz, frequencyHz * 2.005],
  atSec,
  durationSec: 0.55,
  gain: 0.09,
});

const patterns: Readonly<Record<Exclude<Ringing, 'silent'>, Pattern>> = {
  // A rising chord, twice, and a pause
  incoming: {
    tones: [0, 0.9].flatMap((start) => [
      note(523.25, start),
      note(659.25, start + 0.16),
      note(783.99, start + 0.32),
      note(1046.5, start + 0.48),
    ]),
    periodSec: 3.4,
  },
  knocking: { tones: [note(659.25, 0), note(523.25, 0.2)], periodSec: 4 },
  // ITU-T E.180 ringing tone of Europe: 425 Hz, 1 s on, 4 s off
  ringback: { tones: [{ frequenciesHz: [425], atSec: 0, durationSec: 1, gain: 0.045 }], periodSec: 5 },
};

/** Plays ringing with Web Audio: no files, and nothing to load. */
export class Ringer {
  #context: AudioContext | undefined;
  #stop: (() => void) | undefined;
  #ringing: Ringing = 'silent';

  /** Changes what is heard, at once. */
  play(ringing: Ringing): void {
    if (ringing === this.#ringing) return;
    this.#ringing = ringing;
    this.#stop?.();
    this.#stop = undefined;
    if (ringing === 'silent') return;
    this.#context ??= new AudioContext();
    this.#stop = repeat(this.#context, patterns[ringing]);
  }

  /** Silence, and the sound device is free. */
  async close(): Promise<void> {
    this.play('silent');
    const context = this.#context;
    this.#context = undefined;
    await context?.close();
  }
}

/** Plays a pattern over and over, until the returned function is called. */
function repeat(context: AudioContext, pattern: Pattern): () => void {
  const output = context.createGain();
  output.connect(context.destination);
  const round = (): void => {
    // Suspended until the person has touched the page: then there is nothing to hear, and the card is seen.
    if (context.state === 'suspended') void context.resume();
    for (const tone of pattern.tones) sound(context, output, tone);
  };
  round();
  const timer = setInterval(round, pattern.periodSec * 1000);
  return () => {
    clearInterval(timer);
    output.gain.setTargetAtTime(0, context.currentTime, 0.02);
    setTimeout(() => output.disconnect(), 200);
  };
}

function sound(context: AudioContext, output: AudioNode, tone: Tone): void {
  const start = context.currentTime + tone.atSec;
  const end = start + tone.durationSec;
  const envelope = context.createGain();
  envelope.gain.setValueAtTime(0, start);
  envelope.gain.linearRampToValueAtTime(tone.gain, start + 0.015);
  envelope.gain.setValueAtTime(tone.gain, Math.max(start + 0.015, end - 0.35));
  envelope.gain.linearRampToValueAtTime(0, end);
  envelope.connect(output);
  for (const frequencyHz of tone.frequenciesHz) {
    const oscillator = context.createOscillator();
    oscillator.frequency.value = frequencyHz;
    oscillator.connect(envelope);
    oscillator.start(start);
    oscillator.stop(end);
  }
}
