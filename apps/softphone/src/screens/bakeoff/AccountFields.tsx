import type { Account } from '@sidetone/bakeoff';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { TextField } from '../../components/TextField.tsx';
import styles from './AccountFields.module.css';

export interface AccountFieldsProps {
  readonly accounts: readonly Account[];
  readonly change: (accounts: readonly Account[]) => void;
  /** Said at every account without a name. */
  readonly problem: string | undefined;
  readonly isDisabled: boolean;
}

/** Names and passwords of the users that scenarios act as. */
export function AccountFields({ accounts, change, problem, isDisabled }: AccountFieldsProps) {
  const { t } = useTranslation('bakeoff');
  const edit = (index: number, part: Partial<Account>): void =>
    change(accounts.map((account, place) => (place === index ? { ...account, ...part } : account)));

  return (
    <div className={styles.accounts}>
      <p className={styles.hint}>{t(accounts.length === 0 ? 'set-up.no-accounts' : 'set-up.accounts-hint')}</p>
      {accounts.map(({ user, password }, index) => (
        // Accounts have no name but their place while they are typed.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset className={styles.account} key={index} aria-label={t('set-up.account', { number: index + 1 })}>
          <TextField
            label={t('set-up.user')}
            name={`user-${index + 1}`}
            value={user}
            onChange={(value) => edit(index, { user: value })}
            autoComplete="off"
            error={user.trim() === '' ? problem : undefined}
            isDisabled={isDisabled}
          />
          <TextField
            label={t('set-up.password')}
            name={`password-${index + 1}`}
            type="password"
            value={password}
            onChange={(value) => edit(index, { password: value })}
            autoComplete="off"
            isDisabled={isDisabled}
          />
          <IconButton
            className={styles.remove}
            icon={X}
            label={t('set-up.remove', { number: index + 1 })}
            tip="none"
            action={isDisabled ? undefined : () => change(accounts.filter((_account, place) => place !== index))}
          />
        </fieldset>
      ))}
      <Button
        className={styles.add}
        kind="quiet"
        action={isDisabled ? undefined : () => change([...accounts, { user: '', password: '' }])}
      >
        <Plus aria-hidden="true" />
        {t('set-up.add')}
      </Button>
    </div>
  );
}
