import { CircleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { Button } from '../../components/Button.tsx';
import { Logo } from '../../components/Logo.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import { SignInForm } from './SignInForm.tsx';
import styles from './SignIn.module.css';

const noAccounts = [] as const;

/** The first page: one click in demo mode, otherwise a form. Stays until the phone is registered. */
export function SignIn() {
  const { t } = useTranslation();
  const session = usePhoneState((state) => state.session);
  const accounts = usePhoneState((state) => state.server?.demoAccounts ?? noAccounts);
  const [wantsForm, setWantsForm] = useState(false);
  const demo = accounts.length > 0 && !wantsForm;

  useEffect(() => {
    document.title = t('title.sign-in');
  }, [t]);

  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Logo />
      </header>
      <main className={styles.main} data-demo={demo || undefined}>
        <h1 className={styles.title}>{t(demo ? 'sign-in.demo-title' : 'sign-in.form-title')}</h1>
        <p className={styles.lead}>{t(demo ? 'sign-in.demo-hint' : 'sign-in.form-hint')}</p>
        <Failure />
        {demo ? <DemoAccounts accounts={accounts} /> : <SignInForm />}
        <Progress />
        {accounts.length > 0 && session.kind !== 'signing-in' && (
          <Button kind="quiet" action={() => setWantsForm(!wantsForm)}>
            {t(demo ? 'sign-in.other-account' : 'sign-in.back-to-demo')}
          </Button>
        )}
      </main>
      <footer className={styles.foot}>
        <a className={styles.tool} href="/bakeoff">
          {t('sign-in.bake-off')}
        </a>
      </footer>
    </div>
  );
}

/** Why the last attempt did not work. Takes the focus, so that it is read out. */
function Failure() {
  const { t } = useTranslation();
  const say = useSay();
  const session = usePhoneState((state) => state.session);
  const box = useRef<HTMLDivElement>(null);
  const failed = session.kind === 'failed';
  useEffect(() => {
    if (failed) box.current?.focus();
  }, [failed]);
  if (session.kind !== 'failed') return null;
  return (
    <div className={styles.failure} role="alert" tabIndex={-1} ref={box}>
      <CircleAlert aria-hidden="true" />
      <div>
        <strong>{t('sign-in.failed')}</strong>
        <p>{say(session.why)}</p>
      </div>
    </div>
  );
}

/** The connecting state in words, with a way out. */
function Progress() {
  const { t } = useTranslation();
  const commands = useCommands();
  const session = usePhoneState((state) => state.session);
  return (
    <output className={styles.progress}>
      {session.kind === 'signing-in' && (
        <>
          <Spinner />
          <span>{t('sign-in.connecting', { domain: session.account.domain })}</span>
          <Button kind="quiet" action={() => commands.signOut()}>
            {t('sign-in.cancel')}
          </Button>
        </>
      )}
      {session.kind === 'signing-out' && (
        <>
          <Spinner />
          <span>{t('sign-in.signing-out')}</span>
        </>
      )}
    </output>
  );
}
