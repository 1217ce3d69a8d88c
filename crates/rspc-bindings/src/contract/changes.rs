//! What changed from one contract to another, and what of it old clients cannot live with.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Contract, Kind, Procedure, Transformer,
    schemas::{Direction, Schemas},
};

/// One difference between two contracts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Where: a procedure and a place in it, such as `positions.getAll input.limit`.
    pub place: String,
    /// What is otherwise there, in words.
    pub what: String,
    /// Whether a client that was built on the old contract may fail.
    pub breaking: bool,
}

impl Contract {
    /// What is otherwise than in `released`, in the order of the procedures.
    ///
    /// Clients may rely on two things: that what they send is taken, and that what they get is what they know. So an
    /// input may grow looser, and an answer or an error stricter. An answer may gain fields, which old clients ignore;
    /// a variant more in an answer or in an error is a break, since clients match on all of them. Doc comments,
    /// deprecations, the width of an integer in an answer and what a mutation makes stale break nothing; nor does a brand, which the wire does not have: only
    /// who compiles again hears of it.
    pub fn changes_since(&self, released: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        if let (Some(old), Some(new)) = (released.transformer, self.transformer)
            && old != new
        {
            let what = format!("was {} and is {}", name_of(old), name_of(new));
            changes.push(change("the transformer", what, true));
        }
        let names: BTreeSet<&String> = released.procedures.keys().chain(self.procedures.keys()).collect();
        for name in names {
            match (released.procedures.get(name), self.procedures.get(name)) {
                (Some(old), Some(new)) => changes.extend(of_procedure(name, (old, released), (new, self))),
                (Some(_), None) => changes.push(change(name, "is gone", true)),
                (None, Some(_)) => changes.push(change(name, "is new", false)),
                (None, None) => {}
            }
        }
        changes
    }
}

fn change(place: &str, what: impl Into<String>, breaking: bool) -> Change {
    Change { place: place.to_owned(), what: what.into(), breaking }
}

fn of_procedure(
    name: &str,
    (old, released): (&Procedure, &Contract),
    (new, current): (&Procedure, &Contract),
) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.kind != new.kind {
        let what = format!("was a {} and is a {}", word(old.kind), word(new.kind));
        changes.push(change(name, what, true));
    }
    if old.upload != new.upload {
        changes.push(change(name, "takes another kind of upload", true));
    }
    if old.invalidates != new.invalidates {
        changes.push(change(name, "makes other queries stale", false));
    }
    let is_optional = new.input_optional;
    let mut compare = |part: &str, direction: Direction, old: Option<&_>, new: Option<&_>| {
        let place = format!("{name} {part}");
        match (old, new) {
            (None, None) => {}
            // Old clients send no input, ignore an answer, and match on no error.
            (None, Some(_)) => {
                let breaking = direction == Direction::Taken && !is_optional;
                changes.push(change(&place, "is there now", breaking));
            }
            (Some(_), None) => changes.push(change(&place, "is there no more", part != "error")),
            (Some(old), Some(new)) => {
                let mut schemas = Schemas::new(&released.types, &current.types, direction);
                schemas.compare(&place, old, new);
                changes.extend(schemas.into_changes());
            }
        }
    };
    compare("input", Direction::Taken, old.input.as_ref(), new.input.as_ref());
    compare("output", Direction::Given, old.output.as_ref(), new.output.as_ref());
    compare("error", Direction::Given, old.error.as_ref(), new.error.as_ref());
    for (variant, before) in codes_of(old) {
        if let Some(now) = codes_of(new).get(variant).filter(|now| **now != before) {
            let what = format!("`{variant}` was {} and is {}", listed(&before), listed(now));
            changes.push(change(&format!("{name} error"), what, true));
        }
    }
    if old.input.is_some() && new.input.is_some() && old.input_optional != new.input_optional {
        let what = if old.input_optional { "may not be left out any more" } else { "may be left out" };
        changes.push(change(&format!("{name} input"), what, old.input_optional));
    }
    changes
}

/// The codes of each variant; two errors of one procedure may have variants of one name.
fn codes_of(procedure: &Procedure) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut codes = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (code, variants) in &procedure.error_codes {
        for variant in variants {
            codes.entry(variant).or_default().insert(code);
        }
    }
    codes
}

fn listed(codes: &BTreeSet<&str>) -> String {
    codes.iter().copied().collect::<Vec<_>>().join(" or ")
}

const fn name_of(transformer: Transformer) -> &'static str {
    match transformer {
        Transformer::Plain => "plain JSON",
        Transformer::Superjson => "superjson",
    }
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Query => "query",
        Kind::Mutation => "mutation",
        Kind::Subscription => "subscription",
    }
}
