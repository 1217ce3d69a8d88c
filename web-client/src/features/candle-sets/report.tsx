'use client';
/** What came of a file: what is stored, and each line that is not, with the reason. */
import type { RefusedLines, UploadReport } from '@tickwire/bindings';
import { Check } from 'lucide-react';
import { describeSet } from './candle-sets-list';

export function Report({ report: { set, lines, duplicates, disordered, refused } }: { report: UploadReport }) {
  const facts = [
    `${count(lines)} lines were read.`,
    duplicates > 0 && `${count(duplicates)} had the time of another before: the first stands.`,
    disordered > 0 && `${count(disordered)} came after a later one: they are in their place now.`,
    refused.count === 0 && 'None was refused.',
  ];
  return (
    <div className="flex flex-col gap-3 text-row">
      <p className="flex gap-2 font-medium">
        <Check className="mt-0.5 size-4 shrink-0" aria-hidden />
        {set.name} is stored: {describeSet(set)}.
      </p>
      <p className="numbers text-muted">{facts.filter(Boolean).join(' ')}</p>
      {refused.count > 0 && <RefusedTable refused={refused} />}
    </div>
  );
}

export function RefusedTable({ refused: { count: all, first } }: { refused: RefusedLines }) {
  const title = `${count(all)} ${all === 1 ? 'line was' : 'lines were'} refused`;
  return (
    <div className="rounded border border-line">
      <table className="w-full text-row">
        <caption className="px-3 py-2 text-left font-medium">
          {title}
          {first.length < all && <span className="text-muted">, of which these are the first {first.length}</span>}
        </caption>
        <thead className="text-note text-muted">
          <tr>
            {['Line', 'Field', 'Why'].map((name) => (
              <th key={name} scope="col" className="px-3 py-1 text-left font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first.map(({ line, field, reason }) => (
            <tr key={line} className="border-t border-line align-top">
              <th scope="row" className="numbers px-3 py-1 text-left font-normal">
                {count(line)}
              </th>
              <td className="px-3 py-1">{field ?? <span className="text-muted">all of it</span>}</td>
              <td className="px-3 py-1 break-words">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
