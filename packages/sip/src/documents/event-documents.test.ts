import { expect, test } from 'vitest';
import { parseConferenceInfo } from './conference-info.ts';
import { parseDialogInfo, writeDialogInfo } from './dialog-info.ts';
import { parseRegInfo, writeRegInfo } from './reg-info.ts';
import { parseWatcherInfo } from './watcher-info.ts';

test('dialogs (RFC 4235), as phones and switches write them', () => {
  const result = parseDialogInfo(`<?xml version="1.0"?>
    <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" xmlns:sa="urn:ietf:params:xml:ns:sa-dialog-info"
        version="3" state="partial" entity="sip:alice@atlanta.test">
      <dialog id="as7d900as8" call-id="a84b4c76e66710" local-tag="1928301774" direction="initiator" sa:exclusive="true">
        <sa:appearance>1</sa:appearance>
        <state event="rejected" code="486"> terminated </state>
        <duration>274</duration>
        <remote>
          <identity display="Bob &amp; Co">sip:bob@biloxi.test</identity>
          <target uri="sip:bob@192.0.2.4"><param pname="+sip.rendering" pval="no"/></target>
        </remote>
      </dialog>
      <dialog id="1" direction="sideways"><state>early</state><local>
        <identity display-name="Alice">sip:alice@atlanta.test</identity></local></dialog>
    </dialog-info>`);
  expect(result).toEqual({
    ok: true,
    value: {
      version: 3,
      state: 'partial',
      entity: 'sip:alice@atlanta.test',
      dialogs: [
        {
          id: 'as7d900as8',
          callId: 'a84b4c76e66710',
          localTag: '1928301774',
          direction: 'initiator',
          state: { kind: 'terminated', event: 'rejected', code: 486 },
          durationSec: 274,
          remote: {
            identity: { displayName: 'Bob & Co', uri: 'sip:bob@biloxi.test' },
            target: { uri: 'sip:bob@192.0.2.4', params: [{ name: '+sip.rendering', value: 'no' }] },
          },
        },
        {
          id: '1',
          state: { kind: 'early' },
          local: { identity: { displayName: 'Alice', uri: 'sip:alice@atlanta.test' } },
        },
      ],
    },
  });
});

const DIALOG_INFO = 'xmlns="urn:ietf:params:xml:ns:dialog-info"';

test.each([
  [`<dialog-info ${DIALOG_INFO} state="full" entity="a"/>`, 'No version in dialog-info'],
  [`<dialog-info ${DIALOG_INFO} version="-1" state="full" entity="a"/>`, 'No version in dialog-info'],
  [`<dialog-info ${DIALOG_INFO} version="0" state="some" entity="a"/>`, 'No state in dialog-info'],
  [
    `<dialog-info ${DIALOG_INFO} version="0" state="full" entity="a"><dialog id="1"/></dialog-info>`,
    'No state in dialog',
  ],
  [
    `<dialog-info ${DIALOG_INFO} version="0" state="full" entity="a"><dialog id="1"><state>odd</state></dialog></dialog-info>`,
    'No text in state',
  ],
  [`<dialogs ${DIALOG_INFO}/>`, 'Not a dialog-info element'],
])('no dialogs: %s', (xml, error) => {
  expect(parseDialogInfo(xml)).toEqual({ ok: false, error });
});

test('dialogs as they are written', () => {
  const xml = writeDialogInfo({
    version: 0,
    state: 'full',
    entity: 'sip:a@b',
    dialogs: [{ id: '"1"', state: { kind: 'early' }, routeSet: ['<sip:p;lr>'] }],
  });
  expect(xml).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      `<dialog-info ${DIALOG_INFO} version="0" state="full" entity="sip:a@b"><dialog id="&quot;1&quot;">` +
      '<state>early</state><route-set><hop>&lt;sip:p;lr&gt;</hop></route-set></dialog></dialog-info>\n',
  );
});

test('watchers (RFC 3858)', () => {
  const result = parseWatcherInfo(`<w:watcherinfo xmlns:w="urn:ietf:params:xml:ns:watcherinfo" version="0" state="full">
      <w:watcher-list resource="sip:professor@example.test" package="presence">
        <w:watcher status="active" id="8ajksjda7s" duration-subscribed="509" event="approved">sip:userA@example.test</w:watcher>
        <w:watcher status="pending" id="hh8juja87s" event="subscribe" display-name="B" xml:lang="de" expiration="30"
          >sip:userB@example.test</w:watcher>
      </w:watcher-list></w:watcherinfo>`);
  expect(result).toMatchObject({
    ok: true,
    value: {
      version: 0,
      state: 'full',
      lists: [
        {
          resource: 'sip:professor@example.test',
          package: 'presence',
          watchers: [
            { uri: 'sip:userA@example.test', status: 'active', event: 'approved', durationSubscribedSec: 509 },
            { id: 'hh8juja87s', displayName: 'B', language: 'de', expirationSec: 30 },
          ],
        },
      ],
    },
  });
});

