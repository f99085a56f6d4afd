import { isIPv4 } from 'node:net';
import { formatHostPort, type HostPort } from '@sidetone/sip';
import { isLoopback, isWildcard, machineAddresses } from './listener-address.ts';
import type { Program } from './program.ts';

/** What is printed once everything listens: where to go, who can sign in, where SIP phones register. */
export function startMessage(program: Program): string {
  const lines = ['Sidetone is running.', ''];
  if (program.page !== undefined) lines.push(...pageLines(program));
  lines.push(...accountLines(program), ...sipLines(program));
  return `${lines.join('\n')}\n`;
}

/** The URLs of the page, that of this machine first. */
function pageUrls({ http, isSecure }: Pick<Program, 'http' | 'isSecure'>): string[] {
  return hosts(http).map((host) => `${isSecure ? 'https' : 'http'}://${formatHostPort({ host, port: http.port })}/`);
}

function pageLines(program: Program): string[] {
  const lines = labelled('Open', pageUrls(program));
  if (program.page?.isBuilt === false) lines.push(note('The page is not built: npm start builds it.'));
  if (!program.isSecure && !isLoopback(program.http.host)) {
    lines.push(
      note('From another machine, browsers give a page the microphone only over HTTPS: add --tls-self-signed.'),
    );
  }
  return lines;
}

function accountLines({ accounts }: Program): string[] {
  if (accounts === undefined) return [];
  const demo = accounts.demo.map(({ user, password }) => `${user} (password ${password})`);
  if (demo.length > 0) return labelled('Accounts', demo);
  if (accounts.count === undefined) return labelled('Accounts', ['everybody, without a password']);
  return accounts.count === 0 ? labelled('Accounts', ['none yet: add --user NAME:PASSWORD']) : [];
}

function sipLines({ accounts, sip, domain }: Program): string[] {
  const addresses = hosts(sip).map((host) => `${formatHostPort({ host, port: sip.port })}, UDP or TCP`);
  if (accounts === undefined) return labelled('SIP side', addresses);
  return labelled('SIP phones', [`domain ${domain}, server ${addresses[0]}`, ...addresses.slice(1)]);
}

function hosts({ host }: HostPort): readonly string[] {
  if (!isWildcard(host)) return [host];
  return ['localhost', ...machineAddresses().filter((address) => host === '::' || isIPv4(address))];
}

function labelled(label: string, lines: readonly string[]): string[] {
  return lines.map((line, position) => `  ${(position === 0 ? label : '').padEnd(12)}${line}`);
}

function note(text: string): string {
  return `  ${''.padEnd(12)}${text}`;
}
