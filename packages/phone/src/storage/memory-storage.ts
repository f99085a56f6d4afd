import type { PhoneStorage } from './phone-storage.ts';

/** Keeps everything as long as the object lives: for tests, and for a browser that keeps nothing. */
export class MemoryStorage implements PhoneStorage {
  readonly texts = new Map<string, string>();

  load(key: string): Promise<string | undefined> {
    return Promise.resolve(this.texts.get(key));
  }

  save(key: string, text: string): Promise<void> {
    this.texts.set(key, text);
    return Promise.resolve();
  }
}
