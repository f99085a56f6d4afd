import { Avatar } from '../../components/Avatar.tsx';
import styles from './PulsingAvatar.module.css';

export interface PulsingAvatarProps {
  readonly name: string;
  readonly address: string;
  /** Rings spread while a phone rings. */
  readonly pulsing: boolean;
}

/** The face of a call without a picture. */
export function PulsingAvatar({ name, address, pulsing }: PulsingAvatarProps) {
  return (
    <span className={styles.frame} data-pulsing={pulsing || undefined}>
      <span className={styles.ring} />
      <span className={styles.ring} />
      <span className={styles.ring} />
      <Avatar name={name} address={address} size="huge" />
    </span>
  );
}
