// @ts-check
// A Prisma generator for the differential tests: what a random query asks for, as calls of the typed Rust client.
//
// The test draws queries as JSON and runs them on `@prisma/client`; the program that this makes the heart of runs
// the same JSON on the generated Rust client, every filter and write through its own typed function.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseJson } from '../../tools/json.mjs';

/** @typedef {{ name: string, kind: string, type: string, isList: boolean, isRequired: boolean, isUnique: boolean, isId: boolean, hasDefaultValue: boolean, isUpdatedAt: boolean, relationFromFields?: string[], relationToFields?: string[], relationName?: string, nativeType?: [string, string[]] | null }} Field */
/** @typedef {{ name: string, fields: Field[], primaryKey: { name: string | null, fields: string[] } | null, uniqueIndexes: { name: string | null, fields: string[] }[] }} Model */

const KEYWORDS = ['as', 'type', 'match', 'move', 'ref', 'use', 'where', 'loop', 'enum', 'struct'];

/** What `r#` is of no use to, or would be taken for the language's own type. */
const UNESCAPED = ['self', 'super', 'crate', 'bool', 'char', 'str'];

/** @typedef {{ id: number, method: string, params: { schemaPath: string, generator: { output: { value: string } }, dmmf: { datamodel: { models: Model[], enums: { name: string }[] } } } }} Request */

/** @param {string} name */
function snake(name) {
  const plain = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  if (KEYWORDS.includes(plain)) return `r#${plain}`;
  return UNESCAPED.includes(plain) ? `${plain}_` : plain;
}

/** @param {Field} field */
function isOrdered(field) {
  return ['Int', 'BigInt', 'Float', 'Decimal', 'String', 'DateTime'].includes(field.type);
}

/** @param {Field} field */
function isUuid(field) {
  return field.nativeType?.[0] === 'Uuid';
}

/** An `Int` that Rust needs an `i64` for. @param {Field} field */
function isOid(field) {
  return field.nativeType?.[0] === 'Oid';
}

/** @param {Field} field */
function isNumber(field) {
  return ['Int', 'BigInt', 'Float', 'Decimal'].includes(field.type);
}

/** What two fields have in common that can be compared. @param {Field} field */
function columnKind(field) {
  if (field.kind === 'enum') return `enum_${snake(field.type).replace('r#', '')}`;
  if (isOid(field)) return 'oid';
  return isUuid(field) ? 'uuid' : field.type.toLowerCase();
}

/** The Rust type of such a field. @param {string} schema @param {Field} field */
function columnType(schema, field) {
  if (field.kind === 'enum') return `crate::${schema}::${field.type}`;
  if (isUuid(field)) return 'uuid::Uuid';
  if (isOid(field)) return 'i64';
  /** @type {Record<string, string | undefined>} */
  const types = {
    Int: 'i32',
    BigInt: 'i64',
    Float: 'f64',
    Decimal: 'rust_decimal::Decimal',
    Boolean: 'bool',
    DateTime: 'chrono::DateTime<chrono::Utc>',
    Json: 'Value',
    Bytes: 'Vec<u8>',
  };
  return types[field.type] ?? 'String';
}

/** The fields that `create` takes as arguments. @param {Model} model */
function required(model) {
  return scalars(model).filter(
    (field) => field.isRequired && !field.isList && !field.hasDefaultValue && !field.isUpdatedAt,
  );
}

/** @param {Model} model */
function scalars(model) {
  return model.fields.filter((field) => field.kind !== 'object');
}

/** @param {Model} model */
function relations(model) {
  return model.fields.filter((field) => field.kind === 'object');
}

/** @param {Model[]} models @param {Model} model @param {Field} field */
function opposite(models, model, field) {
  const target = models.find((other) => other.name === field.type);
  const other = target?.fields.find(
    (candidate) =>
      candidate.kind === 'object' &&
      candidate.relationName === field.relationName &&
      candidate.type === model.name &&
      !(target === model && candidate.name === field.name),
  );
  if (!target || !other) throw new Error(`${model.name}.${field.name} has no other side`);
  return { target, other };
}

