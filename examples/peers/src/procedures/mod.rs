//! The jobs, as procedures.

mod echo;
mod health;
mod positions;
mod signals;

use rspc::{BuildError, Procedures, Router};

use crate::context::{Ctx, public, tenant};

pub(crate) use signals::Event;

/// Every job by its name on the wire.
pub(crate) fn router() -> Result<Procedures<Ctx, ()>, BuildError> {
    Router::new()
        .nest("health", Router::new().query("ping", public(), health::ping))
        .nest("echo", Router::new().mutation("order", tenant(), echo::order))
        .nest("positions", Router::new().query("getAll", tenant(), positions::get_all))
        .nest(
            "signals",
            Router::new()
                .mutation("submit", tenant(), signals::submit)
                .mutation("publish", tenant(), signals::publish)
                .subscription("onNew", tenant(), signals::on_new),
        )
        .build()
}
