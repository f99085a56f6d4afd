import type { EpochMs } from '@sidetone/phone';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../app/now.ts';
import { clockDuration } from '../../format/duration.ts';
import styles from './CallTimer.module.css';

/** How long people have been talking. */
export function CallTimer({ since }: { readonly since: EpochMs }) {
  const { t } = useTranslation();
  const duration = clockDuration(useNow(1000) - since);
  return (
    <span className={styles.timer} role="timer" aria-label={t('call.duration', { duration })}>
      {duration}
    </span>
  );
}
