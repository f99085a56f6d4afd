import { callActions } from '@sidetone/phone';
import { callFixtures, fixturePhone, stateFixtures } from '@sidetone/phone/fixtures';
import { expect, test } from 'vitest';
import { buttons, render } from '../../testing/render.tsx';
import { CallControls } from './CallControls.tsx';

const { commands } = fixturePhone(stateFixtures.talking);
const chat = { open: false, unread: 0, toggle: () => undefined };

function controls(name: keyof typeof callFixtures): readonly string[] {
  const call = callFixtures[name];
  const html = render(
    <CallControls media={call.media} actions={callActions(call, commands)} chat={chat} />,
    stateFixtures.talking,
  );
  return buttons(html).map((button) => (button.isDisabled ? `(${button.name})` : button.name));
}

test.each([
  ['preparing', ['(Mute)', '(No camera in this call)', 'Show messages', 'Hang up']],
  ['ringingThere', ['Mute', 'Turn camera off', 'Show messages', 'Hang up']],
  ['talkingAudio', ['Mute', '(No camera in this call)', 'Show messages', 'Hang up']],
  ['talkingVideo', ['Mute', 'Turn camera off', 'Show messages', 'Hang up']],
  ['muted', ['Unmute', 'Turn camera on', 'Show messages', 'Hang up']],
  ['answering', ['(Mute)', '(No camera in this call)', 'Show messages', 'Hang up']],
] as const)('%s: an absent action is a disabled control', (name, expected) => {
  expect(controls(name)).toEqual(expected);
});
