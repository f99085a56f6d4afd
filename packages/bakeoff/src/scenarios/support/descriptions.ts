/** The same description with a medium in place of sound that nobody knows. */
export function uselessOffer(description: string): string {
  return `${description.slice(0, description.indexOf('m='))}m=x-bakeoff 40000 X-BAKEOFF 0\r\n`;
}

/** The formats of the first audio section. */
export function audioFormats(description: string): readonly string[] {
  return /^m=audio \S+ \S+ ([^\r\n]*)/m.exec(description)?.[1]?.split(' ') ?? [];
}
