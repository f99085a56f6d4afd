import type { QualitySnapshot } from '@sidetone/phone';
import { Signal, SignalLow, SignalMedium } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './QualityHint.module.css';

const icons = { good: Signal, fair: SignalMedium, poor: SignalLow } as const;

/** How well sound and picture come through, in a word. */
export function QualityHint({ quality: { level } }: { readonly quality: QualitySnapshot }) {
  const { t } = useTranslation();
  const Icon = icons[level];
  return (
    <span className={styles.quality} data-level={level}>
      <Icon aria-hidden="true" />
      {t(`quality.${level}`)}
    </span>
  );
}
