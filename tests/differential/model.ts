// The part of Prisma's data model meta format that random queries are drawn from.

import { readFileSync } from 'node:fs';

export interface Field {
  name: string;
  kind: 'scalar' | 'enum' | 'object';
  type: string;
  isList: boolean;
  isRequired: boolean;
  isUnique: boolean;
  isId: boolean;
  hasDefaultValue: boolean;
  isUpdatedAt: boolean;
  default?: unknown;
  relationName?: string;
  relationFromFields?: string[];
  relationToFields?: string[];
  nativeType?: [string, string[]] | null;
}

export interface Key {
  name: string | null;
  fields: string[];
}

export interface Model {
  name: string;
  fields: Field[];
  primaryKey: Key | null;
  uniqueIndexes: Key[];
}

export interface DataModel {
  models: Model[];
  enums: { name: string; values: { name: string }[] }[];
}

export function readDataModel(file: URL): DataModel {
  return JSON.parse(readFileSync(file, 'utf8')) as DataModel;
}

export const scalars = (model: Model): Field[] => model.fields.filter((field) => field.kind !== 'object');
export const relations = (model: Model): Field[] => model.fields.filter((field) => field.kind === 'object');

/** The fields that find one row, each alone or together; the primary key first. */
export function uniqueKeys(model: Model): Key[] {
  const alone = scalars(model).filter((field) => field.isId || field.isUnique);
  const ids = alone.filter((field) => field.isId);
  const together = [...(model.primaryKey ? [model.primaryKey] : []), ...model.uniqueIndexes];
  const single = (field: Field): Key => ({ name: field.name, fields: [field.name] });
  return [
    ...ids.map(single),
    ...together.filter((key) => key.fields.length > 1),
    ...alone.filter((field) => !field.isId).map(single),
  ];
}

export const isUuid = (field: Field): boolean => field.nativeType?.[0] === 'Uuid';

/** Whether a new row has to name the relation's foreign key. */
export function isRequiredOf(model: Model, relation: Field): boolean {
  return scalars(model).some(
    (field) => (relation.relationFromFields ?? []).includes(field.name) && field.isRequired && !field.hasDefaultValue,
  );
}
