'use client';
/** What differs between two configurations, path by path: shape and word say how. */
import { Minus, Pencil, Plus, type LucideIcon } from 'lucide-react';
import type { Change } from './changes';

type Kind = { word: string; Icon: LucideIcon };

const ADDED: Kind = { word: 'Added', Icon: Plus };
const REMOVED: Kind = { word: 'Removed', Icon: Minus };
const CHANGED: Kind = { word: 'Changed', Icon: Pencil };

export function ChangeList({ changes, label }: { changes: Change[]; label: string }) {
  return (
    <ul aria-label={label} className="rounded border border-line">
      {changes.map((change) => (
        <ChangeRow key={change.path} change={change} />
      ))}
    </ul>
  );
}

function ChangeRow({ change: { path, before, after } }: { change: Change }) {
  const { word, Icon } = before === undefined ? ADDED : after === undefined ? REMOVED : CHANGED;
  return (
    <li className="flex flex-col gap-1 border-b border-line px-3 py-2 text-row last:border-b-0">
      <p className="flex items-center gap-2">
        <Icon className="size-3.5 shrink-0 text-muted" aria-hidden />
        <code className="min-w-0 font-mono text-note font-medium wrap-anywhere">{path}</code>
        <span className="ml-auto text-note text-muted">{word}</span>
      </p>
      {before !== undefined && <Side sign="−" name="Before" value={before} />}
      {after !== undefined && <Side sign="+" name="After" value={after} />}
    </li>
  );
}

function Side({ sign, name, value }: { sign: string; name: string; value: unknown }) {
  return (
    <p className="flex gap-2 pl-5.5 font-mono text-note">
      <span aria-hidden>{sign}</span>
      <span className="sr-only">{name}: </span>
      <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">{JSON.stringify(value, null, 2)}</span>
    </p>
  );
}
