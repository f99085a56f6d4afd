import type { AccountSnapshot, Sentence, ServerSnapshot, SessionSnapshot } from '@sidetone/phone';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone, useCommands, usePhoneState } from '../../app/phone-context.ts';
import { Button } from '../../components/Button.tsx';
import { Fold } from '../../components/Fold.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { accountInput, type AccountFields } from './account-input.ts';
import styles from './SignInForm.module.css';

/** Name, password and domain; the server's address and the display name on request. */
export function SignInForm() {
  const { t } = useTranslation();
  const say = useSay();
  const { store } = usePhone();
  const commands = useCommands();
  const busy = usePhoneState(({ session }) => session.kind === 'signing-in' || session.kind === 'signing-out');
  const [fields, setFields] = useState<AccountFields>(() => {
    const { session, server } = store.getState();
    return initialFields(session, server);
  });
  const [problem, setProblem] = useState<Sentence>();
  const change = (field: keyof AccountFields) => (value: string) => {
    setFields((before) => ({ ...before, [field]: value }));
    setProblem(undefined);
  };
  const problemAt = (...keys: readonly Sentence['key'][]): string | undefined =>
    problem !== undefined && keys.includes(problem.key) ? say(problem) : undefined;
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const result = commands.signIn(accountInput(fields));
    setProblem(result.ok ? undefined : result.error);
  };
  const needsUrl = usePhoneState(({ server }) => server === undefined);
  const urlProblem = problemAt('sign-in.invalid-url');
  const general = problem !== undefined && !fieldProblems.has(problem.key) ? say(problem) : undefined;

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {needsUrl && <p className={styles.hint}>{t('sign-in.no-config')}</p>}
      <TextField
        label={t('sign-in.user')}
        name="username"
        value={fields.user}
        onChange={change('user')}
        autoComplete="username"
        placeholder={t('sign-in.user-placeholder')}
        error={problemAt('sign-in.missing-user', 'sign-in.invalid-address')}
        isDisabled={busy}
      />
      <TextField
        label={t('sign-in.password')}
        name="password"
        type="password"
        value={fields.password}
        onChange={change('password')}
        autoComplete="current-password"
        isDisabled={busy}
      />
      <TextField
        label={t('sign-in.domain')}
        name="domain"
        value={fields.domain}
        onChange={change('domain')}
        placeholder="example.com"
        error={problemAt('sign-in.missing-domain')}
        isDisabled={busy}
      />
      <Fold title={t('sign-in.advanced')} open={needsUrl || fields.url !== '' || urlProblem !== undefined}>
        <TextField
          label={t('sign-in.url')}
          name="url"
          type="url"
          value={fields.url}
          onChange={change('url')}
          placeholder="wss://example.com/sip"
          hint={t('sign-in.url-hint')}
          error={urlProblem}
          isDisabled={busy}
        />
        <TextField
          label={t('sign-in.display-name')}
          name="name"
          value={fields.displayName}
          onChange={change('displayName')}
          autoComplete="name"
          hint={t('sign-in.display-name-hint')}
          isDisabled={busy}
        />
      </Fold>
      {general !== undefined && (
        <p className={styles.problem} role="alert">
          {general}
        </p>
      )}
      <Button kind="primary" size="large" wide type="submit" isDisabled={busy} action={nothing}>
        {t('sign-in.submit')}
      </Button>
    </form>
  );
}

const fieldProblems: ReadonlySet<Sentence['key']> = new Set([
  'sign-in.missing-user',
  'sign-in.invalid-address',
  'sign-in.missing-domain',
  'sign-in.invalid-url',
]);

/** The form's own event submits it. */
const nothing = (): void => undefined;

/** Who was here last, or tried; else the defaults of the server. */
function initialFields(session: SessionSnapshot, server: ServerSnapshot | undefined): AccountFields {
  const account: AccountSnapshot | undefined =
    session.kind === 'signed-out' ? session.last : session.kind === 'failed' ? session.account : undefined;
  const ownServer = account === undefined || server?.webSocketUrls.includes(account.url) === true;
  return {
    user: account?.user ?? '',
    password: '',
    domain: account?.domain ?? server?.domain ?? '',
    displayName: account === undefined || account.displayName === account.user ? '' : account.displayName,
    url: ownServer ? '' : account.url,
  };
}