/** @param {Model} model @param {Field} field whether a new row has to name the relation's key */
function isRequiredOf(model, field) {
  return required(model).some((own) => field.relationFromFields?.includes(own.name));
}

/** @param {string} schema @param {Model[]} models @param {Model} model */
function driver(schema, models, model) {
  const module = snake(model.name);
  /** @param {Field} field */
  const path_ = (field) => `${module}::${snake(field.name)}`;
  const kinds = [...new Map(scalars(model).map((field) => [columnKind(field), field])).entries()];
  const columns = kinds.map(([kind, { ...any }]) => {
    const alike = scalars(model).filter((field) => columnKind(field) === kind);
    /** @param {Field[]} fields */
    const arms = (fields) => fields.map((field) => `"${field.name}" => Some(${path_(field)}::column()),`).join(' ');
    const type = columnType(schema, any);
    return `fn columns_${kind}(name: &str) -> (Option<Compared<M, ${type}>>, Option<ComparedList<M, ${type}>>) {
      (match name { ${arms(alike.filter((field) => !field.isList))} _ => None },
       match name { ${arms(alike.filter((field) => field.isList))} _ => None })
    }`;
  });
  /** A filter that names another field. @param {Field} field */
  const referring = (field) => {
    const compare = field.isList
      ? 'lists_compared'
      : field.type === 'String' && !isUuid(field) && field.kind !== 'enum'
        ? 'texts_compared'
        : isOrdered(field)
          ? 'ordered_compared'
          : 'columns_compared';
    return `if let Some(name) = referred(value) { return ${compare}(operator, ${path_(field)}::column(), columns_${columnKind(field)}(name)); }`;
  };
  const filters = scalars(model).map((field) => {
    const f = path_(field);
    if (field.isList) {
      return `"${field.name}" => operators(value, &|operator, value| { ${referring(field)} Ok(match operator {
        "equals" => ${f}::equals(read(value)?),
        "has" => ${f}::has(read(value)?),
        "hasEvery" => ${f}::has_every(read(value)?),
        "hasSome" => ${f}::has_some(read(value)?),
        "isEmpty" => ${f}::is_empty(read(value)?),
        other => return Err(unknown(other)),
      }) })?,`;
    }
    const arms = [
      !field.isRequired ? `"equals" if value.is_null() => ${f}::is_null(),` : '',
      `"equals" => ${f}::equals(read(value)?),`,
      `"not" => ${f}::not(read(value)?),`,
      field.type === 'Json' || field.type === 'Boolean'
        ? ''
        : `"in" => ${f}::in_vec(read(value)?), "notIn" => ${f}::not_in_vec(read(value)?),`,
      isOrdered(field)
        ? `"lt" => ${f}::lt(read(value)?), "lte" => ${f}::lte(read(value)?), "gt" => ${f}::gt(read(value)?), "gte" => ${f}::gte(read(value)?),`
        : '',
      field.type === 'String' && !isUuid(field)
        ? `"contains" => ${f}::contains(text(value)?), "startsWith" => ${f}::starts_with(text(value)?), "endsWith" => ${f}::ends_with(text(value)?),`
        : '',
    ];
    if (field.type === 'Json') {
      const anyNull = field.isRequired
        ? ''
        : `"equals" if is_any_null(value) => ${f}::is_any_null(), "not" if is_any_null(value) => not([${f}::is_any_null()]),`;
      return `"${field.name}" if is_path(value) => json_path(value, &|steps| ${f}::path(steps))?,
      "${field.name}" => json_operators(value, &|operator, value| { ${referring(field)} Ok(match operator { ${anyNull} ${arms.join(' ')} other => return Err(unknown(other)) }) })?,`;
    }
    return `"${field.name}" => operators(value, &|operator, value| { ${referring(field)} Ok(match operator { ${arms.join(' ')} other => return Err(unknown(other)) }) })?,`;
  });
  const relationFilters = relations(model).map((field) => {
    const other = `${snake(field.type)}_driver`;
    const f = path_(field);
    return field.isList
      ? `"${field.name}" => all(entries(value)?.map(|(operator, value)| Ok(match operator {
          "some" => ${f}::some(${other}::filters(value)?),
          "every" => ${f}::every(${other}::filters(value)?),
          "none" => ${f}::none(${other}::filters(value)?),
          other => return Err(unknown(other)),
        })))?,`
      : `"${field.name}" => all(entries(value)?.map(|(operator, value)| Ok(match operator {
          ${field.isRequired ? '' : `"is" if value.is_null() => ${f}::is_null(), "isNot" if value.is_null() => ${f}::is_not_null(),`}
          "is" => ${f}::is(${other}::filters(value)?),
          "isNot" => ${f}::is_not(${other}::filters(value)?),
          other => return Err(unknown(other)),
        })))?,`;
  });
  const keys = [...(model.primaryKey ? [model.primaryKey] : []), ...model.uniqueIndexes].filter(
    (key) => key.fields.length > 1,
  );
  const uniques = [
    ...scalars(model)
      .filter((field) => field.isUnique || field.isId)
      .map((field) => `"${field.name}" => ${path_(field)}::equals(read(value)?),`),
    ...keys.map((key) => {
      const name = key.name ?? key.fields.join('_');
      const args = key.fields.map((field) => `read(&value["${field}"])?`).join(', ');
      return `"${name}" => ${module}::${snake(name)}::equals(${args}),`;
    }),
  ];
  const orders = [
    ...scalars(model)
      .filter((field) => field.type !== 'Json')
      .map((field) => `"${field.name}" => directed(value, ${path_(field)}::asc(), ${path_(field)}::desc())?,`),
    ...relations(model).map((field) =>
      field.isList
        ? `"${field.name}" => directed(&value["_count"], ${path_(field)}::count_asc(), ${path_(field)}::count_desc())?,`
        : `"${field.name}" => ${path_(field)}::order_by(${snake(field.type)}_driver::order(value)?),`,
    ),
  ];
  const picks = scalars(model).map((field) => {
    const value = isOid(field) ? 'numbers(write(&value))' : 'write(&value)';
    return `"${field.name}" => ${path_(field)}::pick().map(|value| ${value}),`;
  });
  const loads = relations(model).map((field) => {
    const other = `${snake(field.type)}_driver`;
    return field.isList
      ? `"${field.name}" => {
          let mut rows = ${path_(field)}::load(${other}::selection(args)?).filter(${other}::filters(&args["where"])?);
          for order in ${other}::orders(&args["orderBy"])? { rows = rows.order_by(order); }
          if let Some(cursor) = present(&args["cursor"]) { rows = rows.cursor(${other}::unique(cursor)?); }
          if let Some(skip) = args["skip"].as_i64() { rows = rows.skip(skip); }
          if let Some(take) = args["take"].as_i64() { rows = rows.take(take); }
          rows = rows.distinct(each(&args["distinct"], |it| ${other}::field(text(it)?))?);
          rows.selected().map(Value::Array)
        }`
      : `"${field.name}" => ${path_(field)}::load(${other}::selection(args)?)${field.isRequired ? '' : `.filter(${other}::filters(&args["where"])?)`}.selected().map(|row| write(&row)),`;
  });
  const counts = relations(model)
    .filter((field) => field.isList)
    .map(
      (field) =>
        `"${field.name}" => ${path_(field)}::count().filter(${snake(field.type)}_driver::filters(&args["where"])?).selected(),`,
    );
  const optional = scalars(model).filter((field) => !required(model).includes(field));
  /** @param {Field} field the relations that a `set` list may hold */
  const nested = (field) => {
    const { target, other } = opposite(models, model, field);
    const driver_ = `${snake(target.name)}_driver`;
    const row = isRequiredOf(target, other)
      ? `${driver_}::without_${snake(other.name).replace('r#', '')}`
      : `${driver_}::create`;
    return { driver_, row };
  };
  const createRelations = relations(model)
    .filter((field) => field.isList || !isRequiredOf(model, field))
    .map((field) => {
      const f = path_(field);
      const { driver_, row } = nested(field);
      return field.isList
        ? `"${field.name}" => for (operation, value) in entries(value)? { set.push(match operation {
            "create" => ${f}::create(each(value, ${row})?),
            "createMany" if value["skipDuplicates"] == true => ${f}::create_skip_duplicates(each(&value["data"], ${row})?),
            "createMany" => ${f}::create(each(&value["data"], ${row})?),
            "connect" => ${f}::connect(each(value, ${driver_}::unique)?),
            "connectOrCreate" => ${f}::connect_or_create(each(value, |it| Ok((${driver_}::unique(&it["where"])?, ${row}(&it["create"])?)))?),
            other => return Err(unknown(other)),
          }); },`
        : `"${field.name}" => for (operation, value) in entries(value)? { set.push(match operation {
            "create" => ${f}::create(${row}(value)?),
            "connect" => ${f}::connect(${driver_}::unique(value)?),
            "connectOrCreate" => ${f}::connect_or_create(${driver_}::unique(&value["where"])?, ${row}(&value["create"])?),
            other => return Err(unknown(other)),
          }); },`;
    });
  const parents = relations(model).filter((field) => isRequiredOf(model, field));
  const creates = parents.map((field) => {
    const arguments_ = required(model)
      .filter((own) => !field.relationFromFields?.includes(own.name))
      .map((own) => `${own.type === 'String' && !isUuid(own) ? 'read::<String>' : 'read'}(&data["${own.name}"])?,`);
    const name = `without_${snake(field.name).replace('r#', '')}`;
    const index = relations(model).indexOf(field);
    return `pub fn ${name}(data: &Value) -> Answer<CreateWithout<${module}::Model, ${index}>> {
      Ok(${module}::${name}::create(${arguments_.join(' ')} sets(data)?))
    }`;
  });
  const under = parents.map((field) => {
    const f = path_(field);
    const { driver_, row } = nested(field);
    const name = `without_${snake(field.name).replace('r#', '')}`;
    return `if let Some(parent) = present(&data["${field.name}"]) {
      let (operation, value) = entries(parent)?.next().ok_or_else(|| unknown("nothing"))?;
      return Ok(${name}(data)?.under(match operation {
        "create" => ${f}::create(${row}(value)?),
        "connect" => ${f}::connect(${driver_}::unique(value)?),
        "connectOrCreate" => ${f}::connect_or_create(${driver_}::unique(&value["where"])?, ${row}(&value["create"])?),
        other => return Err(unknown(other)),
      }));
    }`;
  });
  const createArguments = required(model).map(
    (own) => `${own.type === 'String' && !isUuid(own) ? 'read::<String>' : 'read'}(&data["${own.name}"])?,`,
  );
  const updates = [
    ...scalars(model).map((field) => {
      const f = path_(field);
      if (field.isList) {
        return `"${field.name}" => for (operation, value) in operations(value) { set.push(match operation {
          "set" => ${f}::set(read(value)?), "push" => ${f}::push(read(value)?), other => return Err(unknown(other)) }); },`;
      }
      const arithmetic = isNumber(field)
        ? `"increment" => ${f}::increment(read(value)?), "decrement" => ${f}::decrement(read(value)?), "multiply" => ${f}::multiply(read(value)?), "divide" => ${f}::divide(read(value)?),`
        : '';
      return field.type === 'Json'
        ? `"${field.name}" => set.push(${f}::set(read(value)?)),`
        : `"${field.name}" => for (operation, value) in operations(value) { set.push(match operation { "set" => ${f}::set(read(value)?), ${arithmetic} other => return Err(unknown(other)) }); },`;
    }),
    ...relations(model).map((field) => {
      const f = path_(field);
      const { driver_, row } = nested(field);
      if (field.isList) {
        return `"${field.name}" => for (operation, value) in entries(value)? { match operation {
          "create" => set.push(${f}::create(each(value, ${row})?)),
          "createMany" if value["skipDuplicates"] == true => set.push(${f}::create_skip_duplicates(each(&value["data"], ${row})?)),
          "createMany" => set.push(${f}::create(each(&value["data"], ${row})?)),
          "connect" => set.push(${f}::connect(each(value, ${driver_}::unique)?)),
          "connectOrCreate" => set.push(${f}::connect_or_create(each(value, |it| Ok((${driver_}::unique(&it["where"])?, ${row}(&it["create"])?)))?)),
          "disconnect" => set.push(${f}::disconnect(each(value, ${driver_}::unique)?)),
          "set" => set.push(${f}::set(each(value, ${driver_}::unique)?)),
          "delete" => set.push(${f}::delete(each(value, ${driver_}::unique)?)),
          "deleteMany" => for it in list(value) { set.push(${f}::delete_many(${driver_}::filters(it)?)); },
          "update" => for it in list(value) { set.push(${f}::update(${driver_}::unique(&it["where"])?, ${driver_}::updates(&it["data"])?)); },
          "updateMany" => for it in list(value) { set.push(${f}::update_many(${driver_}::filters(&it["where"])?, ${driver_}::updates(&it["data"])?)); },
          "upsert" => for it in list(value) { set.push(${f}::upsert(${driver_}::unique(&it["where"])?, ${row}(&it["create"])?, ${driver_}::updates(&it["update"])?)); },
          other => return Err(unknown(other)),
        } },`;
      }
      const isLoose = !isRequiredOf(model, field);
      return `"${field.name}" => for (operation, value) in entries(value)? { set.push(match operation {
        "create" => ${f}::create(${row}(value)?).into(),
        "connect" => ${f}::connect(${driver_}::unique(value)?).into(),
        "connectOrCreate" => ${f}::connect_or_create(${driver_}::unique(&value["where"])?, ${row}(&value["create"])?).into(),
        ${isLoose ? `"disconnect" => ${f}::disconnect(), "delete" => ${f}::delete(),` : ''}
        "update" => ${f}::update(${driver_}::updates(value)?),
        "upsert" => ${f}::upsert(${row}(&value["create"])?, ${driver_}::updates(&value["update"])?),
        other => return Err(unknown(other)),
      }); },`.replace(/\)\.into\(\)/g, isLoose ? ')' : ').into()');
    }),
  ];
  const distinct = scalars(model)
    .filter((field) => !field.isList)
    .map((field) => `"${field.name}" => ${path_(field)}::field(),`);
  const plain = scalars(model).filter((field) => !field.isList && field.type !== 'Json');
  const computed = plain.flatMap((field) => {
    const f = path_(field);
    const plainly = isOid(field) ? 'whole' : 'one';
    const extreme =
      field.kind === 'enum' ||
      (['Int', 'BigInt', 'Float', 'Decimal', 'String', 'DateTime'].includes(field.type) && !isUuid(field));
    return [
      `("_count", "${field.name}") => whole(${f}::count()),`,
      ...(isNumber(field)
        ? [
            `("_sum", "${field.name}") => ${field.type === 'Int' ? 'whole' : 'one'}(${f}::sum()),`,
            `("_avg", "${field.name}") => one(${f}::avg()),`,
          ]
        : []),
      ...(extreme
        ? [
            `("_min", "${field.name}") => ${plainly}(${f}::min()),`,
            `("_max", "${field.name}") => ${plainly}(${f}::max()),`,
          ]
        : []),
      `("by", "${field.name}") => ${plainly}(${f}::key()),`,
    ];
  });
  const having = plain.flatMap((field) => {
    const f = path_(field);
    /** @param {string} compare @param {string[]} functions */
    const each = (compare, functions) =>
      functions.map((name) => `("${field.name}", "_${name}") => ${compare}(value, ${f}::${name}())?,`);
    if (isNumber(field)) return each('compared', ['count', 'sum', 'avg', 'min', 'max']);
    return field.type === 'String' && !isUuid(field)
      ? [...each('compared', ['count']), ...each('text_compared', ['min', 'max'])]
      : [];
  });
  const aggregateOrders = plain
    .filter(isNumber)
    .flatMap((field) =>
      ['count', 'sum', 'avg', 'min', 'max'].map(
        (name) =>
          `("_${name}", "${field.name}") => directed(value, ${path_(field)}::${name}().asc(), ${path_(field)}::${name}().desc())?,`,
      ),
    );
  return `
pub mod ${module}_driver {
  use super::*;
  type M = ${module}::Model;

  pub fn filters(value: &Value) -> Answer<Vec<Filter<M>>> {
    if value.is_null() { return Ok(Vec::new()); }
    entries(value)?.map(|(key, value)| filter(key, value)).collect()
  }

  fn filter(key: &str, value: &Value) -> Answer<Filter<M>> {
    Ok(match key {
      "AND" => and(each(value, |it| Ok(and(filters(it)?)))?),
      "OR" => or(each(value, |it| Ok(and(filters(it)?)))?),
      "NOT" => not(each(value, |it| Ok(and(filters(it)?)))?),
      ${filters.join('\n')}
      ${relationFilters.join('\n')}
      other => return Err(unknown(other)),
    })
  }

  ${columns.join('\n')}

  /// What has to hold of the row beside its key stands in \`AND\`.
  fn beside(value: &Value) -> Answer<Vec<Filter<M>>> {
    each(&value["AND"], |it| Ok(and(filters(it)?)))
  }

  pub fn unique(value: &Value) -> Answer<UniqueFilter<M>> {
    let (key, value) = entries(value)?.find(|(key, _)| *key != "AND").ok_or_else(|| unknown("no key"))?;
    Ok(match key { ${uniques.join('\n')} other => return Err(unknown(other)) })
  }

  pub fn orders(value: &Value) -> Answer<Vec<OrderBy<M>>> {
    list(value).iter().map(order).collect()
  }

  pub fn order(value: &Value) -> Answer<OrderBy<M>> {
    let (key, value) = entries(value)?.next().ok_or_else(|| unknown("no order"))?;
    Ok(match key { ${orders.join('\n')} other => return Err(unknown(other)) })
  }

  pub fn selection(args: &Value) -> Answer<Selection<M, Value>> {
    let mut parts = Vec::new();
    let chosen = present(&args["select"]);
    if chosen.is_none() {
      for name in [${scalars(model)
        .map((field) => `"${field.name}"`)
        .join(', ')}] { parts.push((name.to_owned(), pick(name, &Value::Null)?)); }
    }
    if let Some(chosen) = chosen.or(present(&args["include"])) {
      for (name, args) in entries(chosen)? {
        if args != &Value::Bool(false) { parts.push((name.to_owned(), pick(name, args)?)); }
      }
    }
    Ok(assemble(parts))
  }

  fn pick(name: &str, args: &Value) -> Answer<Selected<Value>> {
    Ok(match name {
      "_count" => counted(entries(&args["select"])?.map(|(name, args)| Ok((name.to_owned(), match name { ${counts.join('\n')} other => return Err(unknown(other)) }))).collect::<Answer<Vec<_>>>()?),
      ${picks.join('\n')}
      ${loads.join('\n')}
      other => return Err(unknown(other)),
    })
  }

  fn sets(data: &Value) -> Answer<Vec<Assignment<M>>> {
    let mut set: Vec<Assignment<M>> = Vec::new();
    for (name, value) in entries(data)? {
      match name {
        ${optional.map((field) => `"${field.name}" => set.push(${path_(field)}::set(read(value)?)),`).join('\n')}
        ${createRelations.join('\n')}
        _ => {}
      }
    }
    Ok(set)
  }

  pub fn create(data: &Value) -> Answer<Create<M>> {
    ${under.join('\n')}
    Ok(${module}::create(${createArguments.join(' ')} sets(data)?))
  }

  ${creates.join('\n')}

  pub fn updates(data: &Value) -> Answer<Vec<Update<M>>> {
    let mut set: Vec<Update<M>> = Vec::new();
    for (name, value) in entries(data)? {
      match name { ${updates.join('\n')} other => return Err(unknown(other)) }
    }
    Ok(set)
  }

  pub fn field(name: &str) -> Answer<FieldName<M>> {
    Ok(match name { ${distinct.join('\n')} other => return Err(unknown(other)) })
  }

  fn computed(function: &str, name: &str) -> Answer<One<M>> {
    Ok(match (function, name) { ("_count", "_all") => whole(count::<M>()), ${computed.join('\n')} (_, other) => return Err(unknown(other)) })
  }

  fn having(value: &Value) -> Answer<Vec<Having<M>>> {
    let mut all = Vec::new();
    if value.is_null() { return Ok(all); }
    for (name, value) in entries(value)? {
      for (function, value) in operations(value) {
        all.push(match (name, function) {
          ${having.join('\n')}
          (name, "set") => filter(name, value)?.into(),
          (name, function) => filter(name, &json!({ function: value }))?.into(),
        });
      }
    }
    Ok(all)
  }

  fn group_order(value: &Value) -> Answer<OrderBy<M>> {
    let (key, inner) = entries(value)?.next().ok_or_else(|| unknown("no order"))?;
    if !key.starts_with('_') { return order(value); }
    let (name, value) = entries(inner)?.next().ok_or_else(|| unknown("no order"))?;
    Ok(match (key, name) { ${aggregateOrders.join('\n')} (_, other) => return Err(unknown(other)) })
  }

  pub async fn run(db: &Db<System>, action: &str, args: &Value) -> Answer<Value> {
    let rows = db.${module}();
    Ok(match action {
      "findMany" | "findFirst" | "findFirstOrThrow" => {
        let selection = selection(args)?;
        macro_rules! asked {
          ($find:expr) => {{
            let mut find = $find;
            for order in orders(&args["orderBy"])? { find = find.order_by(order); }
            if let Some(cursor) = present(&args["cursor"]) { find = find.cursor(unique(cursor)?); }
            if let Some(skip) = args["skip"].as_i64() { find = find.skip(skip); }
            if let Some(take) = args["take"].as_i64() { find = find.take(take); }
            find.distinct(each(&args["distinct"], |it| field(text(it)?))?)
          }};
        }
        match action {
          "findMany" => Value::Array(asked!(rows.find_many(filters(&args["where"])?).select(selection)).exec().await?),
          "findFirst" => asked!(rows.find_first(filters(&args["where"])?).select(selection)).exec().await?.unwrap_or_default(),
          _ => asked!(rows.find_first(filters(&args["where"])?).select(selection)).exec_or_throw().await?,
        }
      }
      "findUnique" => rows.find_unique(unique(&args["where"])?).filter(beside(&args["where"])?).select(selection(args)?).exec().await?.unwrap_or_default(),
      "findUniqueOrThrow" => rows.find_unique(unique(&args["where"])?).filter(beside(&args["where"])?).select(selection(args)?).exec_or_throw().await?,
      "count" => {
        let mut asked = rows.count(filters(&args["where"])?);
        for order in orders(&args["orderBy"])? { asked = asked.order_by(order); }
        if let Some(skip) = args["skip"].as_i64() { asked = asked.skip(skip); }
        if let Some(take) = args["take"].as_i64() { asked = asked.take(take); }
        Value::from(asked.exec().await?)
      }
      "create" => rows.create_row(create(&args["data"])?).select(selection(args)?).exec().await?,
      "createMany" => {
        let many = rows.create_many(each(&args["data"], create)?);
        let many = if args["skipDuplicates"] == true { many.skip_duplicates() } else { many };
        json!({ "count": many.exec().await? })
      }
      "createManyAndReturn" => {
        let many = rows.create_many(each(&args["data"], create)?);
        let many = if args["skipDuplicates"] == true { many.skip_duplicates() } else { many };
        Value::Array(many.returning().select(selection(args)?).exec().await?)
      }
      "update" => rows.update(unique(&args["where"])?, updates(&args["data"])?).filter(beside(&args["where"])?).select(selection(args)?).exec().await?,
      "updateMany" | "updateManyAndReturn" => {
        let mut many = rows.update_many(filters(&args["where"])?, updates(&args["data"])?);
        if let Some(limit) = args["limit"].as_u64() { many = many.limit(limit); }
        if action == "updateMany" { json!({ "count": many.exec().await? }) }
        else { Value::Array(many.returning().select(selection(args)?).exec().await?) }
      }
      "upsert" => rows.upsert(unique(&args["where"])?, create(&args["create"])?, updates(&args["update"])?).filter(beside(&args["where"])?).select(selection(args)?).exec().await?,
      "delete" => rows.delete(unique(&args["where"])?).filter(beside(&args["where"])?).select(selection(args)?).exec().await?,
      "deleteMany" => {
        let mut many = rows.delete_many(filters(&args["where"])?);
        if let Some(limit) = args["limit"].as_u64() { many = many.limit(limit); }
        json!({ "count": many.exec().await? })
      }
      "aggregate" => {
        let names = computations(args)?;
        let all = names.iter().map(|(function, name)| computed(function, name)).collect::<Answer<Vec<_>>>()?;
        let mut asked = rows.aggregate(filters(&args["where"])?, Many(all));
        for order in orders(&args["orderBy"])? { asked = asked.order_by(order); }
        if let Some(cursor) = present(&args["cursor"]) { asked = asked.cursor(unique(cursor)?); }
        if let Some(skip) = args["skip"].as_i64() { asked = asked.skip(skip); }
        if let Some(take) = args["take"].as_i64() { asked = asked.take(take); }
        named(&names, asked.exec().await?)
      }
      "groupBy" => {
        let names = computations(args)?;
        let all = names.iter().map(|(function, name)| computed(function, name)).collect::<Answer<Vec<_>>>()?;
        let mut asked = rows.group_by(Many(all)).filter(filters(&args["where"])?).having(having(&args["having"])?);
        for value in list(&args["orderBy"]) { asked = asked.order_by(group_order(value)?); }
        if let Some(skip) = args["skip"].as_i64() { asked = asked.skip(skip); }
        if let Some(take) = args["take"].as_i64() { asked = asked.take(take); }
        Value::Array(asked.exec().await?.into_iter().map(|values| named(&names, values)).collect())
      }
      other => return Err(unknown(other)),
    })
  }
}
`;
}

