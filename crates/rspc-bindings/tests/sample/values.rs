//! Inputs that are no object.

use rspc::{Builder, Failure, Router};
use superjson::{BigInt, Date};

use super::{Order, Stop};

async fn text((): (), input: String) -> Result<String, Failure> {
    Ok(input)
}

async fn number((): (), input: u32) -> Result<u32, Failure> {
    Ok(input)
}

async fn maybe((): (), input: Option<Date>) -> Result<Option<Date>, Failure> {
    Ok(input)
}

async fn big((): (), input: BigInt<u64>) -> Result<BigInt<u64>, Failure> {
    Ok(input)
}

async fn many((): (), _: Vec<Stop>) -> Result<(), Failure> {
    Ok(())
}

async fn orders((): (), _: Vec<Order>) -> Result<(), Failure> {
    Ok(())
}

pub(super) fn router() -> Router<(), ()> {
    Router::new()
        .query("text", Builder::new(()), text)
        .query("number", Builder::new(()), number)
        .query("maybe", Builder::new(()), maybe)
        .query("big", Builder::new(()), big)
        .mutation("many", Builder::new(()), many)
        .mutation("orders", Builder::new(()), orders)
}
