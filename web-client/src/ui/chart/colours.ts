/** The theme's colours for a canvas, which knows no custom properties, kept current when the theme changes. */

const NAMES = ['canvas', 'ink', 'muted', 'line', 'profit', 'loss'] as const;

export type Colour = (typeof NAMES)[number];
export type Colours = Record<Colour, string>;

/** Tells `follow` of the colours now and each time the person, or the system, chooses others. */
export function followColours(follow: (colours: Colours) => void): () => void {
  const tell = () => follow(readColours());
  const chosen = new MutationObserver(tell);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-palette'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', tell);
  tell();
  return () => {
    chosen.disconnect();
    system.removeEventListener('change', tell);
  };
}

/** The colour, of which so much covers what is beneath: 0 to 1. */
export function faded(colour: string, share: number): string {
  const [red, green, blue] = colour.match(/[\d.]+/g) ?? [];
  return `rgba(${red}, ${green}, ${blue}, ${share})`;
}

/** As `rgb()`: the browser resolves what the tokens say. */
function readColours(): Colours {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const read = (name: Colour) => {
    probe.style.color = `var(--color-${name})`;
    return [name, getComputedStyle(probe).color] as const;
  };
  const colours = Object.fromEntries(NAMES.map(read)) as Colours;
  probe.remove();
  return colours;
}