test('registrations (RFC 3680) with GRUUs (RFC 5628)', () => {
  const xml = `<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" xmlns:g="urn:ietf:params:xml:ns:gruuinfo" version="1" state="full">
      <registration aor="sip:joe@example.test" id="as9" state="active">
        <contact id="76" state="active" event="registered" expires="7200" q="0.8" callid="c@h" cseq="12">
          <uri>sip:joe@pc34.example.test</uri><display-name>Joe </display-name>
          <unknown-param name="+sip.instance">"&lt;urn:uuid:f81d4fae&gt;"</unknown-param>
          <g:pub-gruu uri="sip:joe@example.test;gr=urn:uuid:f81d4fae"/>
          <g:temp-gruu uri="sip:tgruu.7hs@example.test;gr" first-cseq="54301"/>
        </contact>
      </registration></reginfo>`;
  const result = parseRegInfo(xml);
  expect(result).toMatchObject({
    ok: true,
    value: {
      registrations: [
        {
          aor: 'sip:joe@example.test',
          contacts: [
            {
              uri: 'sip:joe@pc34.example.test',
              displayName: 'Joe ',
              q: '0.8',
              unknownParams: [{ name: '+sip.instance', value: '"<urn:uuid:f81d4fae>"' }],
              publicGruu: 'sip:joe@example.test;gr=urn:uuid:f81d4fae',
              temporaryGruu: { uri: 'sip:tgruu.7hs@example.test;gr', firstCseq: 54301 },
            },
          ],
        },
      ],
    },
  });
  const written = result.ok ? writeRegInfo(result.value) : '';
  expect(written).toContain('xmlns:gr="urn:ietf:params:xml:ns:gruuinfo"');
  expect(writeRegInfo({ version: 0, state: 'full', registrations: [] })).not.toContain('gruuinfo');
});

test('a conference (RFC 4575) with a sidebar', () => {
  const result = parseConferenceInfo(`<conference-info xmlns="urn:ietf:params:xml:ns:conference-info"
      entity="sips:conf233@example.test" state="full" version="1">
    <conference-description><subject>Agenda: this month's goals</subject><keywords> goals  month </keywords>
      <service-uris><entry><uri>http://sharepoint/salesgroup/</uri><purpose>web-page</purpose></entry></service-uris>
    </conference-description>
    <conference-state><user-count>33</user-count><active>1</active><locked>false</locked></conference-state>
    <users>
      <user entity="sip:bob@example.test" state="full">
        <display-text>Bob Hoskins</display-text>
        <roles><entry>participant</entry></roles>
        <endpoint entity="sip:bob@pc33.example.test">
          <status>disconnected</status>
          <joining-info><when>2005-03-04T20:00:00Z</when><by>sip:mike@example.test</by></joining-info>
          <disconnection-method>departed</disconnection-method>
          <media id="1"><type>audio</type><src-id>432424</src-id><status>sendrecv</status></media>
        </endpoint>
      </user>
    </users>
    <sidebars-by-val><entry entity="sips:conf233@example.test;grid=45" state="full">
      <users><user entity="sip:alice@example.test"/></users></entry></sidebars-by-val>
    </conference-info>`);
  expect(result).toEqual({
    ok: true,
    value: {
      entity: 'sips:conf233@example.test',
      state: 'full',
      version: 1,
      description: {
        subject: "Agenda: this month's goals",
        keywords: ['goals', 'month'],
        serviceUris: [{ uri: 'http://sharepoint/salesgroup/', purpose: 'web-page' }],
      },
      status: { userCount: 33, isActive: true, isLocked: false },
      users: {
        list: [
          {
            entity: 'sip:bob@example.test',
            state: 'full',
            displayText: 'Bob Hoskins',
            roles: ['participant'],
            endpoints: [
              {
                entity: 'sip:bob@pc33.example.test',
                status: 'disconnected',
                joiningInfo: { when: Date.UTC(2005, 2, 4, 20), by: 'sip:mike@example.test' },
                disconnectionMethod: 'departed',
                media: [{ id: '1', type: 'audio', sourceId: '432424', status: 'sendrecv' }],
              },
            ],
          },
        ],
      },
      sidebarsByVal: [
        {
          entity: 'sips:conf233@example.test;grid=45',
          state: 'full',
          users: { list: [{ entity: 'sip:alice@example.test', endpoints: [] }] },
        },
      ],
    },
  });
});
