/** Decimal strings as the API sends them: added and shown exactly, never through a float. */

const PLAIN = /^-?\d+(\.\d+)?$/;
const MINUS = '\u2212';

type Numeric = `${number}`;
type Sign = -1 | 0 | 1;

/** How a decimal is written: its places, and whether a gain carries its plus. */
export type DecimalStyle = { places: number; signed?: boolean };

/** The digits after the point that a step such as `0.0010` asks for: 3. */
export function placesOf(step: string): number {
  return fractionOf(step).replace(/0+$/, '').length;
}

/** The exact sum, with as many places as the most precise of the values. */
export function sumDecimals(values: readonly string[]): string {
  const places = Math.max(0, ...values.map((value) => fractionOf(value).length));
  const total = values.reduce((sum, value) => sum + scaled(value, places), 0n);
  return unscaled(total, places);
}

/** Below zero where `a` is less than `b`, above where it is more: the order of two numbers, exactly. */
export function compareDecimals(a: string, b: string): number {
  const places = Math.max(fractionOf(a).length, fractionOf(b).length);
  const difference = scaled(a, places) - scaled(b, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `a − b`, exactly. */
export function subtractDecimals(a: string, b: string): string {
  return sumDecimals([a, negated(b)]);
}

/** What share of `whole` a `part` is, in percent with `places` digits after the point, rounded half away from zero. */
export function percentOf(part: string, whole: string, places: number): string {
  const scale = Math.max(fractionOf(part).length, fractionOf(whole).length);
  const divisor = scaled(whole, scale);
  if (divisor === 0n) return '0';
  const total = scaled(part, scale) * 100n * 10n ** BigInt(places);
  const half = total < 0n === divisor < 0n ? divisor : -divisor;
  return unscaled((2n * total + half) / (2n * divisor), places);
}

/** The value with the other sign. */
export function negated(value: string): string {
  return value.startsWith('-') ? value.slice(1) : `-${value}`;
}

/** The value without its sign. */
export function absolute(value: string): string {
  return value.startsWith('-') ? value.slice(1) : value;
}

/** Writes `value` grouped by thousands, rounded half away from zero, with a true minus sign. */
export function formatDecimal(value: string, { places, signed = false }: DecimalStyle): string {
  if (!isNumeric(value)) return value;
  return formatter(places, signed).format(value).replace('-', MINUS);
}

/** The sign of a number as it is shown: what rounds to zero has none. */
export function shownSign(formatted: string): Sign {
  if (formatted.startsWith(MINUS)) return -1;
  return formatted.startsWith('+') ? 1 : 0;
}

function fractionOf(value: string): string {
  return value.split('.')[1] ?? '';
}

function isNumeric(value: string): value is Numeric {
  return PLAIN.test(value);
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Building an `Intl.NumberFormat` costs more than a whole table's formatting, so they are kept. */
function formatter(places: number, signed: boolean): Intl.NumberFormat {
  const key = `${places}${signed ? '+' : ''}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
    signDisplay: signed ? 'exceptZero' : 'negative',
  });
  formatters.set(key, made);
  return made;
}

function scaled(value: string, places: number): bigint {
  if (!isNumeric(value)) throw new TypeError(`not a decimal: ${value}`);
  const [whole = '', fraction = ''] = value.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

function unscaled(total: bigint, places: number): string {
  if (places === 0) return total.toString();
  const digits = (total < 0n ? -total : total).toString().padStart(places + 1, '0');
  const sign = total < 0n ? '-' : '';
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
