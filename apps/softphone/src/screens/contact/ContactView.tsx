import { selectBuddy, selectChat, type Aor } from '@sidetone/phone';
import { useEffect, useRef } from 'react';
import { usePhoneState } from '../../app/phone-context.ts';
import { displayAddress } from '../../format/address.ts';
import { Chat } from './Chat.tsx';
import { ContactHeader } from './ContactHeader.tsx';
import styles from './ContactView.module.css';

/** One person: who they are, how to call them, and what was said. */
export function ContactView({ aor }: { readonly aor: Aor }) {
  const buddy = usePhoneState(selectBuddy(aor));
  const chatName = usePhoneState((state) => selectChat(aor)(state)?.displayName);
  const name = buddy?.displayName ?? chatName ?? displayAddress(aor);
  const title = useRef<HTMLHeadingElement>(null);

  // A new page begins at its heading, also for those who cannot see that it changed.
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div className={styles.contact}>
      <ContactHeader aor={aor} name={name} presence={buddy?.presence} titleRef={title} />
      <Chat aor={aor} name={name} />
    </div>
  );
}
