// Random reads: filters, orders, pages, shapes, computations.

import { type Args, Drawing, NUMBERS, ORDERED } from './drawing';
import { type Field, type Model, isUuid, relations, scalars, uniqueKeys } from './model';

export class Reads extends Drawing {
  /** Whether a write is being drawn: its filters know less. */
  protected isWrite = false;

  protected read(model: Model): [string, Args] {
    const { random } = this;
    const where = () => (random.chance(70) ? { where: this.where(model, 2) } : {});
    switch (random.below(10)) {
      case 0:
      case 1:
        return ['findUnique', { where: this.target(model), ...this.shape(model, 2) }];
      case 2:
        return ['findFirst', filtered({ ...where(), ...firstOf(this.page(model, true)), ...this.shape(model, 1) })];
      case 3:
        return ['count', { ...where(), ...(random.chance(30) ? withoutCursor(this.page(model)) : {}) }];
      case 4:
        return [
          'aggregate',
          { ...where(), ...this.computed(model), ...(random.chance(30) ? withoutCursor(this.page(model)) : {}) },
        ];
      case 5:
        return ['groupBy', { ...where(), ...this.groups(model) }];
      case 6:
        return [random.pick(['findUniqueOrThrow']), { where: this.unique(model) }];
      default:
        return ['findMany', filtered({ ...where(), ...this.page(model, true), ...this.shape(model, 2) })];
    }
  }

  /** A key, sometimes with conditions beside it. */
  protected target(model: Model): Args {
    return { ...this.unique(model), ...this.beside(model) };
  }

  protected beside(model: Model): Args {
    return this.random.chance(20) ? { AND: [this.where(model, 0, 1)] } : {};
  }

  /** With at least so many conditions: to Prisma `OR: [{}]` is false, and `{}` in a list nothing at all. */
  protected where(model: Model, depth: number, least = 0): Args {
    const { random } = this;
    const where: Args = {};
    for (const field of random.list(least, 2, () => random.pick(scalars(model))))
      where[field.name] = this.random.chance(12) ? this.comparison(model, field) : this.filter(field);
    // A null in the one related row: Prisma's reads take `isNot` for unknown, its writes for true.
    const related = relations(model).filter((relation) => relation.isList || !this.isWrite);
    if (depth > 0 && random.chance(35) && related.length > 0) {
      const relation = random.pick(related);
      where[relation.name] = this.relationFilter(relation, depth - 1);
    }
    if (depth > 0 && random.chance(30)) {
      const combined = random.list(1, 2, () => this.where(model, depth - 1, 1));
      where[random.pick(['AND', 'OR', 'NOT'])] = combined;
    }
    return where;
  }

  protected relationFilter(relation: Field, depth: number): unknown {
    const { random } = this;
    const target = this.model(relation.type);
    if (relation.isList) return { [random.pick(['some', 'every', 'none'])]: this.where(target, depth) };
    // Half of a key leads to no row; Prisma takes it for one there.
    const isSimple = (relation.relationFromFields ?? []).length < 2;
    if (!relation.isRequired && isSimple && random.chance(25)) return { [random.pick(['is', 'isNot'])]: null };
    return { [random.pick(['is', 'isNot'])]: this.where(target, depth) };
  }

  /** A filter that names another field of the row; where none is alike, one that names a value. */
  protected comparison(model: Model, field: Field): unknown {
    const { random } = this;
    const refer = (other: Field) => ({ $field: other.name, $model: model.name });
    const others = scalars(model).filter((other) => other !== field && isAlike(field, other));
    const [lists, values] = [others.filter((other) => other.isList), others.filter((other) => !other.isList)];
    const choices: (() => Args)[] = [];
    const add = (operators: string[], from: Field[]) => {
      if (from.length > 0) choices.push(() => ({ [random.pick(operators)]: refer(random.pick(from)) }));
    };
    if (field.isList) {
      add(['has'], values);
      add(['equals', 'hasEvery', 'hasSome'], lists);
    } else {
      add(['equals', ...(ORDERED.includes(field.type) ? ['lt', 'lte', 'gt', 'gte'] : [])], values);
      if (field.type !== 'Boolean') add(['in', 'notIn'], lists);
      if (field.type === 'String' && isText(field)) {
        add(['contains', 'startsWith', 'endsWith'], values);
        if (values.length > 0) {
          choices.push(() => ({ contains: refer(random.pick(values)), mode: 'insensitive' }));
        }
      }
    }
    return choices.length > 0 ? random.pick(choices)() : this.filter(field);
  }

