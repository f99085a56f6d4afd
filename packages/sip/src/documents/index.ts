export { parsePidf, PIDF_TYPE, writePidf } from './pidf.ts';
export type { Activity, PresenceDocument, PresenceTuple } from './presence-document.ts';
export { parseXml, type XmlElement, type XmlError } from './xml.ts';
