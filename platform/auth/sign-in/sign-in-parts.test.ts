import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeAt, fromBase32 } from '#platform/testing';
import { base32, newRecoveryCodes, normalCode, stepOf } from './one-time-code.ts';
import { passwordFault } from './password-rules.ts';
import { hashOf, newToken, openKeys } from './secrets.ts';
import { networkOf, openSite } from './site.ts';

test('a code belongs to the present step of the clock or one beside it', () => {
  const at = 1_800_000_000_000;
  const now = at / 30_000;
  const secret = Buffer.from('a secret of twenty b');
  for (const [step, found] of [[now - 2, undefined], [now - 1, now - 1], [now, now], [now + 1, now + 1], [now + 2, undefined]] as const) assert.equal(stepOf(secret, codeAt(secret, step), at), found);
});

test('a secret reaches the authenticator as it is, and recovery codes differ, however they are typed', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => { assert.deepEqual(fromBase32(base32(Buffer.from(bytes))), Buffer.from(bytes)); }));
  const codes = newRecoveryCodes();
  assert.equal(new Set(codes).size, 10);
  assert.ok(codes.every((code) => /^([a-z2-7]{4}-){5}[a-z2-7]{4}$/.test(code) && normalCode(` ${code.toUpperCase().replaceAll('-', ' ')} `) === normalCode(code)));
});

test('what is sealed opens with the same key alone, and not when a bit of it is changed', () => {
  const [keys, others] = [openKeys('one'), openKeys('two')];
  fc.assert(fc.property(fc.string(), fc.nat(), (text, at) => {
    const sealed = keys.seal(text);
    assert.equal(keys.unseal(sealed), text);
    assert.throws(() => others.unseal(sealed));
    const changed = Buffer.from(sealed);
    changed[at % changed.length]! ^= 1;
    assert.throws(() => keys.unseal(changed));
  }), { numRuns: 50 });
  assert.notEqual(keys.digest('email', 'a'), keys.digest('network', 'a'));
  assert.ok(newToken().length === 43 && hashOf('a').length === 32);
});

test('passwords: twelve letters are enough, whatever they are; common ones, names and patterns are refused', () => {
  const owner = { name: 'Ada Lovelace-North', email: 'ada.north@abc.example' };
  const cases: readonly (readonly [string, string | null])[] = [
    ['seven quiet harbours', null], ['correct pelican staple', null], ['пароль длинный и свой', null], ['elevenchars', 'too_short'], ['🙂'.repeat(11), 'too_short'],
    ['lovelace 1815 engine', 'names_you'], ['ada.north was here', 'names_you'], ['Password2026!', 'common'], ['p@ssw0rdp@ssw0rd', 'common'], ['Welcome-123456', 'common'], ['1q2w3e4r5t6y', 'common'],
    ['iloveyou123456', 'common'], ['aaaabbbbaaaabbbb', 'repeats'], ['qwertyuiop[]', 'repeats'], ['abcdefghijkl', 'repeats'], ['1234567890ab', 'repeats'], ['x7'.repeat(65), 'too_long'],
  ];
  for (const [password, fault] of cases) assert.equal(passwordFault(password, owner), fault, password);
});

test('an address counts with its network: one of version 4 by itself, of version 6 with its /64', () => {
  const cases = [['198.51.100.7', '198.51.100.7'], ['::ffff:198.51.100.7', '198.51.100.7'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'], ['2001:db8:1:2::9', '2001:db8:1:2::/64'], ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64'], ['::1', '0:0:0:0::/64'], ['fe80::1%eth0', 'fe80:0:0:0::/64']] as const;
  for (const [address, network] of cases) assert.equal(networkOf(address), network, address);
});

test('cookies of a secure site cannot be set from elsewhere, and a doubled one is none', () => {
  const secure = openSite('https://tutti.example');
  assert.match(secure.cookie('session', 'x', 60), /^__Host-tutti_session=x; Path=\/; HttpOnly; SameSite=Lax; Max-Age=60; Secure$/);
  const of = (cookie: string) => secure.cookieOf(new Headers({ cookie }), 'session');
  assert.deepEqual([of('__Host-tutti_session=a'), of('tutti_session=a'), of('__Host-tutti_session=a; __Host-tutti_session=b'), of('x=1; __Host-tutti_session=a')], ['a', undefined, undefined, 'a']);
  assert.deepEqual([openSite('http://127.0.0.1:8080').passkeyDomain, openSite('http://[::1]:8080').passkeyDomain, secure.passkeyDomain], [null, null, 'tutti.example']);
});
