//! The row that others belong to, and what becomes of them.

use super::many::insert_all;
use super::{any_of, create_row, equal, find, find_or_create, set, unlinked, update_row};
use crate::assignment::{Change, Nested, NewRow, UniqueKey};
use crate::error::{Error, Result};
use crate::fetch;
use crate::filter::Predicate;
use crate::model::Table;
use crate::relation::{Arity, JoinTable, Relation, Side};
use crate::session::Session;
use crate::statement::{self, Conflict, Pick, Select};
use crate::value::Value;

/// A stored row, as one end of a relation.
pub(super) struct Owner<'a> {
    pub(super) session: &'a Session,
    pub(super) relation: &'static Relation,
    /// Whether it was stored just now: then nothing belongs to it yet.
    pub(super) is_new: bool,
    /// The relation's columns and their values.
    pub(super) key: UniqueKey,
}

impl Owner<'_> {
    /// Does it to the rows that belong to this one.
    pub(super) async fn write(&self, what: Nested) -> Result<()> {
        match what {
            Nested::Create(rows) => self.create(rows).await,
            Nested::CreateSkipping(rows) => self.add(rows, Conflict::Skip).await,
            Nested::Connect(keys) => self.connect(keys).await,
            Nested::ConnectOrCreate(choices) => self.connect_or_create(choices).await,
            Nested::Disconnect(keys) => self.disconnect(keys.map(any_of)).await,
            Nested::Set(keys) => self.set(keys).await,
            Nested::Update(key, changes) => {
                update_row(self.session, self.target(), self.belonging(key), *changes).await.map(drop)
            }
            Nested::Upsert(key, row, changes) => {
                if self.count(key.clone().map(equal).unwrap_or_default()).await? > 0 {
                    update_row(self.session, self.target(), self.belonging(key), *changes).await.map(drop)
                } else {
                    self.add(vec![*row], Conflict::Fail).await
                }
            }
            Nested::UpdateMany(predicates, changes) => {
                self.change(self.all_belonging(predicates), changes.columns).await.map(drop)
            }
            Nested::Delete(keys) => {
                let expected = keys.as_ref().map_or(1, Vec::len);
                let gone = self.delete(keys.map(any_of).into_iter().collect()).await?;
                if is(gone, expected) { Ok(()) } else { Err(self.missing()) }
            }
            Nested::DeleteMany(predicates) => self.delete(predicates).await.map(drop),
        }
    }

    async fn create(&self, rows: Vec<NewRow>) -> Result<()> {
        self.make_room(None).await?;
        self.add(rows, Conflict::Fail).await
    }

    /// New rows, for which there is room.
    async fn add(&self, rows: Vec<NewRow>, conflict: Conflict) -> Result<()> {
        if let Side::Between(join) = self.relation.side {
            let keys = self.store(rows, conflict).await?;
            return self.join(join, keys).await;
        }
        let owned = rows.into_iter().map(|mut row| {
            row.values.retain(|(column, _)| !self.relation.references.contains(column));
            row.values.extend(self.link());
            row
        });
        self.store(owned.collect(), conflict).await.map(drop)
    }

    /// Stores rows, those that nothing belongs to all at once; the values by which others know them come back.
    async fn store(&self, rows: Vec<NewRow>, conflict: Conflict) -> Result<Vec<Value>> {
        let mut keys = Vec::with_capacity(rows.len());
        let (plain, nesting): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.nested.is_empty());
        let references = self.relation.references;
        let picks: Vec<_> = references.iter().copied().map(Pick::Column).collect();
        for stored in insert_all(self.session, self.target(), plain, conflict, &picks).await? {
            for row in stored.rows {
                keys.push(fetch::raw(&row, &picks, references[0])?);
            }
        }
        for row in nesting {
            let stored = create_row(self.session, self.target(), row, references).await?;
            keys.extend(stored.into_iter().take(1).map(|(_, value)| value));
        }
        Ok(keys)
    }

    async fn connect(&self, keys: Vec<UniqueKey>) -> Result<()> {
        if let Side::Between(join) = self.relation.side {
            let targets = self.find_all(keys).await?;
            return self.join(join, targets).await;
        }
        let Some(first) = keys.first() else { return Ok(()) };
        self.make_room(Some(first)).await?;
        let groups = alike(keys);
        if self.take(groups.concat()).await? {
            return Ok(());
        }
        if groups.len() == 1 {
            return Err(self.missing());
        }
        // One row may be meant by two keys that name different columns.
        for keys in groups {
            if !self.take(keys).await? {
                return Err(self.missing());
            }
        }
        Ok(())
    }

    /// The rows of these keys belong to it from now on; whether there are as many.
    async fn take(&self, keys: Vec<UniqueKey>) -> Result<bool> {
        let link = self.link().into_iter().map(|(column, value)| set(column, value)).collect();
        let expected = keys.len();
        Ok(is(self.change(self.there(keys), link).await?, expected))
    }

    /// The values by which others know these rows, all of which have to be there.
    async fn find_all(&self, mut keys: Vec<UniqueKey>) -> Result<Vec<Value>> {
        let mut distinct = Vec::with_capacity(keys.len());
        keys.retain(|key| {
            let is_new = !distinct.contains(key);
            distinct.push(key.clone());
            is_new
        });
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let expected = keys.len();
        let reference = self.relation.references[0];
        let picks = [Pick::Column(reference)];
        let select = Select { predicates: self.there(keys), ..Select::default() };
        let statement = statement::select(self.target(), self.session.tenant(), select, &picks);
        let rows = self.session.execute(&statement).await?.rows;
        if rows.len() != expected {
            return Err(self.missing());
        }
        rows.iter().map(|row| fetch::raw(row, &picks, reference)).collect()
    }

    /// These belong to it, and no others. As in Prisma, one that does not exist is no mistake, unless a table
    /// between holds the relation.
    async fn set(&self, keys: Vec<UniqueKey>) -> Result<()> {
        if let Side::Between(join) = self.relation.side {
            self.disconnect(None).await?;
            let targets = self.find_all(keys).await?;
            return self.join(join, targets).await;
        }
        // Rows that cannot be without an owner may stay only if they are among the new ones.
        let others = Predicate::Not(Box::new(any_of(keys.clone())));
        if self.count(vec![others.clone()]).await? > 0 {
            self.disconnect(Some(others)).await?;
        }
        if keys.is_empty() {
            return Ok(());
        }
        let link = self.link().into_iter().map(|(column, value)| set(column, value)).collect();
        self.change(self.there(keys), link).await.map(drop)
    }

    async fn connect_or_create(&self, choices: Vec<(UniqueKey, NewRow)>) -> Result<()> {
        let references = self.relation.references;
        if let Side::Between(join) = self.relation.side {
            let mut keys = Vec::with_capacity(choices.len());
            for (key, row) in choices {
                let target = find_or_create(self.session, self.target(), key, row, references).await?;
                keys.extend(target.into_iter().map(|(_, value)| value));
            }
            return self.join(join, keys).await;
        }
        for (key, row) in choices {
            if find(self.session, self.target(), key.clone(), references).await?.is_some() {
                self.connect(vec![key]).await?;
            } else {
                self.create(vec![row]).await?;
            }
        }
        Ok(())
    }

    /// Those that belong to this row and match no longer do.
    async fn disconnect(&self, matching: Option<Predicate>) -> Result<()> {
        let predicates = self.all_belonging(matching.into_iter().collect());
        if let Side::Between(join) = self.relation.side {
            let (relation, tenant) = (self.relation, self.session.tenant());
            let unlink = statement::unlink(relation, join, self.owner_key()?, tenant, predicates);
            return self.session.execute(&unlink).await.map(drop);
        }
        let unlinked = unlinked(self.session, self.relation, self.target(), self.relation.references)?;
        self.change(predicates, unlinked).await.map(drop)
    }

    /// Only one row can belong to this one by a relation to one: whatever does now, no longer does.
    async fn make_room(&self, newcomer: Option<&UniqueKey>) -> Result<()> {
        if self.is_new || self.relation.arity == Arity::Many {
            return Ok(());
        }
        let others = newcomer.map(|key| Predicate::Not(Box::new(Predicate::All(equal(key.clone())))));
        if self.count(others.clone().into_iter().collect()).await? == 0 {
            return Ok(());
        }
        self.disconnect(others).await
    }

    async fn join(&self, join: JoinTable, targets: Vec<Value>) -> Result<()> {
        if targets.is_empty() {
            return Ok(());
        }
        let link = statement::link(self.relation, join, self.owner_key()?, targets);
        self.session.execute(&link).await.map(drop)
    }

    async fn count(&self, predicates: Vec<Predicate>) -> Result<i64> {
        let count = statement::count(self.target(), self.session.tenant(), self.all_belonging(predicates));
        let rows = self.session.execute(&count).await?.rows;
        rows.first().map_or(Ok(0), |row| row.try_get(0).map_err(|error| Error::Decode(error.to_string())))
    }

    async fn change(&self, predicates: Vec<Predicate>, changes: Vec<Change>) -> Result<u64> {
        let (tenant, source) = (self.session.tenant(), self.session.source());
        let update = statement::update(self.target(), tenant, source, predicates, changes, &[]);
        Ok(self.session.execute(&update).await?.affected)
    }

    async fn delete(&self, predicates: Vec<Predicate>) -> Result<u64> {
        if let Some(changes) = self.session.instead_of_delete(self.target()) {
            return self.change(self.all_belonging(predicates), changes).await;
        }
        let delete =
            statement::delete(self.target(), self.session.tenant(), self.all_belonging(predicates), &[]);
        Ok(self.session.execute(&delete).await?.affected)
    }

    fn target(&self) -> &'static Table {
        self.relation.target
    }

    fn missing(&self) -> Error {
        Error::NotFound { table: self.target().name }
    }

    /// The value by which the table between knows this row.
    fn owner_key(&self) -> Result<Value> {
        let owner = self.key.first().map(|(_, value)| value.clone());
        owner.ok_or(Error::NotFound { table: self.relation.source.name })
    }

    /// The columns of a row that belongs to this one.
    fn link(&self) -> UniqueKey {
        let values = self.key.iter().map(|(_, value)| value.clone());
        self.relation.references.iter().copied().zip(values).collect()
    }

    /// The row has one of the keys, and is seen.
    fn there(&self, keys: Vec<UniqueKey>) -> Vec<Predicate> {
        let mut predicates = vec![any_of(keys)];
        self.session.visible(self.target(), &mut predicates);
        predicates
    }

    fn belonging(&self, key: Option<UniqueKey>) -> Vec<Predicate> {
        self.all_belonging(key.map(equal).unwrap_or_default())
    }

    /// The row belongs to this one, matches and is seen.
    fn all_belonging(&self, mut predicates: Vec<Predicate>) -> Vec<Predicate> {
        self.session.visible(self.target(), &mut predicates);
        match (self.relation.side, self.key.first()) {
            (Side::Between(join), Some((_, key))) => {
                let (column, key) = (self.relation.references[0], key.clone());
                predicates.push(Predicate::Joined { join, column, key });
            }
            _ => predicates.extend(equal(self.link())),
        }
        predicates
    }
}

/// The keys in groups of which each names the same columns, and no values twice: as many rows as keys.
fn alike(keys: Vec<UniqueKey>) -> Vec<Vec<UniqueKey>> {
    let mut groups: Vec<Vec<UniqueKey>> = Vec::new();
    for key in keys {
        let columns = |key: &UniqueKey| key.iter().map(|&(column, _)| column).collect::<Vec<_>>();
        match groups.iter_mut().find(|group| columns(&group[0]) == columns(&key)) {
            Some(group) if group.contains(&key) => {}
            Some(group) => group.push(key),
            None => groups.push(vec![key]),
        }
    }
    groups
}

fn is(affected: u64, expected: usize) -> bool {
    usize::try_from(affected).is_ok_and(|affected| affected == expected)
}
