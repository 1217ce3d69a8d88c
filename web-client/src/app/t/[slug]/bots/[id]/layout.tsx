/** Everything of one bot stands below its heading. */
import type { ReactNode } from 'react';
import { BotHeading } from '@/features/bots/bot-heading';
import { BotNav } from '@/features/bots/bot-nav';
import { Hydrate } from '@/trpc/server';
import { readBot, type BotParams } from './read-bot';

export default async function BotLayout({ children, params }: { children: ReactNode; params: BotParams }) {
  const { me, id } = await readBot(params);
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex flex-1 flex-col outline-hidden">
        <BotHeading id={id} role={me.role} slug={me.tenant.slug} />
        <BotNav slug={me.tenant.slug} id={id} />
        {children}
      </main>
    </Hydrate>
  );
}
