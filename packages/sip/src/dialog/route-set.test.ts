import { describe, expect, test } from 'vitest';
import { parseUri, type Uri } from '../grammar/uri.ts';
import { Route } from '../message/headers/addresses.ts';
import { createRequest } from '../message/sip-request.ts';
import { bareResponse } from '../message/sip-response.ts';
import { RouteSet } from './route-set.ts';

const TARGET = uri('sip:bob@192.0.2.4;transport=tcp');

function uri(text: string): Uri {
  const parsed = parseUri(text);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
}

/** The route set of a caller, from the Record-Route lines of the response. */
function routeSet(...lines: string[]): RouteSet {
  const response = bareResponse(200);
  for (const line of lines) response.addRaw('Record-Route', line);
  return RouteSet.ofUac(response);
}

function applied(routes: RouteSet): { uri: string; routes: string[] } {
  const request = createRequest('BYE', 'sip:placeholder@biloxi.test');
  routes.applyTo(request, TARGET);
  return {
    uri: request.uri,
    routes: [...request.headerLines()].filter(({ name }) => name === Route.name).map(({ value }) => value),
  };
}

describe('RFC 3261 §12.2.1.1', () => {
  test('no proxies: the target is the Request-URI', () => {
    expect(applied(routeSet())).toEqual({ uri: 'sip:bob@192.0.2.4;transport=tcp', routes: [] });
  });

  test('loose routers: a caller takes Record-Route in reverse', () => {
    expect(applied(routeSet('<sip:p2.test;lr>, <sip:p1.test;lr>'))).toEqual({
      uri: 'sip:bob@192.0.2.4;transport=tcp',
      routes: ['<sip:p1.test;lr>', '<sip:p2.test;lr>'],
    });
  });

  test('a callee takes it as it is', () => {
    const request = createRequest('INVITE', 'sip:bob@biloxi.test');
    request.addRaw('Record-Route', '<sip:p2.test;lr>');
    request.addRaw('Record-Route', '<sip:p1.test;lr>');
    expect(applied(RouteSet.ofUas(request)).routes).toEqual(['<sip:p2.test;lr>', '<sip:p1.test;lr>']);
  });

  test('a strict router takes the Request-URI, and the target goes last', () => {
    expect(applied(routeSet('<sip:p2.test;lr>, <sip:p1.test;method=INVITE;x=1?Subject=hi>'))).toEqual({
      uri: 'sip:p1.test;x=1',
      routes: ['<sip:p2.test;lr>', '<sip:bob@192.0.2.4;transport=tcp>'],
    });
  });
});
