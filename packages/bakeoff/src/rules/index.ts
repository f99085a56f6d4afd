// Written by test/indexes.test.ts.
import type { Rule } from './rule.ts';
import bodyIsDescribed from './body-is-described.ts';
import branchIsUnique from './branch-is-unique.ts';
import contact from './contact.ts';
import contentLength from './content-length.ts';
import cseq from './cseq.ts';
import fieldsWhereTheyBelong from './fields-where-they-belong.ts';
import fromTag from './from-tag.ts';
import headerParameters from './header-parameters.ts';
import lineEnds from './line-ends.ts';
import linesOfAField from './lines-of-a-field.ts';
import maxForwards from './max-forwards.ts';
import neededHeaderFields from './needed-header-fields.ts';
import optionTags from './option-tags.ts';
import ownVia from './own-via.ts';
import passedOn from './passed-on.ts';
import requiredOfAckAndCancel from './required-of-ack-and-cancel.ts';
import routingFieldsFirst from './routing-fields-first.ts';
import sipVersion from './sip-version.ts';
import statusCodes from './status-codes.ts';
import telUris from './tel-uris.ts';
import uris from './uris.ts';
import via from './via.ts';

/** Every rule. */
export const RULES: readonly Rule[] = [
  bodyIsDescribed,
  branchIsUnique,
  contact,
  contentLength,
  cseq,
  fieldsWhereTheyBelong,
  fromTag,
  headerParameters,
  lineEnds,
  linesOfAField,
  maxForwards,
  neededHeaderFields,
  optionTags,
  ownVia,
  passedOn,
  requiredOfAckAndCancel,
  routingFieldsFirst,
  sipVersion,
  statusCodes,
  telUris,
  uris,
  via,
];
