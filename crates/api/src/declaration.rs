//! What a registration declares, and the middleware that holds the caller to it.

use crate::{
    ApiCtx, Permission,
    context::{PersonCtx, TenantCtx},
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
        .context(|ctx: ApiCtx| async move { ctx.into_person() })
}

/// For people and keys with a permission; the tenant is theirs, never the input's.
pub(crate) fn tenant(permission: Permission) -> Builder<TenantCtx> {
    rspc::Builder::new(Declaration { access: Access::Tenant(permission) })
        .context(move |ctx: ApiCtx| async move { ctx.into_tenant(permission) })
}
