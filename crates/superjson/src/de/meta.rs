//! `meta`: what its `values` say of which path.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Text;
use super::annotations::{Annotations, Transformation};
use super::path::push_segments;

/// Reads `meta`, and keeps the annotations that change what is read.
pub(super) struct ReadMeta;

impl<'de> DeserializeSeed<'de> for ReadMeta {
    type Value = Annotations<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Key {
    Values,
    V,
    #[serde(other)]
    Unknown,
}

impl<'de> Visitor<'de> for ReadMeta {
    type Value = Annotations<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `values`")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Annotations::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut has_values, mut version) = (false, None);
        let mut tree = Tree::default();
        while let Some(key) = map.next_key()? {
            match key {
                Key::Values if has_values => return Err(A::Error::duplicate_field("values")),
                Key::Values => {
                    has_values = true;
                    map.next_value_seed(Subtree(&mut tree))?;
                }
                Key::V => version = map.next_value::<Option<f64>>()?,
                Key::Unknown => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        // Before version 1 a backslash was written as it is, so that such a path may mean two things.
        if tree.has_backslash && version.is_none_or(|version| version < 1.0) {
            return Err(A::Error::custom("a path with a backslash, in a format before version 1"));
        }
        Ok(tree.annotations)
    }
}

/// What has been read of `values`, and the path to where the reader is.
#[derive(Default)]
struct Tree<'de> {
    annotations: Annotations<'de>,
    path: Vec<Cow<'de, str>>,
    has_backslash: bool,
}

/// Reads `{path: subtree, …}`, `[transformation]` or `[transformation, {path: subtree, …}]`.
struct Subtree<'t, 'de>(&'t mut Tree<'de>);

impl<'de> DeserializeSeed<'de> for Subtree<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Subtree<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("annotations by path, or an array with a transformation")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(tree) = self;
        while let Some(Text(path)) = map.next_key()? {
            let depth = tree.path.len();
            tree.has_backslash |= path.contains(r"\\");
            push_segments(path, &mut tree.path).map_err(A::Error::custom)?;
            map.next_value_seed(Subtree(tree))?;
            tree.path.truncate(depth);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Self(tree) = self;
        let Some(transformation) = seq.next_element()? else {
            return Err(A::Error::invalid_length(0, &"a transformation"));
        };
        if transformation != Transformation::None {
            tree.annotations.insert(&tree.path, transformation);
        }
        seq.next_element_seed(Subtree(tree))?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Transformation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TransformationVisitor)
    }
}

struct TransformationVisitor;

impl<'de> Visitor<'de> for TransformationVisitor {
    type Value = Transformation;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a transformation")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Transformation, E> {
        match name {
            "undefined" => Ok(Transformation::Undefined),
            "number" => Ok(Transformation::Number),
            "bigint" => Ok(Transformation::BigInt),
            "Date" | "Error" | "map" | "regexp" | "set" | "URL" => Ok(Transformation::None),
            _ => Err(E::custom(format_args!("unknown transformation `{name}`"))),
        }
    }

    /// A registered one, such as `["class","Money"]`: the Rust type stands for the registration.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Transformation, A::Error> {
        match seq.next_element()? {
            Some(Text(kind)) if matches!(&*kind, "class" | "custom" | "symbol" | "typed-array") => {}
            Some(Text(kind)) => {
                return Err(A::Error::custom(format_args!("unknown transformation `{kind}`")));
            }
            None => return Err(A::Error::invalid_length(0, &self)),
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Transformation::None)
    }
}

#[cfg(test)]
mod tests {
    use crate::{ErrorKind, from_slice};

    fn read(meta: &str) -> Result<(), ErrorKind> {
        from_slice::<()>(format!(r#"{{"json":null,"meta":{meta}}}"#).as_bytes()).map_err(|error| error.kind())
    }

    #[test]
    fn takes_every_form_that_superjson_writes() {
        for meta in [
            "null",
            "{}",
            r#"{"v":1}"#,
            r#"{"values":null,"v":1}"#,
            r#"{"values":["undefined"],"v":1}"#,
            r#"{"values":["undefined"]}"#,
            r#"{"values":{"a.0":["Date"],"b":["map",{"0.1":["set",{"0":["URL"]}]}]},"v":1}"#,
            r#"{"values":{"a":[["class","Money"],{"at":["Date"]}],"b":[["typed-array","Int8Array"]]},"v":1}"#,
            r#"{"values":{"a\\.b":["Date"]}}"#,
            r#"{"referentialEqualities":{"a":["b"]},"v":1}"#,
        ] {
            assert_eq!(read(meta), Ok(()), "{meta}");
        }
    }

    #[test]
    fn refuses_malformed_ones() {
        for meta in [
            "7",
            "[]",
            r#""Date""#,
            r#"{"v":"one"}"#,
            r#"{"values":"Date","v":1}"#,
            r#"{"values":["date"],"v":1}"#,
            r#"{"values":[],"v":1}"#,
            r#"{"values":[7],"v":1}"#,
            r#"{"values":[[]],"v":1}"#,
            r#"{"values":[["klass","A"]],"v":1}"#,
            r#"{"values":{"a":"Date"},"v":1}"#,
            r#"{"values":{"a":["map","b"]},"v":1}"#,
            r#"{"values":{"a\\b":["Date"]},"v":1}"#,
            r#"{"values":{"a\\\\b":["Date"]}}"#,
            r#"{"values":{"__proto__.a":["Date"]},"v":1}"#,
            r#"{"values":{},"values":{},"v":1}"#,
        ] {
            assert_eq!(read(meta), Err(ErrorKind::Meta), "{meta}");
        }
    }

    #[test]
    fn tells_where_meta_is_wrong() {
        let document = b"{\"json\":null,\n \"meta\":{\"values\":[\"date\"],\"v\":1}}";
        let error = from_slice::<()>(document).unwrap_err();
        assert_eq!((error.line(), error.column()), (2, 25));
        let text = "superjson meta: unknown transformation `date` at line 2 column 25";
        assert_eq!(error.to_string(), text);
    }
}
