//! The queries: what is to be asked is put together, then `exec` sends it.

/// A query that runs in any session: whether it is one statement is asked of its own fields.
macro_rules! runs_anywhere {
    ($query:ident<M $(, $type:ident)?>, $output:ty, |$this:ident| $is_single:expr $(, is_counted: $is_counted:literal)?) => {
        impl<M: $crate::Model $(, $type: Send)?> $crate::Query for $query<'_, M $(, $type)?> {
            type Output = $output;

            $(const IS_COUNTED: bool = $is_counted;)?

            fn session(&self) -> &$crate::Session {
                self.session
            }

            fn is_single(&self) -> bool {
                let $this = self;
                $is_single
            }

            async fn exec_in(self, session: &$crate::Session) -> $crate::Result<$output> {
                let mut query: $query<'_, M $(, $type)?> = self;
                query.session = session;
                query.exec().await
            }
        }
    };
}

mod aggregate;
mod create;
mod delete;
mod find;
mod update;

pub use aggregate::{Aggregate, GroupBy};
pub use create::{CreateMany, CreateManyReturning, CreateOne, Upsert};
pub use delete::{DeleteMany, DeleteOne};
pub use find::{Count, FindFirst, FindMany, FindUnique};
pub use update::{UpdateMany, UpdateManyReturning, UpdateOne};
