import { expect, test } from '@playwright/test';
import type { Call, IncomingCall } from '@sidetone/sip';
import { Baresip } from '../support/baresip.ts';
import { Linphone } from '../support/linphone.ts';
import { addressOf, reached } from '../support/node-phone.ts';
import { isInstalled } from '../support/peers.ts';
import { type Program, startProgram } from '../support/program.ts';
import { holdOf, startUdpPhone, type UdpPhone } from '../support/udp-phone.ts';

const AUDIO = { audio: true, video: false };

/** What a phone that is not ours can be told, and what it says. */
interface Peer {
  readonly output: string;
  call(user: string): void;
  answer(): void;
  hold(): void;
  resume(): void;
  hangUp(): void;
  stop(): Promise<void>;
}

interface Kind {
  readonly name: string;
  readonly program: string;
  /** baresip 1.0 takes the first challenge only, and knows MD5 alone. */
  readonly args: readonly string[];
  start(account: { user: string; password: string; serverPort: number }): Promise<Peer>;
}

const KINDS: readonly Kind[] = [
  {
    name: 'baresip',
    program: 'baresip',
    args: ['--digest', 'MD5'],
    start: async (account) => {
      const baresip = await Baresip.start(account);
      return {
        get output() {
          return baresip.output;
        },
        call: (user) => baresip.command('dial', `sip:${user}@localhost`),
        answer: () => baresip.command('accept'),
        hold: () => baresip.command('hold'),
        resume: () => baresip.command('resume'),
        hangUp: () => baresip.command('hangup'),
        stop: () => baresip.stop(),
      };
    },
  },
  {
    name: 'linphone',
    program: 'linphonec',
    args: [],
    start: async (account) => {
      const linphone = await Linphone.start(account);
      return {
        get output() {
          return linphone.output;
        },
        call: (user) => linphone.command(`call sip:${user}@localhost`),
        answer: () => linphone.command('answer'),
        hold: () => linphone.command('pause'),
        resume: () => linphone.command('resume'),
        hangUp: () => linphone.command('terminate'),
        stop: () => linphone.stop(),
      };
    },
  },
];

for (const kind of KINDS) {
  test.describe(`${kind.name} over UDP`, () => {
    test.skip(!isInstalled(kind.program), `${kind.name} is not installed`);

    let program: Program;
    let alice: UdpPhone;
    let bob: Peer;

    test.beforeAll(async () => {
      const users = ['--user', 'alice:secret', '--user', 'bob:secret'];
      program = await startProgram({ args: [...users, ...kind.args] });
      alice = await startUdpPhone({ sipPort: program.sipPort, user: 'alice', password: 'secret' });
      bob = await kind.start({ user: 'bob', password: 'secret', serverPort: program.sipPort });
    });

    test.afterAll(async () => {
      await bob.stop();
      await alice.agent.stop();
      await program.stop();
    });

    async function incoming(): Promise<IncomingCall> {
      const count = alice.calls.length;
      await expect.poll(() => alice.calls.length, { timeout: 15_000 }).toBe(count + 1);
      const call = alice.calls.at(-1);
      if (call === undefined) throw new Error('no call came');
      return call;
    }

    async function expectHold(call: Call, hold: string): Promise<void> {
      await expect.poll(() => holdOf(call), { timeout: 15_000 }).toBe(hold);
    }

    /** A phone that is still at work on the last command refuses the next one: then it is given again. */
    async function commanded(command: () => void, call: Call, hold: string): Promise<void> {
      await expect(async () => {
        command();
        await expect.poll(() => holdOf(call), { timeout: 1_000 }).toBe(hold);
      }).toPass({ timeout: 15_000 });
    }

    test('calls us, holds, resumes and hangs up', async () => {
      const coming = incoming();
      bob.call('alice');
      const call = await coming;
      await call.accept(AUDIO);
      await reached(call, 'confirmed', 15_000);
      await expect.poll(() => bob.output, { timeout: 15_000 }).toMatch(/Call established|Media streams established/);
      await commanded(() => bob.hold(), call, 'remote');
      await commanded(() => bob.resume(), call, 'none');
      bob.hangUp();
      await reached(call, 'terminated', 15_000);
      expect(call.state).toMatchObject({ why: { kind: 'hung-up', by: 'remote' } });
    });

    test('is called, held by us, resumed and hung up', async () => {
      const call = alice.agent.call(addressOf('bob'), { media: AUDIO });
      await expect.poll(() => call.state.kind, { timeout: 15_000 }).toBe('early');
      bob.answer();
      await reached(call, 'confirmed', 15_000);
      expect(await call.hold()).toEqual({ kind: 'done' });
      await expectHold(call, 'local');
      expect(await call.resume()).toEqual({ kind: 'done' });
      await expectHold(call, 'none');
      call.hangUp();
      await expect.poll(() => bob.output, { timeout: 15_000 }).toMatch(/session closed|Call \d+ .*ended/);
    });

    test('gets a message', async () => {
      const outcome = await alice.agent.sendMessage(addressOf('bob'), { contentType: 'text/plain', body: 'good day' });
      expect(outcome).toMatchObject({ kind: 'delivered' });
      await expect.poll(() => bob.output, { timeout: 15_000 }).toMatch(/good day/);
    });
  });
}
