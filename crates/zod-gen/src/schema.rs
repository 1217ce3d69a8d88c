//! A type as a zod expression.

use specta::datatype::{
    DataType, Enum, Field, Fields, Generic, NamedDataType, NamedReference, NamedReferenceType, Primitive,
    Reference, Struct,
};

use crate::{
    checks::{Sort, checks, sort_of},
    constraints::{self, Constraint},
    error::{Error, Why},
    integers,
    module::Module,
    objects::{key, literal_of, quote},
    preamble::Definition,
    shapes::{Shape, shapes},
    typescript,
};

/// specta's mark on a field whose Rust type is an `Option`.
pub(crate) const NULLABLE: &str = "specta:nullable";

impl<'a> Module<'a> {
    /// The schema of `ty`, held to `constraints`.
    pub(crate) fn schema(&mut self, ty: &DataType, constraints: &[Constraint]) -> Result<String, Error> {
        match ty {
            DataType::Nullable(inner) => {
                let schema = self.schema(inner, &of_content(constraints))?;
                let required = constraints.contains(&Constraint::Required);
                Ok(if required { schema } else { format!("z.nullable({schema})") })
            }
            DataType::Struct(Struct { fields: Fields::Unnamed(fields), .. }) if fields.fields.len() == 1 => {
                self.newtype(&fields.fields[0], constraints)
            }
            DataType::Enum(ty) if ty.variants.len() == 1 => match &ty.variants[0].1.fields {
                Fields::Unnamed(fields) if fields.fields.len() == 1 => {
                    self.newtype(&fields.fields[0], constraints)
                }
                _ => self.enumeration(ty),
            },
            DataType::Reference(Reference::Named(reference)) => self.named_reference(reference, constraints),
            DataType::Primitive(primitive) => self.primitive(primitive, constraints),
            DataType::List(list) => {
                let element = self.schema(&list.ty, &of_elements(constraints))?;
                let array = match list.length {
                    Some(length) => format!("z.tuple([{}])", vec![element; length].join(", ")),
                    None => format!("z.array({element})"),
                };
                self.checked(array, Sort::Array, constraints)
            }
            DataType::Map(map) => {
                let value = self.schema(map.value_ty(), &of_elements(constraints))?;
                let record = self.record(map.key_ty(), &value)?;
                self.checked(record, Sort::Map, constraints)
            }
            DataType::Tuple(tuple) if tuple.elements.is_empty() => Ok("z.null()".to_owned()),
            DataType::Tuple(tuple) => {
                let elements = tuple.elements.iter().map(|ty| self.schema(ty, &[]));
                Ok(format!("z.tuple([{}])", elements.collect::<Result<Vec<_>, _>>()?.join(", ")))
            }
            DataType::Struct(ty) => match &ty.fields {
                Fields::Unit => Ok("z.null()".to_owned()),
                Fields::Unnamed(fields) => self.tuple(&fields.fields),
                Fields::Named(fields) => {
                    let strict =
                        constraints::is_strict(Some(&ty.attributes), fields.fields.iter().map(|(_, it)| it));
                    self.object(strict, &fields.fields)
                }
            },
            DataType::Enum(ty) => self.enumeration(ty),
            DataType::Intersection(parts) => {
                let Some(shapes) = shapes(self.types, parts) else { return self.fail(Why::NotAnObject) };
                let all: Vec<String> =
                    shapes.iter().map(|shape| self.shape(shape)).collect::<Result<_, _>>()?;
                Ok(if let [one] = all.as_slice() {
                    one.clone()
                } else {
                    format!("z.union([{}])", all.join(", "))
                })
            }
            DataType::Generic(generic) => self.fail(Why::Unbound(generic.name().to_string())),
            DataType::Reference(Reference::Opaque(_)) => self.typescript(ty, &[], constraints),
        }
    }

