// Random queries in Prisma's own words: reads of every shape, writes with writes in them.

import { type Args, NUMBERS, type Query, named } from './drawing';
import { type Field, type Model, isRequiredOf, relations, scalars, uniqueKeys } from './model';
import { Reads, keyOrder } from './reads';

export class Queries extends Reads {
  /** The next query, of any kind. */
  next(): Query {
    const { random } = this;
    const model = random.pick(this.data.models);
    this.isWrite = random.chance(45);
    this.untilMisfit = random.chance(5) ? 1 + random.below(8) : -1;
    const [action, args] = this.isWrite ? this.write(model) : this.read(model);
    return { model: model.name, action, args };
  }

  /** Everything in a table, in the order of its key. */
  static everything(model: Model): Query {
    return { model: model.name, action: 'findMany', args: { orderBy: keyOrder(model) } };
  }

  protected write(model: Model): [string, Args] {
    const { random } = this;
    const shape = () => (random.chance(40) ? this.shape(model, 1) : {});
    switch (random.below(12)) {
      case 0:
        return ['createMany', { data: random.list(1, 4, () => this.row(model)), ...this.duplicates() }];
      case 1:
        return ['createManyAndReturn', { data: random.list(1, 3, () => this.row(model)), ...this.duplicates() }];
      case 2:
      case 3:
        return ['update', { where: this.target(model), data: this.changes(model, 1), ...shape() }];
      case 4:
        return ['updateMany', this.updateMany(model)];
      case 5:
        return ['updateManyAndReturn', this.updateMany(model)];
      case 6: {
        this.withoutMisfit();
        const [where] = this.keyed(model);
        const create = random.chance(60) ? { ...this.row(model), ...where.values } : this.create(model, 1);
        return [
          'upsert',
          { where: { ...where.unique, ...this.beside(model) }, create, update: this.changes(model, 0), ...shape() },
        ];
      }
      case 7:
        return ['delete', { where: this.target(model), ...shape() }];
      case 8:
        return ['deleteMany', this.limited(model)];
      default:
        return ['create', { data: this.create(model, 2), ...shape() }];
    }
  }

  /** Some rows, with a limit that takes none of them or all: which ones it takes is left to the database. */
  protected limited(model: Model): Args {
    const where = this.where(model, 1);
    return this.random.chance(25) ? { where, limit: this.random.pick([0, 1000]) } : { where };
  }

  protected updateMany(model: Model): Args {
    const data = this.changes(model, 0);
    // With nothing to change Prisma only looks, and at all rows.
    return Object.keys(data).length > 0 ? { ...this.limited(model), data } : { where: this.where(model, 1), data };
  }

  protected duplicates(): Args {
    return this.random.chance(60) ? { skipDuplicates: true } : {};
  }

  /** A row of scalars alone. */
  protected row(model: Model, without: string[] = []): Args {
    const { random } = this;
    const row: Args = {};
    for (const field of scalars(model)) {
      if (without.includes(field.name)) continue;
      const isKey = field.isId || model.primaryKey?.fields.includes(field.name);
      // What each client makes up on its own would differ.
      const isMade = field.isUpdatedAt || (field.default !== null && typeof field.default === 'object');
      if (!isKey && !field.isRequired && random.chance(40)) continue;
      if (!isKey && field.hasDefaultValue && !isMade && random.chance(50)) continue;
      row[field.name] = field.isList ? random.list(0, 3, () => this.value(field)) : this.document(field);
    }
    return row;
  }

  /** A value to be stored: of JSON sometimes a null. */
  protected document(field: Field): unknown {
    if (field.type !== 'Json' || this.random.chance(85)) return this.value(field);
    return { $null: field.isRequired ? 'JsonNull' : this.random.pick(['JsonNull', 'DbNull']) };
  }

  /** A row, with rows that belong to it. */
  protected create(model: Model, depth: number, from?: Field): Args {
    const { random } = this;
    const owned = from?.relationFromFields ?? [];
    const row = this.row(model, owned);
    if (depth === 0 || random.chance(40)) return row;
    const others = relations(model).filter((relation) => relation.name !== from?.name);
    const parents = others.filter((relation) => isRequiredOf(model, relation));
    const loose = others.filter(
      (relation) => !isRequiredOf(model, relation) && (relation.relationFromFields ?? []).length > 0,
    );
    // Prisma wants either foreign keys or relations to one, not both.
    const isChecked = !from && parents.length === 1 && random.chance(40);
    if (isChecked || (parents.length === 0 && !from && random.chance(40))) {
      for (const relation of [...parents, ...loose]) {
        for (const name of relation.relationFromFields ?? []) {
          // A key that is shared by two relations, or is part of the row's own, stays as it is.
          if ((relation.relationFromFields ?? []).length > 1) return row;
          if (named(model, name).isId || model.primaryKey?.fields.includes(name)) return row;
        }
      }
      for (const relation of [...parents, ...loose]) {
        for (const name of relation.relationFromFields ?? []) Reflect.deleteProperty(row, name);
        if (parents.includes(relation) || random.chance(50)) row[relation.name] = this.link(relation, depth - 1);
      }
    }
    for (const relation of others.filter((other) => (other.relationFromFields ?? []).length === 0)) {
      if (random.chance(35)) row[relation.name] = this.link(relation, depth - 1);
    }
    return row;
  }

