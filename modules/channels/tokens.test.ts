import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openTokens, type TokenPurpose } from './tokens.ts';

const SECRET = 'a'.repeat(64);
const NOW = new Date('2026-11-23T14:00:00Z');
const purposes: readonly TokenPurpose[] = ['open', 'click', 'choice', 'unsubscribe', 'reply'];
const content = fc.record({ messageId: fc.integer({ min: 1, max: 2 ** 50 }), detail: fc.stringMatching(/^[a-z0-9_]{0,12}$/) });

test('a token gives back what it was made of, for its own purpose alone, and fits into an address', () => {
  const tokens = openTokens(SECRET);
  fc.assert(fc.property(content, fc.constantFrom(...purposes), ({ messageId, detail }, purpose) => {
    const made = { messageId, detail };
    const token = tokens.make(purpose, made, NOW);
    assert.deepEqual(tokens.read(purpose, token, NOW), made);
    for (const other of purposes) if (other !== purpose) assert.equal(tokens.read(other, token, NOW), null);
    assert.ok(purpose !== 'reply' || tokens.make('reply', { ...made, detail: '' }, NOW).length + 'reply+'.length <= 64);
    assert.equal(openTokens('b'.repeat(64)).read(purpose, token, NOW), null);
  }));
});

test('a token with one changed character is no token', () => {
  const tokens = openTokens(SECRET);
  const token = tokens.make('click', { messageId: 4711, detail: '2' }, NOW);
  fc.assert(fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }), (at, letter) => {
    const altered = token.slice(0, at) + letter + token.slice(at + 1);
    return altered === token || tokens.read('click', altered, NOW) === null;
  }), { numRuns: 10_000 });
  for (const junk of ['', '-', '../x', `${token}-`, token.toUpperCase(), `${token}\n`, '//evil.example', '%0d%0a']) assert.equal(tokens.read('click', junk, NOW), null, junk);
});

test('a link lives for 400 days and not for ever', () => {
  const tokens = openTokens(SECRET);
  const token = tokens.make('unsubscribe', { messageId: 1, detail: '' }, NOW);
  const after = (days: number) => tokens.read('unsubscribe', token, new Date(NOW.getTime() + days * 86_400_000));
  for (const days of [0, 30, 60, 399, 400]) assert.ok(after(days), `${days} days`);
  assert.equal(after(500), null);
});
