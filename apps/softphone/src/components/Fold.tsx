import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Fold.module.css';

export interface FoldProps {
  readonly title: string;
  /** Whether it is unfolded although nobody has done so. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** What few people need, folded away under its title. */
export function Fold({ title, open = false, children }: FoldProps) {
  return (
    <details className={styles.fold} open={open || undefined}>
      <summary>
        <ChevronRight aria-hidden="true" />
        {title}
      </summary>
      <div className={styles.inside}>{children}</div>
    </details>
  );
}
