import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Spinner } from '../components/Spinner.tsx';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { SignIn } from '../screens/sign-in/SignIn.tsx';
import { usePhoneState } from './phone-context.ts';
import styles from './App.module.css';

const loadShell = () => import('./shell-entry.ts');
const Shell = lazy(loadShell);

/** The page: signing in, or everything else. */
export function App() {
  const { t } = useTranslation();
  const inside = usePhoneState(({ session }) => session.kind === 'signed-in' || session.kind === 'reconnecting');

  // Fetched while the person looks at the first page, so that nobody waits for it after signing in.
  useEffect(() => void loadShell(), []);

  if (!inside) return <SignIn />;
  return (
    <Suspense
      fallback={
        <output className={styles.loading}>
          <Spinner />
          <VisuallyHidden>{t('shell.loading')}</VisuallyHidden>
        </output>
      }
    >
      <Shell />
    </Suspense>
  );
}
