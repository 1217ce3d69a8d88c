'use client';
/** Somebody saved another version while this one was being edited: theirs, or mine on top of it. */
import type { BotVersion } from '@tickwire/bindings';
import { TriangleAlert } from 'lucide-react';
import { ShortTime } from '@/format/time-text';
import { Button } from '@/ui/button';

type MeanwhileProps = { version: BotVersion; onTake: () => void; onKeep: () => void };

export function Meanwhile({ version: { number, createdBy, createdAt }, onTake, onKeep }: MeanwhileProps) {
  return (
    <div role="alert" className="flex flex-col gap-3 rounded bg-warn px-3 py-2.5 text-row">
      <p className="flex gap-2">
        <TriangleAlert className="mt-0.75 size-3.5 shrink-0" aria-hidden />
        <span>
          {createdBy} saved version {number} at <ShortTime at={createdAt} className="numbers" />, while you were
          editing. Below is what your text would change in it.
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onTake}>Take version {number}</Button>
        <Button onClick={onKeep}>Keep mine</Button>
      </div>
    </div>
  );
}
