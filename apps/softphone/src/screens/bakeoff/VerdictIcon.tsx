import type { Verdict } from '@sidetone/bakeoff';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { VERDICT_ICONS } from './verdict-look.ts';
import styles from './VerdictIcon.module.css';

export interface VerdictIconProps {
  readonly verdict: Verdict['kind'];
  /** Whether the word stands beside it. */
  readonly named?: boolean;
}

/** A verdict as a coloured shape, with its word for those who do not see it, or for all. */
export function VerdictIcon({ verdict, named = false }: VerdictIconProps) {
  const { t } = useTranslation('bakeoff');
  const Icon = VERDICT_ICONS[verdict];
  const word = t(`verdict.${verdict}`);
  return (
    <span className={styles.verdict} data-verdict={verdict} data-named={named || undefined}>
      <Icon aria-hidden="true" />
      {named ? word : <VisuallyHidden>{word}: </VisuallyHidden>}
    </span>
  );
}
