//! What is known of an input that is read again and again: what is wrong with it, and what is to stand in its place.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    ops::Bound,
};

use serde::de;
use specta::Types;
use superjson::Value;

use super::{
    fault::{Fault, Kind},
    stand_in::Sketch,
};
use crate::{FieldErrors, TypeOf};

/// After how many faults in one field of the input the rest of the field is left alone.
const MOST_IN_A_FIELD: usize = 4;

/// How many unknown fields are told.
const MOST_UNKNOWN: usize = 32;

/// How many values are looked at in all readings after the second one.
const MOST_VALUES: usize = 256 * 1024;

/// How many bytes of a text are as much to read as a value.
const BYTES_OF_A_VALUE: usize = 64;

/// One step to a value inside another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Field(String),
    Element(usize),
}

/// The steps from the input to a value in it.
pub(super) type Place = Vec<Step>;

/// The state of the readings, shared by all that takes part in one.
pub(crate) struct Walk {
    /// The input's type.
    input: TypeOf,
    /// Texts that match the patterns that it, and what it is made of, declares.
    declared: OnceCell<Vec<String>>,
    /// How many values have been looked at.
    seen: Cell<usize>,
    /// Where the reader is; after a fault, where it was.
    at: RefCell<Place>,
    /// What is wrong, and where.
    faults: RefCell<Vec<(Place, String)>>,
    /// The objects whose fields nobody asked for by their names, as those of an enum that is tagged from inside.
    buffered: RefCell<BTreeSet<Place>>,
    /// The fields of the input, where it is such an object.
    fields: RefCell<Vec<String>>,
    /// Which of these are read, while it is found out which of them do not fit.
    read: RefCell<Option<Vec<String>>>,
    /// The objects that take no unknown field.
    strict: RefCell<BTreeSet<Place>>,
    /// The unknown fields that were left out of them.
    unknown: RefCell<BTreeMap<Place, String>>,
    /// What is left out of the document, and something put in its place.
    filled: RefCell<BTreeSet<Place>>,
    /// What is put there, and in it.
    sketches: RefCell<BTreeMap<Place, Sketch>>,
}

impl Walk {
    /// A walk through an input of that type.
    pub(super) fn new(input: TypeOf) -> Self {
        Self {
            input,
            declared: OnceCell::new(),
            seen: Cell::default(),
            at: RefCell::default(),
            faults: RefCell::default(),
            buffered: RefCell::default(),
            fields: RefCell::default(),
            read: RefCell::default(),
            strict: RefCell::default(),
            unknown: RefCell::default(),
            filled: RefCell::default(),
            sketches: RefCell::default(),
        }
    }

    /// Texts that match the patterns that the input's types declare.
    pub(super) fn declared(&self) -> &[String] {
        self.declared.get_or_init(|| {
            let mut types = Types::default();
            (self.input)(&mut types);
            zod_gen::samples(&types)
        })
    }

    /// Begins a reading.
    pub(super) fn begin(&self) {
        self.at.borrow_mut().clear();
    }

    /// Counts values that are looked at.
    pub(super) fn see(&self, values: usize) {
        self.seen.set(self.seen.get().saturating_add(values));
    }

    /// Counts what is read of a value besides itself.
    pub(super) fn see_inside(&self, value: &Value<'_>) {
        if let Value::Text(text) | Value::BigInt(text) = value {
            self.see(text.len() / BYTES_OF_A_VALUE);
        }
    }

    /// Whether so many have been looked at that nothing is read again.
    pub(super) fn has_seen_enough(&self) -> bool {
        self.seen.get() >= MOST_VALUES
    }

    /// How many steps the reader is away from the input.
    pub(super) fn depth(&self) -> usize {
        self.at.borrow().len()
    }

    /// Steps into a value; a step that was left by an error is taken back first.
    pub(super) fn enter(&self, depth: usize, step: Step) {
        let mut at = self.at.borrow_mut();
        at.truncate(depth);
        at.push(step);
    }

    /// Steps out of it.
    pub(super) fn leave(&self) {
        self.at.borrow_mut().pop();
    }

    /// The places in the object or array that the reader is in, which are filled in.
    pub(super) fn filled_here(&self) -> Vec<Step> {
        let (at, filled) = (self.at.borrow(), self.filled.borrow());
        let from_here = (Bound::Included(at.as_slice()), Bound::Unbounded);
        let inside = filled.range::<[Step], _>(from_here).take_while(|place| place.starts_with(&at));
        inside.filter(|place| place.len() == at.len() + 1).filter_map(|place| place.last().cloned()).collect()
    }

    /// Notes an object whose fields nobody asks for.
    pub(super) fn enter_buffered(&self) {
        let at = self.at.borrow().clone();
        if at.is_empty() {
            self.fields.borrow_mut().clear();
        }
        self.buffered.borrow_mut().insert(at);
    }

