//! A type as JSON Schema (2020-12), for those who are not in JavaScript.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use specta::{
    Types,
    datatype::{
        DataType, Enum, Field, Fields, Generic, NamedDataType, NamedReference, NamedReferenceType, Primitive,
        Reference, Struct,
    },
};

use crate::{
    checks::{Sort, sort_of},
    constraints::{self, Constraint},
    error::{Error, Why},
    generics::{name_with_arguments, substitute},
    integers, json_checks,
    json_parts::{UNSENDABLE, described, or_null, tuple_of},
    objects::literal_of,
    schema::{NULLABLE, is_foreign_text, is_typescript, of_content, of_elements},
    shapes::{Shape, shapes},
    typescript,
};

/// The key under which a schema names the JavaScript value that superjson carries in its place.
pub const SUPERJSON: &str = "x-superjson";
/// The key under which a field names what else it is read by.
pub const ALIASES: &str = "x-aliases";
/// The key under which a schema names the type that compilers are to tell from others of its form.
pub const BRAND: &str = "x-brand";

/// JSON Schemas in the making, and the named types that they refer to.
///
/// ```
/// use specta::{Format, Types};
/// use zod_gen::JsonSchemas;
///
/// #[derive(serde::Serialize, specta::Type)]
/// struct Pong { at: String, note: Option<String> }
///
/// let mut types = Types::default();
/// let pong = <Pong as specta::Type>::definition(&mut types);
/// let types = specta_serde::Format.map_types(&types).unwrap();
/// let mut schemas = JsonSchemas::new(&types, "#/types/").of_outputs();
/// assert_eq!(schemas.schema(&pong).unwrap()["$ref"], "#/types/Pong");
/// assert_eq!(schemas.finish()["Pong"]["properties"]["at"]["type"], "string");
/// ```
pub struct JsonSchemas<'a> {
    types: &'a Types,
    /// What stands before a named type's name in a reference to it.
    base: String,
    /// Whether the types are as serde writes them: an `Option` that is always written is then always there.
    written: bool,
    named: BTreeMap<String, Value>,
    /// Of which type each name is.
    keys: BTreeMap<String, String>,
    place: Vec<String>,
}

impl<'a> JsonSchemas<'a> {
    /// Schemas of those types, as serde reads them, which refer to named types as `base` and the name.
    pub fn new(types: &'a Types, base: impl Into<String>) -> Self {
        Self {
            types,
            base: base.into(),
            written: false,
            named: BTreeMap::new(),
            keys: BTreeMap::new(),
            place: Vec::new(),
        }
    }

    /// The types are as serde writes them.
    #[must_use]
    pub fn of_outputs(mut self) -> Self {
        self.written = true;
        self
    }

    /// The schema of `ty`.
    pub fn schema(&mut self, ty: &DataType) -> Result<Value, Error> {
        self.of_type(ty, &[])
    }

    /// Every named type that was referred to.
    pub fn finish(self) -> BTreeMap<String, Value> {
        self.named
    }

