/** A request as it is written, and its answer as far as it has to agree. */
import { request } from 'node:http';
import superjson, { type SuperJSONResult } from 'superjson';
import type { RawRequest } from './requests';

export type Answer = {
  status: number;
  type: string | null;
  vary: string | null;
  allow: string | null;
  cookies: string[];
  body: unknown;
};

/** Sends it, and reads the answer to its end. */
export function ask(server: string, { method, target, headers, body }: RawRequest): Promise<Answer> {
  const { hostname, port } = new URL(server);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path: target, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { 'content-type': type = null, vary = null, allow = null, 'set-cookie': cookies = [] } = response.headers;
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, type, vary, allow, cookies, body: read(text, type) });
      });
    });
    sent.on('error', reject);
    sent.setTimeout(5000, () => sent.destroy(new Error('No answer.')));
    if (body) sent.setHeader('content-length', body.length);
    sent.end(body ?? undefined);
  });
}

/** What a body says: JSON, the calls of a batch stream, or the events of an event stream. */
function read(text: string, type: string | null): unknown {
  if (type === 'text/event-stream') return { events: events(text) };
  if (/^\{(?:"json":\{)?"0":\[\[0\],\[null,0,0\]\]/.test(text)) return { streamed: streamed(text) };
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Blank lines end an event; how many of them does not matter. */
function events(text: string): unknown[] {
  return text
    .split(/\n\n+/)
    .filter((event) => event !== '')
    .map((event) =>
      Object.fromEntries(
        event.split('\n').map((line) => {
          const [, field = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
          return [field, field === 'data' && value !== '' ? parsed(value) : value];
        }),
      ),
    );
}

type Line = [index: number, status: number, value: [[unknown?], ...[string | null, number, number][]]];

/** Each call's answer, put together from its lines: however many they are, and in whatever order the calls come. */
function streamed(text: string): unknown[] {
  const [head, ...rest] = text.trimEnd().split('\n').map(line);
  const chunks = new Map((rest as Line[]).map((chunk) => [chunk[0], chunk]));
  const assemble = ([[value], ...deferred]: Line[2]): unknown => {
    const whole = { at: value };
    for (const [key, , index] of deferred) {
      const chunk = chunks.get(index);
      const settled = chunk && (chunk[1] === 0 ? assemble(chunk[2]) : { rejected: chunk[2] });
      if (key === null) whole.at = settled;
      else (whole.at as Record<string, unknown>)[key] = settled;
    }
    return whole.at;
  };
  return Object.entries(head as Record<string, Line[2]>).map(([, value]) => assemble(value));
}

/** A line's value: with superjson a line is a document of its own. */
function line(text: string): unknown {
  const value = parsed(text);
  return typeof value === 'object' && value !== null && 'json' in value
    ? superjson.deserialize(value as unknown as SuperJSONResult)
    : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
