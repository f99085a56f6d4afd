import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../../app/phone-context.ts';
import { useRoute } from '../../app/route.ts';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { callWords } from '../call/call-words.ts';
import { announcements, type Announcement } from './announcement.ts';

const SAID_FOR_MS = 5_000;

/** Reads out what happens to calls, and messages that come in elsewhere. */
export function Announcer() {
  const { t } = useTranslation();
  const say = useSay();
  const { store } = usePhone();
  const route = useRoute();
  const openChat = route.kind === 'contact' ? route.aor : undefined;
  const [text, setText] = useState('');
  const words = useRef((_announcement: Announcement): string => '');
  useEffect(() => {
    words.current = (announcement) => {
      switch (announcement.kind) {
        case 'message':
          return t('announce.message', announcement);
        case 'connected':
          return t('announce.connected', announcement);
        case 'resumed':
          return t('announce.resumed');
        case 'sentence':
          return say(announcement.sentence);
        case 'call':
          return callWords(announcement.call, t, say) ?? '';
      }
    };
  });
  useEffect(
    () =>
      store.subscribe((now, before) => {
        const news = announcements(before, now, openChat);
        if (news.length > 0) setText(news.map((one) => words.current(one)).join(' '));
      }),
    [store, openChat],
  );
  // What was said is over; the same words said again later are news again.
  useEffect(() => {
    if (text === '') return undefined;
    const timer = setTimeout(() => setText(''), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <output>
      <VisuallyHidden>{text}</VisuallyHidden>
    </output>
  );
}
