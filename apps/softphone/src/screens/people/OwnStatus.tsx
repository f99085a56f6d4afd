import { selectAccount } from '@sidetone/phone';
import { ChevronDown, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import { usePhoneState } from '../../app/phone-context.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { StatusMenu } from './StatusMenu.tsx';
import styles from './OwnStatus.module.css';

/** Who I am and what others see of me; opens the menu of status, trace and sign out. */
export function OwnStatus() {
  const { t } = useTranslation();
  const account = usePhoneState(selectAccount);
  const online = usePhoneState(({ session }) => session.kind === 'signed-in');
  const { status, note, publication } = usePhoneState((state) => state.ownPresence);
  const [open, setOpen] = useState(false);
  if (account === undefined) return null;
  const word = online ? t(`own.${status}`) : t('own.offline');
  const line = online && note !== '' ? note : word;

  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <AriaButton className={styles.me ?? ''}>
        <Avatar name={account.displayName} address={account.aor} presence={online ? status : 'offline'} />
        <span className={styles.words} aria-hidden="true">
          <span className={styles.name}>{account.displayName}</span>
          <span className={styles.status}>{line}</span>
        </span>
        {publication.kind === 'failed' && <TriangleAlert className={styles.warning} aria-hidden="true" />}
        <VisuallyHidden>
          {t('own.open', { name: account.displayName, status: note === '' ? word : `${word}: ${note}` })}
        </VisuallyHidden>
        <ChevronDown className={styles.chevron} aria-hidden="true" />
      </AriaButton>
      <Popover className={styles.popover ?? ''} placement="bottom start" offset={6}>
        <Dialog className={styles.menu ?? ''} aria-label={t('own.title')}>
          <StatusMenu close={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
