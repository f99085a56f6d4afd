import { MediaError, type MediaErrorKind } from '../../media/media-endpoint.ts';

/** What the names of a DOMException from getUserMedia mean (Media Capture and Streams §10.2), older names included. */
const kinds: Readonly<Record<string, MediaErrorKind>> = {
  NotFoundError: 'no-device',
  DevicesNotFoundError: 'no-device',
  OverconstrainedError: 'no-device',
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotReadableError: 'in-use',
  TrackStartError: 'in-use',
  AbortError: 'in-use',
};

/** Any error of the platform as the error of the port. */
export function toMediaError(error: unknown): MediaError {
  if (error instanceof MediaError) return error;
  if (!(error instanceof Error)) return new MediaError('failed', String(error));
  const kind = Object.hasOwn(kinds, error.name) ? kinds[error.name] : undefined;
  return new MediaError(kind ?? 'failed', error.message, { cause: error });
}
