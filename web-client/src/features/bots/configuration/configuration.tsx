'use client';
/** What a bot follows: edited, compared with the version that it has, saved as the next one; and older ones again. */
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { BotDetail, BotId, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import dynamic from 'next/dynamic';
import { useActionState, useRef, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { rowsOf } from '@/trpc/pages';
import { Failure } from '@/ui/failure';
import { Done } from '@/ui/form/done';
import { Hidden } from '@/ui/form/hidden';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { whyNot } from '@/ui/no-permission';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/skeleton';
import { useMounted } from '@/ui/use-mounted';
import { useUrl } from '@/ui/use-url';
import { saveVersion } from '../actions';
import { versionPages } from '../query';
import { SAVE_REFUSALS } from '../sentences';
import { useBot } from '../use-bots';
import { ChangeList } from './change-list';
import { changesBetween, contentOf, type Content } from './changes';
import { JsonEditor } from './json-editor';
import { readText } from './json-text';
import { Meanwhile } from './meanwhile';
import { VersionsList } from './versions-list';

/** It comes for the bots that have no program. */
const SetupEditor = dynamic(() => import('../setup/setup-editor').then((module) => module.SetupEditor));

type ConfigurationProps = { id: BotId; role: Role };

export function Configuration({ id, role }: ConfigurationProps) {
  const detail = useBot(id);
  if (detail.isPending) return <Skeleton label="Reading the configuration" />;
  if (!detail.data) return <Failure error={detail.error} onRetry={() => void detail.refetch()} />;
  return <Draft detail={detail.data} role={role} />;
}

/** What is being edited: begun from a version, and with what. `count` tells one from the next. */
type Begun = { count: number; from: number; content: Content };

const NOTHING_SAVED = 0;

function Draft({ detail: { bot, version }, role }: { detail: BotDetail; role: Role }) {
  const current = contentOf(version?.content);
  const number = version?.number ?? 0;
  const [posted, action] = useActionState(saveVersion, {});
  const restored = useRestored(bot.id);
  const [begun, setBegun] = useState<Begun>({ count: 0, from: number, content: restored ?? current });
  const [draft, setDraft] = useState(() => (posted.values ? saidIn(posted.values) : begun.content));
  const isMounted = useMounted();
  const place = useRef<HTMLDivElement>(null);
  const save = useMutation(
    useTRPC().bots.saveVersion.mutationOptions({
      onSuccess: (saved) => setBegun((known) => ({ ...known, from: saved.version })),
    }),
  );
  // What was saved stands as the server has it: amounts and names may be written otherwise there.
  const [shown, setShown] = useState(NOTHING_SAVED);
  if (save.data && save.data.version === number && shown !== number) {
    setShown(number);
    setBegun({ count: begun.count + 1, from: number, content: current });
    setDraft(current);
  }
  const begin = (content: Content, from: number) => {
    save.reset();
    setBegun((known) => ({ count: known.count + 1, from, content }));
    setDraft(content);
    place.current?.focus();
  };
  const saved = save.data ?? posted.answer;
  const Editor = bot.strategy ? SetupEditor : JsonEditor;
  const reason = mayCall(role, 'bots.saveVersion') ? undefined : whyNot(role, 'BOTS_MANAGE');
  const changes = draft && changesBetween(current, draft);
  const isOvertaken = number > begun.from;
  const hasChanges = changes !== undefined && changes.length > 0;
  return (
    <>
      <Section
        title="Configuration"
        note={reason ?? 'What the bot reads. Each change is a version of its own, and none is lost.'}
      >
        <div ref={place} tabIndex={-1} className="outline-hidden">
          <form
            action={action}
            noValidate
            className="flex flex-col gap-4"
            aria-label="Configuration"
            onSubmit={(event) => {
              event.preventDefault();
              if (draft && hasChanges && !isOvertaken && !save.isPending) {
                save.mutate({ id: bot.id, after: begun.from, content: draft });
              }
            }}
          >
            <Hidden fields={{ id: bot.id, after: String(begun.from) }} />
            <Editor
              key={begun.count}
              initial={begun.content}
              isDisabled={reason !== undefined}
              posted={begun.count === 0 ? posted : undefined}
              onChange={(content) => {
                setDraft(content);
                save.reset();
              }}
            />
            {isOvertaken && version && (
              <Meanwhile
                version={version}
                onTake={() => begin(current, number)}
                onKeep={() => setBegun((known) => ({ ...known, from: number }))}
              />
            )}
            {hasChanges && (
              <div className="flex flex-col gap-1.5">
                <h3 className="text-row font-medium">
                  {number === 0 ? 'What it begins with' : `What changes after version ${number}`}
                </h3>
                <ChangeList changes={changes} label="Changes" />
              </div>
            )}
            <Refusal error={save.error} own={SAVE_REFUSALS} sentence={posted.sentence} />
            {!reason && (
              <div className="flex flex-wrap items-center gap-3">
                <Submit isBusy={save.isPending} busy="Saving…" disabled={isMounted && (!hasChanges || isOvertaken)}>
                  Save as version {number + 1}
                </Submit>
                <Done>
                  {saved && !hasChanges
                    ? `Saved as version ${saved.version}.`
                    : draft && !hasChanges && 'Nothing has changed.'}
                </Done>
              </div>
            )}
          </form>
        </div>
      </Section>
      <VersionsList bot={bot} onRestore={reason === undefined ? (content) => begin(content, number) : undefined} />
    </>
  );
}

/** The content of the version that the URL asks for, where it is among those that were read. */
function useRestored(id: BotId): Content | undefined {
  const asked = useUrl().search.get('restore');
  const versions = rowsOf(useInfiniteQuery(versionPages(useTRPC(), id)).data);
  const version = versions.find(({ number }) => String(number) === asked);
  return version && contentOf(version.content);
}

/** What was sent without a script and not taken, as far as it makes sense; the fields of a strategy say it themselves. */
function saidIn({ content = '' }: NonNullable<Posted['values']>): Content | undefined {
  const said = readText(content);
  return 'content' in said ? said.content : undefined;
}