    fn of_type(&mut self, ty: &DataType, held_to: &[Constraint]) -> Result<Value, Error> {
        match ty {
            DataType::Nullable(inner) => {
                let schema = self.of_type(inner, &of_content(held_to))?;
                Ok(if held_to.contains(&Constraint::Required) { schema } else { or_null(schema) })
            }
            DataType::Struct(Struct { fields: Fields::Unnamed(fields), .. }) if fields.fields.len() == 1 => {
                self.newtype(&fields.fields[0], held_to)
            }
            DataType::Enum(ty) if ty.variants.len() == 1 => match &ty.variants[0].1.fields {
                Fields::Unnamed(fields) if fields.fields.len() == 1 => {
                    self.newtype(&fields.fields[0], held_to)
                }
                _ => self.enumeration(ty),
            },
            DataType::Reference(Reference::Named(reference)) => self.reference(reference, held_to),
            DataType::Primitive(primitive) => self.primitive(primitive, held_to),
            DataType::List(list) => {
                let element = self.of_type(&list.ty, &of_elements(held_to))?;
                let schema = match list.length {
                    Some(length) => tuple_of(&vec![element; length]),
                    None => json!({ "type": "array", "items": element }),
                };
                self.checked(schema, Sort::Array, held_to)
            }
            DataType::Map(map) => {
                let value = self.of_type(map.value_ty(), &of_elements(held_to))?;
                let keys = self.of_key(map.key_ty())?;
                let mut schema = json!({ "type": "object", "additionalProperties": value });
                if let Some(keys) = keys {
                    schema["propertyNames"] = keys;
                }
                self.checked(schema, Sort::Map, held_to)
            }
            DataType::Tuple(tuple) if tuple.elements.is_empty() => Ok(json!({ "type": "null" })),
            DataType::Tuple(tuple) => {
                let elements = tuple.elements.iter().map(|ty| self.of_type(ty, &[]));
                Ok(tuple_of(&elements.collect::<Result<Vec<_>, _>>()?))
            }
            DataType::Struct(ty) => match &ty.fields {
                Fields::Unit => Ok(json!({ "type": "null" })),
                Fields::Unnamed(fields) => self.tuple(&fields.fields),
                Fields::Named(fields) => {
                    let fields = &fields.fields;
                    let own = fields.iter().map(|(_, it)| it);
                    self.object(constraints::is_strict(Some(&ty.attributes), own), fields)
                }
            },
            DataType::Enum(ty) => self.enumeration(ty),
            DataType::Intersection(parts) => {
                let Some(shapes) = shapes(self.types, parts) else { return self.fail(Why::NotAnObject) };
                let mut all: Vec<Value> =
                    shapes.iter().map(|shape| self.shape(shape)).collect::<Result<_, _>>()?;
                Ok(if all.len() == 1 { all.remove(0) } else { json!({ "anyOf": all }) })
            }
            DataType::Generic(generic) => self.fail(Why::Unbound(generic.name().to_string())),
            DataType::Reference(Reference::Opaque(_)) => self.typescript(ty, &[], held_to),
        }
    }

    fn newtype(&mut self, field: &Field, held_to: &[Constraint]) -> Result<Value, Error> {
        let Some(ty) = &field.ty else { return self.fail(Why::Unregistered) };
        let mut all = integers::of_newtype(field);
        all.extend_from_slice(held_to);
        self.of_type(ty, &all)
    }

    fn reference(&mut self, reference: &NamedReference, held_to: &[Constraint]) -> Result<Value, Error> {
        let types = self.types;
        let Some(named) = types.get(reference) else { return self.fail(Why::Unregistered) };
        match &reference.inner {
            NamedReferenceType::Inline { dt, .. } => match (&**dt, named.module_path.as_ref()) {
                (DataType::Primitive(Primitive::str), "uuid" | "uuid::fmt") if named.name == "Uuid" => {
                    self.checked(json!({ "type": "string", "format": "uuid" }), Sort::Text, held_to)
                }
                (DataType::Primitive(Primitive::str), module) if is_foreign_text(module) && !self.written => {
                    self.fail(Why::UnknownText(format!("{module}::{}", named.name)))
                }
                (inlined, _) => self.of_type(inlined, held_to),
            },
            NamedReferenceType::Reference { generics, .. } => {
                if let Some(ty) = named.ty.as_ref().filter(|ty| is_typescript(ty)) {
                    return self.typescript(ty, generics, held_to);
                }
                let schema = self.named(named, generics)?;
                let sort = named.ty.as_ref().map_or(Sort::Other, |ty| sort_of(self.types, ty));
                self.checked(schema, sort, held_to)
            }
            NamedReferenceType::Recursive(_) => self.named(named, &[]),
        }
    }

