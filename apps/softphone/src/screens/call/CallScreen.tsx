import { callActions, selectChat, type CallSnapshot } from '@sidetone/phone';
import { ChevronDown, MicOff, VideoOff, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhone, usePhoneState } from '../../app/phone-context.ts';
import { navigate } from '../../app/route.ts';
import { tint } from '../../components/Avatar.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { Chat } from '../contact/Chat.tsx';
import { CallControls } from './CallControls.tsx';
import { CallTimer } from './CallTimer.tsx';
import { MediaView } from './MediaView.tsx';
import { PulsingAvatar } from './PulsingAvatar.tsx';
import { callWords } from './call-words.ts';
import styles from './CallScreen.module.css';

/** A call from dialling to hanging up: the other person large, oneself small, the controls below. */
export function CallScreen({ call }: { readonly call: CallSnapshot }) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  const streams = usePhone().mediaStreams(call.id);
  const [chatOpen, setChatOpen] = useState(false);
  const unread = usePhoneState((state) => selectChat(call.remote.aor)(state)?.unread ?? 0);
  const title = useRef<HTMLHeadingElement>(null);
  const { displayName, aor } = call.remote;
  const { media, state } = call;
  const seesThem = state.kind === 'confirmed' && media.remoteVideo === 'live';
  const words = callWords(call, t, say);

  useEffect(() => title.current?.focus(), []);

  return (
    <section
      className={styles.screen}
      data-state={state.kind}
      data-chat={chatOpen || undefined}
      data-video={seesThem || undefined}
      aria-label={t('call.screen', { name: displayName })}
    >
      <div className={styles.stage} {...tint(aor)}>
        {seesThem && (
          <MediaView
            className={styles.remote}
            stream={streams.remote}
            label={t('call.remote-video', { name: displayName })}
          />
        )}
        <header className={styles.top}>
          <IconButton
            icon={ChevronDown}
            label={t('call.minimise')}
            kind="stage"
            tip="none"
            action={() => navigate({ kind: 'contact', aor })}
          />
        </header>
        <div className={styles.who}>
          {!seesThem && (
            <PulsingAvatar
              name={displayName}
              address={aor}
              pulsing={state.kind === 'early' || state.kind === 'trying'}
            />
          )}
          <div className={styles.words}>
            <h1 className={styles.name} ref={title} tabIndex={-1}>
              {displayName}
            </h1>
            <p className={styles.status}>
              {words}
              {words === undefined && state.kind === 'confirmed' && <CallTimer since={state.since} />}
            </p>
            <Chips call={call} />
          </div>
        </div>
        {media.camera === 'live' && (
          <MediaView className={styles.local} stream={streams.local} label={t('call.local-video')} mirrored />
        )}
        <div className={styles.controls}>
          <CallControls
            media={media}
            actions={callActions(call, commands)}
            chat={{ open: chatOpen, unread, toggle: () => setChatOpen(!chatOpen) }}
          />
        </div>
      </div>
      {chatOpen && (
        <aside className={styles.side} aria-label={t('chat.log', { name: displayName })}>
          <header className={styles.sideTop}>
            <h2 className={styles.sideName}>{displayName}</h2>
            <IconButton icon={X} label={t('call.chat-hide')} tip="none" action={() => setChatOpen(false)} />
          </header>
          <Chat aor={aor} name={displayName} />
        </aside>
      )}
    </section>
  );
}

/** What one would otherwise wonder about: who is muted, and whose picture is off. */
function Chips({ call }: { readonly call: CallSnapshot }) {
  const { t } = useTranslation();
  const { media, remote, state } = call;
  const name = remote.displayName;
  if (state.kind !== 'confirmed') return null;
  return (
    <ul className={styles.chips} aria-live="polite">
      {media.microphone === 'muted' && (
        <li>
          <MicOff aria-hidden="true" /> {t('call.you-muted')}
        </li>
      )}
      {media.remoteAudio === 'muted' && (
        <li>
          <MicOff aria-hidden="true" /> {t('call.remote-muted', { name })}
        </li>
      )}
      {media.remoteVideo === 'off' && (
        <li>
          <VideoOff aria-hidden="true" /> {t('call.remote-camera-off', { name })}
        </li>
      )}
    </ul>
  );
}
