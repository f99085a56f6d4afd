import { Ladder } from '../components/ladder/Ladder.tsx';
import type { LadderData } from '../components/ladder/ladder-data.ts';
import styles from './LadderBox.module.css';

/** A ladder by itself, in a page of its own. */
export function LadderBox({ data }: { readonly data: LadderData }) {
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>Ladder</h1>
      <div className={styles.box}>
        <Ladder {...data} />
      </div>
    </main>
  );
}
