/** Hours to milliseconds, here: `14:05:09.120`. */
export function clockTime(at: number): string {
  const date = new Date(at);
  const digits = (value: number, count = 2): string => String(value).padStart(count, '0');
  return `${digits(date.getHours())}:${digits(date.getMinutes())}:${digits(date.getSeconds())}.${digits(date.getMilliseconds(), 3)}`;
}
