import type { Aor, PresenceSnapshot } from '@sidetone/phone';
import { ArrowLeft, Phone, UserMinus, UserPlus, Video } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/phone-context.ts';
import { navigate } from '../../app/route.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { displayAddress } from '../../format/address.ts';
import { useSay } from '../../i18n/use-say.ts';
import { usePlaceCall } from '../call/use-place-call.ts';
import { presenceKey, presenceLook, presenceNote } from '../people/presence-look.ts';
import styles from './ContactHeader.module.css';

export interface ContactHeaderProps {
  readonly aor: Aor;
  readonly name: string;
  /** Absent for people who are not in the list. */
  readonly presence: PresenceSnapshot | undefined;
  readonly titleRef: RefObject<HTMLHeadingElement | null>;
}

export function ContactHeader({ aor, name, presence, titleRef }: ContactHeaderProps) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  const place = usePlaceCall();
  const note = presence === undefined ? undefined : presenceNote(presence);
  const status =
    presence === undefined
      ? t('presence.none')
      : presence.kind === 'withheld'
        ? say(presence.why)
        : t(presenceKey(presence));

  return (
    <header className={styles.header}>
      <IconButton
        className={styles.back}
        icon={ArrowLeft}
        label={t('shell.back')}
        tip="none"
        action={() => navigate({ kind: 'people' })}
      />
      <Avatar name={name} address={aor} presence={presence === undefined ? undefined : presenceLook(presence)} />
      <div className={styles.words}>
        <h1 className={styles.name} ref={titleRef} tabIndex={-1}>
          {name}
        </h1>
        <p className={styles.status}>
          <span className={styles.presence}>{note === undefined ? status : `${status} · ${note}`}</span>
          <span className={styles.address}>{displayAddress(aor)}</span>
        </p>
      </div>
      <div className={styles.actions}>
        {presence === undefined ? (
          <IconButton icon={UserPlus} label={t('contact.add', { name })} action={() => commands.addBuddy(aor, name)} />
        ) : (
          <IconButton icon={UserMinus} label={t('contact.remove', { name })} action={() => commands.removeBuddy(aor)} />
        )}
        <IconButton
          icon={Video}
          label={t('contact.video-name', { name })}
          kind="soft"
          action={place(aor, { video: true })}
        />
        <Button
          className={styles.call}
          kind="primary"
          aria-label={t('contact.call-name', { name })}
          action={place(aor, { video: false })}
        >
          <Phone aria-hidden="true" />
          <span>{t('contact.call')}</span>
        </Button>
      </div>
    </header>
  );
}
