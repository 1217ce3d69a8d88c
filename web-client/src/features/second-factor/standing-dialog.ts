import type { RefObject } from 'react';

/** A dialog that stays on the page while what it does changes whether it is offered there. */
export type StandingDialogProps = { isOffered: boolean; finalFocus: RefObject<HTMLElement | null> };
