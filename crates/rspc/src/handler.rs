//! Plain async functions as procedures, with or without an input, and their place in the source.

use std::future::Future;

use futures::Stream;
use serde::Serialize;

use crate::{Error, ErrorType, Failure, Input, StreamItem, UploadHandler};

/// Where a procedure's function stands, and its doc comment. `#[rspc::procedure]` writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file, relative to the workspace.
    pub file: &'static str,
    /// The line of the function's name, from 1.
    pub line: u32,
    /// The doc comment.
    pub docs: &'static str,
}

/// What a handler may fail with: a procedure's own [`Error`], or a bare [`Failure`].
pub trait HandlerError: Into<Failure> + Send + 'static {
    /// The errors that a client can match on.
    const TYPES: &'static [ErrorType];
}

impl<E: Error> HandlerError for E {
    const TYPES: &'static [ErrorType] = &[ErrorType::of::<E>()];
}

impl HandlerError for Failure {
    const TYPES: &'static [ErrorType] = &[];
}

/// An `async fn(context, input) -> Result<output, error>`, or one without input. `Args` tells the forms apart.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no procedure on the context `{C}`",
    note = "it is an `async fn(context, input) -> Result<output, error>`",
    note = "the input is an `#[rspc::input]`, the output is `Serialize` and `specta::Type`, the error is an `rspc::Error`"
)]
pub trait Handler<C, Args>: Send + Sync + 'static {
    /// What it takes.
    type Input: Input;
    /// What it answers.
    type Output: Serialize + specta::Type + Send + 'static;
    /// What it fails with.
    type Error: HandlerError;
    /// Calls it.
    fn call(
        &self,
        context: C,
        input: Self::Input,
    ) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send + 'static;
    /// Where it stands in the source.
    fn source(&self) -> Option<Source> {
        None
    }
}

/// An `async fn(context, input) -> Result<impl Stream<Item = Result<item, error>>, error>`, or one without input.
/// `Args` tells the forms apart.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no subscription on the context `{C}`",
    note = "it is an `async fn(context, input) -> Result<impl Stream<Item = Result<item, error>>, error>`",
    note = "the input is an `#[rspc::input]`, an item is `Serialize` and `specta::Type`, an error is an `rspc::Error`"
)]
pub trait StreamHandler<C, Args>: Send + Sync + 'static {
    /// What it takes.
    type Input: Input;
    /// What the stream yields.
    type Item: StreamItem;
    /// What it, and its stream, fails with.
    type Error: HandlerError;
    /// Opens the stream.
    fn open(
        &self,
        context: C,
        input: Self::Input,
    ) -> impl Future<
        Output = Result<impl Stream<Item = Result<Self::Item, Self::Error>> + Send + 'static, Self::Error>,
    > + Send
    + 'static;
    /// Where it stands in the source.
    fn source(&self) -> Option<Source> {
        None
    }
}

impl<F, C, I, O, E, R> Handler<C, (I,)> for F
where
    F: Fn(C, I) -> R + Send + Sync + 'static,
    R: Future<Output = Result<O, E>> + Send + 'static,
    I: Input,
    O: Serialize + specta::Type + Send + 'static,
    E: HandlerError,
{
    type Input = I;
    type Output = O;
    type Error = E;
    fn call(&self, context: C, input: I) -> impl Future<Output = Result<O, E>> + Send + 'static {
        self(context, input)
    }
}

impl<F, C, O, E, R> Handler<C, ()> for F
where
    F: Fn(C) -> R + Send + Sync + 'static,
    R: Future<Output = Result<O, E>> + Send + 'static,
    O: Serialize + specta::Type + Send + 'static,
    E: HandlerError,
{
    type Input = ();
    type Output = O;
    type Error = E;
    fn call(&self, context: C, (): ()) -> impl Future<Output = Result<O, E>> + Send + 'static {
        self(context)
    }
}

impl<F, C, I, S, T, E, R> StreamHandler<C, (I,)> for F
where
    F: Fn(C, I) -> R + Send + Sync + 'static,
    R: Future<Output = Result<S, E>> + Send + 'static,
    S: Stream<Item = Result<T, E>> + Send + 'static,
    I: Input,
    T: StreamItem,
    E: HandlerError,
{
    type Input = I;
    type Item = T;
    type Error = E;
    fn open(
        &self,
        context: C,
        input: I,
    ) -> impl Future<Output = Result<impl Stream<Item = Result<T, E>> + Send + 'static, E>> + Send + 'static
    {
        self(context, input)
    }
}

impl<F, C, S, T, E, R> StreamHandler<C, ()> for F
where
    F: Fn(C) -> R + Send + Sync + 'static,
    R: Future<Output = Result<S, E>> + Send + 'static,
    S: Stream<Item = Result<T, E>> + Send + 'static,
    T: StreamItem,
    E: HandlerError,
{
    type Input = ();
    type Item = T;
    type Error = E;
    fn open(
        &self,
        context: C,
        (): (),
    ) -> impl Future<Output = Result<impl Stream<Item = Result<T, E>> + Send + 'static, E>> + Send + 'static
    {
        self(context)
    }
}

/// A handler with its place in the source: what `handler!` makes.
pub struct Sourced<H> {
    handler: H,
    source: Source,
}

impl<H> Sourced<H> {
    /// Joins a handler and its place.
    pub const fn new(handler: H, source: Source) -> Self {
        Self { handler, source }
    }
}

/// Tells a [`Sourced`] handler's arguments from a plain one's.
pub struct From<Args>(std::marker::PhantomData<Args>);

impl<H: Handler<C, Args>, C, Args> Handler<C, From<Args>> for Sourced<H> {
    type Input = H::Input;
    type Output = H::Output;
    type Error = H::Error;
    fn call(
        &self,
        context: C,
        input: Self::Input,
    ) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send + 'static {
        self.handler.call(context, input)
    }
    fn source(&self) -> Option<Source> {
        Some(self.source)
    }
}

impl<H: StreamHandler<C, Args>, C, Args> StreamHandler<C, From<Args>> for Sourced<H> {
    type Input = H::Input;
    type Item = H::Item;
    type Error = H::Error;
    fn open(
        &self,
        context: C,
        input: Self::Input,
    ) -> impl Future<
        Output = Result<impl Stream<Item = Result<Self::Item, Self::Error>> + Send + 'static, Self::Error>,
    > + Send
    + 'static {
        self.handler.open(context, input)
    }
    fn source(&self) -> Option<Source> {
        Some(self.source)
    }
}

impl<H: UploadHandler<C, Args>, C, Args> UploadHandler<C, From<Args>> for Sourced<H> {
    type Input = H::Input;
    type Output = H::Output;
    type Error = H::Error;
    fn call(
        &self,
        context: C,
        upload: Self::Input,
    ) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send + 'static {
        self.handler.call(context, upload)
    }
    fn source(&self) -> Option<Source> {
        Some(self.source)
    }
}
