//! Names for procedures: routers nest into namespaces and are checked when they are built.

use std::{collections::BTreeMap, fmt, panic::Location, sync::Arc};

use crate::{Builder, Handler, Info, Kind, Procedure, StreamHandler, UploadHandler, observer::TurnedAway};

/// Names that a JavaScript proxy client cannot call: they mean something else on every function or promise.
const RESERVED: [&str; 3] = ["then", "call", "apply"];

/// Procedures by name, for context `C`, each with metadata `M`. Nothing is checked before [`Router::build`].
///
/// A procedure that declares nothing does not compile where a router asks for something:
///
/// ```compile_fail
/// use rspc::{Builder, Failure, Router};
///
/// struct Permission(&'static str);
///
/// async fn greet((): ()) -> Result<(), Failure> {
///     Ok(())
/// }
///
/// let router = Router::<(), Permission>::new().query("greet", Builder::new(()), greet);
/// ```
pub struct Router<C, M> {
    entries: Vec<Entry<C, M>>,
}

struct Entry<C, M> {
    procedure: Procedure<C, M>,
    registered: &'static Location<'static>,
}

impl<C: Send + 'static, M: Clone + Send + Sync + 'static> Default for Router<C, M> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: Send + 'static, M: Clone + Send + Sync + 'static> Router<C, M> {
    /// A router without procedures.
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// Adds a query.
    #[track_caller]
    pub fn query<N: Send + 'static, A>(
        self,
        name: &str,
        builder: Builder<C, N, M>,
        handler: impl Handler<N, A>,
    ) -> Self {
        self.add(builder.finish(name.to_owned(), Kind::Query, handler))
    }

    /// Adds a mutation.
    #[track_caller]
    pub fn mutation<N: Send + 'static, A>(
        self,
        name: &str,
        builder: Builder<C, N, M>,
        handler: impl Handler<N, A>,
    ) -> Self {
        self.add(builder.finish(name.to_owned(), Kind::Mutation, handler))
    }

    /// Adds a mutation that takes an upload.
    #[track_caller]
    pub fn upload<N: Send + 'static, A>(
        self,
        name: &str,
        builder: Builder<C, N, M>,
        handler: impl UploadHandler<N, A>,
    ) -> Self {
        self.add(builder.finish_upload(name.to_owned(), handler))
    }

    /// Adds a subscription.
    #[track_caller]
    pub fn subscription<N: Send + 'static, A>(
        self,
        name: &str,
        builder: Builder<C, N, M>,
        handler: impl StreamHandler<N, A>,
    ) -> Self {
        self.add(builder.finish_stream(name.to_owned(), handler))
    }

    /// Adds all of `router`'s procedures under `namespace`.
    #[must_use]
    pub fn nest(mut self, namespace: &str, router: Self) -> Self {
        self.entries.extend(router.entries.into_iter().map(|mut entry| {
            let info = Arc::make_mut(&mut entry.procedure.info);
            info.path = format!("{namespace}.{}", info.path);
            entry
        }));
        self
    }

    /// Adds all of `router`'s procedures beside these.
    #[must_use]
    pub fn merge(mut self, router: Self) -> Self {
        self.entries.extend(router.entries);
        self
    }

    /// Checks the names and freezes the table.
    pub fn build(self) -> Result<Procedures<C, M>, BuildError> {
        let mut table = BTreeMap::<String, Entry<C, M>>::new();
        for entry in self.entries {
            let path = entry.procedure.info.path.clone();
            let refuse =
                |why: String| Err(BuildError { path: path.clone(), why, registered: entry.registered });
            if let Some(segment) = path.split('.').find(|segment| RESERVED.contains(segment)) {
                return refuse(format!("`{segment}` is reserved: a tRPC client cannot call it"));
            }
            if !path.split('.').all(is_name) {
                return refuse(
                    "a name starts with a letter and holds letters, digits and `_` only".to_owned(),
                );
            }
            if let Some(first) = table.get(&path) {
                return refuse(format!("already registered at {}", first.registered));
            }
            let below = format!("{path}.");
            let above =
                path.match_indices('.').map(|(at, _)| &path[..at]).find(|prefix| table.contains_key(*prefix));
            let inside = table.range(below.clone()..).next().filter(|(other, _)| other.starts_with(&below));
            if let Some(other) = above.or(inside.map(|(other, _)| other.as_str())) {
                return refuse(format!("one name is a procedure and a namespace: see `{other}`"));
            }
            table.insert(path.clone(), entry);
        }
        for (path, entry) in &table {
            if let Some(why) = wrong_invalidation(&table, &entry.procedure.info) {
                return Err(BuildError { path: path.clone(), why, registered: entry.registered });
            }
        }
        let table = table.into_iter().map(|(path, entry)| (path, entry.procedure)).collect();
        Ok(Procedures { table, turned_away: Vec::new() })
    }

    #[track_caller]
    fn add(mut self, procedure: Procedure<C, M>) -> Self {
        self.entries.push(Entry { procedure, registered: Location::caller() });
        self
    }
}

/// Why a procedure cannot make stale what it says it does.
fn wrong_invalidation<C, M>(table: &BTreeMap<String, Entry<C, M>>, info: &Info<M>) -> Option<String> {
    let is_query = |entry: &Entry<C, M>| entry.procedure.info.kind == Kind::Query;
    let first = info.invalidates.first()?;
    if info.kind != Kind::Mutation {
        return Some(format!("it is no mutation, and cannot make `{first}` stale"));
    }
    info.invalidates.iter().find_map(|stale| {
        let below = format!("{stale}.");
        let mut inside = table.range(below.clone()..).take_while(|(path, _)| path.starts_with(&below));
        match table.get(stale) {
            Some(entry) if is_query(entry) => None,
            Some(_) => Some(format!("it cannot make `{stale}` stale, which is no query")),
            None if inside.any(|(_, entry)| is_query(entry)) => None,
            None => Some(format!(
                "it cannot make `{stale}` stale: there is no such query, and no namespace with one"
            )),
        }
    })
}

fn is_name(segment: &str) -> bool {
    segment.starts_with(|c: char| c.is_ascii_alphabetic())
        && segment.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// A router that cannot be built: which procedure, why, and where it was registered.
#[derive(Debug)]
pub struct BuildError {
    path: String,
    why: String,
    registered: &'static Location<'static>,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "procedure `{}`, registered at {}: {}", self.path, self.registered, self.why)
    }
}

impl std::error::Error for BuildError {}

/// A built router: every procedure by its full name, in alphabetical order.
pub struct Procedures<C, M> {
    table: BTreeMap<String, Procedure<C, M>>,
    pub(crate) turned_away: Vec<TurnedAway>,
}

impl<C, M> Procedures<C, M> {
    /// The procedure of that full name, such as `positions.getAll`.
    pub fn get(&self, path: &str) -> Option<&Procedure<C, M>> {
        self.table.get(path)
    }

    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = &mut Procedure<C, M>> {
        self.table.values_mut()
    }

    /// Every procedure, by its full name.
    pub fn iter(&self) -> impl Iterator<Item = &Procedure<C, M>> {
        self.table.values()
    }
}
