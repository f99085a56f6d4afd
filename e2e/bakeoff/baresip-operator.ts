import type { Account, CallHandling, Operator } from '@sidetone/bakeoff';
import type { BaresipProcess } from './baresip-process.ts';

/** What it can do with calls. It rings at once, and a call that it does not want gets 486. */
export const BARESIP_HANDLINGS: readonly CallHandling[] = ['answer', 'ring', 'progress', 'busy'];

/** More calls than it can have. */
const MANY_CALLS = 10;

/**
 * Presses the buttons of baresip. To whom it sends messages and whom it watches it reads when it is started; where it
 * registers and publishes stands in an account that is made for it.
 * @param login of its accounts
 */
export function operateBaresip(baresip: BaresipProcess, login: Account): Operator {
  let handling: CallHandling = 'answer';
  let isPublishing = false;
  const tell =
    (command: string) =>
    async (params?: string): Promise<void> =>
      void (await baresip.command(command, params));
  const quietly = (command: string, params?: string): Promise<unknown> =>
    baresip.command(command, params).catch(() => undefined);
  const serve = (uri: string, intervals: string): Promise<unknown> => {
    const place = uri.slice(uri.indexOf('@') + 1).replace(/;.*/, '');
    const params = [`outbound="sip:${place}"`, intervals, `auth_user=${login.user}`, `auth_pass=${login.password}`];
    return baresip.command('uanew', `<${aorOf(login)}>;${params.join(';')}`);
  };
  baresip.onEvent = ({ type, id }) => {
    if (type !== 'CALL_INCOMING' || handling === 'ring' || handling === 'progress') return;
    if (id !== undefined) void quietly('callfind', id);
    void quietly(handling === 'answer' ? 'accept' : 'hangup');
  };
  return {
    whenCalled: async (now) => {
      handling = now;
      await baresip.command('answermode', now === 'progress' ? 'early' : 'manual');
    },
    answer: tell('accept'),
    call: tell('dial'),
    hangUp: tell('hangup'),
    hangUpAll: async () => {
      for (let call = 0; call < MANY_CALLS && (await countCalls(baresip)) > 0; call += 1)
        await baresip.command('hangup');
    },
    hold: tell('hold'),
    resume: tell('resume'),
    transfer: tell('transfer'),
    askOptions: tell('options'),
    sendMessage: async (uri, text) => {
      await baresip.restart(contact(uri));
      await baresip.command('contact_next');
      await baresip.command('message', text);
    },
    register: async (registrar) => void (await serve(registrar, 'regint=600')),
    unregister: () => tell('uadel')(aorOf(login)),
    subscribe: async (uri) => {
      await baresip.restart(contact(uri, ';presence=p2p'), true);
      await baresip.command('insmod', 'presence.so');
    },
    unsubscribe: () => tell('rmmod')('presence.so'),
    publish: async (agent) => {
      if (isPublishing) {
        await baresip.command('presence_offline');
        return;
      }
      isPublishing = true;
      await baresip.restart('', true);
      await serve(agent, 'regint=0;pubint=600');
      // What changes is the status of the current account.
      await baresip.command('uanext');
      await baresip.command('insmod', 'presence.so');
      await baresip.command('presence_online');
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
export async function countCalls(baresip: BaresipProcess): Promise<number> {
  return Number(/Active calls \((\d+)\)/.exec(await baresip.command('listcalls'))?.[1] ?? 0);
}

function contact(uri: string, params = ''): string {
  return `"Peer" <${uri}>${params}\n`;
}

function aorOf({ user }: Account): string {
  return `sip:${user}@127.0.0.1`;
}
