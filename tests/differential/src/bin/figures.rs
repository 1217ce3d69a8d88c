//! What a query costs: CPU a query of the generated client, and of statements written by hand.
//!
//! `figures <database> <job> <times>` prints one line of JSON. `tests/differential/figures.ts` runs all jobs.

use std::error::Error;
use std::io::Write as _;
use std::time::Instant;

use prisma_client_rust::prelude::{Column, Decode, Field, Model, Reader, Table, Unique};
use prisma_client_rust::{Actions, Config, Session, include};
use serde_json::json;
use tickwire_differential::blog::{Client, comment, post, user};
use tokio_postgres::NoTls;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, job, times] = &arguments[..] else { return Err("figures <database> <job> <times>".into()) };
    let times: u32 = times.parse()?;
    let db = Client::connect(url, Config { max_connections: 1, ..Config::default() }).await?;
    let (by_hand, connection) = tokio_postgres::connect(url, NoTls).await?;
    let driver = tokio::spawn(connection);
    let statement = by_hand
        .prepare("SELECT id, title, body, published, views, score, tags, \"authorId\", \"reviewerId\" FROM \"Post\" WHERE views >= $1 ORDER BY id LIMIT $2")
        .await?;
    // Once before: connections, prepared statements and the database's own caches.
    run(&db, &by_hand, &statement, job, 1).await?;
    let (cpu, start) = (cpu_seconds()?, Instant::now());
    let rows = run(&db, &by_hand, &statement, job, times).await?;
    let (cpu, wall) = (cpu_seconds()? - cpu, start.elapsed().as_secs_f64());
    let each = f64::from(times);
    writeln!(
        std::io::stdout(),
        "{}",
        json!({ "job": job, "cpu": cpu / each, "wall": wall / each, "rows": rows })
    )?;
    driver.abort();
    Ok(())
}

async fn run(
    db: &Client,
    by_hand: &tokio_postgres::Client,
    statement: &tokio_postgres::Statement,
    job: &str,
    times: u32,
) -> Outcome<usize> {
    let mut rows = 0;
    for _ in 0..times {
        rows = match job {
            "by-hand" => {
                let found = by_hand.query(statement, &[&0_i32, &50_i64]).await?;
                found.iter().map(read).collect::<Outcome<Vec<_>>>()?.len()
            }
            "find-many" => {
                let posts = db.post().find_many([post::views::gte(0)]);
                posts.order_by(post::id::asc()).take(50).exec().await?.len()
            }
            "in-tenant" => {
                let session = Session::of_tenant(db.pool().clone(), 7_i32);
                let notes = Actions::<Note>::new(&session).find_many([Field::<Note, i32, 5>::gte(0)]);
                notes.order_by(Field::<Note, i32, 0, Unique>::asc()).take(50).exec().await?.len()
            }
            "include" => {
                let users = db.user().find_many([]).order_by(user::id::asc()).take(50);
                let users = users.include(include!(user { posts { comments } })).exec().await?;
                users.iter().flat_map(|user| &user.posts).map(|post| post.comments.len()).sum()
            }
            "create-many" => {
                db.comment().delete_many([comment::id::gte(1_000_000)]).exec().await?;
                let texts = (0..10_000).map(|id| {
                    comment::create(
                        1_000_000 + id,
                        "a comment of some words",
                        1,
                        vec![comment::user_id::set(Some(1))],
                    )
                });
                usize::try_from(db.comment().create_many(texts).exec().await?)?
            }
            other => return Err(format!("there is no job {other}").into()),
        };
    }
    Ok(rows)
}

/// A row, decoded as somebody would by hand.
fn read(row: &tokio_postgres::Row) -> Outcome<post::Data> {
    Ok(post::Data {
        id: row.try_get(0)?,
        title: row.try_get(1)?,
        body: row.try_get(2)?,
        published: row.try_get(3)?,
        views: row.try_get(4)?,
        score: row.try_get(5)?,
        tags: row.try_get(6)?,
        author_id: row.try_get(7)?,
        reviewer_id: row.try_get(8)?,
    })
}

/// A model with tenants, as wide as a post.
#[derive(Debug)]
struct Note;

static NOTES: Table = Table {
    schema: None,
    name: "Note",
    columns: &[
        Column::new("id", "integer").unique(),
        Column::new("tenantId", "integer"),
        Column::new("title", "text"),
        Column::new("body", "text").nullable(),
        Column::new("published", "boolean"),
        Column::new("views", "integer"),
        Column::new("score", "double precision").nullable(),
        Column::new("tags", "text").list(),
        Column::new("authorId", "integer"),
    ],
    relations: &[],
    key: &[0],
    tenant: Some(1),
};

impl Model for Note {
    type Data = NoteData;

    const TABLE: &'static Table = &NOTES;
}

#[derive(Debug)]
#[expect(dead_code, reason = "it is there to be decoded")]
struct NoteData {
    id: i32,
    tenant_id: i32,
    title: String,
    body: Option<String>,
    published: bool,
    views: i32,
    score: Option<f64>,
    tags: Vec<String>,
    author_id: i32,
}

impl Decode for NoteData {
    fn decode(reader: &mut Reader<'_>) -> prisma_client_rust::Result<Self> {
        Ok(Self {
            id: reader.required()?,
            tenant_id: reader.required()?,
            title: reader.required()?,
            body: reader.optional()?,
            published: reader.required()?,
            views: reader.required()?,
            score: reader.optional()?,
            tags: reader.list()?,
            author_id: reader.required()?,
        })
    }
}

/// The CPU time of this process.
fn cpu_seconds() -> Outcome<f64> {
    let text = std::fs::read_to_string("/proc/self/schedstat")?;
    let nanoseconds: f64 = text.split(' ').next().ok_or("no figure")?.parse()?;
    Ok(nanoseconds / 1e9)
}
