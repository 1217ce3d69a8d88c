//! What an object may look like that is put together from others, as serde flattens them.

use std::borrow::Cow;

use specta::{
    Types,
    datatype::{DataType, Field, Fields, NamedReferenceType, Reference},
};

use crate::{constraints, generics::substitute};

/// One form of an object.
#[derive(Clone, Default)]
pub(crate) struct Shape {
    /// Whether other fields are refused.
    pub(crate) strict: bool,
    /// Its fields, in order.
    pub(crate) fields: Vec<(Cow<'static, str>, Field)>,
    /// What every other field is, where there may be any.
    pub(crate) rest: Option<DataType>,
}

impl Shape {
    /// The two as one object.
    fn with(&self, other: &Self) -> Self {
        Self {
            strict: self.strict || other.strict,
            fields: self.fields.iter().chain(&other.fields).cloned().collect(),
            rest: other.rest.clone().or_else(|| self.rest.clone()),
        }
    }
}

/// The forms of an object that is all of the parts at once; none where a part is no object.
pub(crate) fn shapes(types: &Types, parts: &[DataType]) -> Option<Vec<Shape>> {
    parts.iter().try_fold(vec![Shape::default()], |so_far, part| {
        let forms = shapes_of(types, part)?;
        Some(so_far.iter().flat_map(|shape| forms.iter().map(|form| shape.with(form))).collect())
    })
}

fn shapes_of(types: &Types, ty: &DataType) -> Option<Vec<Shape>> {
    match ty {
        DataType::Struct(ty) => match &ty.fields {
            Fields::Named(named) => {
                let strict =
                    constraints::is_strict(Some(&ty.attributes), named.fields.iter().map(|(_, it)| it));
                Some(vec![Shape { strict, fields: named.fields.clone(), rest: None }])
            }
            Fields::Unnamed(fields) if fields.fields.len() == 1 => {
                shapes_of(types, fields.fields[0].ty.as_ref()?)
            }
            Fields::Unnamed(_) | Fields::Unit => None,
        },
        DataType::Map(map) => Some(vec![Shape { rest: Some(map.value_ty().clone()), ..Shape::default() }]),
        DataType::Enum(ty) => {
            let variants = ty.variants.iter().filter(|(_, variant)| !variant.skip);
            let shapes = variants.map(|(_, variant)| match &variant.fields {
                Fields::Named(named) => {
                    let strict = constraints::is_strict(None, named.fields.iter().map(|(_, it)| it));
                    Some(vec![Shape { strict, fields: named.fields.clone(), rest: None }])
                }
                Fields::Unnamed(fields) if fields.fields.len() == 1 => {
                    shapes_of(types, fields.fields[0].ty.as_ref()?)
                }
                Fields::Unnamed(_) | Fields::Unit => None,
            });
            shapes.collect::<Option<Vec<_>>>().map(|shapes| shapes.concat())
        }
        DataType::Nullable(inner) => {
            let mut forms = shapes_of(types, inner)?;
            forms.push(Shape::default());
            Some(forms)
        }
        DataType::Intersection(parts) => shapes(types, parts),
        DataType::Reference(Reference::Named(reference)) => match &reference.inner {
            NamedReferenceType::Inline { dt, .. } => shapes_of(types, dt),
            NamedReferenceType::Reference { generics, .. } => {
                shapes_of(types, &substitute(types.get(reference)?.ty.as_ref()?, generics))
            }
            NamedReferenceType::Recursive(_) => None,
        },
        _ => None,
    }
}
