//! Nested writes: what becomes of the rows that belong to the one that is created or updated.

use crate::assignment::{Changes, Create, Link, Nested, NestedWrite, Row, Update};
use crate::filter::{Filter, UniqueFilter, predicates};
use crate::model::Model;
use crate::related::{Inverse, Optional, Required, ToMany, ToOne};

fn nested<M: Model>(relation: usize, what: Nested) -> NestedWrite {
    NestedWrite { relation: &M::TABLE.relations[relation], what }
}

fn keys<T>(unique: impl IntoIterator<Item = UniqueFilter<T>>) -> Vec<Vec<(usize, crate::value::Value)>> {
    unique.into_iter().map(|unique| unique.values).collect()
}

impl<M: Model, T: Model, const R: usize, N: Row> ToMany<M, T, R, N> {
    /// New rows, which belong to this one.
    pub fn create<W: From<NestedWrite>>(rows: impl IntoIterator<Item = N>) -> W {
        nested::<M>(R, Nested::Create(rows.into_iter().map(Row::into_row).collect())).into()
    }

    /// The same, without those that are there already. Rows that nothing belongs to are meant; of a many-to-many
    /// relation, only the new ones belong to this row.
    pub fn create_skip_duplicates<W: From<NestedWrite>>(rows: impl IntoIterator<Item = N>) -> W {
        nested::<M>(R, Nested::CreateSkipping(rows.into_iter().map(Row::into_row).collect())).into()
    }

    /// These rows belong to this one, where they exist; new ones otherwise.
    pub fn connect_or_create<W: From<NestedWrite>>(
        choices: impl IntoIterator<Item = (UniqueFilter<T>, N)>,
    ) -> W {
        let choices = choices.into_iter().map(|(unique, row)| (unique.values, row.into_row()));
        nested::<M>(R, Nested::ConnectOrCreate(choices.collect())).into()
    }

    /// The row that belongs to this one and has the key changes; where there is none, a new one is created.
    pub fn upsert(
        unique: UniqueFilter<T>,
        row: N,
        updates: impl IntoIterator<Item = Update<T>>,
    ) -> Update<M> {
        let (row, changes) = (Box::new(row.into_row()), Box::new(Changes::new(updates)));
        nested::<M>(R, Nested::Upsert(Some(unique.values), row, changes)).into()
    }
}

impl<M: Model, T: Model, const R: usize, N> ToMany<M, T, R, N> {
    /// Rows that exist belong to this one from now on. One that does not exist is [`crate::Error::NotFound`].
    pub fn connect<W: From<NestedWrite>>(rows: impl IntoIterator<Item = UniqueFilter<T>>) -> W {
        nested::<M>(R, Nested::Connect(keys(rows))).into()
    }

    /// These rows no longer belong to this one.
    pub fn disconnect(rows: impl IntoIterator<Item = UniqueFilter<T>>) -> Update<M> {
        nested::<M>(R, Nested::Disconnect(Some(keys(rows)))).into()
    }

    /// These rows belong to this one, and no others.
    pub fn set(rows: impl IntoIterator<Item = UniqueFilter<T>>) -> Update<M> {
        nested::<M>(R, Nested::Set(keys(rows))).into()
    }

    /// The row that belongs to this one and has the key changes.
    pub fn update(unique: UniqueFilter<T>, updates: impl IntoIterator<Item = Update<T>>) -> Update<M> {
        nested::<M>(R, Nested::Update(Some(unique.values), Box::new(Changes::new(updates)))).into()
    }

    /// All rows that belong to this one and match change.
    pub fn update_many(
        filters: impl IntoIterator<Item = Filter<T>>,
        updates: impl IntoIterator<Item = Update<T>>,
    ) -> Update<M> {
        let changes = Box::new(Changes::new(updates));
        nested::<M>(R, Nested::UpdateMany(predicates(filters), changes)).into()
    }

    /// These rows, which belong to this one, are deleted.
    pub fn delete(rows: impl IntoIterator<Item = UniqueFilter<T>>) -> Update<M> {
        nested::<M>(R, Nested::Delete(Some(keys(rows)))).into()
    }

    /// All rows that belong to this one and match are deleted.
    pub fn delete_many(filters: impl IntoIterator<Item = Filter<T>>) -> Update<M> {
        nested::<M>(R, Nested::DeleteMany(predicates(filters))).into()
    }
}

impl<M: Model, T: Model, const R: usize> ToOne<M, T, R, Required, Create<T>> {
    /// The row belongs to a new one.
    pub fn create(row: Create<T>) -> Link<M, R> {
        nested::<M>(R, Nested::Create(vec![row.row])).into()
    }

    /// The row belongs to that one. If it does not exist: [`crate::Error::NotFound`].
    pub fn connect(unique: UniqueFilter<T>) -> Link<M, R> {
        nested::<M>(R, Nested::Connect(vec![unique.values])).into()
    }

    /// The row belongs to that one, or to a new one where it does not exist.
    pub fn connect_or_create(unique: UniqueFilter<T>, row: Create<T>) -> Link<M, R> {
        nested::<M>(R, Nested::ConnectOrCreate(vec![(unique.values, row.row)])).into()
    }
}

impl<M, const R: usize> From<Link<M, R>> for Update<M> {
    fn from(link: Link<M, R>) -> Self {
        link.nested.into()
    }
}

macro_rules! loose {
    ($kind:ident) => {
        impl<M: Model, T: Model, const R: usize, N: Row> ToOne<M, T, R, $kind, N> {
            /// A new row belongs to this one.
            pub fn create<W: From<NestedWrite>>(row: N) -> W {
                nested::<M>(R, Nested::Create(vec![row.into_row()])).into()
            }

            /// That row belongs to this one. If it does not exist: [`crate::Error::NotFound`].
            pub fn connect<W: From<NestedWrite>>(unique: UniqueFilter<T>) -> W {
                nested::<M>(R, Nested::Connect(vec![unique.values])).into()
            }

            /// That row belongs to this one, or a new one where it does not exist.
            pub fn connect_or_create<W: From<NestedWrite>>(unique: UniqueFilter<T>, row: N) -> W {
                nested::<M>(R, Nested::ConnectOrCreate(vec![(unique.values, row.into_row())])).into()
            }

            /// No row belongs to this one any more.
            pub fn disconnect() -> Update<M> {
                nested::<M>(R, Nested::Disconnect(None)).into()
            }

            /// The row that belongs to this one is deleted.
            pub fn delete() -> Update<M> {
                nested::<M>(R, Nested::Delete(None)).into()
            }
        }
    };
}

loose!(Optional);
loose!(Inverse);

impl<M: Model, T: Model, const R: usize, K, N: Row> ToOne<M, T, R, K, N> {
    /// The row that belongs to this one changes. If there is none: [`crate::Error::NotFound`].
    pub fn update(updates: impl IntoIterator<Item = Update<T>>) -> Update<M> {
        nested::<M>(R, Nested::Update(None, Box::new(Changes::new(updates)))).into()
    }

    /// The row that belongs to this one changes; where there is none, a new one is created.
    pub fn upsert(row: N, updates: impl IntoIterator<Item = Update<T>>) -> Update<M> {
        let (row, changes) = (Box::new(row.into_row()), Box::new(Changes::new(updates)));
        nested::<M>(R, Nested::Upsert(None, row, changes)).into()
    }
}
