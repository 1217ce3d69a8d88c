//! Names for procedures: routers nest into namespaces and are checked when they are built.

use std::{collections::BTreeMap, fmt, panic::Location, sync::Arc};

use crate::{Builder, Handler, Kind, Procedure, StreamHandler, UploadHandler};

/// Names that a JavaScript proxy client cannot call: they mean something else on every function or promise.
const RESERVED: [&str; 3] = ["then", "call", "apply"];

/// Procedures by name, for context `C`, each with metadata `M`. Nothing is checked before [`Router::build`].
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
        Ok(Procedures { table: table.into_iter().map(|(path, entry)| (path, entry.procedure)).collect() })
    }

    #[track_caller]
    fn add(mut self, procedure: Procedure<C, M>) -> Self {
        self.entries.push(Entry { procedure, registered: Location::caller() });
        self
    }
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
}

impl<C, M> Procedures<C, M> {
    /// The procedure of that full name, such as `positions.getAll`.
    pub fn get(&self, path: &str) -> Option<&Procedure<C, M>> {
        self.table.get(path)
    }

    /// Every procedure, by its full name.
    pub fn iter(&self) -> impl Iterator<Item = &Procedure<C, M>> {
        self.table.values()
    }
}
