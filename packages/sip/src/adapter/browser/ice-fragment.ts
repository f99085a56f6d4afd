/** The ICE part of one section of a description or fragment. */
export interface IceSection {
  /** The m= line as it stands. */
  readonly mediaLine: string;
  readonly mid: string;
  readonly ufrag: string | undefined;
  readonly password: string | undefined;
  /** Without `a=`, as `addIceCandidate` takes them. */
  readonly candidates: readonly string[];
  /** No more candidates will come (RFC 8840 §8). */
  readonly isEnd: boolean;
}

/** Reads what concerns ICE from a session description (RFC 8839) or a trickle-ice-sdpfrag (RFC 8840 §9). */
export function readIceSections(text: string): IceSection[] {
  const [session = '', ...media] = text.split(/^(?=m=)/m);
  return media.map((section) => ({
    mediaLine: /^m=.*$/m.exec(section)?.[0] ?? '',
    mid: attribute(section, 'mid') ?? '',
    ufrag: attribute(section, 'ice-ufrag') ?? attribute(session, 'ice-ufrag'),
    password: attribute(section, 'ice-pwd') ?? attribute(session, 'ice-pwd'),
    candidates: [...section.matchAll(/^a=(candidate:.*)$/gm)].map(([, candidate = '']) => candidate.trimEnd()),
    isEnd: hasEnd(section) || hasEnd(session),
  }));
}

/**
 * A trickle-ice-sdpfrag with all candidates of a description so far (RFC 8840 §9.2). Sections without candidates are left
 * out: their media goes with that of another (RFC 9143 §10).
 */
export function writeFragment(description: string, isLast: boolean): string {
  const sections = readIceSections(description).filter(({ candidates }) => candidates.length > 0);
  const [first] = sections.length > 0 ? sections : readIceSections(description);
  if (first === undefined) return '';
  const lines = [`a=ice-pwd:${first.password}`, `a=ice-ufrag:${first.ufrag}`];
  for (const { mediaLine, mid, ufrag, password, candidates } of sections.length > 0 ? sections : [first]) {
    lines.push(mediaLine, `a=mid:${mid}`);
    if (ufrag !== first.ufrag) lines.push(`a=ice-pwd:${password}`, `a=ice-ufrag:${ufrag}`);
    for (const candidate of candidates) lines.push(`a=${candidate}`);
    if (isLast) lines.push('a=end-of-candidates');
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Says in every section of a description that has candidates that no more will come (RFC 8829 §5.2.1). */
export function markEnd(description: string): string {
  return description
    .split(/^(?=m=)/m)
    .map((section) =>
      /^a=candidate:/m.test(section) && !hasEnd(section) ? `${section}a=end-of-candidates\r\n` : section,
    )
    .join('');
}

function attribute(section: string, name: string): string | undefined {
  return new RegExp(`^a=${name}:(\\S+)`, 'm').exec(section)?.[1];
}

function hasEnd(section: string): boolean {
  return /^a=end-of-candidates\r?$/m.test(section);
}
