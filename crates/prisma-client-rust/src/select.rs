//! `select!` and `include!`: what a query reads, with exactly the type that it has.

/// What of a model's rows a query reads: some fields, some relations, and what of those.
///
/// ```no_run
/// # mod client { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/blog/client.in")); }
/// # use client::prisma::{Client, Error, post, select};
/// # async fn example(db: Client) -> Result<(), Error> {
/// let posts = db
///     .post()
///     .find_many([])
///     .select(select!(post { id, title, author { name }, categories.take(5) { slug }, _count { categories } }))
///     .exec()
///     .await?;
/// println!("{} by {}", posts[0].title, posts[0].author.name);
/// # Ok(())
/// # }
/// ```
///
/// `_count { likes.filter(..) }` counts those rows alone.
///
/// The row that comes back has these fields and no others, so what was not read cannot be used. A relation
/// without braces is read whole; `categories.filter(..).order_by(..).take(5)` says which of its rows.
///
/// `select!(pub struct Card from post { id, author: Author, categories.take(5): Vec<Tag> })` declares a type
/// that can be named, and [`View`](crate::View) for it: `.select(Card::selection())`. There a relation says
/// the type of its rows, which is another such type, and a field may say one that is made `From` its own:
/// `created_at: Date`. Attributes stay where they are written, so that such a type can be the answer of an API.
///
/// `select!(pub struct Counts from _count of post { categories })` declares a type for `_count: Counts`.
#[macro_export]
macro_rules! select {
    (
        $(#[$meta:meta])* $vis:vis struct $name:ident from _count of $($model:ident)::+ {
            $($(#[$doc:meta])* $relation:ident $(.$method:ident($($argument:tt)*))*),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        $vis struct $name {
            $($(#[$doc])* pub $relation: i64,)+
        }

        $crate::__counts!([$($model)::+] $name $([$relation $(.$method($($argument)*))*])+);
    };
    (
        $(#[$meta:meta])* $vis:vis struct $name:ident from $($model:ident)::+ {
            $($(#[$doc:meta])* $field:ident $(.$method:ident($($argument:tt)*))* $(: $of:ty)?),* $(,)?
        }
    ) => {
        $crate::__view!(
            [$(#[$meta])* $vis $name] [$($model)::+]
            $([$(#[$doc])* $field [$(.$method($($argument)*))*] $(: $of)?])*
        );
    };
    ($($model:ident)::+ { $($parts:tt)* }) => {
        $crate::__selection!([$($model)::+] select [] $($parts)*)
    };
}

/// A model's rows, and some relations with them.
///
/// ```no_run
/// # mod client { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/blog/client.in")); }
/// # use client::prisma::{Client, Error, include, post};
/// # async fn example(db: Client) -> Result<(), Error> {
/// let posts = db.post().find_many([]).include(include!(post { author { posts }, categories })).exec().await?;
/// println!("{} is about {} things", posts[0].title, posts[0].categories.len());
/// # Ok(())
/// # }
/// ```
///
/// What comes back is the model's row, with a field for each relation that was read; `data` is the model's
/// own row. In braces, relations of the relation are included; `author: select { name }` selects instead.
#[macro_export]
macro_rules! include {
    ($($model:ident)::+ { $($parts:tt)* }) => {
        $crate::__selection!(
            [$($model)::+] include [data = $crate::shape::Selected::whole::<$($model)::+::Model>();] $($parts)*
        )
    };
}

/// Takes the parts of a selection one after another, and puts them together.
#[doc(hidden)]
#[macro_export]
macro_rules! __selection {
    // No parts are left.
    ([$($model:tt)+] $how:ident [$($field:ident = $part:expr;)*]) => {{
        $crate::__row!($how $($field)*);

        #[allow(non_camel_case_types, clippy::too_many_arguments, reason = "a type is named as its field")]
        fn combine<$($field: 'static),*>(
            $($field: $crate::shape::Selected<$field>),*
        ) -> $crate::Selection<$($model)+::Model, Row<$($field),*>> {
            $(let $field = $field.into_parts();)*
            $crate::Selection::new([$($field.0),*], move |_reader| Ok(Row { $($field: ($field.1)(_reader)?),* }))
        }

        combine($($part),*)
    }};
    // How many rows belong to it.
    (
        $model:tt $how:ident [$($done:tt)*]
        _count { $($counted:ident $(.$method:ident($($argument:tt)*))*),+ $(,)? } $(, $($rest:tt)*)?
    ) => {
        $crate::__selection!($model $how [$($done)* _count = {
            /// How many rows belong to it.
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            #[allow(missing_docs, reason = "the fields are relations")]
            pub struct Count {
                $(pub $counted: i64,)+
            }

            $crate::shape::Selected::counts(
                [$($crate::shape::Select::selected($crate::__count!($model $counted)$(.$method($($argument)*))*),)+],
                |reader| Ok(Count { $($counted: reader.required()?,)+ }),
            )
        };] $($($rest)*)?)
    };
    // A relation, and what of it.
    (
        [$($model:tt)+] $how:ident [$($done:tt)*]
        $field:ident $(.$method:ident($($argument:tt)*))* { $($parts:tt)* } $(, $($rest:tt)*)?
    ) => {
        $crate::__selection!([$($model)+] $how [$($done)*] $field $(.$method($($argument)*))*: $how { $($parts)* } $(, $($rest)*)?)
    };
    // A relation, and what of it is selected or included.
    (
        [$($model:tt)+] $how:ident [$($done:tt)*]
        $field:ident $(.$method:ident($($argument:tt)*))* : $other:ident { $($parts:tt)* } $(, $($rest:tt)*)?
    ) => {
        $crate::__selection!([$($model)+] $how [$($done)* $field = $crate::shape::Select::selected(
            <$($model)+::$field>::load($crate::$other!($($model)+::__relations::$field { $($parts)* }))
                $(.$method($($argument)*))*
        );] $($($rest)*)?)
    };
    // A field, or a whole relation.
    (
        [$($model:tt)+] $how:ident [$($done:tt)*]
        $field:ident $(.$method:ident($($argument:tt)*))* $(, $($rest:tt)*)?
    ) => {
        $crate::__selection!([$($model)+] $how [$($done)* $field = $crate::shape::Select::selected(
            <$($model)+::$field>::pick()$(.$method($($argument)*))*
        );] $($($rest)*)?)
    };
}

/// The type of the rows.
#[doc(hidden)]
#[macro_export]
macro_rules! __row {
    (select $($field:ident)*) => {
        /// What was selected of a row.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(non_camel_case_types, missing_docs, reason = "a type is named as its field")]
        pub struct Row<$($field),*> {
            $(pub $field: $field,)*
        }
    };
    (include data $($field:ident)*) => {
        /// A row, and what belongs to it.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(non_camel_case_types, missing_docs, reason = "a type is named as its field")]
        pub struct Row<data, $($field),*> {
            pub data: data,
            $(pub $field: $field,)*
        }

        #[allow(non_camel_case_types, reason = "a type is named as its field")]
        impl<data, $($field),*> ::std::ops::Deref for Row<data, $($field),*> {
            type Target = data;

            fn deref(&self) -> &data {
                &self.data
            }
        }
    };
}

/// A declared type.
#[doc(hidden)]
#[macro_export]
macro_rules! __view {
    (
        [$(#[$meta:meta])* $vis:vis $name:ident] $model:tt
        $([$(#[$doc:meta])* $field:ident [$($arguments:tt)*] $(: $of:ty)?])*
    ) => {
        $(#[$meta])*
        $vis struct $name {
            $($(#[$doc])* pub $field: $crate::__type!($model $field $(: $of)?),)*
        }

        #[allow(dead_code, reason = "other types may have it as the rows of a relation alone")]
        impl $name {
            /// What is read.
            $vis fn selection() -> $crate::Selection<$crate::__model!($model), Self> {
                $crate::View::selection()
            }
        }

        impl $crate::View for $name {
            type Model = $crate::__model!($model);

            fn selection() -> $crate::Selection<Self::Model, Self> {
                $(let $field: $crate::shape::Selected<$crate::__type!($model $field $(: $of)?)> =
                    $crate::shape::Select::selected(
                        $crate::__part!($model $field [$($arguments)*] $(: $of)?)
                    );)*
                $(let $field = $field.into_parts();)*
                $crate::Selection::new([$($field.0),*], move |reader| Ok(Self { $($field: ($field.1)(reader)?),* }))
            }
        }
    };
}

/// The type of a declared field.
#[doc(hidden)]
#[macro_export]
macro_rules! __type {
    ([$($model:tt)+] $field:ident) => { <$($model)+::$field as $crate::shape::Typed>::Type };
    ([$($model:tt)+] $field:ident : $of:ty) => { $of };
}

/// What a declared field reads.
#[doc(hidden)]
#[macro_export]
macro_rules! __part {
    ([$($model:tt)+] $field:ident []) => { <$($model)+::$field>::pick() };
    ($model:tt _count [] : $of:ty) => { <$of as $crate::shape::Counts<$crate::__model!($model)>>::counts() };
    ([$($model:tt)+] $field:ident [] : $of:ty) => {
        <$($model)+::$field as $crate::shape::ReadAs<$of>>::read_as()
    };
    ([$($model:tt)+] $field:ident [$($arguments:tt)*] : $of:ty) => {
        <$($model)+::$field>::load($crate::View::selection())$($arguments)*
    };
}

/// What a type of numbers of related rows reads.
#[doc(hidden)]
#[macro_export]
macro_rules! __counts {
    ($model:tt $name:ident $([$relation:ident $($methods:tt)*])+) => {
        impl $crate::shape::Counts<$crate::__model!($model)> for $name {
            fn counts() -> $crate::shape::Selected<Self> {
                $crate::shape::Selected::counts(
                    [$($crate::shape::Select::selected($crate::__count!($model $relation)$($methods)*),)+],
                    |reader| Ok(Self { $($relation: reader.required()?,)+ }),
                )
            }
        }
    };
}

/// The marker of a model.
#[doc(hidden)]
#[macro_export]
macro_rules! __model {
    ([$($model:tt)+]) => { $($model)+::Model };
}

/// How many rows of a relation there are.
#[doc(hidden)]
#[macro_export]
macro_rules! __count {
    ([$($model:tt)+] $field:ident) => { <$($model)+::$field>::count() };
}
