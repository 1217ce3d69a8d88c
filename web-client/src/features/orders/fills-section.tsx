/** What traded, each execution with its price and its fee; which way it went, where some bought and some sold. */
import type { Fill } from '@tickwire/bindings';
import { formatDecimal, placesOf } from '@/format/decimal';
import { ClockTime } from '@/format/time-text';
import { price, quantity, SIDE_NAMES } from './describe-order';

export function FillsSection({ fills }: { fills: Fill[] }) {
  const [first] = fills;
  if (!first) return null;
  const { base, quote } = first.instrument;
  const isMixed = fills.some(({ side }) => side !== first.side);
  return (
    <section aria-labelledby="fills" className="border-t border-line">
      <h3 id="fills" className="px-4 pt-3 pb-1 text-row font-semibold">
        Fills
      </h3>
      <div className="overflow-x-auto px-4 pb-4" tabIndex={0} role="region" aria-labelledby="fills">
        <table className="numbers w-full text-right text-row whitespace-nowrap">
          <thead className="text-note text-muted">
            <tr className="*:pl-3 *:font-normal *:first:pl-0">
              <th scope="col" className="text-left">
                Time
              </th>
              {isMixed && (
                <th scope="col" className="text-left">
                  Side
                </th>
              )}
              <th scope="col">{base}</th>
              <th scope="col">Price {quote}</th>
              <th scope="col">Fee</th>
            </tr>
          </thead>
          <tbody>
            {fills.map((fill) => (
              <tr key={fill.id} className="*:py-0.5 *:pl-3 *:first:pl-0">
                <td className="text-left">
                  <ClockTime at={fill.executedAt} className="text-note text-muted" />
                </td>
                {isMixed && <td className="text-left">{SIDE_NAMES[fill.side]}</td>}
                <td>{quantity(fill.qty, fill.instrument)}</td>
                <td>{price(fill.price, fill.instrument)}</td>
                <td title={fill.liquidity === 'MAKER' ? 'As the maker' : 'As the taker'}>
                  {formatDecimal(fill.fee, { places: placesOf(fill.fee) })}{' '}
                  <span className="text-note text-muted">{fill.feeCurrency}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
