'use client';
/** `keys.rotate`: another key in place of this one, which lives on while programs change over. */
import { useMutation } from '@tanstack/react-query';
import type { ApiKey } from '@tickwire/bindings';
import { useActionState, useState } from 'react';
import { ProofFields } from '@/features/auth/proof-fields';
import { useConfirmation, wantsConfirmation } from '@/features/auth/use-confirmation';
import { useTRPC } from '@/trpc/client';
import { useOnceKey } from '@/trpc/use-once-key';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, useDialog } from '@/ui/dialog';
import { Hidden } from '@/ui/form/hidden';
import { Refusal } from '@/ui/form/refusal';
import { Select } from '@/ui/form/select-field';
import { Submit } from '@/ui/form/submit';
import { rotateKey } from './actions';
import { KeptKey } from './kept-key';
import { ROTATE_REFUSALS } from './sentences';

const OVERLAPS = [
  { seconds: 86_400, name: 'For a day' },
  { seconds: 604_800, name: 'For a week' },
  { seconds: 3_600, name: 'For an hour' },
  { seconds: 0, name: 'Not at all' },
] as const;

/** `once` names what a form without a script sends: sent twice, it makes one key. */
export function RotateKey({ apiKey, once }: { apiKey: ApiKey; once: string }) {
  const trpc = useTRPC();
  const onceKey = useOnceKey();
  const confirmation = useConfirmation();
  const [posted, action] = useActionState(rotateKey, {});
  const name = `replace-${apiKey.id}`;
  const [isOpen, setOpen] = useDialog(name);
  const [seconds, setSeconds] = useState<number>(OVERLAPS[0].seconds);
  const rotate = useMutation(
    trpc.keys.rotate.mutationOptions({
      onError: (error, input) => confirmation.ask(error, () => rotate.mutate(input)),
    }),
  );
  const secret = (rotate.data ?? posted.answer)?.secret;
  const send = () => {
    const wanted = { id: apiKey.id, overlapSeconds: seconds };
    rotate.mutate({ ...wanted, idempotencyKey: onceKey(wanted) });
  };
  return (
    <Dialog
      name={name}
      isOpen={isOpen}
      onOpenChange={(open) => {
        rotate.reset();
        setOpen(open);
      }}
      title={secret ? 'Keep the new key now' : `Replace ${apiKey.name}`}
      description={secret ? 'It is shown this once.' : 'The new key may do the same.'}
      trigger={<Button aria-label={`Replace ${apiKey.name}`}>Replace</Button>}
      isDismissible={secret === undefined}
    >
      {secret ? (
        <KeptKey secret={secret} label="The new key" />
      ) : (
        <form
          action={action}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <Hidden fields={{ id: apiKey.id, idempotencyKey: once }} />
          {!wantsConfirmation(rotate.error) && (
            <Refusal error={rotate.error} own={ROTATE_REFUSALS} sentence={posted.sentence} />
          )}
          <Select
            label="The old key lives on"
            name="overlapSeconds"
            value={seconds}
            onChange={(event) => setSeconds(Number(event.target.value))}
          >
            {OVERLAPS.map((overlap) => (
              <option key={overlap.seconds} value={overlap.seconds}>
                {overlap.name}
              </option>
            ))}
          </Select>
          <ProofFields posted={posted} />
          <DialogActions>
            <Submit isBusy={rotate.isPending} busy="Replacing…">
              Replace the key
            </Submit>
          </DialogActions>
        </form>
      )}
      {confirmation.dialog}
    </Dialog>
  );
}
