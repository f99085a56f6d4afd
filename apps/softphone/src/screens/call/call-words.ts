import type { CallSnapshot, Sentence } from '@sidetone/phone';
import type { TFunction } from 'i18next';

/** What is going on in a call, in words. Undefined while people talk and all is well. */
export function callWords(call: CallSnapshot, t: TFunction, say: (sentence: Sentence) => string): string | undefined {
  const { state, origin, remote } = call;
  switch (state.kind) {
    case 'preparing':
    case 'trying':
      if (call.direction === 'outgoing' && origin?.referredBy !== undefined) {
        return t('transfer.theirs', { name: origin.referredBy.displayName, target: remote.displayName });
      }
      return t(state.kind === 'preparing' ? 'call.preparing' : 'call.trying');
    case 'proceeding':
      return say(state.progress);
    case 'early':
      return state.progress === undefined ? t('call.ringing') : say(state.progress);
    case 'answering':
      return t('call.answering');
    case 'confirmed':
      return mediaWords(call, t) ?? holdWords(call, t);
    case 'terminated':
      return say(state.outcome.sentence);
  }
}

/** What the connection says that is not as it should be. */
function mediaWords({ media }: CallSnapshot, t: TFunction): string | undefined {
  switch (media.connection) {
    case 'new':
    case 'connecting':
      return t('call.connecting');
    case 'disconnected':
      return t('call.interrupted');
    case 'failed':
      return t('call.media-failed');
    case 'connected':
      return undefined;
  }
}

function holdWords({ hold, changing, remote }: CallSnapshot, t: TFunction): string | undefined {
  const name = remote.displayName;
  if (changing === 'hold') return t('call.holding', { name });
  if (changing === 'resume') return t('call.resuming', { name });
  switch (hold) {
    case 'none':
      return undefined;
    case 'local':
      return t('call.held', { name });
    case 'remote':
      return t('call.held-by-them', { name });
    case 'both':
      return t('call.held-by-both', { name });
  }
}
