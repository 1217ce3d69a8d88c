/** The places of a tenant, in the order of reading, as the rail groups them. */
import {
  Activity,
  ArrowLeftRight,
  Bot,
  ChartCandlestick,
  FlaskConical,
  Layers,
  LayoutDashboard,
  ListOrdered,
  Settings,
  ShieldAlert,
  type LucideIcon,
} from 'lucide-react';
import type { Route } from 'next';

export type Place = {
  href: Route;
  name: string;
  Icon: LucideIcon;
  /** Whether it has a column of the phone's bar, and under which name. */
  inBar?: string;
  /** Whether it follows what happens, and so shows how the connection is: with what is below it, or by itself alone. */
  isLive?: boolean | 'itself';
};

export type PlaceGroup = { name: string; places: Place[] };

export function groupsOf(slug: string): PlaceGroup[] {
  const at = (path: string) => `/t/${slug}${path}` as Route;
  return [
    {
      name: 'Trade',
      places: [
        { href: at(''), name: 'Dashboard', Icon: LayoutDashboard, inBar: 'Home', isLive: true },
        { href: at('/bots'), name: 'Bots', Icon: Bot, inBar: 'Bots', isLive: true },
        { href: at('/signals'), name: 'Signals', Icon: Activity, isLive: true },
        { href: at('/positions'), name: 'Positions', Icon: Layers, inBar: 'Positions', isLive: true },
        { href: at('/orders'), name: 'Orders', Icon: ListOrdered, inBar: 'Orders', isLive: true },
        { href: at('/trades'), name: 'Trades', Icon: ArrowLeftRight, isLive: true },
      ],
    },
    {
      name: 'Analyse',
      places: [
        { href: at('/market'), name: 'Market', Icon: ChartCandlestick, isLive: true },
        { href: at('/backtests'), name: 'Backtests', Icon: FlaskConical, isLive: 'itself' },
      ],
    },
    { name: 'Risk', places: [{ href: at('/risk'), name: 'Risk', Icon: ShieldAlert, isLive: true }] },
    { name: 'Team', places: [{ href: at('/settings'), name: 'Settings', Icon: Settings }] },
  ];
}

/** All of them, whatever their group. */
export function placesOf(slug: string): Place[] {
  return groupsOf(slug).flatMap((group) => group.places);
}

/** Whether a page is that place, or below it. */
export function isAt(path: string, href: string, slug: string): boolean {
  return href === `/t/${slug}` ? path === href : path === href || path.startsWith(`${href}/`);
}