    /// Whether a field of such an object is to be left out.
    pub(super) fn leaves_out(&self, depth: usize, field: &str) -> bool {
        if depth > 0 {
            return false;
        }
        self.fields.borrow_mut().push(field.to_owned());
        self.read.borrow().as_ref().is_some_and(|read| !read.iter().any(|it| it == field))
    }

    /// The fields of the input, where it is such an object and no more is known of what is wrong with it.
    pub(super) fn fields_in_doubt(&self) -> Option<Vec<String>> {
        let is_at_input = self.at.borrow().is_empty() && self.buffered.borrow().contains(&Place::new());
        is_at_input.then(|| self.fields.take())
    }

    /// Whether nothing is known to be wrong.
    pub(super) fn is_new(&self) -> bool {
        self.faults.borrow().is_empty()
    }

    /// Has only these fields of the input read from now on.
    pub(super) fn read_only(&self, fields: Vec<String>) {
        self.read.replace(Some(fields));
    }

    /// Notes what is wrong with the input, or with a field of it.
    pub(super) fn note(&self, field: Option<String>, fault: Fault) {
        let place = field.into_iter().map(Step::Field).collect();
        self.faults.borrow_mut().push((place, fault.into_message()));
    }

    /// Notes a field that the object takes none of, where it is known to be strict; whether it is.
    pub(super) fn refuses_here(&self, field: &str, fields: &'static [&'static str]) -> bool {
        let at = self.at.borrow();
        let is_strict = self.strict.borrow().contains(&*at);
        if is_strict && self.unknown.borrow().len() < MOST_UNKNOWN {
            let fault: Fault = de::Error::unknown_field(field, fields);
            let mut place = at.clone();
            place.push(Step::Field(field.to_owned()));
            self.unknown.borrow_mut().insert(place, fault.into_message());
        }
        is_strict
    }

    /// What is to be put where the reader is.
    pub(super) fn sketch(&self) -> Sketch {
        self.sketches.borrow().get(&*self.at.borrow()).cloned().unwrap_or_default()
    }

    /// Notes what is wrong and how to read on; whether that is known.
    pub(super) fn learn(&self, fault: Fault) -> bool {
        let mut place = self.at.borrow().clone();
        if self.filled.borrow().iter().any(|filled| place.starts_with(filled)) {
            let sketched = self.sketches.borrow_mut().entry(place.clone()).or_default().learn(&fault.kind);
            place.truncate(1);
            // If nothing fits there, something else may fit in place of the field that it is in.
            return sketched || self.filled.borrow_mut().insert(place);
        }
        // The reader of an object that was buffered no longer knows where in it it is.
        let buffered = self.buffered.borrow().contains(&place).then(|| place.clone());
        match fault.kind {
            // Which they all are is seen on the next reading.
            Kind::Unknown if buffered.is_none() => return self.strict.borrow_mut().insert(place),
            Kind::Missing(field) | Kind::Duplicate(field) => place.push(Step::Field(field.to_owned())),
            Kind::Unknown | Kind::Variant(_) | Kind::Other => {}
        }
        let mut faults = self.faults.borrow_mut();
        faults.push((place.clone(), fault.into_message()));
        let Some(field) = place.first() else { return false };
        let in_field = faults.iter().filter(|(place, _)| place.first() == Some(field)).count();
        if in_field >= MOST_IN_A_FIELD {
            place.truncate(1);
        }
        let filled = buffered.unwrap_or(place);
        !filled.is_empty() && self.filled.borrow_mut().insert(filled)
    }

    /// All that is wrong: what did not fit, and which constraints the value breaks that was read in the end.
    pub(super) fn into_errors(self, broken: FieldErrors) -> FieldErrors {
        let mut faults: Vec<(Place, String)> = Vec::new();
        for (mut object, message) in self.unknown.into_inner() {
            // It is the object that has a field too many.
            object.pop();
            faults.push((object, message));
        }
        faults.extend(self.faults.into_inner());
        let errors = faults.into_iter().fold(FieldErrors::default(), |errors, (place, message)| {
            let field = place.get(..1).map_or(0, |field| path_of(field).len());
            errors.inside(field, path_of(&place), message)
        });
        let filled: Vec<String> = self.filled.into_inner().iter().map(|place| path_of(place)).collect();
        errors.and(broken, &filled)
    }
}

/// `legs[0].minQty`, as a validator writes it.
fn path_of(place: &[Step]) -> String {
    let mut path = String::new();
    for step in place {
        // Writing to a string cannot fail.
        let _ = match step {
            Step::Field(name) if path.is_empty() => write!(path, "{name}"),
            Step::Field(name) => write!(path, ".{name}"),
            // As zod has it, where the input is a list.
            Step::Element(index) if path.is_empty() => write!(path, "{index}"),
            Step::Element(index) => write!(path, "[{index}]"),
        };
    }
    path
}
