//! A procedure with its types erased: what a router holds and a transport runs.

use std::{panic::AssertUnwindSafe, sync::Arc};

use futures::{FutureExt, future::BoxFuture};
use specta::{Types, datatype::DataType};

use crate::{Encoding, ErrorCode, Failure, RawInput, Reply, Source, Transformer, Upload};

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
}

/// One call of a procedure.
pub struct Call {
    /// The input as it arrived.
    pub input: RawInput,
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
    pub(crate) output: TypeOf,
    pub(crate) errors: Vec<TypeOf>,
    pub(crate) takes_upload: bool,
}

impl<C, M> Procedure<C, M> {
    /// What is known of it before it runs.
    pub fn info(&self) -> &Info<M> {
        &self.info
    }

    /// Runs it. A panic inside is a failure of this call alone. Dropping the future stops the work.
    pub async fn call(&self, context: C, call: Call) -> Result<Reply, Failure> {
        let running = AssertUnwindSafe(async { (self.run)(context, call, self.info.clone()).await });
        running.catch_unwind().await.unwrap_or_else(|_| {
            Err(Failure::new(
                ErrorCode::InternalServerError,
                "The server failed while it worked on this call.",
            ))
        })
    }

    /// Whether it takes an upload in place of an input.
    pub const fn takes_upload(&self) -> bool {
        self.takes_upload
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
            let error = error(types);
            if !all.contains(&error) {
                all.push(error);
            }
        }
        all
    }
}
