/** RFC 3261 §17 and §18: transactions and transports. */
export const SECTION_17_TO_18 = `
17.1-01 SHOULD uas a request other than INVITE is answered at once
17.1.1.2-01 MUST transaction an INVITE client transaction begins in calling
17.1.1.2-02 MUST transaction the INVITE is sent at once
17.1.1.2-03 MUST transaction over UDP, timer A starts with T1
17.1.1.2-04 SHOULD transaction over a reliable transport there is no timer A
17.1.1.2-05 MUST transaction timer B starts with 64*T1 on every transport
17.1.1.2-06 MUST transaction timer A repeats the INVITE and waits 2*T1 next
17.1.1.2-07 MUST transaction the INVITE is sent a third time after those 2*T1
17.1.1.2-08 MUST transaction the interval between INVITEs doubles each time
17.1.1.2-09 SHOULD transaction the INVITE is repeated only in calling
17.1.1.2-10 SHOULD author T1 below 500 ms is avoided, even in closed networks
17.1.1.2-11 SHOULD author T1 is larger where the round trip is known to be longer
17.1.1.2-12 MUST transaction the intervals of an INVITE double whatever T1 is
17.1.1.2-13 SHOULD transaction timer B in calling tells the user of a time-out
17.1.1.2-14 MUST transaction after a time-out there is no ACK
17.1.1.2-15 SHOULD transaction after a provisional response the INVITE is not repeated
17.1.1.2-16 MUST transaction the first provisional response is handed up
17.1.1.2-17 MUST transaction all further provisional responses are handed up too
17.1.1.2-18 MUST transaction a 300 to 699 leads from calling or proceeding to completed
17.1.1.2-19 MUST transaction a 300 to 699 is handed up and acknowledged, over reliable transports too
17.1.1.2-20 MUST transaction the ACK goes to the address, port and transport of the INVITE
17.1.1.2-21 SHOULD transaction timer D is at least 32 s over UDP, 0 over reliable transports
17.1.1.2-22 MUST transaction a repeated 300 to 699 is acknowledged again and not handed up
17.1.1.2-23 MUST transaction timer D ends a completed INVITE client transaction
17.1.1.2-24 MUST transaction a 2xx is handed up and ends the transaction
17.1.1.2-25 MUST transaction a terminated INVITE client transaction is destroyed at once
17.1.1.3-01 MUST uac the ACK for a 2xx is made by the user agent, not by the transaction
17.1.1.3-02 MUST transaction the ACK for a failure has Call-ID, From and Request-URI of its INVITE
17.1.1.3-03 MUST transaction the ACK for a failure has the To of the response, tag included
17.1.1.3-04 MUST transaction the ACK for a failure has one Via, the topmost of its INVITE
17.1.1.3-05 MUST transaction the ACK for a failure has the CSeq number of its INVITE and the method ACK
17.1.1.3-06 MUST transaction the ACK for a failure has the Route of its INVITE
17.1.1.3-07 MAY uac any request may have a body, though an ACK's cannot be refused
17.1.1.3-08 SHOULD transaction the ACK for a failure has no body
17.1.1.3-09 MAY transaction after a 415 the body of the ACK may be of a type in its Accept
17.1.2.2-01 SHOULD transaction timer F of a non-INVITE request starts with 64*T1
17.1.2.2-02 MUST transaction a non-INVITE request is sent at once
17.1.2.2-03 MUST transaction over UDP, timer E of a non-INVITE request starts with T1
17.1.2.2-04 SHOULD transaction timer F in trying tells the user of a time-out and ends the transaction
17.1.2.2-05 MUST transaction a provisional response in trying is handed up and leads to proceeding
17.1.2.2-06 MUST transaction a final response in trying is handed up and leads to completed
17.1.2.2-07 MUST transaction timer E in proceeding repeats the request and waits T2 next
17.1.2.2-08 MUST transaction timer F in proceeding tells the user of a time-out and ends the transaction
17.1.2.2-09 MUST transaction a final response in proceeding is handed up and leads to completed
17.1.2.2-10 MUST transaction timer K is T4 over UDP, 0 over reliable transports
17.1.2.2-11 MUST transaction timer K ends a completed non-INVITE client transaction
17.1.2.2-12 MUST transaction a terminated non-INVITE client transaction is destroyed at once
17.1.4-01 SHOULD transaction a transport failure of a client transaction is told to its user and ends it
17.2.1-01 MUST transaction an INVITE gets a 100, unless an answer will come within 200 ms
17.2.1-02 SHOULD transaction that 100 adds no To tag
17.2.1-03 MUST transaction the INVITE is handed up to the transaction user
17.2.1-04 MUST transaction provisional responses are sent in proceeding
17.2.1-05 MUST transaction a repeated INVITE in proceeding gets the latest provisional response
17.2.1-06 MUST transaction a 2xx in proceeding is sent
17.2.1-07 MUST transaction a 2xx ends the server transaction
17.2.1-08 MUST transaction a 300 to 699 in proceeding is sent and leads to completed
17.2.1-09 MUST transaction timer H starts with 64*T1 on every transport
17.2.1-10 SHOULD transaction a repeated INVITE in completed gets the final response again
17.2.1-11 MUST transaction an ACK in completed leads to confirmed
17.2.1-12 MUST transaction timer H without an ACK ends the transaction and tells its user of the failure
17.2.1-13 MUST transaction timer I ends a confirmed INVITE server transaction
17.2.1-14 MUST transaction a terminated INVITE server transaction is destroyed at once
17.2.2-01 MUST transaction a provisional response in trying leads to proceeding
17.2.2-02 MUST transaction that provisional response to a non-INVITE request is sent
17.2.2-03 MUST transaction further provisional responses in proceeding are sent
17.2.2-04 MUST transaction a repeated request in proceeding gets the latest provisional response
17.2.2-05 MUST transaction a final response in proceeding is sent and leads to completed
17.2.2-06 MUST transaction timer J is 64*T1 over UDP, 0 over reliable transports
17.2.2-07 MUST transaction a repeated request in completed gets the final response again
17.2.2-08 MUST transaction further final responses in completed are dropped
17.2.2-09 MUST transaction timer J ends a completed non-INVITE server transaction
17.2.2-10 MUST transaction a terminated non-INVITE server transaction is destroyed at once
17.2.4-01 SHOULD transaction a response that can be sent nowhere is told to the user and ends the server transaction
18-01 SHOULD transport a connection stays open for some time after its last message
18-02 SHOULD transport that time is at least as long as the longest transaction
18-03 MUST transport UDP and TCP are both supported
18-04 MAY transport other transports than UDP and TCP may be supported
18-05 MUST transport messages too large for a datagram go over TCP
18.1.1-01 MUST transport a request within 200 bytes of the path MTU, or above 1300 bytes, goes over TCP
18.1.1-02 MUST transport the topmost Via names the transport that is then used
18.1.1-03 MUST transport datagrams up to the largest size are read
18.1.1-04 SHOULD transport when TCP, chosen only for size, is refused, the request goes by UDP
18.1.1-05 MUST transport a request to multicast has maddr, and ttl 1 for IPv4, in its Via
18.1.1-06 MUST transport Via is given a sent-by before the request goes out
18.1.1-07 SHOULD transport sent-by is a full domain name
18.1.1-08 MUST transport the response is taken from the connection that carried the request
18.1.1-09 MUST transport the response is taken from a new connection to the source address and the port of sent-by
18.1.1-10 MUST transport the response is taken on every address that RFC 3263 leads to from our Via
18.1.1-11 MUST transport over UDP the response is taken on the source address and the port of sent-by
18.1.1-12 MUST transport over UDP the response is taken on every address that RFC 3263 leads to
18.1.1-13 MUST transport the response to a multicast request is taken on its group and port
18.1.1-14 SHOULD transport a request uses the open connection to its destination
18.1.2-01 MUST transport a response whose topmost sent-by is not ours is dropped without a word
18.1.2-02 MUST transport a response goes to the client transaction that it matches
18.1.2-03 MUST transport a response that matches none goes to the core
18.2.1-01 SHOULD transport requests are taken on every address that our handed-out URIs resolve to
18.2.1-02 SHOULD transport requests are taken on 5060 (UDP, TCP) and 5061 (TLS) of all public interfaces
18.2.1-03 MUST transport who listens by UDP listens by TCP on the same port and interface
18.2.1-04 MUST transport sent-by of the topmost Via of each request is looked at
18.2.1-05 MUST transport received is added to Via when sent-by is a name or another address than the source
18.2.1-06 MUST transport received is the source address of the packet
18.2.2-01 MUST transport the way of a response is read from its topmost Via, in the steps that follow
18.2.2-02 MUST transport over TCP or TLS the response goes back on the connection of its request, while that is open
18.2.2-03 SHOULD transport after that connection has closed, a new one goes to received and the port of sent-by
18.2.2-04 SHOULD transport if that connection fails too, RFC 3263 for servers says where to
18.2.2-05 MUST transport a Via with maddr sends the response there, to the port of sent-by or 5060
18.2.2-06 SHOULD transport a response to multicast has the ttl of Via, or 1
18.2.2-07 MUST transport over UDP the response goes to received and the port of sent-by, or 5060
18.2.2-08 SHOULD transport if the system refuses that, RFC 3263 §5 says where to
18.2.2-09 MUST transport without received the response goes to sent-by
18.3-01 MUST transport bytes of a datagram behind the body are dropped
18.3-02 MUST transport a response cut off before the end of its body is dropped
18.3-03 SHOULD transport a request cut off before the end of its body gets 400
18.3-04 MUST transport on a stream every message has Content-Length
18.4-01 SHOULD transport unreachable and parameter-problem errors of ICMP are told to the user of the transport
18.4-02 SHOULD transport source quench and TTL exceeded are passed over
18.4-03 SHOULD transport a connection that fails is told to who wanted to send
`;
