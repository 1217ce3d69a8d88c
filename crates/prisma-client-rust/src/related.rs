//! A model's relation: the filters, orders, loads and writes that it allows.
//!
//! Generated code names each relation as an alias, as it does each field: `post::comments::some(..)`,
//! `post::author::order_by(..)`.

use std::fmt;
use std::marker::PhantomData;

use crate::error::Result;
use crate::field::FieldName;
use crate::filter::{Filter, Predicate, Quantifier, UniqueFilter, predicates};
use crate::model::Model;
use crate::order::{Order, OrderBy, OrderKey, Term};
use crate::reader::Reader;
use crate::relation::Relation;
use crate::scalar::FieldType as _;
use crate::shape::{Kind, Read, ReadAs, Related, Select, Selected, Selection, View};
use crate::statement::{self, Pick};

/// Relation `R` of model `M`, which leads to many rows of `T`. `N` is what a nested `create` takes.
#[derive(Debug)]
pub struct ToMany<M, T, const R: usize, N = ()>(PhantomData<(M, T, N)>);

/// Relation `R` of model `M`, which leads to one row of `T`, of the kind `K`: [`Required`], [`Optional`]
/// or [`Inverse`].
#[derive(Debug)]
pub struct ToOne<M, T, const R: usize, K, N = ()>(PhantomData<(M, T, K, N)>);

/// The foreign key is in the row itself, and never null.
#[derive(Debug)]
pub struct Required;

/// The foreign key is in the row itself, and may be null.
#[derive(Debug)]
pub struct Optional;

/// The foreign key is in the other row: there may be none.
#[derive(Debug)]
pub struct Inverse;

/// A kind of relation to one row.
pub trait ToOneKind {
    /// What such a relation reads as.
    type Of<T>;
    #[doc(hidden)]
    fn read<T>(reader: &mut Reader<'_>, read: &Read<T>) -> Result<Self::Of<T>>;
}

impl ToOneKind for Required {
    type Of<T> = T;

    fn read<T>(reader: &mut Reader<'_>, read: &Read<T>) -> Result<T> {
        reader.one(read)
    }
}

impl ToOneKind for Optional {
    type Of<T> = Option<T>;

    fn read<T>(reader: &mut Reader<'_>, read: &Read<T>) -> Result<Option<T>> {
        reader.maybe(read)
    }
}

impl ToOneKind for Inverse {
    type Of<T> = Option<T>;

    fn read<T>(reader: &mut Reader<'_>, read: &Read<T>) -> Result<Option<T>> {
        reader.maybe(read)
    }
}

fn relation<M: Model>(index: usize) -> &'static Relation {
    &M::TABLE.relations[index]
}

fn related<M: Model, T>(
    index: usize,
    quantifier: Quantifier,
    filters: impl IntoIterator<Item = Filter<T>>,
) -> Filter<M> {
    let predicates = predicates(filters);
    Filter::new(Predicate::Related { relation: relation::<M>(index), quantifier, predicates })
}

impl<M: Model, T: Model, const R: usize, N> ToMany<M, T, R, N> {
    /// All of these hold for one of the rows at least.
    pub fn some(filters: impl IntoIterator<Item = Filter<T>>) -> Filter<M> {
        related(R, Quantifier::Some, filters)
    }

    /// All of these hold for every one of the rows; true where there are none.
    pub fn every(filters: impl IntoIterator<Item = Filter<T>>) -> Filter<M> {
        related(R, Quantifier::Every, filters)
    }

    /// There is no row for which all of these hold.
    pub fn none(filters: impl IntoIterator<Item = Filter<T>>) -> Filter<M> {
        related(R, Quantifier::None, filters)
    }

    /// Fewest rows first.
    pub fn count_asc() -> OrderBy<M> {
        count_order(R, Order::Ascending)
    }

    /// Most rows first.
    pub fn count_desc() -> OrderBy<M> {
        count_order(R, Order::Descending)
    }

