import type { CallActions, CallSnapshot } from '@sidetone/phone';
import {
  Grip,
  Headphones,
  MessageCircle,
  Mic,
  MicOff,
  Pause,
  PhoneForwarded,
  PhoneOff,
  Play,
  Video,
  VideoOff,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Toolbar } from 'react-aria-components/Toolbar';
import { useWide } from '../../app/use-wide.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { CallMenu, type CallMenuItem } from './CallMenu.tsx';
import styles from './CallControls.module.css';

/** What a control may open over the call. */
export type CallSheet = 'keypad' | 'transfer' | 'devices';

export interface CallControlsProps {
  readonly call: CallSnapshot;
  readonly actions: CallActions;
  readonly chat: { readonly open: boolean; readonly unread: number; readonly toggle: () => void };
  readonly openSheet: (sheet: CallSheet) => void;
}

/**
 * The bar of a call: what is needed in every call stands there, the rest in a menu. A control whose action is absent is
 * disabled.
 */
export function CallControls({ call, actions, chat, openSheet }: CallControlsProps) {
  const { t } = useTranslation();
  const wide = useWide();
  const { media } = call;
  const muted = media.microphone === 'muted';
  const open = (sheet: CallSheet, action: unknown): (() => void) | undefined =>
    action === undefined ? undefined : () => openSheet(sheet);
  const hold: CallMenuItem =
    actions.resume === undefined
      ? { id: 'hold', icon: Pause, label: t('call.hold'), action: actions.hold }
      : { id: 'hold', icon: Play, label: t('call.resume'), action: actions.resume };
  const keypad: CallMenuItem = {
    id: 'keypad',
    icon: Grip,
    label: t('keypad.title'),
    action: open('keypad', actions.sendDtmf),
  };
  const items: CallMenuItem[] = [
    ...(wide ? [] : [hold, keypad]),
    {
      id: 'transfer',
      icon: PhoneForwarded,
      label: t('transfer.action'),
      action: open('transfer', actions.transfer),
    },
    ...(actions.dropVideo === undefined
      ? []
      : [{ id: 'drop-video', icon: VideoOff, label: t('call.video-drop'), action: actions.dropVideo }]),
    { id: 'devices', icon: Headphones, label: t('devices.title'), action: () => openSheet('devices') },
  ];

  return (
    <Toolbar className={styles.bar ?? ''} aria-label={t('call.controls')}>
      <IconButton
        icon={muted || media.microphone === 'absent' ? MicOff : Mic}
        label={t(muted ? 'call.unmute' : 'call.mute')}
        kind="stage"
        size="large"
        tip="above"
        lit={muted}
        action={actions.mute ?? actions.unmute}
      />
      <IconButton
        icon={media.camera === 'live' || actions.addVideo !== undefined ? Video : VideoOff}
        label={t(cameraLabel(call, actions))}
        kind="stage"
        size="large"
        tip="above"
        lit={media.camera === 'off'}
        action={actions.cameraOff ?? actions.cameraOn ?? actions.addVideo}
      />
      {wide &&
        [hold, keypad].map(({ id, icon, label, action }) => (
          <IconButton
            key={id}
            icon={icon}
            label={label}
            kind="stage"
            size="large"
            tip="above"
            lit={id === 'hold' && actions.resume !== undefined}
            action={action}
          />
        ))}
      <span className={styles.badged}>
        <IconButton
          icon={MessageCircle}
          label={t(chat.open ? 'call.chat-hide' : 'call.chat-show')}
          kind="stage"
          size="large"
          tip="above"
          lit={chat.open}
          action={chat.toggle}
        />
        {chat.unread > 0 && !chat.open && (
          <span className={styles.badge} aria-hidden="true">
            {chat.unread}
          </span>
        )}
      </span>
      <CallMenu items={items} />
      <IconButton
        className={styles.hangUp}
        icon={PhoneOff}
        label={t('call.hang-up')}
        kind="hang-up"
        size="large"
        tip="above"
        action={actions.hangUp}
      />
    </Toolbar>
  );
}

function cameraLabel(
  { media, changing }: CallSnapshot,
  { addVideo }: CallActions,
): 'call.camera-on' | 'call.camera-off' | 'call.video-add' | 'call.video-changing' | 'call.no-camera' {
  if (changing === 'video') return 'call.video-changing';
  if (media.camera !== 'absent') return media.camera === 'off' ? 'call.camera-on' : 'call.camera-off';
  return addVideo === undefined ? 'call.no-camera' : 'call.video-add';
}
