import { selectCall, type PhoneState } from '@sidetone/phone';
import { Volume2 } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { usePhone, usePhoneState } from '../../app/phone-context.ts';
import { Button } from '../../components/Button.tsx';
import { playOn } from '../../effects/speaker.ts';
import { asMediaStream } from './MediaView.tsx';
import styles from './CallSound.module.css';

const selectLiveIds = ({ calls }: PhoneState): string[] =>
  calls.filter(({ state }) => state.kind !== 'terminated').map(({ id }) => id);

/** Id of the speaker that is chosen and plugged in; empty for the system's own. */
const selectSpeaker = ({ devices }: PhoneState): string => {
  const { speaker } = devices.chosen;
  return devices.list.some(({ kind, id }) => kind === 'speaker' && id === speaker) ? (speaker ?? '') : '';
};

/** The voices of all calls, heard whatever page is shown. */
export function CallSound() {
  const ids = usePhoneState(useShallow(selectLiveIds));
  return ids.map((id) => <Voice key={id} callId={id} />);
}

function Voice({ callId }: { readonly callId: string }) {
  const { t } = useTranslation();
  const phone = usePhone();
  // The streams change with the snapshot, so it is what makes this render again.
  usePhoneState(selectCall(callId));
  const stream = asMediaStream(phone.mediaStreams(callId).remote);
  const audio = useRef<HTMLAudioElement>(null);
  const [blocked, setBlocked] = useState(false);
  const speaker = usePhoneState(selectSpeaker);
  const play = useCallback((): void => {
    audio.current?.play().then(
      () => setBlocked(false),
      (error: unknown) => setBlocked(error instanceof DOMException && error.name === 'NotAllowedError'),
    );
  }, []);
  useEffect(() => {
    if (audio.current === null) return;
    audio.current.srcObject = stream;
    if (stream !== null) play();
  }, [stream, play]);
  useEffect(() => {
    if (audio.current !== null) void playOn(audio.current, speaker);
  }, [speaker]);

  return (
    <>
      {/* A live voice has no captions. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <audio ref={audio} autoPlay />
      {blocked && (
        <div className={styles.blocked} role="alert">
          <p>{t('call.sound-blocked')}</p>
          <Button kind="primary" action={play}>
            <Volume2 aria-hidden="true" />
            {t('call.sound-on')}
          </Button>
        </div>
      )}
    </>
  );
}
