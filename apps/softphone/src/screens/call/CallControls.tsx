import type { CallActions, CallMediaSnapshot } from '@sidetone/phone';
import { MessageCircle, Mic, MicOff, PhoneOff, Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Toolbar } from 'react-aria-components/Toolbar';
import { IconButton } from '../../components/IconButton.tsx';
import styles from './CallControls.module.css';

export interface CallControlsProps {
  readonly media: CallMediaSnapshot;
  readonly actions: CallActions;
  readonly chat: { readonly open: boolean; readonly unread: number; readonly toggle: () => void };
}

/** The bar of a call. A control whose action is absent is disabled. */
export function CallControls({ media, actions, chat }: CallControlsProps) {
  const { t } = useTranslation();
  const muted = media.microphone === 'muted';
  const cameraOff = media.camera === 'off';
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
        icon={media.camera === 'live' ? Video : VideoOff}
        label={t(media.camera === 'absent' ? 'call.no-camera' : cameraOff ? 'call.camera-on' : 'call.camera-off')}
        kind="stage"
        size="large"
        tip="above"
        lit={cameraOff}
        action={actions.cameraOff ?? actions.cameraOn}
      />
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
