import { formatUri, isSipUri, parseNameAddr, parseUri, requestTarget, uriEquals, type NextHop } from '@sidetone/sip';
import type { Binding } from '../location/binding.ts';
import type { SourceAddress } from '../source-address.ts';
import { nextHop } from './next-hop.ts';

/** One target of a request (§16.5) and the way to it. */
export interface ProxyTarget {
  /** The new Request-URI; undefined leaves the one it has. */
  readonly uri?: string;
  /** Route values to put on, topmost first: the Path of the binding (RFC 3327 §5.4). */
  readonly route: readonly string[];
  readonly hop: NextHop;
  /** Set when the target is reached by this flow and not by its URI; in-dialog requests will need it too. */
  readonly flow?: SourceAddress;
  readonly binding?: Binding;
}

/** A target and what is tried in its place when it fails: other flows of one instance (RFC 5626 §7). */
export interface TargetChoice {
  readonly first: ProxyTarget;
  readonly alternates: readonly ProxyTarget[];
}

const targetsOfBindings = new WeakMap<Binding, ProxyTarget>();

/** The target that a binding stands for; remembered as long as the binding lives. */
function bindingTarget(binding: Binding): ProxyTarget | undefined {
  const known = targetsOfBindings.get(binding);
  if (known !== undefined) return known;
  const target = makeTarget(binding);
  if (target !== undefined) targetsOfBindings.set(binding, target);
  return target;
}

function makeTarget(binding: Binding): ProxyTarget | undefined {
  const { path: route } = binding;
  const uri = targetUri(binding);
  switch (binding.reach) {
    case 'path': {
      const top = parseNameAddr(route[0] ?? '');
      return top.ok && isSipUri(top.value.uri) ? { uri, route, hop: nextHop(top.value.uri), binding } : undefined;
    }
    case 'source':
      return { uri, route, hop: binding.source, flow: binding.source, binding };
    case 'contact':
      return contactTarget(binding);
  }
}

function contactTarget(binding: Binding): ProxyTarget | undefined {
  const { path: route } = binding;
  const contact = parseUri(binding.contact);
  if (!contact.ok || !isSipUri(contact.value) || contact.value.host.endsWith('.invalid')) return undefined;
  return { uri: targetUri(binding), route, hop: nextHop(contact.value), binding };
}

/** §16.6 step 2: the contact as the user agent wrote it, but for what has no place in a Request-URI. */
function targetUri({ contact }: Binding): string {
  const parsed = parseUri(contact);
  if (!parsed.ok || !isSipUri(parsed.value)) return contact;
  const isRequestTarget = parsed.value.headers === undefined && !parsed.value.params.has('method');
  return isRequestTarget ? contact : formatUri(requestTarget(parsed.value));
}

/** A connection may have closed on purpose: then the phone listens where its Contact says (§18.1.1). */
function afterConnection(binding: Binding): readonly ProxyTarget[] {
  if (binding.reach !== 'source' || binding.source.protocol === 'UDP') return [];
  const target = contactTarget(binding);
  return target === undefined ? [] : [target];
}

/** Whether two targets are one device: the same instance, or equal URIs (§16.5). */
export function isSameDevice(a: ProxyTarget, b: ProxyTarget): boolean {
  const instance = a.binding?.outbound?.instance;
  if (instance !== undefined && instance === b.binding?.outbound?.instance) return true;
  const [one, other] = [parseUri(a.uri ?? ''), parseUri(b.uri ?? '')];
  return one.ok && other.ok ? uriEquals(one.value, other.value) : a.uri === b.uri;
}

/** RFC 5626 §7: of several flows to one instance only the newest is tried at first. */
export function chooseTargets(bindings: readonly Binding[]): readonly TargetChoice[] {
  const choices: TargetChoice[] = [];
  const byInstance = new Map<string, Binding[]>();
  for (const binding of bindings) {
    if (binding.outbound === undefined) {
      const first = bindingTarget(binding);
      if (first !== undefined) choices.push({ first, alternates: afterConnection(binding) });
      continue;
    }
    const flows = byInstance.get(binding.outbound.instance);
    if (flows === undefined) byInstance.set(binding.outbound.instance, [binding]);
    else flows.push(binding);
  }
  for (const flows of byInstance.values()) {
    flows.sort((a, b) => b.updatedAt - a.updatedAt);
    const [first, ...alternates] = flows.map(bindingTarget).filter((target) => target !== undefined);
    if (first !== undefined) choices.push({ first, alternates });
  }
  return choices;
}
