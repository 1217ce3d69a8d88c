'use client';
/** A configuration as JSON. */
import { useId, useState } from 'react';
import type { Content } from './changes';
import { readText, writeText } from './json-text';
import type { EditorProps } from './editor';

const MOST_LINES = 28;

type JsonEditorProps = EditorProps & { label?: string; name?: string; leastLines?: number };

export function JsonEditor({ initial, isDisabled, posted, onChange, ...rest }: JsonEditorProps) {
  const { label = 'As JSON', name = 'content', leastLines = 8 } = rest;
  const id = useId();
  const [text, setText] = useState(posted?.values?.[name] ?? writeText(initial));
  const read = readText(text);
  const refused = text === posted?.values?.[name] ? posted.errors?.[name] : undefined;
  const sentence = 'sentence' in read ? read.sentence : refused;
  const change = (next: string) => {
    setText(next);
    const now = readText(next);
    onChange('content' in now ? (now.content satisfies Content) : undefined);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-row font-medium">
        {label}
      </label>
      <textarea
        id={id}
        name={name}
        value={text}
        onChange={(event) => change(event.target.value)}
        rows={Math.min(Math.max(text.split('\n').length + 1, leastLines), MOST_LINES)}
        readOnly={isDisabled}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        wrap="off"
        aria-invalid={sentence !== undefined}
        aria-describedby={`${id}-note`}
        className="w-full resize-y rounded border border-control bg-canvas p-3 font-mono text-note text-ink -outline-offset-1 read-only:bg-raised aria-invalid:border-danger pointer-coarse:text-title"
      />
      <p id={`${id}-note`} className={`text-note ${sentence ? 'text-danger' : 'text-muted'}`}>
        {sentence ?? 'Write amounts in quotes: as numbers they may lose digits.'}
      </p>
    </div>
  );
}
