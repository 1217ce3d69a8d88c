'use client';
/** A secret that is shown this once, and copied with one press. */
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button';

type SecretProps = { text: string; label: string };

export function Secret({ text, label }: SecretProps) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="flex items-center gap-2 rounded border border-control bg-raised py-1.5 pr-1.5 pl-3">
      <code aria-label={label} className="min-w-0 flex-1 font-mono text-note break-all select-all">
        {text}
      </code>
      <Button onClick={() => void copy()} className="bg-canvas">
        {isCopied ? <Check className="size-3.5" aria-hidden /> : <Copy className="size-3.5" aria-hidden />}
        {isCopied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  );
}
