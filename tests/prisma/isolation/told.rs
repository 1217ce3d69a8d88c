//! Answers in short: rows by their names, errors by their codes.

use prisma::{Error, api_key, bot, instrument, order, signal, stream_head, tenant};
use rust_decimal::Decimal;

/// What a test says of an answer.
pub(super) trait Told {
    fn told(&self) -> String;
}

/// The answer, or the error's code.
pub(super) fn answer(answer: Result<String, Error>) -> String {
    answer.unwrap_or_else(|error| error.code().map_or_else(|| format!("{error:?}"), str::to_owned))
}

macro_rules! told {
    ($($type:ty: |$value:ident| $told:expr;)*) => {
        $(impl Told for $type {
            fn told(&self) -> String {
                let $value = self;
                $told
            }
        })*
    };
}

told! {
    String: |text| text.clone();
    i64: |number| number.to_string();
    u64: |number| number.to_string();
    Decimal: |number| number.to_string();
    bot::Data: |bot| bot.name.clone();
    api_key::Data: |key| key.name.clone();
    signal::Data: |signal| signal.dedup_key.clone();
    order::Data: |order| order.client_order_id.clone();
    stream_head::Data: |head| format!("head {}", head.seq);
    instrument::Data: |_shared| "done".to_owned();
    tenant::Data: |_tenant| "done".to_owned();
}

impl<T: Told> Told for Option<T> {
    fn told(&self) -> String {
        self.as_ref().map_or_else(|| "none".to_owned(), Told::told)
    }
}

/// In no order, unless there is one.
impl<T: Told> Told for Vec<T> {
    fn told(&self) -> String {
        let mut told: Vec<_> = self.iter().map(Told::told).collect();
        told.sort();
        format!("[{}]", told.join(", "))
    }
}

impl<A: Told, B: Told> Told for (A, B) {
    fn told(&self) -> String {
        format!("{}; {}", self.0.told(), self.1.told())
    }
}

impl<A: Told, B: Told, C: Told> Told for (A, B, C) {
    fn told(&self) -> String {
        format!("{}; {}; {}", self.0.told(), self.1.told(), self.2.told())
    }
}
