import { callActions, selectChat, type CallSnapshot } from '@sidetone/phone';
import { ChevronDown, Play, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhone, usePhoneState } from '../../app/phone-context.ts';
import { navigate } from '../../app/route.ts';
import { tint } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Sheet } from '../../components/Sheet.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { Chat } from '../contact/Chat.tsx';
import { DevicesSheet } from '../devices/DevicesSheet.tsx';
import { CallChips } from './CallChips.tsx';
import { CallControls, type CallSheet } from './CallControls.tsx';
import { CallMessages } from './CallMessages.tsx';
import { CallTimer } from './CallTimer.tsx';
import { Keypad } from './Keypad.tsx';
import { MediaView } from './MediaView.tsx';
import { PulsingAvatar } from './PulsingAvatar.tsx';
import { QualityHint } from './QualityHint.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { callWords } from './call-words.ts';
import styles from './CallScreen.module.css';

/** A call from dialling to hanging up: the other person large, oneself small, the controls below. */
export function CallScreen({ call }: { readonly call: CallSnapshot }) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  const streams = usePhone().mediaStreams(call.id);
  const [chatOpen, setChatOpen] = useState(false);
  const [sheet, setSheet] = useState<CallSheet>();
  const unread = usePhoneState((state) => selectChat(call.remote.aor)(state)?.unread ?? 0);
  const title = useRef<HTMLHeadingElement>(null);
  const { displayName, aor } = call.remote;
  const { media, state, hold, quality, subject } = call;
  const actions = callActions(call, commands);
  const talks = state.kind === 'confirmed' && hold === 'none';
  const seesThem = talks && media.remoteVideo === 'live';
  const words = callWords(call, t, say);
  const closeSheet = (): void => setSheet(undefined);

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
              {words !== undefined && <span>{words}</span>}
              {state.kind === 'confirmed' && media.connection === 'connected' && <CallTimer since={state.since} />}
              {talks && words === undefined && quality !== undefined && <QualityHint quality={quality} />}
            </p>
            {subject !== undefined && <p className={styles.subject}>{subject}</p>}
            <div className={styles.notes}>
              {(hold === 'local' || hold === 'both') && actions.resume !== undefined && (
                <Button kind="answer" action={actions.resume}>
                  <Play aria-hidden="true" />
                  {t('call.resume')}
                </Button>
              )}
              <CallChips call={call} />
              <CallMessages call={call} openDevices={() => setSheet('devices')} />
            </div>
          </div>
        </div>
        {media.camera === 'live' && hold === 'none' && (
          <MediaView className={styles.local} stream={streams.local} label={t('call.local-video')} mirrored />
        )}
        <div className={styles.controls}>
          <CallControls
            call={call}
            actions={actions}
            chat={{ open: chatOpen, unread, toggle: () => setChatOpen(!chatOpen) }}
            openSheet={setSheet}
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
      <Sheet open={sheet === 'keypad'} onOpenChange={closeSheet}>
        <Keypad dtmf={call.dtmf} send={actions.sendDtmf} close={closeSheet} />
      </Sheet>
      <Sheet open={sheet === 'transfer'} onOpenChange={closeSheet}>
        <TransferDialog name={displayName} aor={aor} transfer={actions.transfer} close={closeSheet} />
      </Sheet>
      <DevicesSheet open={sheet === 'devices'} onOpenChange={closeSheet} />
    </section>
  );
}
