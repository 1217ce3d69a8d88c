//! A procedure with its types erased: what a router holds and a transport runs.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use futures::{
    FutureExt, Stream, StreamExt,
    future::{self, BoxFuture},
};
use specta::{Types, datatype::DataType};

use crate::{
    Decoded, Encoding, ErrorCode, ErrorType, Failure, Item, ItemStream, RawInput, Reply, Source, Transformer,
    Upload,
};

/// What a procedure does, and so how it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Reads; may be repeated and cached.
    Query,
    /// Changes something; never by GET.
    Mutation,
    /// Answers a stream.
    Subscription,
}

/// What is known of a procedure before it runs.
#[derive(Clone, Debug)]
pub struct Info<M> {
    /// The name on the wire, such as `positions.getAll`.
    pub path: String,
    /// Query, mutation or subscription.
    pub kind: Kind,
    /// What its registration declared.
    pub meta: M,
    /// Where it stands in the source, and its doc comment.
    pub source: Option<Source>,
    /// The queries, and namespaces of queries, that a mutation makes stale.
    pub invalidates: Vec<String>,
}

/// One call of a procedure.
pub struct Call {
    /// The input as it arrived.
    pub input: RawInput,
    /// The same, where [`Procedure::decode`] has decoded it already.
    pub decoded: Option<Decoded>,
    /// How the answer is to be written.
    pub encoding: Encoding,
    /// What was uploaded, in place of an input.
    pub upload: Option<Upload>,
    /// What the transport has written of its envelope; the answer is appended.
    pub buffer: Vec<u8>,
}

pub(crate) type Run<C, M> =
    Arc<dyn Fn(C, Call, Arc<Info<M>>) -> BoxFuture<'static, Result<Reply, Failure>> + Send + Sync>;

/// A type, registered in a collection when a generator asks for it.
pub type TypeOf = fn(&mut Types) -> DataType;

/// A procedure of a built router, for context `C` and metadata `M`.
pub struct Procedure<C, M> {
    pub(crate) info: Arc<Info<M>>,
    pub(crate) run: Run<C, M>,
    pub(crate) input: TypeOf,
    pub(crate) input_optional: bool,
    pub(crate) check: fn(&RawInput, Transformer) -> Result<(), Failure>,
    pub(crate) decode: fn(&str, Transformer) -> Option<(Decoded, usize)>,
    pub(crate) output: TypeOf,
    pub(crate) errors: Vec<ErrorType>,
    pub(crate) takes_upload: bool,
}

impl<C, M> Procedure<C, M> {
    /// What is known of it before it runs.
    pub fn info(&self) -> &Info<M> {
        &self.info
    }

    /// Runs it; some of it may run before the future is first asked. A panic inside is a failure of this call alone.
    /// Dropping the future stops the work.
    pub fn call(
        &self,
        context: C,
        call: Call,
    ) -> impl Future<Output = Result<Reply, Failure>> + Send + use<C, M> {
        let start = AssertUnwindSafe(|| (self.run)(context, call, self.info.clone()));
        let running = catch_unwind(start).unwrap_or_else(|_| future::ready(Err(Failure::panicked())).boxed());
        AssertUnwindSafe(running).catch_unwind().map(|ended| {
            match ended.unwrap_or_else(|_| Err(Failure::panicked()))? {
                // What a middleware made of the stream may panic too.
                Reply::Stream(items) => Ok(Reply::Stream(caught(items))),
                once @ Reply::Once(_) => Ok(once),
            }
        })
    }

    /// Whether it takes an upload in place of an input.
    pub const fn takes_upload(&self) -> bool {
        self.takes_upload
    }

    /// Decodes the input that `text` begins with, ahead of a call without a resume position, and says at which byte it
    /// ends. Where that is no input of the procedure's there is none; the call says why, given the same bytes.
    pub fn decode(&self, text: &str, transformer: Transformer) -> Option<(Decoded, usize)> {
        (self.decode)(text, transformer)
    }

    /// Whether it would take the input, and why not: decodes and validates, and runs nothing.
    pub fn check(&self, input: &RawInput, transformer: Transformer) -> Result<(), Failure> {
        (self.check)(input, transformer)
    }

    /// The input's type, and whether a call may leave it out.
    pub fn input(&self, types: &mut Types) -> (DataType, bool) {
        ((self.input)(types), self.input_optional)
    }

    /// The output's type; of a subscription, one item's.
    pub fn output(&self, types: &mut Types) -> DataType {
        (self.output)(types)
    }

    /// The types of the errors that the procedure and its middleware declare, without repeats.
    pub fn errors(&self, types: &mut Types) -> Vec<DataType> {
        let mut all: Vec<DataType> = Vec::new();
        for error in &self.errors {
            let error = (error.definition)(types);
            if !all.contains(&error) {
                all.push(error);
            }
        }
        all
    }

    /// The variants of these errors, by their names in Rust, and their codes, where the errors tell them.
    pub fn error_codes(&self) -> impl Iterator<Item = (&'static str, ErrorCode)> {
        self.errors.iter().flat_map(|error| (error.codes)()).copied()
    }
}

/// A stream whose panic is its last item.
pub(crate) fn caught(items: impl Stream<Item = Result<Item, Failure>> + Send + 'static) -> ItemStream {
    let items = AssertUnwindSafe(items).catch_unwind();
    items.map(|item| item.unwrap_or_else(|_| Err(Failure::panicked()))).boxed()
}
