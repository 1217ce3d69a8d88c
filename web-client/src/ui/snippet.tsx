'use client';
/** Lines to be pasted into a shell or a program. */
import { Copy } from './copy';

export function Snippet({ text, label }: { text: string; label: string }) {
  return (
    <div className="relative rounded bg-raised">
      <pre className="overflow-x-auto p-3 pr-10 font-mono text-note" tabIndex={0} role="group" aria-label={label}>
        {text}
      </pre>
      <span className="absolute top-2 right-2">
        <Copy text={text} label={`Copy: ${label}`} />
      </span>
    </div>
  );
}
