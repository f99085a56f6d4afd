import styles from './PresenceDot.module.css';

export type PresenceLook = 'available' | 'busy' | 'away' | 'offline' | 'unknown';

/** A mark whose shape as well as colour tells the presence. Decoration: a text says the same. */
export function PresenceDot({ look }: { readonly look: PresenceLook }) {
  return <span className={styles.dot} data-look={look} aria-hidden="true" />;
}