    /// How many rows there are, as a part of a selection.
    pub fn count() -> Counted<T> {
        Counted { relation: relation::<M>(R), predicates: Vec::new(), model: PhantomData }
    }

    /// The rows, as a part of a selection.
    pub fn fetch(filters: impl IntoIterator<Item = Filter<T>>) -> Rows<T, T::Data> {
        Self::load(Selection::whole()).filter(filters)
    }

    /// What of the rows is a part of a selection.
    pub fn load<D: 'static>(selection: Selection<T, D>) -> Rows<T, D> {
        let select = statement::Select::default();
        Rows {
            related: Related { relation: relation::<M>(R), select, shape: selection.shape },
            read: selection.read,
            model: PhantomData,
        }
    }

    #[doc(hidden)]
    pub fn pick() -> Rows<T, T::Data> {
        Self::load(Selection::whole())
    }
}

fn count_order<M: Model>(index: usize, order: Order) -> OrderBy<M> {
    OrderBy::of(OrderKey { term: Term::Count(relation::<M>(index), Vec::new()), order, nulls_first: None })
}

impl<M: Model, T: Model, const R: usize, K: ToOneKind, N> ToOne<M, T, R, K, N> {
    /// There is a row, and all of these hold for it.
    pub fn is(filters: impl IntoIterator<Item = Filter<T>>) -> Filter<M> {
        related(R, Quantifier::Is, filters)
    }

    /// There is no row, or one for which these do not hold. As in Prisma, a comparison with null neither holds
    /// nor does not.
    pub fn is_not(filters: impl IntoIterator<Item = Filter<T>>) -> Filter<M> {
        related(R, Quantifier::IsNot, filters)
    }

    /// By what the row is ordered by; without a row it is null.
    pub fn order_by(order: OrderBy<T>) -> OrderBy<M> {
        let OrderKey { term, order, nulls_first } = order.key;
        let term = Term::Related(relation::<M>(R), Vec::new(), Box::new(term));
        OrderBy::of(OrderKey { term, order, nulls_first })
    }

    /// The row, as a part of a selection.
    pub fn fetch() -> RelatedRow<T, T::Data, K> {
        Self::load(Selection::whole())
    }

    /// What of the row is a part of a selection.
    pub fn load<D: 'static>(selection: Selection<T, D>) -> RelatedRow<T, D, K> {
        let Selection { shape, read, .. } = selection;
        let select = statement::Select::default();
        let related = Related { relation: relation::<M>(R), select, shape };
        RelatedRow { related, read, types: PhantomData }
    }

    #[doc(hidden)]
    pub fn pick() -> RelatedRow<T, T::Data, K> {
        Self::fetch()
    }
}

impl<M: Model, T: Model, D: View<Model = T> + 'static, const R: usize, N> ReadAs<Vec<D>>
    for ToMany<M, T, R, N>
{
    fn read_as() -> Selected<Vec<D>> {
        Self::load(D::selection()).selected()
    }
}

impl<M: Model, T: Model, D: View<Model = T> + 'static, const R: usize, N> ReadAs<D>
    for ToOne<M, T, R, Required, N>
{
    fn read_as() -> Selected<D> {
        Self::load(D::selection()).selected()
    }
}

/// How many rows of `M` belong to another row: a part of that row's `_count`.
#[derive(Debug)]
#[must_use = "it is a part of a selection"]
pub struct Counted<M> {
    relation: &'static Relation,
    predicates: Vec<Predicate>,
    model: PhantomData<fn() -> M>,
}

impl<M: Model> Counted<M> {
    /// Only rows for which all of these hold.
    pub fn filter(mut self, filters: impl IntoIterator<Item = Filter<M>>) -> Self {
        self.predicates.extend(predicates(filters));
        self
    }
}

impl<M> Select for Counted<M> {
    type Output = i64;

    fn selected(self) -> Selected<i64> {
        Selected::new(Kind::Pick(Pick::Count(self.relation, self.predicates)), i64::read)
    }
}

