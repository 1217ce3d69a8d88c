//! All that is wrong with an input, once it has been refused: read again and again, each time past what was wrong before.
//!
//! A derived reader stops at the first value that does not fit, and a validator wants a whole value. So what does not fit
//! is noted, and on the next reading the type is given something that fits in its place: what the type itself asks for
//! says what that is. In the end there is a value, whose constraints are checked, too; what is said of a place that was
//! filled in is left out. Good input never comes here.

mod entries;
mod fault;
mod read;
mod root;
mod stand_in;
mod walk;

use std::borrow::Cow;

use superjson::Value;

use self::{
    fault::{Fault, Kind},
    root::Root,
    walk::Walk,
};
use super::protocol::LAST_EVENT_ID;
use crate::{FieldErrors, Input, TypeOf};

/// How often an input is read again.
const MOST_READINGS: usize = 96;

/// How often it is, whatever its length.
const LEAST_READINGS: usize = 2;

/// One reading: which constraints the input breaks, or why it is none.
type Reading<'r> = &'r dyn Fn(&Walk) -> Result<FieldErrors, Fault>;

/// What is wrong with an input that has been refused.
pub(super) fn account<I: Input>(value: &Value<'_>, resume: Option<&str>) -> FieldErrors {
    let resume = resume.map(|id| (Cow::Borrowed(LAST_EVENT_ID), Value::Text(Cow::Borrowed(id))));
    told(I::definition, &|walk| {
        walk.begin();
        let input = I::deserialize(Root { walk, value, resume: resume.as_ref() })?;
        Ok(input.validate().err().unwrap_or_default())
    })
}

/// All but the reading itself, for whatever input.
fn told(input: TypeOf, read: Reading<'_>) -> FieldErrors {
    let walk = Walk::new(input);
    let mut broken = FieldErrors::default();
    for reading in 0..MOST_READINGS {
        if reading >= LEAST_READINGS && walk.has_seen_enough() {
            break;
        }
        match read(&walk) {
            Ok(constraints) => {
                broken = constraints;
                break;
            }
            Err(fault) => {
                if let Some(fields) = walk.fields_in_doubt() {
                    let fields = if fields.len() < MOST_READINGS { fields } else { Vec::new() };
                    if walk.is_new() {
                        broken = one_by_one(&walk, fault, &fields, read).unwrap_or_default();
                    }
                    break;
                }
                if !walk.learn(fault) {
                    break;
                }
            }
        }
    }
    walk.into_errors(broken)
}

/// Finds out which fields do not fit of an enum that is tagged from inside: its tag is read with one of them at a time,
/// and then with all that do fit. If that is a whole input, it is the answer.
fn one_by_one(walk: &Walk, fault: Fault, fields: &[String], read: Reading<'_>) -> Option<FieldErrors> {
    let read_only = |fields: Vec<String>| {
        walk.read_only(fields);
        read(walk)
    };
    let Err(Fault { kind: Kind::Missing(tag), .. }) = read_only(Vec::new()) else {
        walk.note(None, fault);
        return None;
    };
    let mut fitting = vec![tag.to_owned()];
    for field in fields.iter().filter(|field| *field != tag) {
        match read_only(vec![tag.to_owned(), field.clone()]) {
            Ok(_) | Err(Fault { kind: Kind::Missing(_), .. }) => fitting.push(field.clone()),
            Err(unknown @ Fault { kind: Kind::Unknown, .. }) => walk.note(None, unknown),
            Err(misfit) => walk.note(Some(field.clone()), misfit),
        }
    }
    let input = read_only(fitting);
    match input {
        Err(Fault { kind: Kind::Missing(field), .. }) if fields.iter().any(|it| it == field) => None,
        Err(missing @ Fault { kind: Kind::Missing(field), .. }) => {
            walk.note(Some(field.to_owned()), missing);
            None
        }
        Err(_) if walk.is_new() => {
            walk.note(None, fault);
            None
        }
        input => input.ok(),
    }
}
