import { selectActiveCall, type Phone } from '@sidetone/phone';

/** Tells the phone what the browser knows: the network comes and goes, the page wakes up, the page ends. */
export function watchPlatform(phone: Phone): void {
  addEventListener('online', () => phone.wake());
  addEventListener('offline', () => phone.sleep());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') phone.wake();
  });
  // A page that may come back from the browser's cache is not at its end.
  addEventListener('pagehide', (event) => {
    if (!event.persisted) void phone.close();
  });
  // The browser asks before it ends a call by closing the page.
  addEventListener('beforeunload', (event) => {
    const call = selectActiveCall(phone.store.getState());
    if (call !== undefined && call.state.kind !== 'terminated') event.preventDefault();
  });
}
