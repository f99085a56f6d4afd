/** The ICE part of one section of a description or fragment. */
export interface IceSection {
  /** The m= line as it stands. */
  readonly mediaLine: string;
  readonly mid: string;
  readonly ufrag: string | undefined;
  readonly password: string | undefined;
  /** Whether ufrag and password stand in the section itself, not before the first one. */
  readonly hasOwnCredentials: boolean;
  /** Without `a=`, as `addIceCandidate` takes them. */
  readonly candidates: readonly string[];
  /** No more candidates will come (RFC 8840 §8). */
  readonly isEnd: boolean;
}

/**
 * Reads what concerns ICE from a session description (RFC 8839) or a trickle-ice-sdpfrag. The names of attributes are
 * taken in any case (RFC 8840 §9.2).
 */
export function readIceSections(text: string): IceSection[] {
  // A fragment may begin with its first section.
  const [session = '', ...media] = `\n${text}`.split(/^(?=m=)/m);
  return media.map((section) => ({
    mediaLine: /^m=.*$/m.exec(section)?.[0] ?? '',
    mid: attribute(section, 'mid') ?? '',
    ufrag: attribute(section, 'ice-ufrag') ?? attribute(session, 'ice-ufrag'),
    password: attribute(section, 'ice-pwd') ?? attribute(session, 'ice-pwd'),
    hasOwnCredentials: attribute(section, 'ice-ufrag') !== undefined,
    candidates: [...section.matchAll(/^a=candidate:(.*)$/gim)].map(([, rest = '']) => `candidate:${rest.trimEnd()}`),
    isEnd: hasEnd(section) || hasEnd(session),
  }));
}

/**
 * A trickle-ice-sdpfrag with all candidates of a description so far (RFC 8840 §9.2). Sections without candidates are left
 * out: their media goes with that of another (RFC 9143 §10). Ufrag and password stand where the description has them, and
 * the mid right before the candidates (§4.4).
 * @param isLast no more will be found, also where the description does not say so
 */
export function writeFragment(description: string, isLast = false): string {
  const all = readIceSections(description);
  const found = all.filter(({ candidates }) => candidates.length > 0);
  const sections = found.length > 0 ? found : all.slice(0, 1);
  const lines: string[] = [];
  // §7: whether media is bundled.
  const bundle = /^a=group:BUNDLE .*\S/m.exec(description)?.[0];
  if (bundle !== undefined) lines.push(bundle);
  const common = sections.find(({ hasOwnCredentials }) => !hasOwnCredentials);
  if (common !== undefined) lines.push(...credentialsOf(common));
  for (const section of sections) {
    lines.push(section.mediaLine);
    if (section.hasOwnCredentials) lines.push(...credentialsOf(section));
    lines.push(`a=mid:${section.mid}`, ...section.candidates.map((candidate) => `a=${candidate}`));
    if (isLast || section.isEnd) lines.push('a=end-of-candidates');
  }
  return lines.map((line) => `${line}\r\n`).join('');
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

/** RFC 8840 §4.4: candidates with the same component, transport, address and port are the same. */
export function candidateKey(candidate: string): string {
  const [, component, transport = '', , address, port] = candidate.split(' ');
  return `${component} ${transport.toLowerCase()} ${address} ${port}`;
}

function credentialsOf({ ufrag, password }: IceSection): string[] {
  return [`a=ice-pwd:${password}`, `a=ice-ufrag:${ufrag}`];
}

function attribute(section: string, name: string): string | undefined {
  return new RegExp(`^a=${name}:(\\S+)`, 'im').exec(section)?.[1];
}

function hasEnd(section: string): boolean {
  return /^a=end-of-candidates\r?$/im.test(section);
}
