//! `tenants.create`: makes a tenant that the person owns.

use app::{once::once_for, tenants};
use uuid::Uuid;

use crate::{
    context::PersonCtx,
    dto::{Name, OwnTenantDto},
    error::ApiError,
};

/// What the tenant is called.
#[rspc::input]
pub(crate) struct Input {
    #[garde(dive)]
    name: Name,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// Makes a tenant that the person owns. Its slug follows from its name. The session stays where it is:
/// `tenants.switch` goes there.
#[rspc::procedure]
pub(super) async fn create(ctx: PersonCtx, input: Input) -> Result<OwnTenantDto, ApiError> {
    let Input { name, idempotency_key } = input;
    let (app, name) = (&ctx.api.api.app, String::from(name));
    let make = async |tx: &_| tenants::create(app, tx, &ctx.actor, ctx.person.user, &name).await;
    let made = once_for(app, ctx.person.tenant.id, ctx.once(idempotency_key), make).await?;
    Ok(made.into_inner().into())
}
