/** Compares two answers call by call, less what is listed as different. */
import assert from 'node:assert/strict';
import { contentType, OF_ANSWERS, OF_CALLS, type Shape } from './differences';
import type { Answer } from './raw';
import type { RawRequest } from './requests';

/** How often each listed difference was met. */
export class Met {
  readonly #counts = new Map<string, number>();
  readonly #listed: { name: string }[];

  constructor(listed: { name: string }[]) {
    this.#listed = listed;
  }

  note(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  get counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  /** Those that are listed and never met: nothing is different there any more. */
  get unmet(): string[] {
    return this.#listed.map(({ name }) => name).filter((name) => !this.#counts.has(name));
  }
}

/** What differs and is not listed; `null` where the answers agree. */
export function stray(request: RawRequest, ours: Answer, theirs: Answer, met: Met): string | null {
  const [mine, other] = [seen(ours), seen(theirs)];
  let explained = false;
  if (mine.calls.length === other.calls.length) {
    for (const [index, call] of mine.calls.entries()) {
      const facing = other.calls[index];
      const difference = equal(call, facing)
        ? undefined
        : OF_CALLS.find(({ explains }) => explains({ ours: shapeOf(call), theirs: shapeOf(facing), request }));
      if (!difference) continue;
      met.note(difference.name);
      mine.calls[index] = other.calls[index] = { different: difference.name };
      explained ||= shapeOf(call)?.data.httpStatus !== shapeOf(facing)?.data.httpStatus;
    }
  }
  // What follows from a call that came out otherwise: the status of all, and what the call would have set.
  if (explained) for (const side of [mine, other]) Object.assign(side, { status: 0, allow: null, cookies: [] });
  if (equal(mine, other)) return null;
  const difference = OF_ANSWERS.find(({ explains }) => explains(request, ours, theirs));
  if (difference) {
    met.note(difference.name);
    return null;
  }
  return described(request, mine, other);
}

/** An answer without what is ours alone, its body as a list of what its calls came to. */
function seen({ body, type, ...rest }: Answer) {
  const calls = Array.isArray(body)
    ? { form: 'batch', calls: body as unknown[] }
    : typeof body === 'object' && body !== null && 'streamed' in body
      ? { form: 'lines', calls: body.streamed as unknown[] }
      : { form: 'one', calls: [body] };
  return { ...rest, type: contentType(type), form: calls.form, calls: calls.calls.map(ownLeftOut) };
}

/** Without the request's id and the account of an input field by field. What is undefined is as good as absent. */
export function ownLeftOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ownLeftOut);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const shared = Object.entries(value).filter(
    ([name, inner]) => inner !== undefined && !['requestId', 'zodError'].includes(name),
  );
  return Object.fromEntries(shared.map(([name, inner]) => [name, ownLeftOut(inner)]));
}

/** The error's shape in what a call came to, be it JSON, an event stream's last event or a message of a socket. */
export function shapeOf(call: unknown): Shape | undefined {
  if (typeof call !== 'object' || call === null) return undefined;
  if ('events' in call) {
    const last = (call.events as { event?: string; data?: unknown }[]).at(-1);
    return last?.event === 'serialized-error' ? bare(last.data) : undefined;
  }
  return 'error' in call ? bare(call.error) : undefined;
}

function bare(shape: unknown): Shape {
  return (typeof shape === 'object' && shape !== null && 'json' in shape ? shape.json : shape) as Shape;
}

export function equal(left: unknown, right: unknown): boolean {
  try {
    assert.deepEqual(left, right);
    return true;
  } catch {
    return false;
  }
}

function described({ method, target, headers, body }: RawRequest, mine: unknown, other: unknown): string {
  const sent = `${method} ${target} ${JSON.stringify(headers)} ${body ? JSON.stringify(body.toString().slice(0, 300)) : ''}`;
  try {
    assert.deepEqual(mine, other);
    return sent;
  } catch (error) {
    return `${sent}\n${(error as Error).message}\n`;
  }
}
