//! What a registration declares, and the middleware that holds the caller to it.

use futures::StreamExt;
use rspc::{ItemStream, Next, Reply};
use tokio::time::MissedTickBehavior;

use crate::{
    ApiCtx, Permission,
    context::{LOOK, PersonCtx, TenantCtx},
    error::Barred,
    rate::Rate,
    request::Request,
    unstorable,
};

/// What a procedure's registration declares. Nothing of it has a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Who may call it.
    pub access: Access,
    /// How often.
    pub rate: Rate,
    /// What makes asking twice safe.
    pub idempotency: Idempotency,
    /// Whether it is written into the audit log.
    pub audit: Audit,
    /// What a call weighs in a batch, which may weigh so much in all: 1 is a read of one row.
    pub cost: u32,
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

/// What makes it safe to ask for the same thing twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotency {
    /// It changes nothing.
    Reads,
    /// The caller may name the request by an `idempotencyKey`: done once, answered as often as it is asked.
    Key,
    /// It is safe by what it does, and this is why.
    Natural(&'static str),
}

/// Whether a procedure is written into the audit log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audit {
    /// As this action.
    As(&'static str),
    /// No, and this is why.
    No(&'static str),
}

/// What a registration says beside who may call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    pub(crate) rate: Rate,
    pub(crate) idempotency: Idempotency,
    pub(crate) audit: Audit,
    pub(crate) cost: u32,
}

/// A read of one row.
pub(crate) const READ: Edge = Edge {
    rate: Rate::Read,
    idempotency: Idempotency::Reads,
    audit: Audit::No("reads are not written down"),
    cost: 1,
};
/// A page of a list.
pub(crate) const PAGE: Edge = Edge { cost: 10, ..READ };
/// A subscription.
pub(crate) const FOLLOW: Edge = Edge { rate: Rate::Follow, ..READ };
/// What a transaction weighs.
pub(crate) const TRANSACTION: u32 = 10;
/// What the hash of a password weighs: it keeps a core busy for as long as a hundred reads.
pub(crate) const PASSWORD: u32 = 200;

impl Edge {
    /// Whether it is more than looking.
    pub(crate) fn changes(self) -> bool {
        self.idempotency != Idempotency::Reads
    }

    const fn of(self, access: Access) -> Declaration {
        let Self { rate, idempotency, audit, cost } = self;
        Declaration { access, rate, idempotency, audit, cost }
    }
}

type Builder<C> = rspc::Builder<ApiCtx, C, Declaration>;

/// For everybody.
pub(crate) fn public(edge: Edge) -> Builder<ApiCtx> {
    rspc::Builder::new(edge.of(Access::Public)).with(
        move |ctx: ApiCtx, next: Next<ApiCtx, Declaration>| async move {
            ctx.enter(Access::Public, edge).await?;
            unstorable::refuse(&next)?;
            Ok::<_, Barred>(next.run(ctx).await)
        },
    )
}

/// For people who are logged in.
pub(crate) fn person(edge: Edge) -> Builder<PersonCtx> {
    rspc::Builder::new(edge.of(Access::Person)).with(
        move |ctx: ApiCtx, next: Next<PersonCtx, Declaration>| async move {
            ctx.enter(Access::Person, edge).await?;
            let mut person = ctx.person().await?;
            unstorable::refuse(&next)?;
            person.request = Request::of(&next);
            Ok::<_, Barred>(next.run(person).await)
        },
    )
}

/// For people and keys with a permission; the tenant is theirs, never the input's.
pub(crate) fn tenant(permission: Permission, edge: Edge) -> Builder<TenantCtx> {
    rspc::Builder::new(edge.of(Access::Tenant(permission))).with(
        move |ctx: ApiCtx, next: Next<TenantCtx, Declaration>| async move {
            ctx.enter(Access::Tenant(permission), edge).await?;
            let mut tenant = ctx.tenant(permission).await?;
            unstorable::refuse(&next)?;
            tenant.request = Request::of(&next);
            let reply = next.run(tenant).await;
            Ok::<_, Barred>(reply.map(|reply| match reply {
                Reply::Stream(items) => Reply::Stream(while_allowed(ctx, permission, items)),
                once @ Reply::Once(_) => once,
            }))
        },
    )
}

/// A subscription ends, with the reason, when its caller's authority does.
fn while_allowed(ctx: ApiCtx, permission: Permission, mut items: ItemStream) -> ItemStream {
    let guarded = async_stream::stream! {
        let mut look = tokio::time::interval(LOOK);
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
