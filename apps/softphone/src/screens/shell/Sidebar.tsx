import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import hidden from '../../components/VisuallyHidden.module.css';
import { BuddyList } from '../people/BuddyList.tsx';
import { DialBox } from '../people/DialBox.tsx';
import { OwnStatus } from '../people/OwnStatus.tsx';
import styles from './Sidebar.module.css';

/** Me, whom to call, and everybody I know. */
export function Sidebar() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  return (
    <nav className={styles.sidebar} aria-label={t('shell.people')}>
      <h1 className={hidden.hidden}>{t('app.name')}</h1>
      <div className={styles.top}>
        <OwnStatus />
      </div>
      <DialBox text={text} onChange={setText} />
      <div className={styles.list}>
        <BuddyList filter={text} />
      </div>
    </nav>
  );
}
