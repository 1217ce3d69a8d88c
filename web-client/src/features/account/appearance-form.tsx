'use client';
/** How the pages look to this browser; each choice shows at once. */
import { useActionState, useState, type ReactNode } from 'react';
import { Button } from '@/ui/button';
import { Done } from '@/ui/form/done';
import { PALETTE_NAMES, THEME_NAMES } from '@/ui/preference-names';
import { applyPalette, applyTheme, PALETTES, THEMES, type Palette, type Theme } from '@/ui/preferences';
import { Section } from '@/ui/section';
import { Swatch } from '@/ui/swatch';
import { changeAppearance } from './actions';

type AppearanceFormProps = { theme: Theme; palette: Palette };

export function AppearanceForm({ theme, palette }: AppearanceFormProps) {
  const [shownTheme, setTheme] = useState(theme);
  const [shownPalette, setPalette] = useState(palette);
  const [posted, action] = useActionState(changeAppearance, {});
  return (
    <form action={action}>
      <Section title="Theme" note="For this browser. System follows the device, day and night.">
        <Choices
          legend="Theme"
          name="theme"
          options={THEMES}
          names={THEME_NAMES}
          value={shownTheme}
          onChange={(chosen) => {
            setTheme(chosen);
            applyTheme(chosen);
          }}
        />
      </Section>
      <Section
        title="Profit and loss"
        note="Blue and orange tell apart in every colour blindness. The sign stands beside the colour, always."
      >
        <Choices
          legend="Profit and loss"
          name="palette"
          options={PALETTES}
          names={PALETTE_NAMES}
          value={shownPalette}
          mark={(name) => <Swatch palette={name} />}
          onChange={(chosen) => {
            setPalette(chosen);
            applyPalette(chosen);
          }}
        />
        {/* With a script there is nothing to save. */}
        <div className="mt-4 hidden items-center gap-3 noscript:flex">
          <Button type="submit" look="solid">
            Save
          </Button>
          <Done>{posted.isDone && 'Saved.'}</Done>
        </div>
      </Section>
    </form>
  );
}

type ChoicesProps<T extends string> = {
  legend: string;
  name: string;
  options: readonly T[];
  names: Record<T, string>;
  value: T;
  onChange: (value: T) => void;
  mark?: (value: T) => ReactNode;
};

function Choices<T extends string>({ legend, name, options, names, value, onChange, mark }: ChoicesProps<T>) {
  return (
    <fieldset className="flex flex-col rounded border border-control">
      <legend className="sr-only">{legend}</legend>
      {options.map((option) => (
        <label
          key={option}
          className="flex min-h-9 cursor-pointer items-center gap-2.5 border-b border-line px-3 text-row last:border-b-0 hover:bg-raised pointer-coarse:min-h-11"
        >
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
            className="size-4 accent-ink"
          />
          <span className="flex-1">{names[option]}</span>
          {mark?.(option)}
        </label>
      ))}
    </fieldset>
  );
}