  /** What becomes of related rows when a row is created. */
  protected link(relation: Field, depth: number): Args {
    const { random } = this;
    this.withoutMisfit();
    const target = this.model(relation.type);
    const back = this.opposite(relation, target);
    const create = () => this.create(target, depth, back);
    // A row that is created can be connected to itself by one side of a relation to itself, not by the other.
    const isItself = back.type === relation.type && !relation.isList;
    const choice = random.pick(isItself ? (['create'] as const) : (['create', 'connect', 'connectOrCreate'] as const));
    const connectOrCreate = () => {
      const { unique, values } = this.keyed(target)[0];
      const row = { ...this.create(target, 0, back) };
      for (const [name, value] of Object.entries(values)) if (name in row) row[name] = value;
      return { where: unique, create: row };
    };
    const make = { create, connect: () => this.unique(target), connectOrCreate }[choice];
    if (choice === 'create' && this.isPlainMany(relation, back) && random.chance(30))
      return this.createMany(target, back);
    return { [choice]: relation.isList ? random.list(1, 2, make) : make() };
  }

  /** Whether rows hold the key of the one that they belong to. */
  protected isPlainMany(relation: Field, back: Field): boolean {
    return relation.isList && (back.relationFromFields ?? []).length > 0;
  }

  protected createMany(target: Model, back: Field): Args {
    const rows = this.random.list(1, 2, () => this.row(target, back.relationFromFields));
    return { createMany: { data: rows, ...this.duplicates() } };
  }

  protected changes(model: Model, depth: number): Args {
    const { random } = this;
    const changes: Args = {};
    const keys = new Set(uniqueKeys(model).flatMap((key) => key.fields));
    const foreign = new Set(relations(model).flatMap((relation) => relation.relationFromFields ?? []));
    const related =
      depth > 0 && random.chance(50) && relations(model).length > 0 ? random.pick(relations(model)) : null;
    const isOwning = (related?.relationFromFields ?? []).length > 0;
    for (const field of random.list(1, 3, () => random.pick(scalars(model)))) {
      // Keys seldom change, and foreign keys not beside a relation that holds them.
      if (keys.has(field.name) && random.chance(85)) continue;
      if (foreign.has(field.name) && (isOwning || random.chance(60))) continue;
      // Whether keys meet while many are counted up is the order in which the database comes to them.
      changes[field.name] = keys.has(field.name) ? this.value(field) : this.change(field);
    }
    if (related) changes[related.name] = this.relink(related, depth - 1);
    return changes;
  }

  protected someChange(model: Model): Args {
    const keys = new Set(uniqueKeys(model).flatMap((key) => key.fields));
    const foreign = new Set(relations(model).flatMap((relation) => relation.relationFromFields ?? []));
    const field =
      scalars(model).find(({ name }) => !keys.has(name) && !foreign.has(name)) ?? this.random.pick(scalars(model));
    return { [field.name]: this.change(field) };
  }

  protected change(field: Field): unknown {
    const { random } = this;
    if (field.isList) {
      const values = random.list(0, 2, () => this.value(field));
      return random.chance(50) ? { set: values } : { push: values };
    }
    if (field.type === 'Json') return this.document(field);
    if (!field.isRequired && random.chance(20)) return null;
    if (NUMBERS.includes(field.type) && random.chance(40)) {
      const operation = random.pick(['increment', 'decrement', 'multiply']);
      return { [operation]: field.type === 'BigInt' ? 2n : field.type === 'Decimal' ? '2' : 2 };
    }
    return random.chance(50) ? this.value(field) : { set: this.value(field) };
  }

  /** What becomes of related rows when a row is updated. */
  protected relink(relation: Field, depth: number): Args {
    const { random } = this;
    this.withoutMisfit();
    const target = this.model(relation.type);
    const back = this.opposite(relation, target);
    const isOwning = (relation.relationFromFields ?? []).length > 0;
    // Without a change Prisma does not look whether the row is there.
    const changes = () => {
      const drawn = this.changes(target, 0);
      return Object.keys(drawn).length > 0 ? drawn : this.someChange(target);
    };
    const row = () => this.create(target, depth, back);
    if (relation.isList) {
      const canLeave = !isRequiredOf(target, back);
      const choices: (() => Args)[] = [
        () => ({ create: random.list(1, 2, row) }),
        () => ({ connect: random.list(1, 2, () => this.unique(target)) }),
        () => ({ delete: random.list(1, 1, () => this.unique(target)) }),
        () => ({ deleteMany: [this.where(target, 0)] }),
        () => ({ update: [{ where: this.unique(target), data: changes() }] }),
        () => ({ updateMany: [{ where: this.where(target, 0), data: changes() }] }),
        () => ({ upsert: [{ where: this.unique(target), create: row(), update: changes() }] }),
      ];
      if (this.isPlainMany(relation, back)) choices.push(() => this.createMany(target, back));
      if (canLeave) {
        choices.push(
          () => ({ set: random.list(0, 2, () => this.unique(target)) }),
          () => ({ disconnect: random.list(1, 2, () => this.unique(target)) }),
        );
      }
      return random.pick(choices)();
    }
    const choices: (() => Args)[] = [
      () => ({ create: row() }),
      () => ({ connect: this.unique(target) }),
      () => ({ update: changes() }),
      () => ({ upsert: { create: row(), update: changes() } }),
    ];
    if (!relation.isRequired && (isOwning || !isRequiredOf(target, back))) choices.push(() => ({ disconnect: true }));
    if (!relation.isRequired) choices.push(() => ({ delete: true }));
    return random.pick(choices)();
  }
}
