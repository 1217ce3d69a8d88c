/** Rows as a file that a spreadsheet reads (RFC 4180). */
import type { Fill, Position } from '@tickwire/bindings';

/** A text that begins like this would be a formula to a spreadsheet. */
const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

type Field = string | Date | null;
export type CsvColumn<T> = readonly [name: string, field: (row: T) => Field];

export const TRADE_FIELDS: readonly CsvColumn<Position>[] = [
  ['closed', ({ closedAt }) => closedAt],
  ['opened', ({ openedAt }) => openedAt],
  ['bot', ({ bot }) => bot.name],
  ['venue', ({ instrument }) => instrument.venue],
  ['symbol', ({ instrument }) => instrument.symbol],
  ['gross', ({ grossRealized }) => grossRealized],
  ['fees', ({ fees }) => fees],
  ['funding', ({ funding }) => funding],
  ['net', ({ netPnl }) => netPnl],
  ['currency', ({ instrument }) => instrument.quote],
  ['position', ({ id }) => id],
];

export const FILL_FIELDS: readonly CsvColumn<Fill>[] = [
  ['executed', ({ executedAt }) => executedAt],
  ['bot', ({ bot }) => bot.name],
  ['venue', ({ instrument }) => instrument.venue],
  ['symbol', ({ instrument }) => instrument.symbol],
  ['side', ({ side }) => side],
  ['quantity', ({ qty }) => qty],
  ['base', ({ instrument }) => instrument.base],
  ['price', ({ price }) => price],
  ['quote', ({ instrument }) => instrument.quote],
  ['fee', ({ fee }) => fee],
  ['fee currency', ({ feeCurrency }) => feeCurrency],
  ['liquidity', ({ liquidity }) => liquidity],
  ['trade', ({ tradeId }) => tradeId],
  ['order', ({ orderId }) => orderId],
  ['position', ({ positionId }) => positionId],
];

/** A line of names, then a line a row; numbers as the API wrote them. */
export function csvOf<T>(columns: readonly CsvColumn<T>[], rows: readonly T[]): string {
  const lines = rows.map((row) => columns.map(([, field]) => written(field(row))).join(','));
  return [columns.map(([name]) => name).join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

function written(field: Field): string {
  if (field === null) return '';
  if (field instanceof Date) return field.toISOString();
  const text = FORMULA.test(field) && !PLAIN_NUMBER.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
