import {
  createResponse,
  parseMessage,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  type WireText,
} from '@sidetone/sip';
import type { BrokenEnd, Control, Instead } from './broken-end.ts';
import { fitsPattern, type MessagePattern } from './message-pattern.ts';

type Happening = 'sends' | 'hears';
type Change = (message: SipMessage, wire: WireText) => readonly Instead[] | undefined;

/** The messages that a control changes, and what can be done to them. */
export class Broken {
  readonly #happening: Happening;
  readonly #pattern: MessagePattern;
  /** The first and the last that it changes, counted from 1. */
  readonly #range: readonly [first: number, last: number];
  readonly #where: ((message: SipMessage) => boolean) | undefined;

  constructor(
    happening: Happening,
    pattern: MessagePattern,
    range: readonly [number, number] = [1, Infinity],
    where?: (message: SipMessage) => boolean,
  ) {
    this.#happening = happening;
    this.#pattern = pattern;
    this.#range = range;
    this.#where = where;
  }

  /** Only the nth of them, counted from 1 and with repetitions. */
  nth(n: number): Broken {
    return new Broken(this.#happening, this.#pattern, [n, n], this.#where);
  }

  /** The nth of them and all after it. */
  from(n: number): Broken {
    return new Broken(this.#happening, this.#pattern, [n, Infinity], this.#where);
  }

  /** Only those of which that is true. */
  where(fits: (message: SipMessage) => boolean): Broken {
    return new Broken(this.#happening, this.#pattern, this.#range, fits);
  }

  /** Without that header field. */
  without(...names: readonly string[]): Control {
    return this.edit(`without ${names.join(' and ')}`, (message) => {
      for (const name of names) message.remove(name);
    });
  }

  /** With that header field, in place of all of that name. */
  with(name: string, ...values: readonly string[]): Control {
    return this.edit(`with ${name}: ${values.join(', ')}`, (message) => {
      message.remove(name);
      for (const value of values) message.addRaw(name, value);
    });
  }

  /** With one more line of that name. */
  adding(name: string, value: string): Control {
    return this.edit(`with one more ${name}`, (message) => message.addRaw(name, value));
  }

  /** With the first line of that name changed. */
  changing(name: string, change: (value: string) => string): Control {
    return this.edit(`with another ${name}`, (message) => replaceFirst(message, name, change));
  }

  /** With the first line of that name that the first of them had, in place of its own first one. */
  keeping(name: string): Control {
    return this.#stateful(`with the ${name} of the first one`, () => {
      let first: string | undefined;
      return (message) => {
        if (first === undefined) {
          first = message.raw(name);
          return undefined;
        }
        const copy = message.clone();
        if (copy.has(name)) replaceFirst(copy, name, () => first ?? '');
        else copy.addRaw(name, first);
        return this.#on(copy.toWire());
      };
    });
  }

  /** With the value that this header field had in the first of them. */
  repeating(name: string): Control {
    const title = `${this.#happening} ${this.#pattern} with the ${name} of the first`;
    return {
      title,
      breakEnd: () => {
        let first: string | undefined;
        const control = this.edit(title, (message) => {
          first ??= message.raw(name);
          message.remove(name);
          message.addRaw(name, first ?? '');
        });
        return control.breakEnd();
      },
    };
  }

  /** Another status; also another reason phrase. */
  status(status: number): Control {
    return this.rewritten(`with status ${status}`, (wire) =>
      wire.replace(/^SIP\/2\.0 \d{3}[^\r\n]*/, `SIP/2.0 ${status} Broken`),
    );
  }

  /** Any edit of the message. */
  edit(title: string, change: (message: SipMessage) => void): Control {
    return this.#control(title, (message) => {
      const copy = message.clone();
      change(copy);
      return this.#on(copy.toWire());
    });
  }

  /** Any edit of the text, also to what is no message any more. */
  rewritten(title: string, change: (wire: WireText) => WireText): Control {
    return this.#control(title, (_message, wire) => this.#on(change(wire)));
  }

  /** With another body; its length is mended. */
  body(type: string | undefined, text: string): Control {
    return this.edit('with another body', (message) => message.setBody(type, text));
  }

  /** With the body changed; its length is mended. */
  changingBody(title: string, change: (body: string) => string): Control {
    return this.edit(title, (message) => message.setBody(message.raw('Content-Type'), change(message.bodyText())));
  }

  /** Not at all: it is not sent, or heard and ignored. */
  lost(): Control {
    return this.#control(this.#happening === 'sends' ? 'not at all' : 'and ignores it', () => []);
  }

  /** Once more, after a time. */
  twice(afterMs = 0): Control {
    return this.#control('twice', (_message, wire) => [...this.#on(wire), { kind: this.#kind, wire, afterMs }]);
  }

  /** Later than it should. */
  late(afterMs: number): Control {
    return this.#control(`${afterMs} ms late`, (_message, wire) => [{ kind: this.#kind, wire, afterMs }]);
  }

  /** And sends something else with it. */
  and(title: string, make: (message: SipMessage) => SipMessage | WireText, afterMs = 0): Control {
    return this.#control(`and sends ${title}`, (message, wire) => {
      const more = make(message);
      return [...this.#on(wire), { kind: 'send', wire: typeof more === 'string' ? more : more.toWire(), afterMs }];
    });
  }

  /** And believes to hear something. */
  andHears(title: string, make: (message: SipMessage) => SipMessage): Control {
    return this.#control(`and hears ${title}`, (message, wire) => [
      ...this.#on(wire),
      { kind: 'hear', wire: make(message).toWire() },
    ]);
  }

  /** And closes the connection. */
  andCloses(afterMs: number): Control {
    return this.#control(`and closes the connection after ${afterMs} ms`, (_message, wire) => [
      ...this.#on(wire),
      { kind: 'close', wire: '', afterMs },
    ]);
  }

  /** For requests that are heard: does nothing but answer with that status. */
  answered(status: number, edit?: (response: SipResponse) => void, toTag = 'broken'): Control {
    return this.#control(`and just answers ${status}`, (message) => {
      const response = createResponse(message as SipRequest, status, undefined, toTag);
      edit?.(response);
      return [{ kind: 'send', wire: response.toWire() }];
    });
  }

  /** Something else goes out. */
  instead(title: string, make: (message: SipMessage) => SipMessage | WireText): Control {
    return this.#control(`${title} instead`, (message) => {
      const other = make(message);
      return [{ kind: 'send', wire: typeof other === 'string' ? other : other.toWire() }];
    });
  }

  get #kind(): 'send' | 'hear' {
    return this.#happening === 'sends' ? 'send' : 'hear';
  }

  #on(wire: WireText): readonly Instead[] {
    return [{ kind: this.#kind, wire }];
  }

  #control(title: string, change: Change): Control {
    return this.#stateful(title, () => change);
  }

  /** @param begin makes what remembers, for each broken end */
  #stateful(title: string, begin: () => Change): Control {
    const breakEnd = (): BrokenEnd => {
      const change = begin();
      let count = 0;
      return {
        [this.#happening]: (message: SipMessage, wire: WireText) => {
          if (!fitsPattern(message, this.#pattern) || this.#where?.(message) === false) return undefined;
          count += 1;
          const [first, last] = this.#range;
          return count < first || count > last ? undefined : change(message, wire);
        },
      };
    };
    return { title: `${this.#happening} ${this.#pattern} ${title}`, breakEnd };
  }
}

