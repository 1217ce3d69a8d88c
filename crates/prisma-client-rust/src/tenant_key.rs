//! The field that holds a row's tenant: it can be asked for and is never changed.

use std::marker::PhantomData;

use crate::aggregate::Computed;
use crate::field::{FieldName, Plain, Unique, compare, list};
use crate::filter::{Filter, Operator, UniqueFilter};
use crate::order::{Order, OrderBy};
use crate::scalar::{FieldType as _, Scalar};
use crate::shape::{Kind, ReadAs, Selected, Typed};
use crate::statement::Pick;

/// Column `N` of tenant model `M`: the tenant. There is no `set`; a row stays with its tenant.
#[derive(Debug)]
pub struct TenantKey<M, T, const N: usize, K = Plain>(PhantomData<(M, T, K)>);

impl<M, T, const N: usize, K> Typed for TenantKey<M, T, N, K> {
    type Type = T;
}

impl<M, T: Scalar + 'static, U: From<T> + 'static, const N: usize, K> ReadAs<U> for TenantKey<M, T, N, K> {
    fn read_as() -> Selected<U> {
        Self::pick().map(U::from)
    }
}

impl<M, T: Scalar, const N: usize> TenantKey<M, T, N, Plain> {
    /// The rows of this tenant.
    pub fn equals(tenant: T) -> Filter<M> {
        compare(N, Operator::Equals, tenant.into_value())
    }
}

impl<M, T: Scalar, const N: usize> TenantKey<M, T, N, Unique> {
    /// The one row of this tenant.
    pub fn equals<W: From<UniqueFilter<M>>>(tenant: T) -> W {
        UniqueFilter::new([(N, tenant.into_value())]).into()
    }
}

impl<M, T: Scalar, const N: usize, K> TenantKey<M, T, N, K> {
    /// The rows of these tenants.
    pub fn in_vec(tenants: Vec<T>) -> Filter<M> {
        compare(N, Operator::In, list(tenants))
    }

    /// The tenant as a key that rows are grouped by.
    pub fn key() -> Computed<M, T> {
        Computed::of_key(N)
    }

    /// The field's name, for `distinct` and `group_by`.
    pub fn field() -> FieldName<M> {
        FieldName::new(N)
    }

    /// The tenant, as a part of a selection.
    pub fn pick() -> Selected<T>
    where
        T: 'static,
    {
        Selected::new(Kind::Pick(Pick::Column(N)), T::read)
    }

    /// By tenant, smallest first.
    pub fn asc() -> OrderBy<M> {
        OrderBy::new(N, Order::Ascending)
    }

    /// By tenant, largest first.
    pub fn desc() -> OrderBy<M> {
        OrderBy::new(N, Order::Descending)
    }
}
