import { expect, test } from 'vitest';
import { Emitter } from './emitter.ts';

interface Events {
  changed: number;
  ended: string;
}

test('calls the listeners of that event in order, until they unsubscribe', () => {
  const emitter = new Emitter<Events>();
  const heard: string[] = [];
  const off = emitter.on('changed', (n) => heard.push(`a${n}`));
  emitter.on('changed', (n) => heard.push(`b${n}`));
  emitter.on('ended', (why) => heard.push(why));
  emitter.emit('changed', 1);
  off();
  emitter.emit('changed', 2);
  expect(heard).toEqual(['a1', 'b1', 'b2']);
  expect([emitter.has('changed'), emitter.has('ended')]).toEqual([true, true]);
});

test('a listener that subscribes or unsubscribes during an event does not disturb it', () => {
  const emitter = new Emitter<Events>();
  const heard: string[] = [];
  const off = emitter.on('changed', () => {
    heard.push('first');
    off();
    emitter.on('changed', () => heard.push('new'));
  });
  emitter.on('changed', () => heard.push('second'));
  emitter.emit('changed', 1);
  expect(heard).toEqual(['first', 'second']);
  emitter.emit('changed', 2);
  expect(heard).toEqual(['first', 'second', 'second', 'new']);
});

test('one listener that throws does not silence the others', () => {
  const emitter = new Emitter<Events>();
  const heard: string[] = [];
  emitter.on('ended', () => {
    throw new Error('defect');
  });
  emitter.on('ended', (why) => heard.push(why));
  expect(() => emitter.emit('ended', 'bye')).toThrow('defect');
  expect(heard).toEqual(['bye']);
});
