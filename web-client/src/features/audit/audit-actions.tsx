'use client';
/** `audit.verify` and `audit.export`: is the log as it was written, and the log as a file. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AuditVerdict } from '@tickwire/bindings';
import { Download, ShieldCheck } from 'lucide-react';
import { useTRPC } from '@/trpc/client';
import { ASKED_ANEW, readAll } from '@/trpc/read-again';
import { Button } from '@/ui/button';
import { Refusal } from '@/ui/form/refusal';
import { saveFile } from '@/ui/save-file';

export function AuditActions() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const verify = useMutation({
    mutationFn: () => cache.query({ ...trpc.audit.verify.queryOptions(), ...ASKED_ANEW }),
  });
  const exporting = useMutation({
    mutationFn: async () => {
      const entries = await readAll(async (cursor: number | null) => {
        const part = await cache.query({ ...trpc.audit.export.queryOptions({ cursor }), ...ASKED_ANEW });
        return { items: part.entries, nextCursor: part.nextCursor };
      });
      // One entry a line, the oldest first.
      const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`);
      saveFile('tickwire-audit.jsonl', 'application/jsonl', lines.join(''));
    },
  });

  return (
    <div className="flex flex-wrap items-center gap-2">
      <p role="status" className="text-note empty:sr-only max-sm:order-last max-sm:basis-full">
        {verify.data && <Verdict verdict={verify.data} />}
      </p>
      <Refusal error={verify.error ?? exporting.error} />
      <Button aria-disabled={verify.isPending} onClick={() => !verify.isPending && verify.mutate()}>
        <ShieldCheck className="size-3.5" aria-hidden />
        {verify.isPending ? 'Verifying…' : 'Verify'}
      </Button>
      <Button aria-disabled={exporting.isPending} onClick={() => !exporting.isPending && exporting.mutate()}>
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
