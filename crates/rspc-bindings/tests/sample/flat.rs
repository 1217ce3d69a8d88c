//! Answers that serde flattens, texts that other crates write, and JSON of no shape.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rspc::Failure;
use rust_decimal::Decimal;
use serde::Serialize;

/// Numbers by name, beside its id.
#[derive(Serialize, specta::Type)]
pub(super) struct Sums {
    id: u32,
    #[serde(flatten)]
    by_name: BTreeMap<String, u32>,
}

/// Tagged from inside.
#[derive(Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(super) enum Shape {
    Point,
    Circle { radius: f64 },
    Named(Label),
}

#[derive(Serialize, specta::Type)]
pub(super) struct Label {
    label: String,
}

/// Tagged from outside.
#[derive(Serialize, specta::Type)]
pub(super) enum Access {
    Owner(String),
    Guests { at_most: u8 },
}

/// Something, and where it is.
#[derive(Serialize, specta::Type)]
pub(super) struct Placed<T> {
    x: i32,
    #[serde(flatten)]
    what: T,
}

/// What everything is flattened into.
#[derive(Serialize, specta::Type)]
pub(super) struct Drawing {
    sums: Sums,
    shapes: Vec<Placed<Shape>>,
    access: Placed<Access>,
    maybe: Perhaps,
    amount: Decimal,
    drawn_at: DateTime<Utc>,
    raw: serde_json::Value,
    raws: BTreeMap<String, serde_json::Value>,
}

/// A shape that need not be there.
#[derive(Serialize, specta::Type)]
pub(super) struct Perhaps {
    x: i32,
    #[serde(flatten)]
    shape: Option<Shape>,
}

/// A note with whatever goes with it.
#[rspc::input]
pub(super) struct Note {
    text: String,
    payload: serde_json::Value,
    more: Option<serde_json::Value>,
}

pub(super) async fn draw((): (), note: Note) -> Result<Drawing, Failure> {
    let placed = |what| Placed { x: 1, what };
    Ok(Drawing {
        sums: Sums { id: 1, by_name: BTreeMap::from([("a".to_owned(), 1)]) },
        shapes: vec![
            placed(Shape::Point),
            placed(Shape::Circle { radius: 0.5 }),
            placed(Shape::Named(Label { label: note.text })),
        ],
        access: Placed { x: 1, what: Access::Guests { at_most: 3 } },
        maybe: Perhaps { x: 1, shape: None },
        amount: Decimal::new(15, 1),
        drawn_at: DateTime::default(),
        raw: note.payload,
        raws: BTreeMap::new(),
    })
}
