import { writeFile } from 'node:fs/promises';

const sampleRate = 48_000;

/**
 * Writes a WAV file (16 bit, mono, 48 kHz) that a browser takes as its microphone.
 * The tone is switched on and off twice a second, so that noise suppression does not take it for a hum.
 */
export async function writeToneFile(file: string, frequencyHz: number, seconds = 4): Promise<void> {
  const samples = sampleRate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const isOn = index % (sampleRate / 2) < (sampleRate * 3) / 8;
    const value = isOn ? Math.sin((2 * Math.PI * frequencyHz * index) / sampleRate) * 0.6 : 0;
    wav.writeInt16LE(Math.round(value * 32_767), 44 + index * 2);
  }
  await writeFile(file, wav);
}