/// The row of `M` that belongs to another row, read as a `T`: a part of that row's selection.
#[must_use = "it is a part of a selection"]
pub struct RelatedRow<M, T, K> {
    related: Related,
    read: Read<T>,
    types: PhantomData<fn() -> (M, K)>,
}

impl<M: Model, T, K> RelatedRow<M, T, K> {
    fn filtered(mut self, filters: impl IntoIterator<Item = Filter<M>>) -> Self {
        self.related.select.predicates.extend(predicates(filters));
        self
    }
}

impl<M, T: 'static, K: ToOneKind> Select for RelatedRow<M, T, K> {
    type Output = K::Of<T>;

    fn selected(self) -> Selected<K::Of<T>> {
        let Self { related, read, .. } = self;
        Selected::new(Kind::Related(Box::new(related)), move |reader| K::read(reader, &read))
    }
}

impl<M, T, K> fmt::Debug for RelatedRow<M, T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.related.fmt(f)
    }
}

macro_rules! may_be_missing {
    ($kind:ident) => {
        impl<M: Model, T: Model, D: View<Model = T> + 'static, const R: usize, N> ReadAs<Option<D>>
            for ToOne<M, T, R, $kind, N>
        {
            fn read_as() -> Selected<Option<D>> {
                Self::load(D::selection()).selected()
            }
        }

        impl<M: Model, T: Model, const R: usize, N> ToOne<M, T, R, $kind, N> {
            /// There is no row.
            pub fn is_null() -> Filter<M> {
                related::<M, T>(R, Quantifier::None, [])
            }

            /// There is a row.
            pub fn is_not_null() -> Filter<M> {
                related::<M, T>(R, Quantifier::Some, [])
            }
        }

        impl<M: Model, T> RelatedRow<M, T, $kind> {
            /// Only if all of these hold for it; else it reads as none.
            pub fn filter(self, filters: impl IntoIterator<Item = Filter<M>>) -> Self {
                self.filtered(filters)
            }
        }
    };
}

may_be_missing!(Optional);
may_be_missing!(Inverse);

/// Rows of `M` that belong to another row, each read as a `T`: a part of that row's selection.
#[must_use = "it is a part of a selection"]
pub struct Rows<M, T> {
    related: Related,
    read: Read<T>,
    model: PhantomData<fn() -> M>,
}

impl<M: Model, T> Rows<M, T> {
    /// Only rows for which all of these hold.
    pub fn filter(mut self, filters: impl IntoIterator<Item = Filter<M>>) -> Self {
        self.related.select.predicates.extend(predicates(filters));
        self
    }

    /// Adds a key to the order, less significant than those before it.
    pub fn order_by(mut self, order: OrderBy<M>) -> Self {
        self.related.select.order.push(order.key);
        self
    }

    /// Of each row's that are equal in these fields only the first, in the order asked for.
    pub fn distinct(mut self, fields: impl IntoIterator<Item = FieldName<M>>) -> Self {
        self.related.select.distinct.extend(fields.into_iter().map(|field| field.column));
        self
    }

    /// Starts at this row, itself included.
    pub fn cursor(mut self, cursor: UniqueFilter<M>) -> Self {
        self.related.select.cursor = Some(cursor.values);
        self
    }

    /// Leaves out so many of each row's.
    pub fn skip(mut self, rows: i64) -> Self {
        self.related.select.skip = Some(rows);
        self
    }

    /// At most so many of each row's; a negative number takes them from the end, in the order asked for.
    pub fn take(mut self, rows: i64) -> Self {
        self.related.select.take = Some(rows);
        self
    }
}

impl<M, T: 'static> Select for Rows<M, T> {
    type Output = Vec<T>;

    fn selected(self) -> Selected<Vec<T>> {
        let Self { related, read, .. } = self;
        Selected::new(Kind::Related(Box::new(related)), move |reader| reader.many(&read))
    }
}

impl<M, T> fmt::Debug for Rows<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.related.fmt(f)
    }
}
