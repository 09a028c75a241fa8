import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SeenKeys } from './seen-keys.ts';

const CONTENTS = ['00000001', 'ffffffff', '7fffffff'];

test('of each key its first line is known, however many tables were put aside since', () => {
  fc.assert(fc.property(fc.array(fc.record({ key: fc.nat(400).map(String), content: fc.constantFrom(...CONTENTS) }), { maxLength: 600 }), (rows) => {
    const seen = new SeenKeys(32);
    const first = new Map<string, { line: number; content: string }>();
    try {
      rows.forEach(({ key, content }, line) => {
        const before = first.get(key);
        assert.deepEqual(seen.add(key, content, line), before ? { line: before.line, same: before.content === content } : null);
        if (!before) first.set(key, { line, content });
      });
    } finally {
      seen.close();
    }
  }));
});
