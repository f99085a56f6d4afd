const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** rfc1123-date = wkday "," SP date1 SP time SP "GMT". Milliseconds since 1970; undefined when malformed. */
export function parseSipDate(text: string): number | undefined {
  const parts = text
    .slice(0, 64)
    .split(' ')
    .filter((part) => part !== '');
  const [weekday, day, month, year, time, zone] = parts;
  if (parts.length !== 6 || weekday?.endsWith(',') !== true) return undefined;
  if (zone?.toUpperCase() !== 'GMT' && zone?.toUpperCase() !== 'UTC') return undefined;
  const monthIndex = MONTHS.findIndex((name) => name.toLowerCase() === month?.toLowerCase());
  const clock = (time ?? '').split(':');
  const numbers = [year, day, ...clock].map((part) =>
    part === undefined || !isDigits(part) ? Number.NaN : Number(part),
  );
  const [y = Number.NaN, d = Number.NaN, h = Number.NaN, min = Number.NaN, s = Number.NaN] = numbers;
  if (monthIndex < 0 || clock.length !== 3 || d < 1 || d > 31 || h > 23 || min > 59 || s > 60) return undefined;
  const epoch = Date.UTC(y, monthIndex, d, h, min, s);
  return Number.isNaN(epoch) ? undefined : epoch;
}

function isDigits(text: string): boolean {
  if (text === '' || text.length > 4) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** @param epochMs milliseconds since 1970 */
export function formatSipDate(epochMs: number): string {
  const date = new Date(epochMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${DAYS[date.getUTCDay()]}, ${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} GMT`;
}
