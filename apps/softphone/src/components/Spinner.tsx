import styles from './Spinner.module.css';

/** Three rings that spread like a sound. Decoration: the text beside it says what is going on. */
export function Spinner() {
  return (
    <span className={styles.spinner} aria-hidden="true">
      <span />
      <span />
    </span>
  );
}
