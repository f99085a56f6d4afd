import type { Result } from '../runtime/result.ts';
import type {
  ConferenceDescription,
  ConferenceEndpoint,
  ConferenceExecution,
  ConferenceHost,
  ConferenceInfo,
  ConferenceMedia,
  ConferenceStatus,
  ConferenceUri,
  ConferenceUser,
} from './conference-info-types.ts';
import { xmlDocument } from './xml-document.ts';
import { count, flag, oneOf, text, time, word, words } from './scalars.ts';
import { attr, child, content, lazy, leaf, list, need, shape, type SureItem } from './xml-shape.ts';

/** Media type of conference documents (RFC 4575). */
export const CONFERENCE_INFO_TYPE = 'application/conference-info+xml';

const conferenceInfo = /* @__PURE__ */ xmlDocument<ConferenceInfo>(
  'conference-info',
  { '': 'urn:ietf:params:xml:ns:conference-info' },
  makeShape,
);

/** RFC 4575 §5.1; elements in the order of its schema. */
function makeShape(): SureItem<ConferenceInfo> {
  const state = attr('state', oneOf('full', 'partial', 'deleted'));
  const displayText = leaf('display-text', text);
  const uris = list(
    'entry',
    shape<ConferenceUri>({
      uri: need(leaf('uri', word)),
      displayText,
      purpose: leaf('purpose', word),
    }),
  );
  const execution = shape<ConferenceExecution>({
    when: leaf('when', time),
    reason: leaf('reason', text),
    by: leaf('by', word),
  });
  const direction = leaf('status', oneOf('sendrecv', 'sendonly', 'recvonly', 'inactive'));
  const endpoint = shape<ConferenceEndpoint>({
    entity: attr('entity', word),
    state,
    displayText,
    referred: child('referred', execution),
    status: leaf(
      'status',
      oneOf(
        'pending',
        'dialing-out',
        'dialing-in',
        'alerting',
        'on-hold',
        'connected',
        'muted-via-focus',
        'disconnecting',
        'disconnected',
      ),
    ),
    joiningMethod: leaf('joining-method', oneOf('dialed-in', 'dialed-out', 'focus-owner')),
    joiningInfo: child('joining-info', execution),
    disconnectionMethod: leaf('disconnection-method', oneOf('departed', 'booted', 'failed', 'busy')),
    disconnectionInfo: child('disconnection-info', execution),
    media: list(
      'media',
      shape<ConferenceMedia>({
        id: need(attr('id', word)),
        state,
        displayText,
        type: leaf('type', word),
        label: leaf('label', word),
        sourceId: leaf('src-id', word),
        status: direction,
      }),
    ),
    callInfo: child(
      'call-info',
      child(
        'sip',
        shape<NonNullable<ConferenceEndpoint['callInfo']>>({
          displayText,
          callId: need(leaf('call-id', word)),
          fromTag: need(leaf('from-tag', word)),
          toTag: need(leaf('to-tag', word)),
        }),
      ),
    ),
  });
  const user = shape<ConferenceUser>({
    entity: attr('entity', word),
    state,
    displayText,
    associatedAors: child('associated-aors', uris),
    roles: child('roles', list('entry', content(word))),
    languages: leaf('languages', words),
    cascadedFocus: leaf('cascaded-focus', word),
    endpoints: list('endpoint', endpoint),
  });
  const conference: SureItem<ConferenceInfo> = shape<ConferenceInfo>({
    entity: need(attr('entity', word)),
    state,
    version: attr('version', count),
    description: child(
      'conference-description',
      shape<ConferenceDescription>({
        state,
        displayText,
        subject: leaf('subject', text),
        freeText: leaf('free-text', text),
        keywords: leaf('keywords', words),
        conferenceUris: child('conf-uris', uris),
        serviceUris: child('service-uris', uris),
        maximumUserCount: leaf('maximum-user-count', count),
        availableMedia: child(
          'available-media',
          list(
            'entry',
            shape<NonNullable<ConferenceDescription['availableMedia']>[number]>({
              label: need(attr('label', word)),
              displayText,
              type: need(leaf('type', word)),
              status: direction,
            }),
          ),
        ),
      }),
    ),
    host: child(
      'host-info',
      shape<ConferenceHost>({ displayText, webPage: leaf('web-page', word), uris: child('uris', uris) }),
    ),
    status: child(
      'conference-state',
      shape<ConferenceStatus>({
        userCount: leaf('user-count', count),
        isActive: leaf('active', flag),
        isLocked: leaf('locked', flag),
      }),
    ),
    users: child('users', shape<NonNullable<ConferenceInfo['users']>>({ state, list: list('user', user) })),
    sidebarsByRef: child('sidebars-by-ref', uris),
    sidebarsByVal: child(
      'sidebars-by-val',
      list(
        'entry',
        lazy(() => conference),
      ),
    ),
  });
  return conference;
}

/** Parses a conference information document (RFC 4575). The error says why it is none. */
export function parseConferenceInfo(xml: string): Result<ConferenceInfo, string> {
  return conferenceInfo.parse(xml);
}

/** Writes a conference document (RFC 4575 §5). */
export function writeConferenceInfo(document: ConferenceInfo): string {
  return conferenceInfo.write(document);
}
