//! Whether all that one JSON Schema says is said by another, for the schemas that contracts are made of.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use zod_gen::{ALIASES, BRAND};

use super::{
    alternatives::{alternatives, fields, is_alike, is_of, required, told},
    bounds::{BOUNDS, is_width, is_within},
    changes::Change,
};

/// Which way values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From clients: the new schema has to take what the old one took.
    Taken,
    /// To clients: the new schema may say only what the old one said, but for fields that old clients ignore.
    Given,
}

/// A contract's named types.
pub(super) type Types = BTreeMap<String, Value>;

/// Two schemas under comparison, and what was found.
pub(crate) struct Schemas<'t> {
    old: &'t Types,
    new: &'t Types,
    direction: Direction,
    /// Whether the old one is the one that has to fit into the other.
    old_fits: bool,
    /// Pairs that are being compared: a recursive type fits if nothing else stands against it.
    open: BTreeSet<(String, String)>,
    /// How often a pair was left to the comparison that it is part of.
    left: usize,
    /// Pairs that were found to fit, whatever they are part of.
    fitting: BTreeSet<(String, String)>,
    found: Vec<(String, String)>,
    changes: Vec<Change>,
}

impl<'t> Schemas<'t> {
    pub(crate) fn new(old: &'t Types, new: &'t Types, direction: Direction) -> Self {
        Self {
            old,
            new,
            direction,
            old_fits: direction == Direction::Taken,
            open: BTreeSet::new(),
            left: 0,
            fitting: BTreeSet::new(),
            found: Vec::new(),
            changes: Vec::new(),
        }
    }

    pub(crate) fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Notes every difference: those that stand against old clients, and the others.
    pub(crate) fn compare(&mut self, place: &str, old: &Value, new: &Value) {
        for breaking in [true, false] {
            self.old_fits = (self.direction == Direction::Taken) == breaking;
            self.fitting.clear();
            if self.old_fits {
                self.fit(place, old, new);
            } else {
                self.fit(place, new, old);
            }
            for (place, what) in std::mem::take(&mut self.found) {
                if !self.is_known(&place, &what) {
                    self.changes.push(Change { place, what, breaking });
                }
            }
        }
    }

    /// Whether a difference was noted already, there or at the object that the field is in.
    fn is_known(&self, place: &str, what: &str) -> bool {
        let within = place.rsplit_once('.').map(|(object, field)| {
            (object.to_owned(), what.replacen("the field", &format!("the field `{field}`"), 1))
        });
        self.changes.iter().any(|known| {
            (known.place == place && known.what == what)
                || within.as_ref().is_some_and(|(object, what)| known.place == *object && known.what == *what)
        })
    }

    /// Notes a difference, told from the old to the new.
    fn differ(&mut self, place: &str, what: &str, inner: &str, outer: &str) {
        let (old, new) = if self.old_fits { (inner, outer) } else { (outer, inner) };
        self.found.push((place.to_owned(), format!("{what} was {old} and is {new}")));
    }

    /// Something that the inner schema says and the outer one does not.
    fn surplus(&mut self, place: &str, what: &str) {
        let fate = if self.old_fits { "is gone" } else { "is new" };
        self.found.push((place.to_owned(), format!("{what} {fate}")));
    }

    /// Something that the outer schema asks for and the inner one does not.
    fn demand(&mut self, place: &str, what: &str) {
        let fate = if self.old_fits { "is new" } else { "is gone" };
        self.found.push((place.to_owned(), format!("{what} {fate}")));
    }

