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
    <CallControls call={call} actions={callActions(call, commands)} chat={chat} openSheet={() => undefined} />,
    stateFixtures.talking,
  );
  return buttons(html).map((button) => (button.isDisabled ? `(${button.name})` : button.name));
}

test.each([
  ['preparing', ['(Mute)', '(No camera in this call)', 'Show messages', 'More', 'Hang up']],
  ['ringingThere', ['Mute', 'Turn camera off', 'Show messages', 'More', 'Hang up']],
  ['talkingAudio', ['Mute', 'Add video', 'Show messages', 'More', 'Hang up']],
  ['talkingVideo', ['Mute', 'Turn camera off', 'Show messages', 'More', 'Hang up']],
  ['muted', ['Unmute', 'Turn camera on', 'Show messages', 'More', 'Hang up']],
  ['addingVideo', ['Mute', '(Changing video…)', 'Show messages', 'More', 'Hang up']],
  ['answering', ['(Mute)', '(No camera in this call)', 'Show messages', 'More', 'Hang up']],
] as const)('%s: an absent action is a disabled control', (name, expected) => {
  expect(controls(name)).toEqual(expected);
});
