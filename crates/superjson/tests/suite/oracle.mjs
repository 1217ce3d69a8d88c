// Holds documents against the real superjson. A line in: {"rust": document, "is"?: description of the value}.
// A line out: {"document": superjson's own of the value, "sameBytes": boolean}, or {"error": what differs}.
import assert from 'node:assert';
import { createInterface } from 'node:readline';
import superjson from 'superjson';

/** Builds the value of a description such as ["map", [[["string", "at"], ["date", 0]]]]. */
function build([kind, of]) {
  switch (kind) {
    case 'plain':
      return of;
    case 'undefined':
      return undefined;
    case 'number':
      return Number(of);
    case 'bigint':
      return BigInt(of);
    case 'date':
      return new Date(of);
    case 'array':
      return of.map(build);
    case 'set':
      return new Set(of.map(build));
    case 'object':
      return Object.fromEntries(of.map(([key, value]) => [key, build(value)]));
    case 'map':
      return new Map(of.map(([key, value]) => [build(key), build(value)]));
    default:
      throw new Error(`no such kind: ${kind}`);
  }
}

/** What superjson writes, but for equal bigints and NaNs, which it also lists as references to one object. */
function document(value) {
  const { json, meta } = superjson.serialize(value);
  return JSON.stringify(meta?.values ? { json, meta: { values: meta.values, v: meta.v } } : { json });
}

/** Objects put keys that look like array indices first: with such keys or ends of paths, the order may differ. */
const reorders = (text) => /[".]\d+":/.test(text);

for await (const line of createInterface({ input: process.stdin })) {
  const { rust, is } = JSON.parse(line);
  try {
    const read = superjson.parse(rust);
    const value = is ? build(is) : read;
    assert.deepStrictEqual(read, value);
    const javascript = document(value);
    if (reorders(rust)) assert.deepStrictEqual(JSON.parse(rust), JSON.parse(javascript));
    else assert.strictEqual(rust, javascript);
    console.log(JSON.stringify({ document: superjson.stringify(value), sameBytes: rust === javascript }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.stack) }));
  }
}
