import { describe, expect, it } from 'vitest';
import { hostOf, reachOf } from '../../../action/readiness/integration/hosts.ts';

const SPELLINGS: readonly [spelling: string, host: string | null][] = [
  ['acme--uat.sandbox.my.salesforce.com', 'acme--uat.sandbox.my.salesforce.com'],
  ['ACME--UAT.Sandbox.My.Salesforce.Com.', 'acme--uat.sandbox.my.salesforce.com'],
  [' https://acme.zendesk.com:443/api/v2?x=1 ', 'acme.zendesk.com'],
  ['acme.zendesk.com@localhost', 'localhost'],
  ['user:word@acme.zendesk.com:8443', 'acme.zendesk.com'],
  ['localhost\\@acme.zendesk.com', 'localhost'],
  ['LOCALHOST..', 'localhost'],
  ['ｌｏｃａｌｈｏｓｔ', 'localhost'],
  ['loc%61lhost', 'localhost'],
  ['127.1', '127.0.0.1'],
  ['0x7f000001', '127.0.0.1'],
  ['2130706433', '127.0.0.1'],
  ['0177.0.0.1', '127.0.0.1'],
  ['１２７.０.０.１', '127.0.0.1'],
  ['127。0。0。1', '127.0.0.1'],
  ['::1', '[::1]'],
  ['fe80::1%eth0', '[fe80::1]'],
  ['[::ffff:127.0.0.1]:8080', '[::ffff:7f00:1]'],
  ['bücher.de', 'xn--bcher-kva.de'],
  ['', null],
  ['.', null],
  ['two words', null],
  ['999.1.1.1', null],
  ['[::1', null],
];

describe('the host of a spelling', () => {
  it.each(SPELLINGS)('%j is %j', (spelling, host) => {
    expect(hostOf(spelling)).toBe(host);
  });
});

/** Both sides of every boundary. */
const PUBLIC = [
  ...['acme.zendesk.com', 'xn--bcher-kva.de', 'localhost.acme.com', 'test.acme.com', 'local.acme.com'],
  ...['api.stubhub.com', 'www.hammock.com', 'mockingbird.fm', 'snowflakecomputing.com', 'myexample.com'],
  ...['contest.acme.com', 'ngrok.acme.com', 'gitpod.acme.com', 'zrok.io'],
  ...[
    '1.0.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
  ],
  ...['169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '192.169.0.0'],
  ...['192.0.1.255', '192.0.3.0', '198.17.255.255', '198.20.0.0', '223.255.255.255'],
  ...['2a00::1', 'fbff::1', 'fe7f::1', 'fec0::1', '2001:db7::1', '2001:db9::1', '::ffff:8.8.8.8'],
];
const PRIVATE = [
  ...['10.0.0.0', '10.255.255.255', '172.16.0.0', '172.31.255.255', '192.168.0.0', '192.168.255.255'],
  ...['100.64.0.0', '100.127.255.255', 'fc00::1', 'fdff::1', '::ffff:10.0.0.1'],
  ...['crm.acme.internal', 'sap.acme.local', 'nas.lan', 'box.home.arpa', 'x.corp', 'x.intranet'],
];
const NEVER = [
  ...['127.0.0.1', '127.255.255.255', '0.0.0.0', '0.255.255.255', '169.254.0.0', '169.254.169.254'],
  ...[
    '192.0.2.1',
    '198.18.0.0',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.255',
    '224.0.0.0',
    '255.255.255.255',
  ],
  ...['::', '::1', 'fe80::1', 'febf::1', '2001:db8::1', 'ff02::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1'],
  ...['localhost', 'api.localhost', 'crm', 'crm.test', 'sandbox.helpdesk.example', 'x.invalid'],
  ...['example.com', 'crm.example.org', 'host.docker.internal', 'crm.localtest.me', '127.0.0.1.nip.io'],
  ...['a1b2.ngrok-free.app', 'x.loca.lt', 'x.trycloudflare.com', 'x-8080.app.github.dev'],
  ...['8080-acme-crm.ws-eu117.gitpod.io', 'k3f2.share.zrok.io', 'k3f2-8080.csb.app'],
  ...['mock.acme.com', 'crm-mock.acme.com', 'mock2.acme.com', 'wiremock.acme.com', 'acme.wiremockapi.cloud'],
  ...[
    'stub.acme.com',
    'crm-stubs.acme.com',
    'fake-crm.acme.com',
    'a.mockapi.io',
    'httpbin.org',
    'x.beeceptor.com',
  ],
];
const reach = (spelling: string) => reachOf(hostOf(spelling) as string).kind;

describe('who can have a host', () => {
  it.each(PUBLIC)('anybody can have %s', (host) => {
    expect(reach(host)).toBe('public');
  });
  it.each(PRIVATE)('a private network can have %s', (host) => {
    expect(reach(host)).toBe('private');
  });
  it.each(NEVER)('no system of record can have %s', (host) => {
    expect(reach(host)).toBe('never');
  });
});