function replaceFirst(message: SipMessage, name: string, change: (value: string) => string): void {
  const lines = [...message.headerLines()].filter((line) => line.name.toLowerCase() === name.toLowerCase());
  message.remove(name);
  lines.forEach(({ value }, index) => message.addRaw(name, index === 0 ? change(value) : value));
}

/** The element sends such messages otherwise than it should. */
export const sends = (pattern: MessagePattern): Broken => new Broken('sends', pattern);

/** The element takes such messages otherwise than it should. */
export const hears = (pattern: MessagePattern): Broken => new Broken('hears', pattern);

/** The element hears what is no message as though it were this. */
export function misreads(title: string, change: (wire: WireText) => WireText): Control {
  return {
    title: `hears ${title}`,
    breakEnd: () => ({ misreads: (wire) => [{ kind: 'hear', wire: change(wire) }] }),
  };
}

/** Several controls at once, where one sentence needs two edits. */
export function all(...controls: readonly Control[]): Control {
  return {
    title: controls.map(({ title }) => title).join(', '),
    breakEnd: () => {
      const ends = controls.map((control) => control.breakEnd());
      const passed = (happening: Happening) => (message: SipMessage, wire: WireText) => {
        let results: readonly Instead[] | undefined;
        for (const end of ends) {
          const before: readonly Instead[] = results ?? [{ kind: happening === 'sends' ? 'send' : 'hear', wire }];
          let isChanged = false;
          const after = before.flatMap((instead) => {
            const parsed = parseMessage(instead.wire);
            const changed = parsed.ok ? end[happening]?.(parsed.value, instead.wire) : undefined;
            if (changed === undefined) return [instead];
            isChanged = true;
            return changed;
          });
          if (isChanged) results = after;
        }
        return results;
      };
      return { sends: passed('sends'), hears: passed('hears') };
    },
  };
}