    /// A reference to a named type, which is described at its first mention.
    fn named(&mut self, named: &'a NamedDataType, arguments: &[(Generic, DataType)]) -> Result<Value, Error> {
        let name = name_with_arguments(self.types, named, arguments);
        let refer = json!({ "$ref": format!("{}{name}", self.base) });
        let key = format!("{}{arguments:?}", named.module_path);
        match self.keys.get(&name) {
            Some(known) if *known == key => return Ok(refer),
            Some(_) => return self.fail(Why::DuplicateName(name)),
            None => self.keys.insert(name.clone(), key),
        };
        let Some(ty) = &named.ty else { return self.fail(Why::Unregistered) };
        self.place.push(name.clone());
        let mut schema = self.of_type(&substitute(ty, arguments), &[])?;
        if constraints::is_branded(ty) {
            schema[BRAND] = name.as_str().into();
        }
        self.place.pop();
        self.named.insert(name, described(schema, &named.docs, named.deprecated.is_some()));
        Ok(refer)
    }

    fn primitive(&mut self, primitive: &Primitive, held_to: &[Constraint]) -> Result<Value, Error> {
        match primitive {
            Primitive::bool => self.checked(json!({ "type": "boolean" }), Sort::Other, held_to),
            Primitive::str => self.checked(json!({ "type": "string" }), Sort::Text, held_to),
            Primitive::char => {
                let one = json!({ "type": "string", "minLength": 1, "maxLength": 1 });
                self.checked(one, Sort::Text, held_to)
            }
            Primitive::f16 | Primitive::f32 | Primitive::f64 | Primitive::f128 => {
                // Where no number stands for what JSON cannot say, serde writes null.
                let number = json!({ "type": "number" });
                let number = self.checked(number, Sort::Number, held_to)?;
                Ok(if self.written { or_null(number) } else { number })
            }
            integer => {
                let Some(range) = integers::range(integer) else {
                    return self.fail(Why::TooWide(integers::name(integer)));
                };
                let (range, rest) = integers::narrow(range, held_to);
                self.checked(range.json(), Sort::Number, &rest)
            }
        }
    }

    /// What superjson carries is described by its name in TypeScript.
    fn typescript(
        &mut self,
        ty: &DataType,
        arguments: &[(Generic, DataType)],
        held_to: &[Constraint],
    ) -> Result<Value, Error> {
        let text = typescript::name_of(self.types, ty);
        let mut argument = |index: usize| match arguments.get(index) {
            Some((_, ty)) => self.of_type(ty, &of_elements(held_to)),
            None => self.fail(Why::UnknownTypeScript(text.clone())),
        };
        let (schema, sort) = match text.as_str() {
            "Date" => (json!({ "type": "string", "format": "date-time", SUPERJSON: "Date" }), Sort::Other),
            "bigint" => {
                (json!({ "type": "string", "pattern": "^-?[0-9]+$", SUPERJSON: "bigint" }), Sort::BigInt)
            }
            "number" => return self.primitive(&Primitive::f64, held_to),
            "undefined" => (json!({ "type": "null", SUPERJSON: "undefined" }), Sort::Other),
            "globalThis.Map<K, V>" => {
                let entry = tuple_of(&[argument(0)?, argument(1)?]);
                (json!({ "type": "array", "items": entry, SUPERJSON: "Map" }), Sort::Set)
            }
            "globalThis.Set<T>" => {
                (json!({ "type": "array", "items": argument(0)?, SUPERJSON: "Set" }), Sort::Set)
            }
            // A type that is anything, such as JSON itself.
            "unknown" | "any" => (json!({}), Sort::Other),
            _ => return self.fail(Why::UnknownTypeScript(text)),
        };
        self.checked(schema, sort, held_to)
    }

    /// What a map's keys are held to.
    fn of_key(&mut self, ty: &DataType) -> Result<Option<Value>, Error> {
        Ok(match ty {
            DataType::Primitive(Primitive::str) => None,
            DataType::Primitive(Primitive::bool) => Some(json!({ "enum": ["false", "true"] })),
            DataType::Primitive(primitive) if let Some(range) = integers::range(primitive) => {
                Some(json!({ "pattern": range.key_pattern() }))
            }
            other => Some(self.of_type(other, &[])?),
        })
    }

