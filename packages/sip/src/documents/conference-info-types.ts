/** Whether an element is whole, tells only what changed, or is gone (RFC 4575 §4.4). Without it, it is whole. */
export type ConferenceElementState = 'full' | 'partial' | 'deleted';

/** A conference and those who are in it, RFC 4575 §5. */
export interface ConferenceInfo {
  /** The conference URI; of a sidebar, the sidebar's. */
  readonly entity: string;
  readonly state?: ConferenceElementState;
  /** Grows by one with each document of a subscription; a sidebar has none. */
  readonly version?: number;
  readonly description?: ConferenceDescription;
  readonly host?: ConferenceHost;
  readonly status?: ConferenceStatus;
  readonly users?: { readonly state?: ConferenceElementState; readonly list: readonly ConferenceUser[] };
  readonly sidebarsByRef?: readonly ConferenceUri[];
  readonly sidebarsByVal?: readonly ConferenceInfo[];
}

/** RFC 4575 §5.3. */
export interface ConferenceDescription {
  readonly state?: ConferenceElementState;
  readonly displayText?: string;
  readonly subject?: string;
  readonly freeText?: string;
  readonly keywords?: readonly string[];
  readonly conferenceUris?: readonly ConferenceUri[];
  readonly serviceUris?: readonly ConferenceUri[];
  readonly maximumUserCount?: number;
  readonly availableMedia?: readonly {
    readonly label: string;
    readonly displayText?: string;
    /** Such as `audio`. */
    readonly type: string;
    readonly status?: ConferenceMediaStatus;
  }[];
}

/** RFC 4575 §5.3.1. */
export interface ConferenceUri {
  readonly uri: string;
  readonly displayText?: string;
  /** Such as `participation` or `web-page`. */
  readonly purpose?: string;
}

/** RFC 4575 §5.4. */
export interface ConferenceHost {
  readonly displayText?: string;
  readonly webPage?: string;
  readonly uris?: readonly ConferenceUri[];
}

/** RFC 4575 §5.5. */
export interface ConferenceStatus {
  readonly userCount?: number;
  readonly isActive?: boolean;
  readonly isLocked?: boolean;
}

/** RFC 4575 §5.6. */
export interface ConferenceUser {
  /** The URI of the user. */
  readonly entity?: string;
  readonly state?: ConferenceElementState;
  readonly displayText?: string;
  readonly associatedAors?: readonly ConferenceUri[];
  readonly roles?: readonly string[];
  readonly languages?: readonly string[];
  /** The URI of the other conference, when the user is the focus of one. */
  readonly cascadedFocus?: string;
  readonly endpoints: readonly ConferenceEndpoint[];
}

/** A device of a user, RFC 4575 §5.7. */
export interface ConferenceEndpoint {
  /** Its Contact. */
  readonly entity?: string;
  readonly state?: ConferenceElementState;
  readonly displayText?: string;
  readonly referred?: ConferenceExecution;
  readonly status?:
    | 'pending'
    | 'dialing-out'
    | 'dialing-in'
    | 'alerting'
    | 'on-hold'
    | 'connected'
    | 'muted-via-focus'
    | 'disconnecting'
    | 'disconnected';
  readonly joiningMethod?: 'dialed-in' | 'dialed-out' | 'focus-owner';
  readonly joiningInfo?: ConferenceExecution;
  readonly disconnectionMethod?: 'departed' | 'booted' | 'failed' | 'busy';
  readonly disconnectionInfo?: ConferenceExecution;
  readonly media: readonly ConferenceMedia[];
  readonly callInfo?: {
    readonly displayText?: string;
    readonly callId: string;
    readonly fromTag: string;
    readonly toTag: string;
  };
}

/** When and why something was done, and by whom. */
export interface ConferenceExecution {
  /** Milliseconds since 1970. */
  readonly when?: number;
  readonly reason?: string;
  readonly by?: string;
}

/** A direction as seen by the user. */
export type ConferenceMediaStatus = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** RFC 4575 §5.8. */
export interface ConferenceMedia {
  readonly id: string;
  readonly state?: ConferenceElementState;
  readonly displayText?: string;
  readonly type?: string;
  readonly label?: string;
  /** The SSRC. */
  readonly sourceId?: string;
  readonly status?: ConferenceMediaStatus;
}
