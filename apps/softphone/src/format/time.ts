import type { EpochMs } from '@sidetone/phone';

/** The time of day, such as `14:05` or `2:05 PM`. */
export function timeOfDay(at: EpochMs, locale: string): string {
  return formatter(locale, { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** Date and time in full, for `title` and for assistive technology. */
export function fullTime(at: EpochMs, locale: string): string {
  return formatter(locale, { dateStyle: 'full', timeStyle: 'short' }).format(at);
}

/** The local calendar day, such as `2026-01-15`. */
export function dayKey(at: EpochMs): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** How far a day is from today: 0 today, 1 yesterday, and so on; never negative. */
export function daysAgo(at: EpochMs, now: EpochMs): number {
  const midnight = (time: EpochMs): number => new Date(time).setHours(0, 0, 0, 0);
  return Math.max(0, Math.round((midnight(now) - midnight(at)) / 86_400_000));
}

/** A day as people say it: its weekday within a week, else its date, with the year when it is another one. */
export function dayName(at: EpochMs, now: EpochMs, locale: string): string {
  if (daysAgo(at, now) < 7) return formatter(locale, { weekday: 'long' }).format(at);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return formatter(locale, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) }).format(at);
}

/** The shortest useful time: of day for today, else the day. */
export function shortTime(at: EpochMs, now: EpochMs, locale: string): string {
  const ago = daysAgo(at, now);
  if (ago === 0) return timeOfDay(at, locale);
  if (ago < 7) return formatter(locale, { weekday: 'short' }).format(at);
  return formatter(locale, { day: 'numeric', month: 'short' }).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times its use. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}
