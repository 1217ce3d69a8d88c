'use client';
/** A key that was just made, which is shown this once. */
import { DialogActions, DialogClose } from '@/ui/dialog';
import { Secret } from '@/ui/secret';

export function KeptKey({ secret, label }: { secret: string; label: string }) {
  return (
    <>
      <Secret text={secret} label={label} />
      <DialogActions>
        <DialogClose look="solid">I have kept it</DialogClose>
      </DialogActions>
    </>
  );
}
