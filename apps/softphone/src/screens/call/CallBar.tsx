import { callActions, type CallSnapshot } from '@sidetone/phone';
import { Maximize2, Mic, MicOff, PhoneOff, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhone } from '../../app/phone-context.ts';
import { formatRoute } from '../../app/route.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { CallTimer } from './CallTimer.tsx';
import { MediaView } from './MediaView.tsx';
import { callWords } from './call-words.ts';
import styles from './CallBar.module.css';

/** A call that goes on while another page is shown: a way back to it, and its two most urgent controls. Once ended, its outcome. */
export function CallBar({ call }: { readonly call: CallSnapshot }) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  const streams = usePhone().mediaStreams(call.id);
  const { mute, unmute, hangUp, dismiss } = callActions(call, commands);
  const { displayName, aor } = call.remote;
  const muted = call.media.microphone === 'muted';
  const words = callWords(call, t, say);
  return (
    <section className={styles.bar} aria-label={t('call.screen', { name: displayName })}>
      <a className={styles.back} href={formatRoute({ kind: 'call' })}>
        {call.media.remoteVideo === 'live' ? (
          <MediaView
            className={styles.picture}
            stream={streams.remote}
            label={t('call.remote-video', { name: displayName })}
          />
        ) : (
          <Avatar name={displayName} address={aor} size="small" />
        )}
        <span className={styles.words}>
          <span className={styles.name}>{displayName}</span>
          <span className={styles.status}>
            {words}
            {words === undefined && call.state.kind === 'confirmed' && <CallTimer since={call.state.since} />}
          </span>
        </span>
        <VisuallyHidden>{t('call.return')}</VisuallyHidden>
        <Maximize2 className={styles.glyph} aria-hidden="true" />
      </a>
      {dismiss === undefined ? (
        <>
          <IconButton
            icon={muted ? MicOff : Mic}
            label={t(muted ? 'call.unmute' : 'call.mute')}
            kind="stage"
            lit={muted}
            action={mute ?? unmute}
          />
          <IconButton icon={PhoneOff} label={t('call.hang-up')} kind="hang-up" action={hangUp} />
        </>
      ) : (
        <IconButton icon={X} label={t('ended.close')} kind="stage" tip="none" action={dismiss} />
      )}
    </section>
  );
}
