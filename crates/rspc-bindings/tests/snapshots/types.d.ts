// Generated from the Rust router. Do not edit: run `just gen`.

/** What JSON has no form for. */
export type Answer<T> = {
	id: bigint,
	at: Date,
	closedAt: Date | null,
	byId: Map<bigint, T>,
	seen: Set<string>,
	/**
	 * @deprecated
	 */
	old: boolean,
	page: T[] | null,
};

/** Tagged beside its content. */
export type Beside = { kind: "Nothing" } | { kind: "Number"; value: number } | { kind: "Object"; value: {
	innerField?: string | null,
} };

/** With a parameter. */
export type Between<T> = {
	from: T,
	to?: T | null,
};

/** A currency, by its code. */
export type Currency = string;

/** Not tagged at all. */
export type Either = string | { from: number; to: number };

/** The `Map` of JavaScript. */
export type Map<K, V> = globalThis.Map<K, V>;

/** A tree. */
export type Node = {
	name: string,
	children: Node[],
};

/** Tagged from inside. */
export type Order = ({ type: "market" }) & { limitPrice?: never; postOnly?: never } | { type: "limit"; limitPrice: number; postOnly?: boolean | null } | {
	type: "stop",
} & Stop;

/** Tagged from outside. */
export type Outside = "Unit" | ({ One: string }) & { Many?: never; Two?: never } | ({ Two: [number, boolean] }) & { Many?: never; One?: never } | ({ Many: {
	someField: number,
} }) & { One?: never; Two?: never };

export type Row = {
	currency: Currency,
};

/** The `Set` of JavaScript. */
export type Set<T> = globalThis.Set<T>;

/** Of every shape. */
export type ShapesEveryInput = {
	id: string,
	eMail?: string | null,
	currency: Currency,
	order: Order,
	outside: Outside,
	beside: Beside,
	either: Either,
	tree: Node,
	prices: Between<number>,
	dates: Between<Date>,
	flag?: boolean,
	letter: string,
	pair: [number, string],
	tags: string[],
	header?: string | null,
	scores: { [key in string]: number },
	fixed: [number, number],
	class?: string | null,
	/**
	 * By size.
	 * @deprecated by number now
	 */
	size?: number | null,
	unique: string[],
};

/** What a stop order adds. */
export type Stop = {
	"offset-in-ticks": number,
};

/** Every procedure: what it takes, what it answers, what it refuses with. */
export type Procedures = {
  /**
   * Stores nothing.
   * @deprecated use `shapes.every`
   */
  'old.nothing': { kind: 'query'; input: void; output: void; error: never };
  'shapes.every': { kind: 'mutation'; input: ShapesEveryInput; output: Answer<Row>; error: never };
};
