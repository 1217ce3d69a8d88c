//! A TypeScript module of schemas: one constant a type, each before its use.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use specta::{
    Types,
    datatype::{DataType, Generic, NamedDataType},
};

use crate::{
    constraints,
    error::{Error, Why},
    generics::{name_with_arguments, named_from_outside, substitute},
    objects::quote,
    preamble::{self, Definition},
    typescript,
};

/// A module in the making, of types that serde's `Deserialize` phase describes.
pub struct Module<'a> {
    pub(crate) types: &'a Types,
    types_from: Option<String>,
    /// Whether the types are what serde writes, where an `Option` is left out only if it is told to be.
    pub(crate) written: bool,
    /// Whether there are types that compilers tell from others of their form.
    has_brands: bool,
    /// The constant of each named type, by the type with its arguments.
    constants: BTreeMap<String, Constant>,
    /// Every name that is given away.
    names: BTreeSet<String>,
    definitions: BTreeSet<Definition>,
    declarations: Vec<String>,
    /// Where in the types the generator is, for its errors.
    pub(crate) place: Vec<String>,
}

struct Constant {
    name: String,
    is_open: bool,
    is_recursive: bool,
}

impl<'a> Module<'a> {
    /// A module without schemas.
    pub fn new(types: &'a Types) -> Self {
        Self {
            types,
            types_from: None,
            written: false,
            has_brands: false,
            constants: BTreeMap::new(),
            names: BTreeSet::new(),
            definitions: BTreeSet::new(),
            declarations: Vec::new(),
            place: Vec::new(),
        }
    }

    /// Has the schemas speak of what is written, by types that serde's `Serialize` phase describes: an `Option` is
    /// then there, as a value or as `null`.
    #[must_use]
    pub const fn of_outputs(mut self) -> Self {
        self.written = true;
        self
    }

    /// Has every schema checked by the compiler against the type of the same name in that TypeScript module.
    #[must_use]
    pub fn with_types_from(mut self, module: impl Into<String>) -> Self {
        self.types_from = Some(module.into());
        self
    }

    /// Adds the schema of `ty`, and of every named type that it mentions.
    ///
    /// `type_name` is how the other module (see [`Module::with_types_from`]) calls the type, where it does.
    pub fn add(&mut self, name: &str, ty: &DataType, type_name: Option<&str>) -> Result<(), Error> {
        self.place = vec![name.to_owned()];
        if let Some((named, arguments)) = self.named(ty) {
            let own_name = constant_name(self.types, named, arguments, "");
            let key = key_of(self.types, named, arguments);
            if own_name == name && !self.constants.contains_key(&key) {
                self.declare(name, &key, named, arguments)?;
                return Ok(());
            }
        }
        let expression = self.schema(ty, &[])?;
        self.take(name)?;
        let check = self.check_of(type_name);
        self.declarations.push(format!("export const {name} = {expression}{check};\n"));
        Ok(())
    }

    /// The same for an input that may be left out.
    pub fn add_optional(&mut self, name: &str, ty: &DataType, type_name: Option<&str>) -> Result<(), Error> {
        self.place = vec![name.to_owned()];
        let expression = self.schema(ty, &[])?;
        self.take(name)?;
        let check = self.check_of(type_name);
        self.declarations.push(format!("export const {name} = z.optional({expression}){check};\n"));
        Ok(())
    }

    /// Adds the schema of nothing at all, for what takes no input.
    pub fn add_void(&mut self, name: &str) -> Result<(), Error> {
        self.place = vec![name.to_owned()];
        self.take(name)?;
        self.declarations.push(format!("export const {name} = z.void();\n"));
        Ok(())
    }

    /// The module's text.
    pub fn finish(self) -> String {
        let mut out = "import * as z from 'zod/v4-mini';\n".to_owned();
        if let Some(module) = self.types_from {
            let _ = writeln!(out, "import type * as types from '{module}';\n");
            out.push_str(&preamble::held(self.has_brands));
        }
        for definition in self.definitions {
            out.push('\n');
            out.push_str(&definition.source());
        }
        for declaration in self.declarations {
            out.push('\n');
            out.push_str(&declaration);
        }
        out
    }

    /// The constant of a named type, declared at its first use; lazily where the type holds itself.
    pub(crate) fn reference(
        &mut self,
        named: &'a NamedDataType,
        arguments: &[(Generic, DataType)],
    ) -> Result<String, Error> {
        let key = key_of(self.types, named, arguments);
        if let Some(constant) = self.constants.get_mut(&key) {
            constant.is_recursive |= constant.is_open;
            let name = &constant.name;
            return Ok(if constant.is_open { format!("z.lazy(() => {name})") } else { name.clone() });
        }
        let name = constant_name(self.types, named, arguments, "Schema");
        self.declare(&name, &key, named, arguments)?;
        Ok(name)
    }

