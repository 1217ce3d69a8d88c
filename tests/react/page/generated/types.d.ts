// Generated from the Rust router. Do not edit: run `just gen`.

export type After = {
  lastEventId?: string | null;
};

export type Checked = {
  text: string;
  number: number;
  kind: Kind;
};

export type Count = {
  to: number;
};

/** The same, with the direction in which the client reads. */
export type Directed = {
  cursor?: number | null;
  limit: number;
  direction?: Direction | null;
};

export type Direction = 'forward' | 'backward';

export type Door = {
  opensAt: number;
};

export type Entry = {
  key: string;
  value: string;
};

/** What JSON alone cannot say. */
export type Everything = {
  date: Date;
  bigint: bigint;
  map: Map<string, Date>;
  set: Set<number>;
  undefined: undefined;
  null: number | null;
  nan: number;
  infinity: number;
  negativeZero: number;
  dates: Date[];
  'a.b\\c': Date;
};

/** What a form was made of. */
export type Field = {
  name: string;
  fileName: string | null;
  contentType: string | null;
  length: number;
};

export type Item = {
  number: number;
  at: Date;
};

export type Key = {
  key: string;
};

export type Kind = 'BUY' | 'SELL';

/** The `Map` of JavaScript. */
export type Map<K, V> = globalThis.Map<K, V>;

export type MaybeResumable = {
  lastEventId?: string | null;
};

export type Name = {
  name: string;
};

export type Optional = {
  text?: string | null;
  number?: number | null;
};

export type Page = {
  items: Item[];
  nextCursor: number | null;
  previousCursor: number | null;
  direction: Direction | null;
};

/** `direction`, which a client adds by itself, is not declared. */
export type Range = {
  cursor?: number | null;
  limit: number;
};

/** Why a door does not open. */
export type Refusal = { type: 'Closed'; opensAt: number };

export type Resumable = {
  to: number;
  lastEventId?: string | null;
};

export type Sent = {
  asked: string | null;
  cookie: string | null;
};

/** The `Set` of JavaScript. */
export type Set<T> = globalThis.Set<T>;

/** The same kinds, taken and given back. */
export type Taken = {
  date: Date;
  bigint: bigint;
  map: Map<string, number>;
  set: Set<string>;
  nan: number;
  maybe?: string;
};

/** The same kinds, taken and given back. */
export type TakenInput = {
  date: Date;
  bigint: bigint;
  map: Map<string, number>;
  set: Set<string>;
  nan: number;
  maybe?: string | null;
};

export type Wait = {
  milliseconds: number;
};

export type WithCode = {
  code: string;
};

/** Every procedure: what it takes, what it answers, what it refuses with. */
export type Procedures = {
  'context.name': { kind: 'query'; input: void; output: string | null; error: never };
  'deep.er.ping': { kind: 'query'; input: void; output: string; error: never };
  'errors.mutateTyped': { kind: 'mutation'; input: Door; output: string; error: Refusal };
  'errors.panics': { kind: 'query'; input: void; output: void; error: never };
  'errors.typed': { kind: 'query'; input: Door; output: string; error: Refusal };
  'errors.withCode': { kind: 'query'; input: WithCode; output: void; error: never };
  'headers.read': { kind: 'query'; input: void; output: Sent; error: never };
  'headers.set': { kind: 'mutation'; input: void; output: void; error: never };
  'life.count': { kind: 'query'; input: Name; output: number; error: never };
  'life.follow': { kind: 'subscription'; input: Name; output: number; error: never };
  'life.hold': { kind: 'query'; input: Name; output: void; error: never };
  'life.ticks': {
    kind: 'subscription';
    input: After | void;
    output: {
      id: string;
      data: number;
    };
    error: never;
  };
  'life.wait': { kind: 'query'; input: Wait; output: number; error: never };
  'lists.directed': { kind: 'query'; input: Directed; output: Page; error: never };
  'lists.page': { kind: 'query'; input: Range; output: Page; error: never };
  'store.all': { kind: 'query'; input: Key; output: string[]; error: never };
  'store.put': { kind: 'mutation'; input: Entry; output: void; error: never };
  'streams.badId': {
    kind: 'subscription';
    input: void;
    output: {
      id: string;
      data: number;
    };
    error: never;
  };
  'streams.count': { kind: 'subscription'; input: Count; output: number; error: never };
  'streams.dates': {
    kind: 'subscription';
    input: void;
    output: {
      id: string;
      data: Date;
    };
    error: never;
  };
  'streams.empty': { kind: 'subscription'; input: void; output: number; error: never };
  'streams.fails': { kind: 'subscription'; input: Count; output: number; error: Refusal };
  'streams.mixed': {
    kind: 'subscription';
    input: Count;
    output: {
      id: string;
      data: number;
    };
    error: never;
  };
  'streams.refused': { kind: 'subscription'; input: void; output: number; error: never };
  'streams.resumed': { kind: 'subscription'; input: MaybeResumable | void; output: string | null; error: never };
  'streams.tracked': {
    kind: 'subscription';
    input: Resumable;
    output: {
      id: string;
      data: number;
    };
    error: never;
  };
  'uploads.bytes': { kind: 'mutation'; input: Blob | Uint8Array; output: number; error: never };
  'uploads.form': { kind: 'mutation'; input: FormData; output: Field[]; error: never };
  'values.checked': { kind: 'query'; input: Checked; output: Checked; error: never };
  'values.dates': { kind: 'query'; input: void; output: Date[]; error: never };
  'values.everything': { kind: 'query'; input: void; output: Everything; error: never };
  'values.mutateChecked': { kind: 'mutation'; input: Checked; output: Checked; error: never };
  'values.mutateNothing': { kind: 'mutation'; input: void; output: void; error: never };
  'values.mutateOptional': { kind: 'mutation'; input: Optional | void; output: Optional; error: never };
  'values.nothing': { kind: 'query'; input: void; output: void; error: never };
  'values.null': { kind: 'query'; input: void; output: number | null; error: never };
  'values.optional': { kind: 'query'; input: Optional | void; output: Optional; error: never };
  'values.take': { kind: 'query'; input: TakenInput; output: Taken; error: never };
  'values.text': { kind: 'query'; input: void; output: string; error: never };
};
