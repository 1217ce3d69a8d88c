//! The few lines of TypeScript that schemas share; a module holds those that it uses.

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Definition {
    Text,
    Char,
    Float,
    Uuid,
    Email,
    Bytes,
    Chars,
    Length,
    Range,
}

impl Definition {
    /// The ones that this one is written with.
    pub(crate) const fn needs(self) -> &'static [Self] {
        match self {
            Self::Char => &[Self::Text, Self::Chars],
            _ => &[],
        }
    }

    /// Its declaration.
    pub(crate) fn source(self) -> String {
        match self {
            Self::Text => "/** A string as Rust holds it: without half of a surrogate pair. */
const text = z
  .string()
  .check(z.refine((value) => !/\\p{Surrogate}/u.test(value), { error: 'not well-formed Unicode' }));
"
            .to_owned(),
            Self::Char => "/** One Unicode scalar value. */
const char = text.check(z.refine((value) => chars(value) === 1, { error: 'not one character' }));
"
            .to_owned(),
            Self::Float => {
                "/** Every number, also those that JSON has no form for: superjson carries them. */
const float = z.custom<number>((value) => typeof value === 'number', { error: 'not a number' });
"
                .to_owned()
            }
            Self::Uuid => "/** A UUID in each of the forms that Rust reads. */
const uuid = z
  .string()
  .check(
    z.regex(
      /^(?:[0-9a-f]{32}|(?:urn:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\})$/i,
      { error: 'not a UUID' },
    ),
  );
"
            .to_owned(),
            Self::Email => EMAIL.to_owned(),
            Self::Range => "/** A range as the server checks it: it ends at the largest finite number, and NaN is not in it. */
const range = (min: number, max: number) =>
  z.refine<number>((value) => value >= min && value <= max, { error: `not from ${min} to ${max}` });
"
            .to_owned(),
            Self::Bytes => "const bytes = (value: string) => new TextEncoder().encode(value).length;\n".to_owned(),
            Self::Chars => "const chars = (value: string) => Array.from(value).length;\n".to_owned(),
            Self::Length => "/** A length as the server counts it; both ends are included. */
const length = <T>(count: (value: T) => number, unit: string, min: number, max: number) =>
  z.check<T>(({ value, issues }) => {
    const counted = count(value);
    if (counted < min) {
      issues.push({ code: 'custom', input: value, message: `at least ${min} ${unit}` });
    } else if (counted > max) {
      issues.push({ code: 'custom', input: value, message: `at most ${max} ${unit}` });
    }
  });
"
            .to_owned(),
        }
    }
}

/// How a schema is held against the type that is exported for it.
pub(crate) fn held(has_brands: bool) -> String {
    let (aside, given, atoms, brands) = if has_brands {
        (", brands aside,", "Unbranded<T>", "{ readonly [types.brand]: string } | Date", BRANDS)
    } else {
        (",", "Loose<T>", "Date", "")
    };
    format!(
        "/** A schema that takes what the compiler takes for a `T`{aside} and gives a `T`. */
type Schema<T> = z.ZodMiniType<Loose<T>, {given}>;
/** A `T` whose optional properties may be `undefined` too, which compilers can be told to keep apart. */
type Loose<T> = T extends {atoms}
{LOOSE}{brands}"
    )
}

const LOOSE: &str = "  ? T
  : T extends Map<infer K, infer V>
    ? Map<Loose<K>, Loose<V>>
    : T extends Set<infer V>
      ? Set<Loose<V>>
      : T extends object
        ? { [K in keyof T]: Loose<T[K]> | LeftOut<T, K> }
        : T;
type LeftOut<T, K extends keyof T> = object extends Pick<T, K> ? undefined : never;
";

/// Schemas brand what they give, which is not asked of what they take.
const BRANDS: &str = "type Unbranded<T> = T extends { readonly [types.brand]: string }
  ? FormOf<T>
  : T extends Date
    ? T
    : T extends Map<infer K, infer V>
      ? Map<Unbranded<K>, Unbranded<V>>
      : T extends Set<infer V>
        ? Set<Unbranded<V>>
        : T extends object
          ? { [K in keyof T]: Unbranded<T[K]> | LeftOut<T, K> }
          : T;
type FormOf<T> = T extends string ? string : T extends number ? number : bigint;
const branded = <T extends F, F>(schema: z.ZodMiniType<F, F>) => schema as z.ZodMiniType<T, F>;
";

/// What the `email` rule of garde accepts. Of an IPv6 address, `::` stands for one group or more, and the last two
/// groups may be written as IPv4.
const EMAIL: &str = r"/** An e-mail address as the server takes it: a name, an @, and a domain or an IP address in brackets. */
const email = (() => {
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  const byte = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
  const v4 = `${byte}(?:\\.${byte}){3}`;
  const group = '[0-9a-f]{1,4}';
  const ending = (most: number) =>
    [most > 0 && `(?:${group}:){0,${most - 1}}${group}`, most > 1 && `(?:${group}:){0,${most - 2}}${v4}`].filter(Boolean);
  const shortened = [0, 1, 2, 3, 4, 5, 6, 7].map((before) => {
    const beginning = before > 0 ? `${group}(?::${group}){${before - 1}}` : '';
    return `${beginning}::(?:${ending(7 - before).join('|')})?`;
  });
  const v6 = [`(?:${group}:){7}${group}`, `(?:${group}:){6}${v4}`, ...shortened].join('|');
  const name = '[a-z0-9.!#$%&\'*+/=?^_`{|}~-]{1,64}';
  const address = `${name}@(?=.{1,255}$)(?:${label}(?:\\.${label})*|\\[(?:${v4}|${v6})\\])`;
  return z.regex(new RegExp(`^${address}$`, 'i'), { error: 'not a valid email' });
})();
";
