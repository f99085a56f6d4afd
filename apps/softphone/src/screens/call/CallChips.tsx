import type { CallSnapshot } from '@sidetone/phone';
import { Grip, MicOff, PhoneForwarded, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PriorityBadge } from './PriorityBadge.tsx';
import styles from './CallChips.module.css';

/** What one would otherwise wonder about: who is muted, whose picture is off, what the other end types. */
export function CallChips({ call }: { readonly call: CallSnapshot }) {
  const { t } = useTranslation();
  const { media, remote, state, dtmf, priority, hold, origin } = call;
  const name = remote.displayName;
  if (state.kind !== 'confirmed') {
    return (
      <>
        <PriorityBadge priority={priority} />
        {origin?.referredBy !== undefined && (
          <ul className={styles.chips}>
            <li>
              <PhoneForwarded aria-hidden="true" /> {t('call.referred-by', { name: origin.referredBy.displayName })}
            </li>
          </ul>
        )}
      </>
    );
  }
  const isHeld = hold !== 'none';
  return (
    <ul className={styles.chips} aria-live="polite">
      {media.microphone === 'muted' && (
        <li>
          <MicOff aria-hidden="true" /> {t('call.you-muted')}
        </li>
      )}
      {media.remoteAudio === 'muted' && !isHeld && (
        <li>
          <MicOff aria-hidden="true" /> {t('call.remote-muted', { name })}
        </li>
      )}
      {media.remoteVideo === 'off' && !isHeld && (
        <li>
          <VideoOff aria-hidden="true" /> {t('call.remote-camera-off', { name })}
        </li>
      )}
      {dtmf.received !== '' && (
        <li>
          <Grip aria-hidden="true" /> <span>{t('call.tones-received', { name, tones: dtmf.received })}</span>
        </li>
      )}
    </ul>
  );
}
