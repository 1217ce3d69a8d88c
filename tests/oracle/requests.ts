/** Requests as a client would write them, and mangled: paths, escapes, methods, types, bodies, batches, headers. */
import superjson from 'superjson';
import type { Random } from './random';

export type RawRequest = { method: string; target: string; headers: Record<string, string>; body: Buffer | null };

/** Procedures with an input that fits; `undefined` is none. */
const CALLS: [path: string, input?: unknown][] = [
  ['values.text'],
  ['values.dates'],
  ['values.nothing'],
  ['values.null'],
  ['deep.er.ping'],
  ['context.name'],
  ['headers.read'],
  ['values.optional', { text: 'a b+c&d=%' }],
  ['values.optional', {}],
  ['values.checked', { text: 'ü', number: 7, kind: 'SELL' }],
  ['errors.withCode', { code: 'NOT_FOUND' }],
  ['errors.withCode', { code: 'TOO_MANY_REQUESTS' }],
  ['errors.withCode', { code: 'BAD_GATEWAY' }],
  ['errors.typed', { opensAt: 9 }],
  ['errors.panics'],
  ['values.mutateNothing'],
  ['values.mutateOptional', { number: 1.5 }],
  ['values.mutateChecked', { text: 'b', number: 0, kind: 'BUY' }],
  ['errors.mutateTyped', { opensAt: 9 }],
  ['headers.set'],
  ['streams.count', { to: 2 }],
  ['streams.tracked', { to: 3 }],
  ['streams.resumed', {}],
  ['streams.mixed', { to: 3 }],
  ['streams.fails', { to: 1 }],
  ['streams.refused'],
  ['streams.badId'],
  ['streams.empty'],
  ['uploads.bytes'],
  ['uploads.form'],
  ['nope'],
  ['values'],
  ['constructor'],
];

