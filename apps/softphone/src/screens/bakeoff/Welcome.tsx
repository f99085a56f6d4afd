import { useTranslation } from 'react-i18next';
import { VERDICTS } from './verdict-look.ts';
import { VerdictIcon } from './VerdictIcon.tsx';
import styles from './Welcome.module.css';

/** The wide side before a result is chosen: what verdicts mean. */
export function Welcome({ hasResults }: { readonly hasResults: boolean }) {
  const { t } = useTranslation('bakeoff');
  return (
    <div className={styles.welcome}>
      <h2 className={styles.title}>{t('welcome.title')}</h2>
      <p className={styles.text}>{t(hasResults ? 'welcome.choose' : 'welcome.text')}</p>
      <ul className={styles.verdicts}>
        {VERDICTS.map((verdict) => (
          <li className={styles.verdict} key={verdict}>
            <VerdictIcon verdict={verdict} named />
            <span>{t(`welcome.${verdict}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
