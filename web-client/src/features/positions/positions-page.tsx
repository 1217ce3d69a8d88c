'use client';
/** The positions page: what is held, and what was; each closed from its row. */
import type { Position, Role } from '@tickwire/bindings';
import { useMemo } from 'react';
import { BotFilter, useBotName } from '@/features/bots/bot-filter';
import { InstrumentFilter } from '@/features/market/instrument-filter';
import { rowsOf } from '@/trpc/pages';
import { PageHeading } from '@/ui/page-heading';
import { isFiltered } from '@/ui/search';
import { FilterDay, Filters, FilterSelect } from '@/ui/table/filters';
import { LiveTable } from '@/ui/table/live-table';
import { NoMatch } from '@/ui/table/no-match';
import { useUrl } from '@/ui/use-url';
import { Views } from '@/ui/views';
import { CloseAll } from './close-all';
import { ClosingProvider } from './closing';
import { pageColumns } from './page-columns';
import { PositionPanel } from './position-panel';
import { NoPositions } from './positions-list';
import { CHOICE_NAMES, FILTER_NAMES, readChoice, readFilter, readOpen, type Choice, type Filter } from './query';
import { useLivePositions, usePositions, type PositionList } from './use-positions';

const SIDES = [
  ['LONG', 'Long'],
  ['SHORT', 'Short'],
] as const;

type PositionsPageProps = { role: Role; once: string };

export function PositionsPage({ role, once }: PositionsPageProps) {
  const { search } = useUrl();
  const filter = readFilter(search.get('status'));
  const choice = readChoice(search);
  const openId = readOpen(search, 'position');
  // What closing everything would close is said on every view.
  const held: Choice = { bot: choice.bot };
  const open = useLivePositions('open', held);
  const botName = useBotName(choice.bot);
  const key = JSON.stringify([filter, choice]);
  const isHeld = key === JSON.stringify(['open', held]);
  return (
    <ClosingProvider asOf={open.data?.pages[0]?.asOf}>
      <main id="content" tabIndex={-1} className="flex flex-1 flex-col outline-hidden lg:min-h-0">
        <PageHeading
          title="Positions"
          tabs={<Views label="Which positions" param="status" names={FILTER_NAMES} value={filter} />}
        >
          <CloseAll
            role={role}
            botId={choice.bot}
            botName={botName}
            positions={rowsOf(open.data)}
            isPart={open.hasNextPage}
            once={once}
          />
        </PageHeading>
        <Filters names={CHOICE_NAMES} keeps={['status', 'sort']}>
          <InstrumentFilter />
          <BotFilter />
          <FilterSelect name="side" label="Side" any="Either side" options={SIDES} />
          <FilterDay name="from" label="Opened from" />
          <FilterDay name="to" label="To" />
        </Filters>
        <div className="flex flex-1 lg:min-h-0">
          <div className="flex min-w-0 flex-1 flex-col lg:min-h-0">
            {isHeld ? (
              <OpenPositions key={key} filter="open" choice={choice} role={role} once={once} />
            ) : (
              <OtherPositions key={key} filter={filter} choice={choice} role={role} once={once} />
            )}
          </div>
          {openId && <PositionPanel param="position" id={openId} />}
        </div>
      </main>
    </ClosingProvider>
  );
}

type ListProps = PositionsPageProps & { filter: Filter; choice: Choice };

/** The page keeps these current. */
function OpenPositions(props: ListProps) {
  return <ChosenPositions list={usePositions('open', props.choice)} {...props} />;
}

/** Kept current for as long as they are shown. */
function OtherPositions(props: ListProps) {
  return <ChosenPositions list={useLivePositions(props.filter, props.choice)} {...props} />;
}

function ChosenPositions({ filter, list, role, once }: ListProps & { list: PositionList }) {
  const { search } = useUrl();
  const rows = useMemo(() => rowsOf(list.data), [list.data]);
  const columns = useMemo(() => pageColumns(filter, role, once), [filter, role, once]);
  return (
    <LiveTable<Position>
      label="Positions"
      what="positions"
      columns={columns}
      list={list}
      rows={rows}
      quoteOf={(position) => position.instrument.quote}
      opens="position"
      empty={isFiltered(search, CHOICE_NAMES) ? <NoMatch names={CHOICE_NAMES} /> : <NoPositions filter={filter} />}
    />
  );
}
