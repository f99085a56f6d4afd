import { LiveRecords } from '../store/live-records.ts';
import type { RecordChange } from '../store/stored-record.ts';
import type { Binding } from './binding.ts';

export type BindingChange = RecordChange<Binding>;

/**
 * The location service (RFC 3261 §10): the live bindings of addresses of record. A registrar edits them by `apply`
 * within `exclusively`, a proxy reads them by `of`, presence follows `changed`.
 */
export class LocationService extends LiveRecords<Binding> {}
