'use client';
/** The server has moved on from what this page was built for: it says so, and offers to load itself anew. */
import { useContractSkew } from '@tickwire/bindings/react';
import { RotateCw } from 'lucide-react';
import { Button } from './button';

export function NewVersion() {
  const isSkewed = useContractSkew();
  // The region stands before its words come, so that they are read out.
  return (
    <div role="status" aria-label="Version">
      {isSkewed && (
        <div className="flex animate-appear items-center gap-3 border-b border-line bg-raised py-1.5 pr-2 pl-4">
          <p className="flex-1 text-row">A new version is there. This page may not understand it.</p>
          <Button onClick={() => window.location.reload()}>
            <RotateCw className="size-3.5" aria-hidden />
            Refresh
          </Button>
        </div>
      )}
    </div>
  );
}
