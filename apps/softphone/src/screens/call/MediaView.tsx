import type { MediaStreamLike } from '@sidetone/phone';
import { useEffect, useRef } from 'react';
import { classes } from '../../components/classes.ts';
import styles from './MediaView.module.css';

export interface MediaViewProps {
  readonly stream: MediaStreamLike | undefined;
  readonly label: string;
  /** Our own picture is seen as in a mirror. */
  readonly mirrored?: boolean;
  readonly className?: string | undefined;
}

/** The picture of a stream. Its sound is played elsewhere, so that it goes on when the picture is not shown. */
export function MediaView({ stream, label, mirrored = false, className }: MediaViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = asMediaStream(stream);
  }, [stream]);
  return (
    <video
      className={classes(styles.video, className)}
      ref={video}
      aria-label={label}
      data-mirrored={mirrored || undefined}
      autoPlay
      playsInline
      muted
    />
  );
}

/** The phone does not know the platform's streams; here they are what they are. */
export function asMediaStream(stream: MediaStreamLike | undefined): MediaStream | null {
  return stream instanceof MediaStream ? stream : null;
}
