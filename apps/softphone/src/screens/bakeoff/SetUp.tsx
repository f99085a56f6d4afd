import { Play, Square } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../bakeoff/problem.ts';
import { isUnderWay, type Run } from '../../bakeoff/run.ts';
import { type Settings, WEB_ROLES } from '../../bakeoff/settings.ts';
import { Button } from '../../components/Button.tsx';
import { Fold } from '../../components/Fold.tsx';
import { TextField } from '../../components/TextField.tsx';
import { AccountFields } from './AccountFields.tsx';
import type { BakeoffActions } from './bakeoff-actions.ts';
import styles from './SetUp.module.css';

export interface SetUpProps {
  readonly run: Run;
  readonly settings: Settings;
  readonly actions: BakeoffActions;
}

/** Which server, as whom, what of it, and the button that begins. */
export function SetUp({ run, settings, actions }: SetUpProps) {
  const { t } = useTranslation('bakeoff');
  const problem = run.kind === 'refused' ? run.problem : undefined;
  const busy = isUnderWay(run);
  const total = settings.roles.reduce((sum, role) => sum + actions.count(role), 0);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    actions.start();
  };
  const change = (part: Partial<Settings>): void => actions.change({ ...settings, ...part });
  const problemAt = (...kinds: readonly Problem['kind'][]): string | undefined =>
    problem !== undefined && kinds.includes(problem.kind) ? t(`problem.${problem.kind}`, { ...problem }) : undefined;

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Fold title={t('set-up')} open={run.kind === 'none' || run.kind === 'refused'}>
        <TextField
          label={t('set-up.url')}
          name="url"
          type="url"
          value={settings.url}
          onChange={(url) => change({ url })}
          placeholder="wss://example.com/sip"
          hint={t('set-up.url-hint')}
          error={problemAt('bad-url', 'insecure')}
          isDisabled={busy}
        />
        <TextField
          label={t('set-up.domain')}
          name="domain"
          value={settings.domain}
          onChange={(domain) => change({ domain })}
          placeholder="example.com"
          error={problemAt('no-domain')}
          isDisabled={busy}
        />
        <Fold
          title={t('set-up.accounts', { count: settings.accounts.length })}
          open={settings.accounts.length === 0 || problem?.kind === 'wrong-password' || problem?.kind === 'no-user'}
        >
          <AccountFields
            accounts={settings.accounts}
            change={(accounts) => change({ accounts })}
            problem={problemAt('no-user')}
            isDisabled={busy}
          />
        </Fold>
        <fieldset className={styles.roles} disabled={busy}>
          <legend className={styles.legend}>{t('set-up.roles')}</legend>
          {WEB_ROLES.map((role) => (
            <label className={styles.role} key={role}>
              <input
                type="checkbox"
                checked={settings.roles.includes(role)}
                onChange={({ target }) =>
                  change({
                    roles: WEB_ROLES.filter((other) =>
                      other === role ? target.checked : settings.roles.includes(other),
                    ),
                  })
                }
              />
              <span className={styles.roleName}>{t(`role.${role}`)}</span>
              <span className={styles.count}>{actions.count(role)}</span>
            </label>
          ))}
        </fieldset>
        <TextField
          label={t('set-up.filter')}
          name="filter"
          value={settings.filter}
          onChange={(filter) => change({ filter })}
          hint={t('set-up.filter-hint')}
          error={problemAt('no-scenario')}
          isDisabled={busy}
        />
      </Fold>
      <div className={styles.actions}>
        <Button kind="primary" type="submit" isDisabled={busy} action={nothing}>
          <Play aria-hidden="true" />
          {t(run.kind === 'done' ? 'run.again' : 'run')}
        </Button>
        {busy ? (
          <Button kind="soft" action={run.kind === 'stopping' ? undefined : actions.stop}>
            <Square aria-hidden="true" />
            {t('run.stop')}
          </Button>
        ) : (
          <span className={styles.total}>{t('set-up.count', { count: total })}</span>
        )}
      </div>
    </form>
  );
}

/** The form's own event submits it. */
const nothing = (): void => undefined;
