import { readRequirements, type Requirement } from './requirement.ts';

/** INFO and its packages: RFC 6086. */
export const RFC_6086: readonly Requirement[] = /* @__PURE__ */ readRequirements(
  6086,
  `
  1.1-01 MUST author take words such as MUST and SHOULD in the sense of RFC 2119
  3-01 MUST ua put no Info-Package into a legacy INFO
  3-02 MUST author define new usages of INFO as Info Packages only
  3-03 MUST ua carry the same information by legacy INFO or by a package, not by both in one call
  3-04 MUST ua prefer an Info Package to a legacy usage where it can
  4.2.1-01 MUST ua name the package in Info-Package of an INFO that belongs to one
  4.2.1-02 MUST ua leave Info-Package out of an INFO that belongs to none
  4.2.1-03 MUST ua put no Recv-Info into INFO
  4.2.1-04 MUST ua send INFO only within a call, and a package's only if the other end has said it takes it
  4.2.1-05 MUST ua let the call go on when an INFO gets 469
  4.2.1-06 MUST uac take INFO requests from several ends while its INVITE has forked
  4.2.1-07 MUST uac take different Recv-Info values from different ends
  4.2.2-01 MUST ua answer 469 with Recv-Info to INFO of a package that it has not said it takes
  4.2.2-02 MUST ua not change the set of packages by the Recv-Info of a 469
  4.2.2-03 SHOULD ua answer 415 when a body type that it knows is not one of the package
  4.2.2-04 MAY ua answer other 4xx, 5xx and 6xx as RFC 3261 says
  4.2.2-05 MUST ua answer 200 to an INFO that is otherwise well formed
  4.3.1-01 MUST ua support multipart bodies as in RFC 5621
  4.3.1-02 MUST ua support the body types of each Info Package that it supports
  4.3.2-01 MUST ua put no body of an Info Package into a response to INFO
  4.3.2-02 MUST ua send bodies of Info Packages in INFO requests only
  4.3.2-03 MAY ua put a body that belongs to no package into a response to INFO
  5.2.2-01 MUST ua list in Recv-Info the packages that it takes in this call
  5.2.2-02 MUST ua send an empty Recv-Info when it takes no package
  5.2.2-03 MUST ua take INFO of a package that it has listed until it says otherwise
  5.2.2-04 MUST ua send no INFO of a package before the other end lists it, nor after it no longer does
  5.2.2-05 MUST ua use Recv-Info to say that it supports Info Packages
  5.2.3-01 MUST uac put Recv-Info into its initial INVITE, even when it takes no package
  5.2.3-02 MUST uas put Recv-Info into a reliable 18x or a 2xx to each request that has one, changed or not
  5.2.3-03 MUST uas put no Recv-Info into a response to a request without one
  5.2.3-04 MUST uas use the same Recv-Info value in all responses of one transaction
  5.2.4-01 MUST ua go back to the packages of before when a request with Recv-Info is refused
  5.3-01 MUST registrant list a package in REGISTER only if its specification says what the registrar makes of it
  7.1-01 MUST ua include each header field that is mandatory for a request, and understand it as receiver
  10.1-01 MUST author describe in the package's specification where it extends or modifies this RFC
  10.1-02 MUST author weaken no SHOULD or MUST of this RFC in a package
  10.1-03 MUST author make SHOULD, MAY or RECOMMENDED a MUST in a package only where its applications need it
  10.1-04 MUST author treat each question of this chapter in a package's specification, or say why not
  10.2-01 MUST author describe what information a package carries, and for which applications
  10.2-02 MUST author name the application when a package is made for one only
  10.3-01 MUST author say why an Info Package was chosen and not another mechanism
  10.4-01 MUST author define the package's name for Recv-Info and Info-Package
  10.4-02 MUST author choose a package name that fits the grammar
  10.5-01 MAY author define parameters of a package
  10.5-02 MUST author define syntax and meaning of these parameters
  10.5-03 MUST author say in which of Recv-Info and Info-Package a parameter is used
  10.5-04 SHOULD author give a parameter no name that another package uses in another sense
  10.6-01 MAY author define option tags with a package
  10.7-01 MUST author say which body types belong to a package
  10.7-02 MUST author define these bodies, or say where they are defined
  10.7-03 MUST author say whether several body types travel together as multipart
  10.8-01 MUST author write down how the use of a package is restricted
  10.9-01 MUST author write down the highest or lowest rate of INFO of a package
  10.9-02 MAY author define parameters to agree on rates
  10.10-01 MUST author describe how information that needs more security is protected
  10.10-02 MUST author say so when a package needs no additional security
  10.11-01 SHOULD author describe how a package is implemented and used, or say where that is found
  10.12-01 SHOULD author give message flows and complete messages as examples
`,
);
