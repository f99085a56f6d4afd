/** Whether this browser lets a page choose where its sound goes. */
export function canChooseSpeaker(): boolean {
  return typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype;
}

/**
 * Plays an element's sound on a speaker, where the browser can.
 * @param id of the speaker; empty for the system's own, which is also used when that one is gone
 */
export async function playOn(element: HTMLMediaElement, id: string): Promise<void> {
  if (!canChooseSpeaker() || element.sinkId === id) return;
  try {
    await element.setSinkId(id);
  } catch (error) {
    // Unplugged, or not allowed any more: the sound stays where it is heard.
    if (!(error instanceof DOMException)) throw error;
    if (id !== '') await playOn(element, '');
  }
}
