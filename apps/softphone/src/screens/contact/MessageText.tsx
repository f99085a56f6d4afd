import { tokenize } from 'linkifyjs';
import { useMemo } from 'react';
import styles from './MessageText.module.css';

const safe = /^(https?|mailto):/i;

/** The text of a message with its links. Text stays text: nothing in it is taken as markup. */
export function MessageText({ text }: { readonly text: string }) {
  const parts = useMemo(
    () =>
      tokenize(text).map((token) => {
        const href = token.isLink ? token.toHref('https') : undefined;
        return { text: token.toString(), href: href !== undefined && safe.test(href) ? href : undefined };
      }),
    [text],
  );
  return (
    <>
      {parts.map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          // A message never changes, so the place of a part is its name.
          // oxlint-disable-next-line react/no-array-index-key
          <a key={index} className={styles.link} href={part.href} target="_blank" rel="noopener noreferrer">
            {part.text}
          </a>
        ),
      )}
    </>
  );
}
