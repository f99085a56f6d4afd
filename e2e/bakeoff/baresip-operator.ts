import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account, CallHandling, Operator } from '@sidetone/bakeoff';
import type { BaresipControl } from './baresip-control.ts';

/** What it can do with calls. It rings at once, and a call that it does not want gets 486. */
export const BARESIP_HANDLINGS: readonly CallHandling[] = ['answer', 'ring', 'progress', 'busy'];

/** More calls than it can have. */
const MANY_CALLS = 10;

/**
 * Presses the buttons of baresip. To whom it sends messages and whom it watches stands in a file that its modules contact and
 * presence read when they are loaded; where it registers and publishes, in an account that is made for it.
 * @param folder of its configuration
 * @param login of its accounts
 */
export function operateBaresip(control: BaresipControl, folder: string, login: Account): Operator {
  let handling: CallHandling = 'answer';
  let isPublishing = false;
  const quietly = (name: string, params?: string): Promise<unknown> =>
    control.command(name, params).catch(() => undefined);
  const load = async (contact: string, ...modules: readonly string[]): Promise<void> => {
    await writeFile(join(folder, 'contacts'), contact);
    for (const module of ['contact.so', ...modules]) {
      await quietly('rmmod', module);
      await control.command('insmod', module);
    }
  };
  const serve = (uri: string, intervals: string): Promise<unknown> => {
    const place = uri.slice(uri.indexOf('@') + 1).replace(/;.*/, '');
    const params = [`outbound="sip:${place}"`, intervals, `auth_user=${login.user}`, `auth_pass=${login.password}`];
    return control.command('uanew', `<${aorOf(login)}>;${params.join(';')}`);
  };
  control.onEvent = ({ type, id }) => {
    if (type !== 'CALL_INCOMING' || handling === 'ring' || handling === 'progress') return;
    if (id !== undefined) void quietly('callfind', id);
    void quietly(handling === 'answer' ? 'accept' : 'hangup');
  };
  return {
    whenCalled: async (now) => {
      handling = now;
      await control.command('answermode', now === 'progress' ? 'early' : 'manual');
    },
    answer: async () => void (await control.command('accept')),
    call: async (uri) => void (await control.command('dial', uri)),
    hangUp: async () => void (await control.command('hangup')),
    hangUpAll: async () => {
      for (let call = 0; call < MANY_CALLS && (await countCalls(control)) > 0; call += 1)
        await control.command('hangup');
    },
    hold: async () => void (await control.command('hold')),
    resume: async () => void (await control.command('resume')),
    transfer: async (uri) => void (await control.command('transfer', uri)),
    askOptions: async (uri) => void (await control.command('options', uri)),
    sendMessage: async (uri, text) => {
      await load(`"Peer" <${uri}>\n`);
      await control.command('contact_next');
      await control.command('message', text);
    },
    register: async (registrar) => void (await serve(registrar, 'regint=600')),
    unregister: async () => void (await control.command('uadel', aorOf(login))),
    subscribe: (uri) => load(`"Peer" <${uri}>;presence=p2p\n`, 'presence.so'),
    unsubscribe: async () => void (await control.command('rmmod', 'presence.so')),
    publish: async (agent) => {
      if (isPublishing) {
        await control.command('presence_offline');
        return;
      }
      isPublishing = true;
      await serve(agent, 'regint=0;pubint=600');
      // What changes is the status of the current account.
      await control.command('uanext');
      await load('', 'presence.so');
      await control.command('presence_online');
    },
    unpublish: async () => {
      isPublishing = false;
      await quietly('rmmod', 'presence.so');
      await quietly('uanext');
      await quietly('uadel', aorOf(login));
    },
  };
}

/** How many calls there are at baresip. */
export async function countCalls(control: BaresipControl): Promise<number> {
  return Number(/Active calls \((\d+)\)/.exec(await control.command('listcalls'))?.[1] ?? 0);
}

function aorOf({ user }: Account): string {
  return `sip:${user}@127.0.0.1`;
}