  /** A filter on what a JSON field holds. */
  protected json(field: Field): Args {
    const { random } = this;
    const nulls = field.isRequired ? ['JsonNull'] : ['JsonNull', 'DbNull', 'AnyNull'];
    const value = () => (random.chance(20) ? { $null: random.pick(nulls) } : this.value(field));
    const same = (choice: () => unknown) => ({ [random.pick(['equals', 'not'])]: choice() });
    if (random.chance(30)) return same(value);
    const path = random.pick([['a'], ['a', '0'], ['b', 'c'], ['0'], ['-1'], ['c'], []]);
    const part = () => random.pick(['a', 'b', 'B', 'ab']);
    const member = () => random.pick([1, 2, 'x', 'b', null, [1], ['x', 1], { a: 1 }]);
    const anyNull = () => ({ $null: random.pick(['JsonNull', 'DbNull', 'AnyNull']) });
    const mode = () => (random.chance(40) ? { mode: 'insensitive' } : {});
    const bound = () => random.pick([0, 1, 2.5, 'a', 'b']);
    const choices: (() => Args)[] = [
      () => same(() => (random.chance(30) ? anyNull() : random.pick([1, 'abc', [1, 2], this.value(field)]))),
      () => ({ [random.pick(['string_contains', 'string_starts_with', 'string_ends_with'])]: part(), ...mode() }),
      () => ({ [random.pick(['array_contains', 'array_starts_with', 'array_ends_with'])]: member() }),
      () => ({ [random.pick(['lt', 'lte'])]: bound() }),
      () => ({ gte: bound(), lt: bound() }),
    ];
    const test = random.pick(choices)();
    // Without a path Prisma looks at the document's text, quotes included, and knows no json beside jsonb.
    const hasNoPath =
      !isJson(field) && !('mode' in test) && Object.keys(test).every((name) => !/_with|^equals|^not/.test(name));
    return hasNoPath && random.chance(25) ? test : { path, ...test };
  }

  protected filter(field: Field): unknown {
    const { random } = this;
    const value = () => this.value(field);
    if (field.isList) {
      const values = () => random.list(0, 2, value);
      return random.pick([
        () => ({ has: value() }),
        () => ({ hasEvery: values() }),
        () => ({ hasSome: values() }),
        () => ({ isEmpty: random.chance(50) }),
        () => ({ equals: values() }),
      ])();
    }
    if (field.type === 'Json') return this.json(field);
    // PostgreSQL compares no XML.
    if (field.nativeType?.[0] === 'Xml') return random.chance(50) ? null : { not: null };
    if (field.type === 'Boolean') return random.chance(50) ? value() : { not: value() };
    const choices: (() => unknown)[] = [
      value,
      () => ({ not: value() }),
      () => ({ in: random.list(0, 3, value) }),
      () => ({ notIn: random.list(0, 3, value) }),
    ];
    if (!field.isRequired)
      choices.push(
        () => null,
        () => ({ not: null }),
      );
    if (ORDERED.includes(field.type)) {
      choices.push(
        () => ({ gte: value() }),
        () => ({ lt: value() }),
        () => ({ gt: value(), lte: value() }),
      );
    }
    if (field.type === 'String' && isText(field)) {
      const part = () => random.pick(['a', 'b', 'B', 'é', 'bc']);
      const mode = () => (random.chance(40) ? { mode: 'insensitive' } : {});
      choices.push(
        () => ({ contains: part(), ...mode() }),
        () => ({ startsWith: part(), ...mode() }),
        () => ({ endsWith: part(), ...mode() }),
        () => ({ equals: value(), ...mode() }),
        () => ({ [random.pick(['lt', 'lte', 'gt', 'gte'])]: value(), ...mode() }),
      );
    }
    return random.pick(choices)();
  }

