//! What the paper venue charges.

use std::sync::Arc;

use app::money;
use clap::Args;
use rust_decimal::Decimal;
use venues::{
    PaperVenue,
    paper::{Terms, TermsError},
};

/// What the paper venue charges. Every process of a service is told the same.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Paper {
    /// The fee of an order that waited, as a share of its value: 0.001 is a tenth of a percent. Below zero it is a rebate.
    #[arg(
        long = "paper-maker-fee",
        env = "TICKWIRE_PAPER_MAKER_FEE",
        value_name = "TICKWIRE_PAPER_MAKER_FEE",
        default_value = "0.001",
        value_parser = money::parse,
        allow_negative_numbers = true
    )]
    maker_fee: Decimal,
    /// The same of an order that took what was there.
    #[arg(
        long = "paper-taker-fee",
        env = "TICKWIRE_PAPER_TAKER_FEE",
        value_name = "TICKWIRE_PAPER_TAKER_FEE",
        default_value = "0.001",
        value_parser = money::parse,
        allow_negative_numbers = true
    )]
    taker_fee: Decimal,
    /// How far an order that takes moves the price against itself, in basis points: 5 is a twentieth of a percent.
    #[arg(
        long = "paper-slippage-bps",
        env = "TICKWIRE_PAPER_SLIPPAGE_BPS",
        value_name = "TICKWIRE_PAPER_SLIPPAGE_BPS",
        default_value = "0",
        value_parser = money::parse
    )]
    slippage_bps: Decimal,
}

impl Paper {
    /// The venue that charges it.
    pub(crate) fn venue(self) -> Result<Arc<PaperVenue>, TermsError> {
        let Self { maker_fee, taker_fee, slippage_bps } = self;
        let terms = Terms { maker_fee_rate: maker_fee, taker_fee_rate: taker_fee, slippage_bps };
        PaperVenue::new("paper", terms).map(Arc::new)
    }
}