    fn types(&self, is_inner: bool) -> &'t Types {
        if is_inner == self.old_fits { self.old } else { self.new }
    }

    fn fit(&mut self, place: &str, inner: &Value, outer: &Value) {
        let inners = alternatives(inner, self.types(true));
        let outers = alternatives(outer, self.types(false));
        for inner in &inners {
            let alike: Vec<&Map<String, Value>> =
                outers.iter().filter(|outer| is_alike(inner, outer)).collect();
            match alike.as_slice() {
                [] => self.surplus(place, &told(inner)),
                [outer] => self.fit_parts(place, inner, outer),
                several => {
                    // One of them has to take it as it is.
                    let before = self.found.len();
                    let fits = several.iter().any(|outer| {
                        self.found.truncate(before);
                        self.fit_parts(place, inner, outer);
                        self.found.len() == before
                    });
                    if !fits {
                        self.found.truncate(before);
                        self.surplus(place, &told(inner));
                    }
                }
            }
        }
    }

    /// Fits one alternative into another, once for every pair that fits.
    fn fit_parts(&mut self, place: &str, inner: &Map<String, Value>, outer: &Map<String, Value>) {
        if !["properties", "items", "additionalProperties"].iter().any(|parts| inner.contains_key(*parts)) {
            return self.fit_one(place, inner, outer);
        }
        let text = |schema: &Map<String, Value>| serde_json::to_string(schema).unwrap_or_default();
        let pair = (text(inner), text(outer));
        if self.fitting.contains(&pair) {
            return;
        }
        if !self.open.insert(pair.clone()) {
            self.left += 1;
            return;
        }
        let before = (self.found.len(), self.left);
        self.fit_one(place, inner, outer);
        self.open.remove(&pair);
        if (self.found.len(), self.left) == before {
            self.fitting.insert(pair);
        }
    }

    fn fit_one(&mut self, place: &str, inner: &Map<String, Value>, outer: &Map<String, Value>) {
        if inner.contains_key("const") && inner.get("const") == outer.get("const") {
            return;
        }
        // What is sent is the same: nobody notices but who compiles again.
        if self.is_second_look() && inner.get(BRAND) != outer.get(BRAND) {
            self.differ(place, "the brand", &brand_of(inner), &brand_of(outer));
        }
        // Of an integer that is answered, clients do not know how wide it is in Rust.
        let are_widths = self.direction == Direction::Given && is_width(inner) && is_width(outer);
        for (keyword, is_least) in BOUNDS {
            let fits = match (inner.get(*keyword), outer.get(*keyword)) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(from), Some(to)) if are_widths => from == to || !self.is_second_look(),
                (Some(from), Some(to)) => is_within(from, to, *is_least),
            };
            if !fits {
                self.differ(place, keyword, &shown(inner.get(*keyword)), &shown(outer.get(*keyword)));
            }
        }
        let keywords: BTreeSet<&String> = inner.keys().chain(outer.keys()).collect();
        for keyword in keywords {
            let is_looser = ["pattern", "format", "propertyNames", "allOf"].contains(&keyword.as_str());
            if UNDERSTOOD.contains(&keyword.as_str()) || BOUNDS.iter().any(|(bound, _)| bound == keyword) {
                continue;
            }
            let (from, to) = (inner.get(keyword), outer.get(keyword));
            if let ("propertyNames", Some(from), Some(to)) = (keyword.as_str(), from, to) {
                self.fit(&format!("{place} keys"), &of_text(from), &of_text(to));
                continue;
            }
            if from != to && !(is_looser && to.is_none()) {
                self.differ(place, keyword, &shown(from), &shown(to));
            }
        }
        self.fit_elements(place, inner, outer);
        self.fit_fields(place, inner, outer);
    }

    fn fit_elements(&mut self, place: &str, inner: &Map<String, Value>, outer: &Map<String, Value>) {
        if !is_of(inner, "array") || !is_of(outer, "array") {
            return;
        }
        let (ours, theirs) = (tuple_of(inner), tuple_of(outer));
        let length = ours.len().max(theirs.len());
        for index in 0..length {
            let rest = Value::Bool(true);
            let mine = ours.get(index).or_else(|| inner.get("items")).unwrap_or(&rest);
            let other = theirs.get(index).or_else(|| outer.get("items")).unwrap_or(&rest);
            self.fit(&format!("{place}[{index}]"), mine, other);
        }
        let rest = |schema: &Map<String, Value>| schema.get("items").cloned().unwrap_or(Value::Bool(true));
        self.fit(&format!("{place}[]"), &rest(inner), &rest(outer));
    }

    fn fit_fields(&mut self, place: &str, inner: &Map<String, Value>, outer: &Map<String, Value>) {
        if !is_of(inner, "object") || !is_of(outer, "object") {
            return;
        }
        let (ours, theirs) = (fields(inner), fields(outer));
        let (required, demanded) = (required(inner), required(outer));
        let by_alias = |name: &str| aliases(theirs.get(name)).any(|alias| required.contains(alias));
        for name in demanded.difference(&required).filter(|name| !by_alias(name)) {
            let what = if ours.contains_key(*name) { "the need of" } else { "the field" };
            self.demand(place, &format!("{what} `{name}`"));
        }
        let open = Value::Bool(true);
        let rest_of = |schema: &Map<String, Value>| schema.get("additionalProperties").cloned();
        let (our_rest, their_rest) = (rest_of(inner), rest_of(outer));
        // What goes to clients has no fields but those that it names; and of theirs, more are ignored, also where the
        // type refuses them as an input.
        let is_relaxed = self.direction == Direction::Given && !self.is_second_look();
        for (name, field) in ours {
            let place = format!("{place}.{name}");
            match theirs.get(name).or_else(|| aliased(theirs, name)) {
                Some(other) => self.fit(&place, field, other),
                None if is_relaxed && their_rest.as_ref().is_none_or(Value::is_boolean) => {}
                None => match &their_rest {
                    Some(Value::Bool(false)) => self.surplus(&place, "the field"),
                    Some(other) => self.fit(&place, field, other),
                    None if self.is_second_look() => self.surplus(&place, "the field"),
                    None => {}
                },
            }
        }
        let our_rest = our_rest.unwrap_or_else(|| match self.direction {
            Direction::Given if inner.contains_key("properties") => Value::Bool(false),
            Direction::Given | Direction::Taken => open.clone(),
        });
        for (name, other) in theirs {
            if ours.contains_key(name) {
                continue;
            }
            let place = format!("{place}.{name}");
            if our_rest != Value::Bool(false) {
                // Any other field may come under this name, too.
                self.fit(&place, &our_rest, other);
            } else if self.is_second_look() && !demanded.contains(name.as_str()) {
                self.demand(&place, "the field");
            }
        }
        let their_rest = their_rest.unwrap_or(open);
        if our_rest != Value::Bool(false) {
            self.fit(&format!("{place}.*"), &our_rest, &their_rest);
        }
    }

    /// Whether differences are looked for that stand against nobody.
    fn is_second_look(&self) -> bool {
        self.old_fits != (self.direction == Direction::Taken)
    }
}

/// Keywords that are compared by what they mean, or mean nothing to a value.
const UNDERSTOOD: &[&str] = &[
    "type",
    "const",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "prefixItems",
    "description",
    "deprecated",
    ALIASES,
    BRAND,
];

/// The field that is read by that name, though it has another.
fn aliased<'f>(fields: &'f Map<String, Value>, name: &str) -> Option<&'f Value> {
    fields.values().find(|field| aliases(Some(field)).any(|alias| alias == name))
}

fn aliases(field: Option<&Value>) -> impl Iterator<Item = &str> {
    let names = field.and_then(|field| field.get(ALIASES)).and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str)
}

/// The schema of a key, which is text wherever it does not say so.
fn of_text(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(keywords) = &mut schema
        && !keywords.contains_key("$ref")
    {
        keywords.entry("type").or_insert_with(|| "string".into());
    }
    schema
}

fn tuple_of(schema: &Map<String, Value>) -> &[Value] {
    schema.get("prefixItems").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn brand_of(schema: &Map<String, Value>) -> String {
    schema.get(BRAND).and_then(Value::as_str).map_or_else(|| "none".to_owned(), |name| format!("`{name}`"))
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "not said".to_owned(), ToString::to_string)
}
