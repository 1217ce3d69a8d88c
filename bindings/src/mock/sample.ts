/** Values that satisfy a schema: the same ones each time, as plain as the schema allows. */
import * as z from 'zod/v4-mini';

/** A schema of the generated modules. */
export type Schema = z.core.$ZodType;

const TIME = '2026-01-01T00:00:00.000Z';
/** Elements of an array: enough for a list, and for what stands between two rows. */
const LENGTH = 2;
/** A tree ends here. */
const DEPTH = 8;

/** What a text may be, the likely ones first: the first that its schema accepts is taken. */
function texts(n: number): string[] {
  const uuid = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const words = [uuid, 'sample', 'someone@example.com', TIME, '1', '0.5', 'A', 'ABC', 'abc', 'https://example.com', ''];
  return [`sample ${n}`, ...words, ...[4, 8, 16, 32, 64, 128].map((length) => 'x'.repeat(length))];
}

/** A value that the schema accepts. */
export function sampleOf(schema: Schema): unknown {
  const value = new Sampler().of(schema, 0);
  const checked = z.core.safeParse(schema, value);
  if (!checked.success) throw new Error(`No sample satisfies the schema: ${checked.error.message}`);
  return value;
}

class Sampler {
  #count = 0;

  of(schema: Schema, depth: number): unknown {
    const { def } = (schema as z.core.$ZodTypes)._zod;
    const inner = (part: Schema) => this.of(part, depth + 1);
    switch (def.type) {
      case 'string':
        return this.#accepted(schema, texts((this.#count += 1)));
      case 'number':
        return this.#accepted(schema, [1, 0, 10, 100, 0.5, -1, 1_000, 1_000_000]);
      case 'bigint':
        return this.#accepted(schema, [1n, 0n, -1n]);
      case 'boolean':
        return true;
      case 'date':
        return new Date(TIME);
      case 'enum':
        return Object.values(def.entries)[0];
      case 'literal':
        return def.values[0];
      case 'void':
      case 'undefined':
      case 'optional':
        return undefined;
      case 'null':
      case 'nullable':
        return null;
      case 'array':
        return this.#list(schema, () => inner(def.element), depth);
      case 'tuple':
        return def.items.map(inner);
      case 'object':
        return Object.fromEntries(
          Object.entries(def.shape)
            .map(([name, part]) => [name, inner(part)] as const)
            .filter(([, value]) => value !== undefined),
        );
      case 'record':
        return depth < DEPTH ? { [String(inner(def.keyType))]: inner(def.valueType) } : {};
      case 'map':
        return new Map([[inner(def.keyType), inner(def.valueType)]]);
      case 'set':
        return new Set([inner(def.valueType)]);
      case 'union':
        return inner(def.options[depth < DEPTH ? 0 : def.options.length - 1] as Schema);
      case 'intersection':
        return Object.assign({}, inner(def.left), inner(def.right));
      case 'lazy':
        return inner(def.getter());
      default:
        return undefined;
    }
  }

  #accepted(schema: Schema, candidates: unknown[]): unknown {
    const accepted = candidates.find((candidate) => z.core.safeParse(schema, candidate).success);
    if (accepted === undefined) throw new Error('No sample satisfies a schema: give its procedure a handler.');
    return accepted;
  }

  #list(schema: Schema, element: () => unknown, depth: number): unknown[] {
    const lengths = depth < DEPTH ? [LENGTH, 1, 0, 3, 4] : [0];
    for (const length of lengths) {
      const list = Array.from({ length }, element);
      if (z.core.safeParse(schema, list).success) return list;
    }
    return [];
  }
}
