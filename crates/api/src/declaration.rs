//! What a registration declares, and the middleware that holds the caller to it.

use futures::StreamExt;
use rspc::{ItemStream, Next, Reply};
use tokio::time::MissedTickBehavior;

use crate::{
    ApiCtx, Permission,
    context::{PersonCtx, TRUST, TenantCtx},
    error::ApiError,
};

/// What a procedure's registration declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Who may call it.
    pub access: Access,
}

/// Who may call a procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// A person who is logged in.
    Person,
    /// A person or a key with this permission in its tenant.
    Tenant(Permission),
}

type Builder<C> = rspc::Builder<ApiCtx, C, Declaration>;

/// For everybody.
pub(crate) fn public() -> Builder<ApiCtx> {
    Builder::new(Declaration { access: Access::Public })
}

/// For people who are logged in.
pub(crate) fn person() -> Builder<PersonCtx> {
    rspc::Builder::new(Declaration { access: Access::Person })
        .context(|ctx: ApiCtx| async move { ctx.person().await })
}

/// For people and keys with a permission; the tenant is theirs, never the input's.
pub(crate) fn tenant(permission: Permission) -> Builder<TenantCtx> {
    rspc::Builder::new(Declaration { access: Access::Tenant(permission) }).with(
        move |ctx: ApiCtx, next: Next<TenantCtx, Declaration>| async move {
            let tenant = ctx.tenant(permission).await?;
            let reply = next.run(tenant).await;
            Ok::<_, ApiError>(reply.map(|reply| match reply {
                Reply::Stream(items) => Reply::Stream(while_allowed(ctx, permission, items)),
                once @ Reply::Once(_) => once,
            }))
        },
    )
}

/// A subscription ends, with the reason, when its caller's authority does.
fn while_allowed(ctx: ApiCtx, permission: Permission, mut items: ItemStream) -> ItemStream {
    let guarded = async_stream::stream! {
        let mut look = tokio::time::interval(TRUST);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                item = items.next() => match item {
                    Some(item) => yield item,
                    None => return,
                },
                _ = look.tick() => if let Err(refusal) = ctx.tenant(permission).await {
                    yield Err(refusal.into());
                    return;
                },
            }
        }
    };
    guarded.boxed()
}
