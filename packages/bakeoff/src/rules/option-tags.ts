import { ProxyRequire, Require, type SipMessage, Supported } from '@sidetone/sip';
import { sends } from '../control/controls.ts';
import { rule } from './rule.ts';

const during = 'calling/invite-has-what-it-needs';
const supported = { during, broken: sends('INVITE').changing('Supported', (value) => `${value}, x-home-made`) };
const required = { during, broken: sends('INVITE').with('Require', 'x-home-made') };

/** Option tags of standards-track RFCs, as IANA lists them. */
const REGISTERED = new Set(
  `100rel 199 answermode early-session eventlist explicitsub from-change geolocation-http geolocation-sip gin gruu histinfo ice
  join multiple-refer norefersub nosub outbound path policy precondition pref privacy recipient-list-invite
  recipient-list-message recipient-list-subscribe record-aware replaces resource-priority sdp-anat sec-agree siprec tdialog
  timer trickle-ice uui`.split(/\s+/),
);

export default rule({
  id: 'rules/option-tags',
  title: 'Extensions in Supported, Require and Proxy-Require are those of standards-track RFCs',
  judges: {
    '3261-8.1.1.9-02': supported,
    '3261-20.37-01': supported,
    '3261-8.1.1.9-05': required,
    '3261-20.32-03': required,
  },
  look({ message }, judge) {
    if (message === undefined) return;
    const what = 'extensions of standards-track RFCs';
    const mine = unknown(message.all(Supported));
    judge(['3261-8.1.1.9-02', '3261-20.37-01'], mine.length === 0, what, `Supported: ${mine.join(', ')}`);
    const asked = unknown(requiredBy(message));
    judge(['3261-8.1.1.9-05', '3261-20.32-03'], asked.length === 0, what, `Require: ${asked.join(', ')}`);
  },
});

function requiredBy(message: SipMessage): string[] {
  return [...message.all(Require), ...message.all(ProxyRequire)];
}

function unknown(options: readonly string[]): string[] {
  return options.filter((option) => !REGISTERED.has(option.toLowerCase()));
}
