import type { CSSProperties } from 'react';
import { User } from 'lucide-react';
import { avatarHue, initials } from './avatar-look.ts';
import { PresenceDot, type PresenceLook } from './PresenceDot.tsx';
import styles from './Avatar.module.css';

export interface AvatarProps {
  readonly name: string;
  /** The address of record; decides the colour. */
  readonly address: string;
  readonly size?: 'small' | 'medium' | 'large' | 'huge';
  readonly presence?: PresenceLook | undefined;
}

/** The attributes of an element that takes the colour of a person; tokens.css says what it is. */
export function tint(address: string): { readonly 'data-tinted': true; readonly style: CSSProperties } {
  return { 'data-tinted': true, style: { '--avatar-hue': avatarHue(address) } as CSSProperties };
}

/** Initials on the person's colour. Decoration: the name stands beside it as text. */
export function Avatar({ name, address, size = 'medium', presence }: AvatarProps) {
  const letters = initials(name);
  return (
    <span className={styles.avatar} data-size={size} aria-hidden="true" {...tint(address)}>
      <span className={styles.face}>{letters === '' ? <User /> : letters}</span>
      {presence !== undefined && (
        <span className={styles.presence}>
          <PresenceDot look={presence} />
        </span>
      )}
    </span>
  );
}
