import { formatUri, isSipUri, parseUri, To } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { registeringTarget } from '../support/registering-target.ts';

export default scenario({
  id: 'registrant/register-has-what-it-needs',
  title: 'REGISTER names the domain in its Request-URI and the address of record in To',
  role: 'registrant',
  judges: {
    '3261-10.2-04': sends('REGISTER').without('Call-ID'),
    '3261-10.2-06': sends('REGISTER').rewritten('with a user in the Request-URI', (wire) =>
      wire.replace('REGISTER sip:', 'REGISTER sip:target@'),
    ),
    '3261-10.2-07': sends('REGISTER').changing('To', () => '<tel:+12125551212>'),
    '3261-10.2-12': sends('REGISTER').changing('Contact', (value) => `${value};action=proxy`),
    '3261-10.2.6-01': sends('REGISTER').rewritten('of another domain', (wire) =>
      wire.replace(/^REGISTER sip:\S+/, 'REGISTER sip:elsewhere.test'),
    ),
  },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    const missing = ['To', 'From', 'Call-ID', 'CSeq'].filter((name) => !register.has(name));
    stage.judge(
      '3261-10.2-04',
      missing.length === 0,
      'To, From, Call-ID and CSeq',
      register,
      `no ${missing.join(', ')}`,
    );
    const uri = parseUri(register.uri);
    const request = uri.ok && isSipUri(uri.value) ? uri.value : undefined;
    stage.judge(
      '3261-10.2-06',
      request !== undefined && request.user === undefined,
      'a Request-URI without user',
      register,
    );
    const to = register.get(To)?.uri;
    const record = to !== undefined && isSipUri(to) ? to : undefined;
    stage.judge('3261-10.2-07', record !== undefined, 'a SIP URI in To', register, to && `To: ${formatUri(to)}`);
    stage.judge(
      '3261-10.2-12',
      !/;\s*action\s*=/i.test(register.raw('Contact') ?? ''),
      'no action parameter',
      register,
    );
    // Where its registrar was told to it, it may be that.
    const own = [stage.target.domain, record?.host, registrar.contact.replace(/^.*@|[:;].*$/g, '')];
    const ofDomain = request !== undefined && own.includes(request.host);
    stage.judge('3261-10.2.6-01', ofDomain, 'the domain of the address of record as Request-URI', register);
  },
});