/** @param {string} schema @param {{ models: Model[], enums: { name: string }[] }} datamodel */
function program(schema, { models, enums }) {
  const writers = enums.map(
    ({ name }) =>
      `crate::support::plain!(crate::${schema}::${name});\ncrate::support::lists!(crate::${schema}::${name});`,
  );
  return `// @generated by driver-generator.mjs: run \`just gen\`, never edit.
//! Random queries on the client of \`${schema}.prisma\`.

#![allow(clippy::all, clippy::pedantic, unused, missing_docs, reason = "generated for a test")]

use prisma_client_rust::shape::{Select as _, Selected};
use prisma_client_rust::{Assignment, Compared, ComparedList, Create, CreateWithout, FieldName, Filter, Having, OrderBy, Selection, UniqueFilter, Update};
use serde_json::{Value, json};

use crate::${schema}::{${models.map((model) => snake(model.name)).join(', ')}, Db, System, and, count, not, or};
use crate::support::*;

${writers.join('\n')}

/// Runs one query.
pub async fn run(db: &Db<System>, model: &str, action: &str, args: &Value) -> Answer<Value> {
  match model {
    ${models.map((model) => `"${model.name}" => ${snake(model.name)}_driver::run(db, action, args).await,`).join('\n    ')}
    other => Err(unknown(other)),
  }
}
${models.map((model) => driver(schema, models, model)).join('\n')}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = /** @type {Request} */ (parseJson(line));
  /** @param {unknown} result */
  const answer = (result) => process.stderr.write(`${JSON.stringify({ jsonrpc: '2.0', id: request.id, result })}\n`);
  if (request.method === 'getManifest') {
    answer({ manifest: { prettyName: 'Driver', defaultOutput: './drivers', requiresEngines: [] } });
  } else {
    const { schemaPath, generator, dmmf } = request.params;
    const schema = path.basename(schemaPath, '.prisma');
    mkdirSync(generator.output.value, { recursive: true });
    writeFileSync(path.join(generator.output.value, `${schema}.rs`), program(schema, dmmf.datamodel));
    const kept = path.join(path.dirname(schemaPath), '../datamodels');
    mkdirSync(kept, { recursive: true });
    writeFileSync(path.join(kept, `${schema}.json`), `${JSON.stringify(dmmf.datamodel, null, 1)}\n`);
    answer(null);
  }
}