  protected page(model: Model, whole = false): Args {
    const { random } = this;
    // A null in the order of a page that has a cursor: Prisma loses rows there.
    const hasCursor = random.chance(20);
    const isFirm = (key: Args) =>
      scalars(model).some((field) => field.name in key && field.isRequired && !field.isList);
    const keys = random.list(0, 2, () => this.order(model, 1)).filter((key) => !hasCursor || isFirm(key));
    // A key that stands there twice would say two things.
    const order = [...keys, ...keyOrder(model)];
    const first = (key: Args, place: number) => order.findIndex((other) => sameKey(other, key)) === place;
    const page: Args = { orderBy: order.filter(first) };
    if (hasCursor) page.cursor = this.unique(model);
    if (random.chance(25)) page.skip = random.below(4);
    if (random.chance(35)) page.take = random.pick([-3, -1, 0, 1, 2, 5]);
    if (whole && !page.cursor && random.chance(12)) {
      page.distinct = random.list(1, 2, () => random.pick(scalars(model).filter((field) => isPlain(field))).name);
    }
    return page;
  }

  protected order(model: Model, depth: number): Args {
    const { random } = this;
    const direction = () => random.pick(['asc', 'desc']);
    const relation =
      relations(model).length > 0 && depth > 0 && random.chance(25) ? random.pick(relations(model)) : null;
    if (relation?.isList) return { [relation.name]: { _count: direction() } };
    if (relation) return { [relation.name]: this.order(this.model(relation.type), depth - 1) };
    const field = random.pick(scalars(model).filter((candidate) => isPlain(candidate) || candidate.isList));
    if (!field.isRequired && random.chance(40)) {
      return { [field.name]: { sort: direction(), nulls: random.pick(['first', 'last']) } };
    }
    return { [field.name]: direction() };
  }

  protected shape(model: Model, depth: number): Args {
    const { random } = this;
    if (depth === 0 || random.chance(30)) return {};
    this.withoutMisfit();
    const related: Args = {};
    for (const relation of random.some(relations(model), 45)) {
      const target = this.model(relation.type);
      const inner = this.shape(target, depth - 1);
      const hasWhere = (relation.isList || !relation.isRequired) && random.chance(40);
      const where = hasWhere ? { where: this.where(target, 1) } : {};
      related[relation.name] = relation.isList
        ? { ...where, ...withoutCursor(this.page(target, true)), ...inner }
        : emptyAsTrue({ ...where, ...inner });
    }
    const lists = relations(model).filter((relation) => relation.isList);
    if (lists.length > 0 && random.chance(25)) {
      const counted = (relation: Field) =>
        random.chance(30) ? { where: this.where(this.model(relation.type), 1) } : true;
      related._count = { select: Object.fromEntries(lists.map((relation) => [relation.name, counted(relation)])) };
    }
    if (random.chance(40)) {
      const chosen = random.some(scalars(model), 40);
      const fields = chosen.length > 0 ? chosen : scalars(model).slice(0, 1);
      return { select: { ...Object.fromEntries(fields.map((field) => [field.name, true])), ...related } };
    }
    return Object.keys(related).length > 0 ? { include: related } : {};
  }

  protected computed(model: Model): Args {
    const { random } = this;
    const fields = scalars(model).filter((field) => isPlain(field));
    const numbers = fields.filter((field) => NUMBERS.includes(field.type));
    const isExtreme = (field: Field) =>
      field.kind === 'enum' || (ORDERED.includes(field.type) && !isUuid(field) && isText(field));
    const ordered = fields.filter(isExtreme);
    const some = (from: Field[]) =>
      Object.fromEntries(random.list(1, 2, () => random.pick(from)).map((field) => [field.name, true]));
    return {
      _count: { _all: true, ...some(fields) },
      ...(numbers.length > 0 ? { _sum: some(numbers), _avg: some(numbers) } : {}),
      ...(ordered.length > 0 ? { _min: some(ordered), _max: some(ordered) } : {}),
    };
  }

