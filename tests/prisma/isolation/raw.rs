//! SQL of one's own.

use prisma_client_rust::raw;

use super::{Check, checks};

prisma_client_rust::row!(
    struct Name {
        name: String,
    }
);

pub(super) fn checks<S>() -> Vec<Check<S>> {
    checks! {
        "raw query" => "[bot ours, idle ours]", |db, _at| {
            let names = db._query_raw::<Name>(raw!("SELECT name FROM bots")).exec().await?;
            names.into_iter().map(|row| row.name).collect::<Vec<_>>()
        };
        "raw query: by id" => "[]", |db, at| {
            let names = db._query_raw::<Name>(raw!("SELECT name FROM bots WHERE id = {}", at.theirs.bot)).exec().await?;
            names.into_iter().map(|row| row.name).collect::<Vec<_>>()
        };
        "raw query: of rows" => "1", |db, _at| db.query_raw("SELECT name FROM tenants", &[]).await?.len() as u64;
        "raw statement" => "0", |db, at| {
            db._execute_raw(raw!("UPDATE bots SET name = 'taken' WHERE id = {}", at.theirs.bot)).exec().await?
        };
        "raw statement: all" => "2", |db, _at| db.execute_raw("DELETE FROM api_keys", &[]).await?;
        "raw statement: give away" => "P1010", |db, at| {
            db._execute_raw(raw!("UPDATE bots SET tenant_id = {}", at.theirs.tenant)).exec().await?
        };
        "raw statement: for them" => "P1010", |db, at| {
            let tenant = at.theirs.tenant;
            let sql = raw!("INSERT INTO bots (id, tenant_id, name, updated_at) VALUES (gen_random_uuid(), {}, 'x', now())", tenant);
            db._execute_raw(sql).exec().await?
        };
        "raw batch" => "0; [bot ours, idle ours]", |db, at| {
            let (changed, names) = db
                ._batch((
                    db._execute_raw(raw!("UPDATE bots SET name = 'taken' WHERE id = {}", at.theirs.bot)),
                    db._query_raw::<Name>(raw!("SELECT name FROM bots")),
                ))
                .await?;
            (changed, names.into_iter().map(|row| row.name).collect::<Vec<_>>())
        };
    }
}
