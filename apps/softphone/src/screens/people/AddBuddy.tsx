import type { Sentence } from '@sidetone/phone';
import { UserPlus } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/phone-context.ts';
import { navigate } from '../../app/route.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Sheet } from '../../components/Sheet.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useSay } from '../../i18n/use-say.ts';
import styles from './AddBuddy.module.css';

/** The button that opens the dialog to add somebody. */
export function AddBuddy() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton icon={UserPlus} label={t('people.add')} action={() => setOpen(true)} />
      <Sheet open={open} onOpenChange={setOpen}>
        <AddBuddyDialog close={() => setOpen(false)} />
      </Sheet>
    </>
  );
}

function AddBuddyDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  const [address, setAddress] = useState('');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<Sentence>();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const displayName = name.trim();
    const result = commands.addBuddy(address, displayName === '' ? undefined : displayName);
    if (!result.ok) return setProblem(result.error);
    close();
    navigate({ kind: 'contact', aor: result.value });
  };

  return (
    <Dialog className={styles.dialog ?? ''}>
      <Heading slot="title" level={2} className={styles.title ?? ''}>
        {t('add.title')}
      </Heading>
      <p className={styles.hint}>{t('add.hint')}</p>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={t('add.address')}
          name="address"
          value={address}
          onChange={(value) => {
            setAddress(value);
            setProblem(undefined);
          }}
          placeholder={t('add.address-placeholder')}
          error={problem === undefined ? undefined : say(problem)}
          autoComplete="off"
          // Whoever opens this dialog is about to type.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
        <TextField
          label={t('add.name')}
          name="name"
          value={name}
          onChange={setName}
          hint={t('add.name-hint')}
          autoComplete="off"
          maxLength={100}
        />
        <div className={styles.actions}>
          <Button kind="quiet" action={close}>
            {t('add.cancel')}
          </Button>
          <Button kind="primary" type="submit" action={nothing}>
            {t('add.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The form's own event submits it. */
const nothing = (): void => undefined;
