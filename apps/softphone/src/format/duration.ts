/** A duration on a clock face: `0:07`, `12:34`, `1:02:03`. Negative counts as nothing. */
export function clockDuration(durationMs: number): string {
  const { hours, minutes, seconds } = parts(durationMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** A duration in words: `7 seconds`, `2 minutes, 5 seconds`, `1 hour, 2 minutes`. */
export function spokenDuration(durationMs: number, locale: string): string {
  const { hours, minutes, seconds } = parts(durationMs);
  const say = (value: number, unit: 'hour' | 'minute' | 'second'): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  const words = [
    ...(hours > 0 ? [say(hours, 'hour')] : []),
    ...(minutes > 0 ? [say(minutes, 'minute')] : []),
    ...(hours === 0 && (seconds > 0 || minutes === 0) ? [say(seconds, 'second')] : []),
  ];
  return new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).format(words);
}

function parts(durationMs: number): { hours: number; minutes: number; seconds: number } {
  const total = Math.max(0, Math.floor(durationMs / 1000));
  return { hours: Math.floor(total / 3600), minutes: Math.floor((total % 3600) / 60), seconds: total % 60 };
}
