//! The whole of a small backend. With a folder it writes the bindings there, and without one it serves.

use std::{env, error::Error, fs, path::Path};

use rspc::{Builder, ErrorCode, Failure, Procedures, Router};
use rspc_axum::Mount;

/// Who calls, as far as the request says.
#[derive(Clone)]
struct Visitor {
    token: Option<String>,
}

/// Somebody who is logged in.
struct Person {
    name: String,
}

/// For people who are logged in.
fn person() -> Builder<Visitor, Person, ()> {
    Builder::new(()).context(|visitor: Visitor| async move {
        let name = visitor.token.ok_or(Failure::new(ErrorCode::Unauthorized, "Log in first."))?;
        Ok::<_, Failure>(Person { name })
    })
}

#[rspc::input]
struct NewPost {
    #[garde(length(chars, min = 1, max = 80))]
    title: String,
}

#[derive(serde::Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
struct Post {
    id: superjson::BigInt<u64>,
    title: String,
    written_by: String,
}

/// Why a post is not taken.
#[derive(Debug, thiserror::Error, serde::Serialize, specta::Type)]
#[serde(tag = "type")]
enum Refused {
    /// There is one of that title.
    #[error("there is a post of that title")]
    TitleTaken { id: superjson::BigInt<u64> },
}

#[rspc::codes]
impl rspc::Error for Refused {
    fn code(&self) -> ErrorCode {
        ErrorCode::Conflict
    }
}

/// Writes a post.
#[rspc::procedure]
async fn create(person: Person, input: NewPost) -> Result<Post, Refused> {
    if input.title == "Hello" {
        return Err(Refused::TitleTaken { id: 1.into() });
    }
    Ok(Post { id: 2.into(), title: input.title, written_by: person.name })
}

/// Every procedure; two of one name, or a reserved one, are an error that says where they stand.
fn router() -> Result<Procedures<Visitor, ()>, rspc::BuildError> {
    let posts = Router::new().mutation("create", person(), rspc::handler!(create));
    Router::new().nest("posts", posts).build()
}

/// The router on the wire, for pages of one origin.
fn app() -> Result<axum::Router, rspc::BuildError> {
    let context = |request: rspc_axum::Request| async move {
        let token = request.headers.get("authorization").and_then(|value| value.to_str().ok());
        Ok(Visitor { token: token.map(str::to_owned) })
    };
    Ok(Mount::new(router()?, context).origins(["https://app.example"]).at("/trpc"))
}

/// The bindings, where the front end keeps generated files: commit what this writes.
fn write_bindings(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    for file in rspc_bindings::Bindings::new(&router()?).files()? {
        fs::write(folder.join(file.name), file.text)?;
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    if let Some(folder) = env::args_os().nth(1) {
        return write_bindings(Path::new(&folder));
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:4000").await?;
    axum::serve(listener, app()?).await?;
    Ok(())
}