    fn tuple(&mut self, fields: &[Field]) -> Result<Value, Error> {
        let mut elements = Vec::new();
        for (index, field) in fields.iter().enumerate() {
            let Some(ty) = &field.ty else { continue };
            self.place.push(index.to_string());
            elements.push(self.of_type(ty, constraints::of(field))?);
            self.place.pop();
        }
        Ok(tuple_of(&elements))
    }

    fn object(
        &mut self,
        strict: bool,
        fields: &[(std::borrow::Cow<'static, str>, Field)],
    ) -> Result<Value, Error> {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for (name, field) in fields {
            let Some(ty) = &field.ty else { continue };
            self.place.push(name.to_string());
            if UNSENDABLE.contains(&name.as_ref()) {
                return self.fail(Why::Unsendable(name.to_string()));
            }
            let held_to = constraints::of(field);
            let schema = self.of_type(ty, held_to)?;
            self.place.pop();
            let is_required = held_to.contains(&Constraint::Required);
            // serde takes an `Option` that is left out for `None`, whatever else is said.
            let taken_for_none = !self.written && field.attributes.contains_key(NULLABLE);
            if is_required || !(field.optional || taken_for_none) {
                required.push(Value::from(name.as_ref()));
            }
            let mut schema = described(schema, &field.docs, field.deprecated.is_some());
            if let Some(aliases) = constraints::aliases_of(field).filter(|_| !self.written) {
                schema[ALIASES] = json!(aliases);
            }
            properties.insert(name.to_string(), schema);
        }
        let mut object = json!({ "type": "object", "properties": properties });
        if !required.is_empty() {
            object["required"] = required.into();
        }
        if strict {
            object["additionalProperties"] = false.into();
        }
        Ok(object)
    }

    fn enumeration(&mut self, ty: &Enum) -> Result<Value, Error> {
        let variants = || ty.variants.iter().filter(|(_, variant)| !variant.skip);
        let literals: Option<Vec<String>> =
            variants().map(|(name, variant)| literal_of(name, &variant.fields)).collect();
        if let Some(literals) = literals {
            return Ok(match literals.as_slice() {
                [one] => json!({ "type": "string", "const": one }),
                all => json!({ "type": "string", "enum": all }),
            });
        }
        let mut options = Vec::new();
        for (name, variant) in variants() {
            self.place.push(name.to_string());
            let option = match &variant.fields {
                Fields::Unit => json!({ "type": "string", "const": name }),
                Fields::Unnamed(fields) if fields.fields.len() == 1 => {
                    self.newtype(&fields.fields[0], &[])?
                }
                Fields::Unnamed(fields) => self.tuple(&fields.fields)?,
                Fields::Named(fields) => {
                    let is_sole_key = variant.attributes.contains_key("specta:strict_object");
                    let own = fields.fields.iter().map(|(_, it)| it);
                    self.object(is_sole_key || constraints::is_strict(None, own), &fields.fields)?
                }
            };
            options.push(described(option, &variant.docs, variant.deprecated.is_some()));
            self.place.pop();
        }
        Ok(json!({ "anyOf": options }))
    }

    fn shape(&mut self, shape: &Shape) -> Result<Value, Error> {
        let mut object = self.object(shape.strict, &shape.fields)?;
        if let Some(rest) = &shape.rest {
            object["additionalProperties"] = self.of_type(rest, &[])?;
        }
        Ok(object)
    }

    fn checked(&self, schema: Value, sort: Sort, held_to: &[Constraint]) -> Result<Value, Error> {
        json_checks::checked(schema, sort, held_to).map_err(|why| Error::new(&self.place, why))
    }

    fn fail<T>(&self, why: Why) -> Result<T, Error> {
        Err(Error::new(&self.place, why))
    }
}
