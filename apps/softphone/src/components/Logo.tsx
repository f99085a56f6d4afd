import styles from './Logo.module.css';

/** The mark: a voice, and its echo in the earpiece. */
function LogoMark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeLinecap="round" strokeWidth="3">
        <path d="M20.8 7.4a10 10 0 1 0 0 17.2" />
        <path d="M18.2 11.9a5 5 0 1 0 0 8.2" opacity=".7" />
      </g>
      <circle cx="23.2" cy="16" r="2.6" fill="currentColor" />
    </svg>
  );
}

export function Logo() {
  return (
    <span className={styles.logo}>
      <LogoMark />
      <span>Sidetone</span>
    </span>
  );
}
