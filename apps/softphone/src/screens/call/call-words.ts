import type { CallSnapshot, Sentence } from '@sidetone/phone';
import type { TFunction } from 'i18next';

/** What is going on in a call, in words. Undefined while people talk and all is well. */
export function callWords(call: CallSnapshot, t: TFunction, say: (sentence: Sentence) => string): string | undefined {
  const { state, media } = call;
  switch (state.kind) {
    case 'preparing':
      return t('call.preparing');
    case 'trying':
      return t('call.trying');
    case 'proceeding':
      return say(state.progress);
    case 'early':
      return state.progress === undefined ? t('call.ringing') : say(state.progress);
    case 'answering':
      return t('call.answering');
    case 'confirmed':
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
      return undefined;
    case 'terminated':
      return say(state.outcome.sentence);
  }
}
