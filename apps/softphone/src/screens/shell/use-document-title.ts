import { selectRingingCall, selectUnreadTotal, type CallSnapshot } from '@sidetone/phone';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhoneState } from '../../app/phone-context.ts';
import { selectStageCall } from './stage-call.ts';

/** The title of the tab says who calls, with whom one talks, and how much is unread. */
export function useDocumentTitle(page: string | undefined): void {
  const { t } = useTranslation();
  const ringing = usePhoneState(selectRingingCall);
  const call = usePhoneState(selectStageCall);
  const unread = usePhoneState(selectUnreadTotal);
  const title = callTitle(t, ringing, call) ?? (page === undefined ? t('app.name') : t('title.with', { name: page }));
  useEffect(() => {
    document.title = unread === 0 ? title : t('title.unread', { count: unread, rest: title });
  }, [t, title, unread]);
}

function callTitle(
  t: TFunction,
  ringing: CallSnapshot | undefined,
  call: CallSnapshot | undefined,
): string | undefined {
  if (ringing !== undefined) return t('title.incoming', { name: ringing.remote.displayName });
  if (call === undefined || call.state.kind === 'terminated') return undefined;
  const name = call.remote.displayName;
  return call.state.kind === 'confirmed' ? t('title.in-call', { name }) : t('title.calling', { name });
}
