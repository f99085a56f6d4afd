import { readRequirements, type Requirement } from './requirement.ts';

/** The tel URI: RFC 3966. */
export const RFC_3966: readonly Requirement[] = /* @__PURE__ */ readRequirements(
  3966,
  `
  2-01 MUST author take words such as MUST and SHOULD in the sense of RFC 2119
  3-01 MUST message leave the characters + ; = ? unescaped where they delimit parts of a tel URI
  3-02 MUST message percent-encode + ; = ? within parameter values of a tel URI
  3-03 MUST message give each parameter, isub, ext and phone-context of a tel URI at most once
  3-04 MUST message write isub or ext first, then phone-context, then the other parameters by name
  4-01 SHOULD message write parameter names and values of a tel URI in lower case
  5.1-01 MUST message write a number in the global form, with +, wherever it has one
  5.1-02 MUST message tag each local number with phone-context
  5.1-03 MUST ua expect no certain length and no certain digits of telephone numbers
  5.1.1-01 MAY message use visual separators in numbers
  5.1.1-02 MUST message use no spaces as visual separators in a tel URI
  5.1.4-01 MUST author compose global numbers of country code and national number (E.164, E.123)
  5.1.4-02 SHOULD message use global numbers, which mean the same everywhere
  5.1.5-01 SHOULD message use a local number only where no global number exists
  5.1.5-02 SHOULD message avoid local numbers in general
  5.1.5-03 MUST message carry with a local number the phone-context that says where it is valid
  5.1.5-04 MUST author choose a phone-context in which the number is unique
  5.1.5-05 MUST author use as phone-context only a domain name that is under the control of the context's owner
  5.1.5-06 SHOULD author use the first number of the own range as phone-context when there is no common prefix
  5.1.5-07 MUST ua understand the phone-context, and be able to call within it, before it calls a local number
  5.2-01 MAY message carry an isub parameter with an ISDN subaddress
  5.4-01 MUST ua not use a tel URI with an unknown mandatory parameter; optional ones may be ignored
  5.4-02 MUST proxy neither delete nor change optional tel URI parameters that it does not know
  8-01 SHOULD author show the telephone number in the text of a link with a tel URI
  8-02 SHOULD author use the global form in tel URIs on public web pages
  9-01 MUST proxy not translate a tel URI whose phone-context it does not understand
  9-02 MUST message write a number used with SIP in the global form wherever it has one
  9-03 MUST message qualify a local number used with SIP by phone-context
  9-04 MUST ua add a fitting phone-context when its dial plan turns dialled digits into a tel URI
  11-01 MUST ua place no call from a tel URI without the explicit consent of its user
`,
);
