'use client';
/** `audit.verify` and `audit.export`: is the log as it was written, and the log as a file. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AuditVerdict } from '@tickwire/bindings';
import { Download, ShieldCheck } from 'lucide-react';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { Refusal } from '@/ui/form/refusal';
import { saveFile } from '@/ui/save-file';

export function AuditActions() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const verify = useMutation({
    mutationFn: () => cache.query({ ...trpc.audit.verify.queryOptions(), staleTime: 0 }),
  });
  const exporting = useMutation({
    mutationFn: async () => {
      const lines: string[] = [];
      let cursor: number | null = null;
      do {
        const part: Awaited<ReturnType<typeof readPart>> = await readPart(cursor);
        lines.push(...part.entries.map((entry) => JSON.stringify(entry)));
        cursor = part.nextCursor;
      } while (cursor !== null);
      save(lines);
    },
  });
  const readPart = (cursor: number | null) =>
    cache.query({ ...trpc.audit.export.queryOptions({ cursor }), staleTime: 0, gcTime: 0 });

  return (
    <div className="flex flex-wrap items-center gap-2">
      <p role="status" className="text-note empty:sr-only max-sm:order-last max-sm:basis-full">
        {verify.data && <Verdict verdict={verify.data} />}
      </p>
      <Refusal error={verify.error ?? exporting.error} />
      <Button onClick={() => verify.mutate()} aria-disabled={verify.isPending}>
        <ShieldCheck className="size-3.5" aria-hidden />
        {verify.isPending ? 'Verifying…' : 'Verify'}
      </Button>
      <Button onClick={() => exporting.mutate()} aria-disabled={exporting.isPending}>
        <Download className="size-3.5" aria-hidden />
        {exporting.isPending ? 'Reading…' : 'Export'}
      </Button>
    </div>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdict }) {
  if (verdict.type === 'Whole') {
    return <span className="text-muted">All {verdict.seq} entries are as they were written.</span>;
  }
  return (
    <span className="rounded-sm bg-warn px-1.5 py-0.5 font-medium">Entry {verdict.seq} is not as it was written.</span>
  );
}

/** One entry a line, the oldest first. */
function save(lines: string[]): void {
  saveFile('tickwire-audit.jsonl', 'application/jsonl', lines.map((line) => `${line}\n`).join(''));
}