    pub(crate) fn uses(&mut self, definition: Definition) {
        definition.needs().iter().for_each(|needed| self.uses(*needed));
        self.definitions.insert(definition);
    }

    pub(crate) fn fail<T>(&self, why: Why) -> Result<T, Error> {
        Err(Error::new(&self.place, why))
    }

    fn declare(
        &mut self,
        name: &str,
        key: &str,
        named: &'a NamedDataType,
        arguments: &[(Generic, DataType)],
    ) -> Result<(), Error> {
        self.take(name)?;
        let constant = Constant { name: name.to_owned(), is_open: true, is_recursive: false };
        self.constants.insert(key.to_owned(), constant);
        let Some(ty) = &named.ty else { return self.fail(Why::Unregistered) };
        self.place.push(named.name.to_string());
        let mut expression = self.schema(&substitute(ty, arguments), &[])?;
        if constraints::is_branded(ty) {
            expression = self.branded(&expression, named, ty);
        }
        self.place.pop();
        let is_recursive = self.constants.get_mut(key).is_some_and(|constant| {
            constant.is_open = false;
            constant.is_recursive
        });

        let type_name = arguments.is_empty().then_some(named.name.as_ref());
        let docs = doc_comment(&named.docs);
        let declaration = if is_recursive {
            // The compiler cannot infer the type of what mentions itself.
            let of = match named_from_outside(self.types, named, arguments)
                .filter(|_| self.types_from.is_some())
            {
                Some(name) => format!("Schema<{name}>"),
                None => "z.ZodMiniType".to_owned(),
            };
            format!("{docs}export const {name}: {of} = {expression};\n")
        } else {
            format!("{docs}export const {name} = {expression}{};\n", self.check_of(type_name))
        };
        self.declarations.push(declaration);
        Ok(())
    }

    /// The schema of a branded type: it takes what is of its form, and gives what is known to be it.
    fn branded(&mut self, schema: &str, named: &NamedDataType, ty: &DataType) -> String {
        self.has_brands = true;
        if self.types_from.is_none() {
            return format!("{schema}.brand<{}>()", quote(&named.name));
        }
        let form = typescript::inline(self.types, ty).unwrap_or_default();
        format!("branded<types.{}, {form}>({schema})", named.name)
    }

    fn check_of(&self, type_name: Option<&str>) -> String {
        match type_name.filter(|_| self.types_from.is_some()) {
            Some(name) => format!(" satisfies Schema<types.{name}>"),
            None => String::new(),
        }
    }

    fn take(&mut self, name: &str) -> Result<(), Error> {
        if self.names.insert(name.to_owned()) {
            return Ok(());
        }
        self.fail(Why::DuplicateName(name.to_owned()))
    }
}

/// What tells a type with its arguments from every other: opaque types by their name, since they have no description.
fn key_of(types: &Types, named: &NamedDataType, arguments: &[(Generic, DataType)]) -> String {
    format!("{}::{}{arguments:?}", named.module_path, name_with_arguments(types, named, arguments))
}

/// `Page<Position>` is `pageOfPosition`.
fn constant_name(
    types: &Types,
    named: &NamedDataType,
    arguments: &[(Generic, DataType)],
    suffix: &str,
) -> String {
    let name = name_with_arguments(types, named, arguments);
    let mut chars = name.chars();
    let first = chars.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(chars).collect::<String>() + suffix
}

fn doc_comment(docs: &str) -> String {
    let docs = without_blanks(docs).replace("*/", "*\\/");
    if docs.is_empty() {
        return String::new();
    }
    if !docs.contains('\n') {
        return format!("/** {docs} */\n");
    }
    let lines: String = docs.lines().map(|line| format!(" * {line}").trim_end().to_owned() + "\n").collect();
    format!("/**\n{lines} */\n")
}

/// A doc comment as it was meant: each line without the blank that follows the slashes, and with every other.
pub(crate) fn without_blanks(docs: &str) -> String {
    let lines = docs.trim_end().lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
    lines.collect::<Vec<_>>().join("\n").trim_start_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_in_a_comment_keeps_its_place() {
        let docs = " An id.\n\n     let id = 1;\n ";
        assert_eq!(doc_comment(docs), "/**\n * An id.\n *\n *     let id = 1;\n */\n");
        assert_eq!(doc_comment(" One */ line. "), "/** One *\\/ line. */\n");
        assert_eq!(doc_comment(" "), "");
    }
}
