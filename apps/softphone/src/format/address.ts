/** An address as people write it: without the scheme `sip:` or `tel:`. */
export function displayAddress(aor: string): string {
  return aor.replace(/^(sips?|tel):/i, '');
}
