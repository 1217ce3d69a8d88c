//! A value of many Rust types: each form that serde gives an enum, and the markers within one another.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use superjson::{BigInt, Date, Map, Set, Undefined};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Typed {
    id: Id,
    numbers: Numbers,
    dates: Dates,
    pub(crate) enums: Vec<Enums>,
    containers: Containers,
    flat: Vec<Flat>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Id(BigInt<i64>);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbers {
    ratio: f64,
    small: f32,
    wide: BigInt<i128>,
    widest: BigInt<u128>,
    maybe: Option<BigInt<u64>>,
    odd: Option<f64>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dates {
    #[serde(rename = "created.at")]
    created: Date,
    #[serde(rename = r"closed\at")]
    closed: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<Date>,
    nothing: Undefined,
    nested: (u8, Date, (Date,)),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Containers {
    by_name: Map<String, Date>,
    by_date: Map<Date, Map<BigInt<i64>, Vec<Date>>>,
    sets: Set<Set<Date>>,
    by_number: BTreeMap<u32, f64>,
    by_side: BTreeMap<Side, BigInt<i64>>,
    by_text: BTreeMap<String, BTreeMap<String, Option<Date>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Side {
    Buy,
    #[serde(rename = "s.ell")]
    Sell,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Enums(External, Internal, Adjacent, Untagged);

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum External {
    Unit,
    One(f64),
    Two(Date, f64),
    #[serde(rename = "na.med")]
    Named {
        at: Date,
        #[serde(rename = "x.y")]
        size: BigInt<i64>,
        ratio: f64,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type")]
pub(crate) enum Internal {
    Named { at: Date, ratio: f64 },
    Wrapped(Inner),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", content = "content")]
pub(crate) enum Adjacent {
    One(Date),
    Named { at: Date, size: Option<BigInt<u64>> },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Untagged {
    Wrapped(Inner),
    Pair(Date, f64),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Inner {
    at: Date,
    size: BigInt<i64>,
    ratio: f64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Flat {
    id: u32,
    #[serde(flatten)]
    inner: Inner,
    #[serde(flatten)]
    external: External,
}

pub(crate) fn typed() -> impl Strategy<Value = Typed> {
    (any::<i64>(), numbers(), dates(), vec(enums(), 0..3), containers(), vec(flat(), 0..3)).prop_map(
        |(id, numbers, dates, enums, containers, flat)| Typed {
            id: Id(BigInt(id)),
            numbers,
            dates,
            enums,
            containers,
            flat,
        },
    )
}

/// Eighths, which JavaScript prints as Rust does, and the floats that JSON does not have.
fn ratio() -> impl Strategy<Value = f64> {
    prop_oneof![
        (0..1000).prop_map(|eighths| f64::from(eighths * 2 + 1) / 8.0),
        prop::sample::select(std::vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0]),
    ]
}

fn numbers() -> impl Strategy<Value = Numbers> {
    let small = prop::sample::select(std::vec![0.5_f32, f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -0.0]);
    (ratio(), small, any::<i128>(), any::<u128>(), option::of(any::<u64>()), option::of(ratio())).prop_map(
        |(ratio, small, wide, widest, maybe, odd)| Numbers {
            ratio,
            small,
            wide: BigInt(wide),
            widest: BigInt(widest),
            maybe: maybe.map(BigInt),
            odd,
        },
    )
}

fn dates() -> impl Strategy<Value = Dates> {
    let date = super::date;
    (date(), option::of(date()), option::of(date()), (any::<u8>(), date(), (date(),))).prop_map(
        |(created, closed, left_out, nested)| Dates { created, closed, left_out, nothing: Undefined, nested },
    )
}

fn containers() -> impl Strategy<Value = Containers> {
    let date = super::date;
    let text = super::text;
    let inner = btree_map(any::<i64>().prop_map(BigInt), vec(date(), 0..3), 0..3)
        .prop_map(|entries| entries.into_iter().collect::<Map<_, _>>());
    let side = prop_oneof![Just(Side::Buy), Just(Side::Sell)];
    (
        btree_map(text(), date(), 0..4).prop_map(|entries| entries.into_iter().collect()),
        vec((date(), inner), 0..3).prop_map(Map),
        vec(vec(date(), 0..3).prop_map(Set), 0..3).prop_map(Set),
        btree_map(any::<u32>(), ratio(), 0..3),
        btree_map(side, any::<i64>().prop_map(BigInt), 0..3),
        btree_map(text(), btree_map(text(), option::of(date()), 0..3), 0..3),
    )
        .prop_map(|(by_name, by_date, sets, by_number, by_side, by_text)| Containers {
            by_name,
            by_date,
            sets,
            by_number,
            by_side,
            by_text,
        })
}

fn enums() -> impl Strategy<Value = Enums> {
    let date = super::date;
    let internal = prop_oneof![
        (date(), ratio()).prop_map(|(at, ratio)| Internal::Named { at, ratio }),
        inner().prop_map(Internal::Wrapped),
    ];
    let adjacent = prop_oneof![
        date().prop_map(Adjacent::One),
        (date(), option::of(any::<u64>()))
            .prop_map(|(at, size)| Adjacent::Named { at, size: size.map(BigInt) }),
    ];
    let untagged = prop_oneof![
        inner().prop_map(Untagged::Wrapped),
        (date(), ratio()).prop_map(|(at, ratio)| Untagged::Pair(at, ratio)),
    ];
    (prop_oneof![Just(External::Unit), external()], internal, adjacent, untagged)
        .prop_map(|(external, internal, adjacent, untagged)| Enums(external, internal, adjacent, untagged))
}

fn external() -> impl Strategy<Value = External> {
    let date = super::date;
    prop_oneof![
        ratio().prop_map(External::One),
        (date(), ratio()).prop_map(|(at, ratio)| External::Two(at, ratio)),
        (date(), any::<i64>(), ratio()).prop_map(|(at, size, ratio)| External::Named {
            at,
            size: BigInt(size),
            ratio
        }),
    ]
}

fn inner() -> impl Strategy<Value = Inner> {
    (super::date(), any::<i64>(), ratio()).prop_map(|(at, size, ratio)| Inner {
        at,
        size: BigInt(size),
        ratio,
    })
}

fn flat() -> impl Strategy<Value = Flat> {
    (any::<u32>(), inner(), external()).prop_map(|(id, inner, external)| Flat { id, inner, external })
}