    /// A named type and its arguments, where `ty` is one.
    pub(crate) fn named<'t>(
        &self,
        ty: &'t DataType,
    ) -> Option<(&'a NamedDataType, &'t [(Generic, DataType)])> {
        let DataType::Reference(Reference::Named(reference)) = ty else { return None };
        let NamedReferenceType::Reference { generics, .. } = &reference.inner else { return None };
        self.types.get(reference).map(|named| (named, generics.as_slice()))
    }

    fn newtype(&mut self, field: &Field, constraints: &[Constraint]) -> Result<String, Error> {
        let Some(ty) = &field.ty else { return self.fail(Why::Unregistered) };
        let mut all = integers::of_newtype(field);
        all.extend_from_slice(constraints);
        self.schema(ty, &all)
    }

    fn named_reference(
        &mut self,
        reference: &NamedReference,
        constraints: &[Constraint],
    ) -> Result<String, Error> {
        let Some(named) = self.types.get(reference) else { return self.fail(Why::Unregistered) };
        match &reference.inner {
            NamedReferenceType::Inline { dt, .. } => match (&**dt, named.module_path.as_ref()) {
                (DataType::Primitive(Primitive::str), "uuid" | "uuid::fmt") if named.name == "Uuid" => {
                    self.uses(Definition::Uuid);
                    self.checked("uuid".to_owned(), Sort::Text, constraints)
                }
                (DataType::Primitive(Primitive::str), module) if is_foreign_text(module) && !self.written => {
                    self.fail(Why::UnknownText(format!("{module}::{}", named.name)))
                }
                (inlined, _) => self.schema(inlined, constraints),
            },
            NamedReferenceType::Reference { generics, .. } => {
                if let Some(ty) = named.ty.as_ref().filter(|ty| is_typescript(ty)) {
                    return self.typescript(ty, generics, constraints);
                }
                let schema = self.reference(named, generics)?;
                let sort = named.ty.as_ref().map_or(Sort::Other, |ty| sort_of(self.types, ty));
                self.checked(schema, sort, constraints)
            }
            NamedReferenceType::Recursive(_) => self.reference(named, &[]),
        }
    }

    fn primitive(&mut self, primitive: &Primitive, constraints: &[Constraint]) -> Result<String, Error> {
        let text = match primitive {
            Primitive::bool => return self.checked("z.boolean()".to_owned(), Sort::Other, constraints),
            Primitive::str => Definition::Text,
            Primitive::char => Definition::Char,
            Primitive::f16 | Primitive::f32 | Primitive::f64 | Primitive::f128 => {
                self.uses(Definition::Float);
                return self.checked("float".to_owned(), Sort::Number, constraints);
            }
            integer => {
                let Some(range) = integers::range(integer) else {
                    return self.fail(Why::TooWide(integers::name(integer)));
                };
                let (range, rest) = integers::narrow(range, constraints);
                return self.checked(range.schema(), Sort::Number, &rest);
            }
        };
        self.uses(text);
        let name = if text == Definition::Char { "char" } else { "text" };
        self.checked(name.to_owned(), Sort::Text, constraints)
    }

    /// What superjson carries is described by its name in TypeScript.
    fn typescript(
        &mut self,
        ty: &DataType,
        arguments: &[(Generic, DataType)],
        constraints: &[Constraint],
    ) -> Result<String, Error> {
        let text = typescript::name_of(self.types, ty);
        let mut argument = |index: usize| match arguments.get(index) {
            Some((_, ty)) => self.schema(ty, &of_elements(constraints)),
            None => self.fail(Why::UnknownTypeScript(text.clone())),
        };
        let (schema, sort) = match text.as_str() {
            "Date" => ("z.date()".to_owned(), Sort::Other),
            "bigint" => ("z.bigint()".to_owned(), Sort::BigInt),
            "number" => {
                self.uses(Definition::Float);
                ("float".to_owned(), Sort::Number)
            }
            "undefined" => ("z.undefined()".to_owned(), Sort::Other),
            // A type that is anything, such as JSON itself.
            "unknown" => ("z.json()".to_owned(), Sort::Other),
            "globalThis.Map<K, V>" => {
                let (key, value) = (argument(0)?, argument(1)?);
                (format!("z.map({key}, {value})"), Sort::Set)
            }
            "globalThis.Set<T>" => (format!("z.set({})", argument(0)?), Sort::Set),
            _ => return self.fail(Why::UnknownTypeScript(text)),
        };
        self.checked(schema, sort, constraints)
    }

    fn record(&mut self, key_type: &DataType, value: &str) -> Result<String, Error> {
        let key = match key_type {
            DataType::Primitive(Primitive::str) => {
                self.uses(Definition::Text);
                "text".to_owned()
            }
            DataType::Primitive(Primitive::bool) => "z.enum(['true', 'false'])".to_owned(),
            DataType::Primitive(primitive) if let Some(range) = integers::range(primitive) => {
                range.key_schema()
            }
            other => self.schema(other, &[])?,
        };
        // A record of an enum's names would ask for every one of them.
        let is_closed = key.starts_with("z.enum") || sort_of(self.types, key_type) == Sort::Other;
        Ok(format!("z.{}({key}, {value})", if is_closed { "partialRecord" } else { "record" }))
    }

    fn tuple(&mut self, fields: &[Field]) -> Result<String, Error> {
        let mut elements = Vec::new();
        for (index, field) in fields.iter().enumerate() {
            if let Some(ty) = &field.ty {
                self.place.push(index.to_string());
                elements.push(self.schema(ty, constraints::of(field))?);
                self.place.pop();
            }
        }
        Ok(format!("z.tuple([{}])", elements.join(", ")))
    }

    fn object(
        &mut self,
        strict: bool,
        fields: &[(std::borrow::Cow<'static, str>, Field)],
    ) -> Result<String, Error> {
        let mut lines = String::new();
        for (name, field) in fields {
            let Some(ty) = &field.ty else { continue };
            self.place.push(name.to_string());
            let constraints = constraints::of(field);
            let schema = self.schema(ty, constraints)?;
            let required = constraints.contains(&Constraint::Required);
            // serde takes an `Option` that is left out for `None`, whatever else is said.
            let taken_for_none = !self.written && field.attributes.contains_key(NULLABLE);
            let optional = (field.optional || taken_for_none) && !required;
            let schema = match schema.strip_prefix("z.nullable(") {
                _ if !optional => schema,
                Some(rest) if rest.ends_with(')') => format!("z.nullish({rest}"),
                _ => format!("z.optional({schema})"),
            };
            lines.push_str("  ");
            lines.push_str(&key(name));
            lines.push_str(": ");
            lines.push_str(&schema.replace('\n', "\n  "));
            lines.push_str(",\n");
            self.place.pop();
        }
        let function = if strict { "strictObject" } else { "object" };
        Ok(format!("z.{function}({{\n{lines}}})"))
    }

    fn enumeration(&mut self, ty: &Enum) -> Result<String, Error> {
        let variants = || ty.variants.iter().filter(|(_, variant)| !variant.skip);
        let literals: Option<Vec<String>> =
            variants().map(|(name, variant)| literal_of(name, &variant.fields)).collect();
        match literals.as_deref() {
            Some([one]) => return Ok(format!("z.literal({})", quote(one))),
            Some(all) => {
                let all: Vec<String> = all.iter().map(|name| quote(name)).collect();
                return Ok(format!("z.enum([{}])", all.join(", ")));
            }
            None => {}
        }
        let tag = self.tag_of(variants().map(|(_, variant)| &variant.fields));
        let mut options = Vec::new();
        for (name, variant) in variants() {
            self.place.push(name.to_string());
            options.push(match &variant.fields {
                Fields::Unit => format!("z.literal({})", quote(name)),
                Fields::Unnamed(fields) if fields.fields.len() == 1 => {
                    self.newtype(&fields.fields[0], &[])?
                }
                Fields::Unnamed(fields) => self.tuple(&fields.fields)?,
                Fields::Named(fields) => {
                    let fields = &fields.fields;
                    let is_sole_key = variant.attributes.contains_key("specta:strict_object");
                    let strict = is_sole_key || constraints::is_strict(None, fields.iter().map(|(_, it)| it));
                    self.object(strict, fields)?
                }
            });
            self.place.pop();
        }
        let options = options.join(", ");
        Ok(match tag {
            Some(tag) => format!("z.discriminatedUnion({}, [{options}])", quote(&tag)),
            None => format!("z.union([{options}])"),
        })
    }

    fn shape(&mut self, shape: &Shape) -> Result<String, Error> {
        let object = self.object(shape.strict, &shape.fields)?;
        let Some(rest) = &shape.rest else { return Ok(object) };
        Ok(format!("z.catchall({object}, {})", self.schema(rest, &[])?))
    }

    /// The key that tells every variant apart, where each is an object that begins with a literal of that name.
    fn tag_of<'f>(&self, variants: impl Iterator<Item = &'f Fields>) -> Option<String> {
        let mut tag = None;
        for fields in variants {
            let (name, field) = self.first_field(fields)?;
            let Some(DataType::Enum(literal)) = &field.ty else { return None };
            let [(value, variant)] = literal.variants.as_slice() else { return None };
            literal_of(value, &variant.fields)?;
            if *tag.get_or_insert_with(|| name.clone()) != name {
                return None;
            }
        }
        tag
    }

    /// The first field of a variant that is an object; of one that holds a struct, the tag stands before its fields.
    fn first_field(&self, fields: &Fields) -> Option<(String, Field)> {
        let first = match fields {
            Fields::Named(fields) => fields.fields.first().cloned(),
            Fields::Unnamed(fields) => {
                let [Field { ty: Some(DataType::Intersection(parts)), .. }] = fields.fields.as_slice() else {
                    return None;
                };
                shapes(self.types, parts.get(..1)?)?.pop()?.fields.into_iter().next()
            }
            Fields::Unit => None,
        };
        first.map(|(name, field)| (name.into_owned(), field))
    }

    fn checked(&mut self, schema: String, sort: Sort, all: &[Constraint]) -> Result<String, Error> {
        let mut said = Vec::new();
        for constraint in all {
            match checks(constraint, sort, |definition| self.uses(definition)) {
                Ok(checks) => said.extend(checks),
                Err(why) => return self.fail(why),
            }
        }
        Ok(if said.is_empty() { schema } else { format!("{schema}.check({})", said.join(", ")) })
    }
}

