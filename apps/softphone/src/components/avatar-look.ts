/** Hues that stay apart from each other and look good at the avatar's lightness, in degrees. */
const HUES = [18, 44, 122, 158, 190, 228, 258, 288, 318, 346] as const;

/** The hue for a person: the same for the same address on every device. */
export function avatarHue(address: string): number {
  let hash = 2166136261;
  for (let index = 0; index < address.length; index += 1) {
    hash = Math.imul(hash ^ address.charCodeAt(index), 16777619);
  }
  // The low bits of this hash alone are too alike for short names.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return HUES[(hash >>> 0) % HUES.length] ?? HUES[0];
}

/** One or two letters for a name: the first letters of its first and last word. Empty for a name without letters. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? [];
  const first = words[0];
  if (first === undefined) return '';
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  const letter = (word: string): string => (Array.from(word)[0] ?? '').toLocaleUpperCase();
  return letter(first) + (last === undefined ? '' : letter(last));
}