  protected groups(model: Model): Args {
    const { random } = this;
    const fields = scalars(model).filter((field) => isPlain(field));
    const by = [...new Set(random.list(1, 2, () => random.pick(fields).name))];
    const numbers = fields.filter((field) => NUMBERS.includes(field.type));
    const groups: Args = {
      by,
      ...this.computed(model),
      orderBy: by.map((name) => ({ [name]: random.pick(['asc', 'desc']) })),
    };
    if (random.chance(30)) groups.take = random.pick([1, 2, 5]);
    if (random.chance(20)) groups.skip = random.below(3);
    if (numbers.length > 0 && random.chance(40)) {
      const number = random.pick(numbers);
      const operator = random.pick(['gt', 'gte', 'lt', 'lte', 'equals', 'not']);
      const of = random.pick(['_count', '_sum', '_avg', '_min', '_max']);
      const value =
        of === '_count' ? random.below(4) : of === '_avg' && number.type !== 'Decimal' ? 1.5 : this.value(number);
      const isOne = random.chance(70);
      const test = isOne ? { [operator]: value } : { [random.pick(['in', 'notIn'])]: [value] };
      groups.having = { [number.name]: { [of]: of !== '_count' && random.chance(15) ? { equals: null } : test } };
    } else if (random.chance(20)) {
      const texts = fields.filter((field) => field.type === 'String' && !isUuid(field) && isText(field));
      const operator = random.pick(['contains', 'startsWith', 'endsWith', 'gt']);
      if (texts.length > 0) {
        groups.having = { [random.pick(texts).name]: { [random.pick(['_min', '_max'])]: { [operator]: 'a' } } };
      }
    }
    return groups;
  }
}

/** Whether the field can be grouped and ordered by. */
function isPlain(field: Field): boolean {
  return (
    !field.isList && field.type !== 'Json' && !['Bit', 'VarBit', 'Xml', 'Json'].includes(field.nativeType?.[0] ?? '')
  );
}

/** Whether the fields can be compared with each other. */
function isAlike(one: Field, other: Field): boolean {
  const native = (field: Field) => (isText(field) && field.type === 'String' ? undefined : field.nativeType?.[0]);
  return one.type === other.type && native(one) === native(other);
}

function isJson(field: Field): boolean {
  return field.nativeType?.[0] === 'Json';
}

function isText(field: Field): boolean {
  return !['Uuid', 'Inet', 'Bit', 'VarBit', 'Xml', 'Char'].includes(field.nativeType?.[0] ?? '');
}

function sameKey(one: Args, other: Args): boolean {
  return Object.keys(one)[0] === Object.keys(other)[0];
}

/**
 * A cursor of several fields has to match the filter in Prisma, one of a single field does not: those stand
 * without a filter here.
 */
function filtered(args: Args): Args {
  const values = Object.values((args.cursor ?? {}) as Args);
  const isCompound = values.some((value) => value !== null && typeof value === 'object' && !(value instanceof Date));
  if (!isCompound) return args;
  return without(args, 'where');
}

/**
 * Prisma aggregates from no cursor on; and whether the cursor of related rows has to be one of them depends
 * on how many rows they belong to.
 */
function withoutCursor(page: Args): Args {
  return without(page, 'cursor');
}

function without(args: Args, name: string): Args {
  return Object.fromEntries(Object.entries(args).filter(([other]) => other !== name));
}

/** `findFirst` takes the first or the last. */
function firstOf(page: Args): Args {
  return 'take' in page ? { ...page, take: Number(page.take) < 0 ? -1 : 1 } : page;
}

function emptyAsTrue(args: Args): Args | true {
  return Object.keys(args).length > 0 ? args : true;
}

export function keyOrder(model: Model): Args[] {
  const [key] = uniqueKeys(model);
  return (key?.fields ?? []).map((name) => ({ [name]: 'asc' }));
}