const METHODS = ['GET', 'GET', 'GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
const TYPES = [
  ...[
    'application/json',
    'application/json',
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
  ],
  ...['application/jsonl', 'text/plain', 'multipart/form-data; boundary=x', 'multipart/form-data', ''],
  ...['application/octet-stream', 'application/json,application/json', 'text/plain; application/json', 'json'],
];
const ACCEPTS: Record<string, string>[] = [
  ...[{}, {}, {}, { 'trpc-accept': 'application/jsonl' }, { accept: 'application/jsonl' }],
  ...[{ accept: 'text/html, application/jsonl' }, { 'trpc-accept': 'nonsense', accept: 'application/jsonl' }],
  { accept: 'application/jsonlines' },
];
const BATCHES = [
  'batch=1',
  'batch=1',
  'batch=0',
  'batch',
  'batch=2',
  'batch=1&batch=0',
  '%62atch=1',
  'batch=%31',
  'Batch=1',
];
const PARAMS = ['{"name":"Ada"}', 'null', '{}', '{', '[]', '{"name":1}', '1', '', '{"context":"fail"}'];
const POSITIONS = ['2', '', '%C3%A9', 'a+b', 'x%0Ay'];
const BROKEN = ['{', 'undefined', '"', '[1', '{"a":1}}', '\u{feff}{}', 'nul', "{'a':1}", '{"a":1,}', ' '];
const ODD = [
  'null',
  '0',
  '""',
  '[]',
  'true',
  '{}',
  '{"json":null}',
  '{"json":{}}',
  '{"meta":1}',
  '{"0":null}',
  '{"0":{}}',
];
const MISFITS = [
  { text: 1 },
  { to: 'x' },
  { to: -1 },
  { unknown: true },
  [],
  'text',
  7,
  null,
  { text: null },
  { code: {} },
];

/** A request for a mount, as a client would write it but for what chance changed. */
export function randomRequest(random: Random, base: string, transform: boolean): RawRequest {
  const wild = random.chance(0.6);
  const batch = random.chance(0.4);
  const calls = Array.from({ length: batch ? 1 + random.below(3) : 1 }, () => random.pick(CALLS));
  const paths = random.chance(0.02) ? Array.from({ length: 11 }, () => 'values.text') : calls.map(([path]) => path);
  const mutates = /mutate|set|uploads/.test(paths[0] ?? '');
  const method = wild && random.chance(0.4) ? random.pick(METHODS) : mutates ? 'POST' : 'GET';
  const query: string[] = [];
  if (batch) query.push(wild && random.chance(0.3) ? random.pick(BATCHES) : 'batch=1');
  else if (wild && random.chance(0.1)) query.push(random.pick(BATCHES));

  const document = inputOf(random, calls, batch, transform, wild);
  const inAddress = method === 'GET' ? !(wild && random.chance(0.05)) : wild && random.chance(0.05);
  if (inAddress && document !== null) query.push(`input=${addressed(random, document, wild)}`);
  if (wild && random.chance(0.1)) query.push(`connectionParams=${encodeURIComponent(random.pick(PARAMS))}`);
  if (wild && random.chance(0.1))
    query.push(`${random.pick(['lastEventId', 'Last-Event-Id'])}=${random.pick(POSITIONS)}`);
  if (wild && random.chance(0.05)) query.push(random.pick(['', '&', '=', 'input=', 'x=%zz', 'y=%', 'constructor=1']));

  const headers: Record<string, string> = { ...(wild ? random.pick(ACCEPTS) : {}) };
  if (method !== 'GET' || (wild && random.chance(0.1))) {
    const type = wild && random.chance(0.4) ? random.pick(TYPES) : 'application/json';
    if (!(wild && random.chance(0.1))) headers['content-type'] = type;
  }
  if (wild && random.chance(0.05)) headers['last-event-id'] = random.pick(['3', 'x']);
  if (wild && random.chance(0.05)) headers['x-context'] = 'fail';
  const target = `${base}/${pathOf(random, paths, wild)}${query.length > 0 || (wild && random.chance(0.05)) ? '?' : ''}${query.join('&')}`;
  return {
    method,
    target,
    headers,
    body: method === 'GET' || method === 'HEAD' ? null : bodyOf(random, headers, document, wild),
  };
}

/** The document with the inputs of the calls, or none. */
function inputOf(
  random: Random,
  calls: [string, unknown?][],
  batch: boolean,
  transform: boolean,
  wild: boolean,
): string | null {
  if (wild && random.chance(0.1)) return random.pick(BROKEN);
  if (wild && random.chance(0.1)) return random.pick(ODD);
  if (wild && random.chance(0.02)) return `${'['.repeat(200)}${']'.repeat(200)}`;
  const inputs = calls.map(([, input]) => (wild && random.chance(0.15) ? random.pick(MISFITS) : input));
  const written = inputs.map((input) => (transform ? superjson.serialize(input) : input));
  if (!batch && written[0] === undefined) return null;
  const document = JSON.stringify(batch ? Object.fromEntries(written.entries()) : written[0]);
  // Its last member twice, now and then; that takes no chance from what else is drawn.
  return wild && document.length % 7 === 0
    ? document.replace(/("[a-z]+":(?:"[^"]*"|[0-9]+))(\}+)$/, '$1,$1$2')
    : document;
}

/** The document in an address: escaped, sparingly or not at all. */
function addressed(random: Random, document: string, wild: boolean): string {
  const escaped = encodeURIComponent(document);
  if (!wild || random.chance(0.7)) return escaped;
  return random.pick([
    escaped.replaceAll('%20', '+'),
    escaped.replaceAll('%22', '"').replaceAll('%7B', '{'),
    escaped.toLowerCase(),
  ]);
}

/** The names of the procedures in an address. */
function pathOf(random: Random, paths: string[], wild: boolean): string {
  const path = paths.join(',');
  if (!wild || random.chance(0.7)) return path;
  switch (random.below(9)) {
    case 0:
      return path.replaceAll('.', '%2E');
    case 1:
      return path.replaceAll(',', '%2C');
    case 2:
      return `${path}${random.pick(['%', '%2', '%zz', '%ff', '%c3%28', '%00', '%F0%9F%98%80', '%25'])}`;
    case 3:
      return `${path}${random.pick(['/', '//', '///', ',', '.', '+', '%2F'])}`;
    case 4:
      return `${random.pick(['/', '//', ',', '.', '%2F', '+'])}${path}`;
    case 5:
      return path.toUpperCase();
    case 6:
      return '';
    case 7:
      return path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
    default:
      return 'x'.repeat(1000);
  }
}

/** The body of a request that may have one. */
function bodyOf(random: Random, headers: Record<string, string>, document: string | null, wild: boolean): Buffer {
  const type = headers['content-type'] ?? '';
  if (/multipart/i.test(type)) {
    const file =
      'content-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n0123';
    const form = `--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x\r\n${file}\r\n--x--\r\n`;
    return Buffer.from(
      wild && random.chance(0.3) ? random.pick(['', 'no form', form.slice(0, 40), form.slice(0, -8)]) : form,
    );
  }
  if (wild && random.chance(0.05)) return Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
  if (wild && random.chance(0.03)) return Buffer.from(JSON.stringify('x'.repeat(1024 * 1024)));
  return Buffer.from(document ?? '');
}