/// The constraints of an `Option` as those of the value in it.
pub(crate) fn of_content(constraints: &[Constraint]) -> Vec<Constraint> {
    let own = constraints.iter().filter(|it| !matches!(it, Constraint::Inner(_) | Constraint::Required));
    own.cloned().chain(of_elements(constraints)).collect()
}

/// What `Inner` says.
pub(crate) fn of_elements(constraints: &[Constraint]) -> Vec<Constraint> {
    let inner = constraints.iter().filter_map(|it| match it {
        Constraint::Inner(inner) => Some(inner.clone()),
        _ => None,
    });
    inner.flatten().collect()
}

/// What superjson carries: it has no schema of its own, unless it is branded.
pub(crate) fn is_typescript(ty: &DataType) -> bool {
    match ty {
        _ if constraints::is_branded(ty) => false,
        DataType::Reference(Reference::Opaque(_)) => true,
        DataType::Struct(Struct { fields: Fields::Unnamed(fields), .. }) if fields.fields.len() == 1 => {
            matches!(&fields.fields[0].ty, Some(DataType::Reference(Reference::Opaque(_))))
        }
        _ => false,
    }
}

/// Whether the types of that module are strings on the wire, but not any string.
pub(crate) fn is_foreign_text(module: &str) -> bool {
    let root = module.split("::").next().unwrap_or_default();
    matches!(root, "uuid" | "chrono" | "time" | "url" | "jiff" | "semver" | "rust_decimal" | "bigdecimal")
        || module.starts_with("std::net")
        || module.starts_with("std::time")
}
