import type { CallPriority } from '@sidetone/phone';
import { Siren, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './PriorityBadge.module.css';

/** How urgent the caller says that it is. Nothing for what is as usual. */
export function PriorityBadge({ priority }: { readonly priority: CallPriority | undefined }) {
  const { t } = useTranslation();
  if (priority === undefined || priority === 'normal') return null;
  return (
    <p className={styles.badge} data-priority={priority}>
      {priority === 'emergency' && <Siren aria-hidden="true" />}
      {priority === 'urgent' && <TriangleAlert aria-hidden="true" />}
      {t(`priority.${priority}`)}
    </p>
  );
}
