'use client';
/** Recovery codes, which are shown once: to be copied, or kept in a file. */
import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { DialogActions, DialogClose } from '@/ui/dialog';
import { saveFile } from '@/ui/save-file';

export function RecoveryCodes({ codes }: { codes: string[] }) {
  const [isCopied, setCopied] = useState(false);
  const text = `${codes.join('\n')}\n`;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  const download = () => saveFile('tickwire-recovery-codes.txt', 'text/plain', text);
  return (
    <>
      <ul
        aria-label="Recovery codes"
        className="grid grid-cols-1 gap-x-6 gap-y-1 rounded bg-raised p-3 font-mono text-note"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void copy()}>
          {isCopied ? <Check className="size-3.5" aria-hidden /> : <Copy className="size-3.5" aria-hidden />}
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
        <Button onClick={download}>
          <Download className="size-3.5" aria-hidden />
          Download
        </Button>
      </div>
      <DialogActions>
        <DialogClose look="solid">I have kept them</DialogClose>
      </DialogActions>
    </>
  );
}
