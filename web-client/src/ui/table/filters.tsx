'use client';
/** What of a list is shown, in its URL. With a script a choice acts at once; without one the form has a button. */
import clsx from 'clsx';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import { Button } from '../button';
import { CONTROL } from '../form/control';
import { Hidden } from '../form/hidden';
import { Select } from '../form/select-field';
import { isForPage } from '../keys';
import { isFiltered } from '../search';
import { UrlLink } from '../url-link';
import { useMounted } from '../use-mounted';
import { useUrl } from '../use-url';

type FiltersProps = {
  /** The parameters that are filters. */
  names: readonly string[];
  /** The parameters beside that the form keeps. */
  keeps: readonly string[];
  children: ReactNode;
};

export function Filters({ names, keeps, children }: FiltersProps) {
  const { path, search, replace } = useUrl();
  const form = useRef<HTMLFormElement>(null);
  const catchUp = useEffectEvent(() => {
    const choices = form.current ? choicesIn(form.current, names) : {};
    const isNews = ([name, choice]: [string, string]) => choice !== (search.get(name) ?? '');
    if (Object.entries(choices).some(isNews)) replace(choices);
  });
  // What was chosen before the script had come counts too, as soon as Next.js hears of changes to the URL.
  const isMounted = useMounted();
  useEffect(() => {
    if (isMounted) catchUp();
  }, [isMounted]);
  const kept = keeps.flatMap((name) => [[name, search.get(name) ?? ''] as const]).filter(([, value]) => value !== '');
  return (
    <search className="shrink-0 border-b border-line px-4 py-2">
      <form
        ref={form}
        method="get"
        action={path}
        aria-label="Filters"
        // What a browser remembers of an earlier visit is not chosen.
        autoComplete="off"
        className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap"
        onSubmit={(event) => event.preventDefault()}
        onChange={({ currentTarget }) => replace(choicesIn(currentTarget, names))}
      >
        <Hidden fields={Object.fromEntries(kept)} />
        {children}
        <Button type="submit" className="not-noscript:hidden">
          Filter
        </Button>
        {isFiltered(search, names) && <ClearFilters names={names} className="px-1" />}
      </form>
    </search>
  );
}

/** What the fields say that a form has, of those that are named. */
function choicesIn(form: HTMLFormElement, names: readonly string[]): Record<string, string> {
  const said = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(said.filter(([name]) => names.includes(name)).map(([name, text]) => [name, text.trim()]));
}

/** Back to the list as a whole. */
export function ClearFilters({ names, className }: { names: readonly string[]; className?: string }) {
  return (
    <UrlLink
      to={Object.fromEntries(names.map((name) => [name, undefined]))}
      className={clsx(
        'inline-flex items-center text-row text-ink underline underline-offset-4 pointer-coarse:min-h-11',
        className,
      )}
    >
      Clear filters
    </UrlLink>
  );
}

type FilterSelectProps = {
  name: string;
  label: string;
  any: string;
  options: readonly (readonly [string, string])[];
  /** Whether the key `/` leads there. */
  isFirst?: boolean;
};

/** One of a few, or any. */
export function FilterSelect({ name, label, any, options, isFirst = false }: FilterSelectProps) {
  const [value, select] = useParameter<HTMLSelectElement>(name);
  useEffect(() => {
    if (!isFirst) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || !isForPage(event)) return;
      event.preventDefault();
      select.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isFirst, select]);
  return (
    <Select
      ref={select}
      label={label}
      isLabelHidden
      name={name}
      defaultValue={value}
      className="sm:w-40"
      aria-keyshortcuts={isFirst ? '/' : undefined}
      // Leads back to the rows.
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    >
      <option value="">{any}</option>
      {/* What the URL names is there, whether it was read or not. */}
      {value !== '' && options.every(([option]) => option !== value) && <option value={value}>{value}</option>}
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </Select>
  );
}

/** A day, of UTC. */
export function FilterDay({ name, label }: { name: string; label: string }) {
  const [value, input] = useParameter<HTMLInputElement>(name);
  return (
    <label className="flex items-center gap-2 text-note text-muted max-sm:flex-col max-sm:items-stretch max-sm:gap-0.5">
      {label} (UTC)
      <input
        ref={input}
        name={name}
        type="date"
        defaultValue={value}
        className={clsx(CONTROL, 'min-w-0 px-2 text-row sm:w-36')}
      />
    </label>
  );
}

/** What the URL says, and the field that says it: what Clear or Back changed, but not what is being entered there. */
function useParameter<T extends HTMLInputElement | HTMLSelectElement>(name: string) {
  const value = useUrl().search.get(name) ?? '';
  const field = useRef<T>(null);
  const shown = useRef(value);
  useEffect(() => {
    if (shown.current === value) return;
    shown.current = value;
    if (field.current && document.activeElement !== field.current) field.current.value = value;
  }, [value]);
  return [value, field] as const;
}
