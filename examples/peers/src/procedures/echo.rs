//! `echo.order`: eight validated fields, there and back.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::context::{Refusal, TenantCtx};

#[derive(Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
enum Side {
    Buy,
    Sell,
}

#[derive(Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
enum OrderType {
    Market,
    Limit,
}

#[rspc::input]
#[derive(Serialize)]
pub(super) struct Order {
    client_id: Uuid,
    #[garde(length(chars, min = 3, max = 20))]
    symbol: String,
    side: Side,
    r#type: OrderType,
    #[garde(pattern(r"^-?[0-9]{1,12}(\.[0-9]{1,8})?$"))]
    quantity: String,
    #[garde(pattern(r"^-?[0-9]{1,12}(\.[0-9]{1,8})?$"))]
    price: String,
    #[garde(range(min = 1, max = 125))]
    leverage: u16,
    reduce_only: bool,
}

pub(super) async fn order(_: TenantCtx, input: Order) -> Result<Order, Refusal> {
    Ok(input)
}
