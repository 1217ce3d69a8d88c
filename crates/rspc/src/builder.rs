//! Builds procedures: metadata, a chain of middleware that switches the context, and a handler at its end.

use std::{future::Future, sync::Arc};

use futures::{FutureExt, StreamExt, future};

use crate::{
    Call, Decoded, Encoding, ErrorType, Failure, Handler, Info, Kind, Procedure, RawInput, Reply,
    StreamHandler, StreamItem, Transformer, TypeOf, UploadHandler, Uploaded,
    handler::HandlerError,
    input::Input,
    procedure::{Run, caught},
    upload,
};

type Wrap<R, C, M> = Box<dyn FnOnce(Run<C, M>) -> Run<R, M>>;

/// A procedure in the making: declared metadata `M`, from the router's context `R` to the handler's `C`.
pub struct Builder<R, C, M> {
    meta: M,
    wrap: Wrap<R, C, M>,
    errors: Vec<ErrorType>,
    invalidates: Vec<String>,
}

impl<T: 'static, M: 'static> Builder<T, T, M> {
    /// A procedure that declares `meta` and takes the router's own context.
    pub fn new(meta: M) -> Self {
        Self { meta, wrap: Box::new(|run| run), errors: Vec::new(), invalidates: Vec::new() }
    }
}

impl<R: Send + 'static, C: Send + 'static, M: Send + Sync + 'static> Builder<R, C, M> {
    /// Changes what is declared: `.declare(|it| it.cost = 10)`.
    pub fn declare(mut self, change: impl FnOnce(&mut M)) -> Self {
        change(&mut self.meta);
        self
    }

    /// Switches the context, or refuses the call: `async |context| -> Result<next context, error>`.
    pub fn context<N, E, F>(mut self, switch: impl Fn(C) -> F + Send + Sync + 'static) -> Builder<R, N, M>
    where
        N: Send + 'static,
        E: HandlerError,
        F: Future<Output = Result<N, E>> + Send + 'static,
    {
        self.errors.extend_from_slice(E::TYPES);
        let outer = self.wrap;
        let wrap = move |inner: Run<N, M>| {
            outer(Arc::new(move |context, call, info| {
                let (switched, inner) = (switch(context), inner.clone());
                async move { inner(switched.await.map_err(Into::into)?, call, info).await }.boxed()
            }))
        };
        Builder { meta: self.meta, wrap: Box::new(wrap), errors: self.errors, invalidates: self.invalidates }
    }

    /// The same, where nothing has to be waited for: `|context| -> Result<next context, error>`.
    pub fn switch<N, E>(
        mut self,
        switch: impl Fn(C) -> Result<N, E> + Send + Sync + 'static,
    ) -> Builder<R, N, M>
    where
        N: Send + 'static,
        E: HandlerError,
    {
        self.errors.extend_from_slice(E::TYPES);
        let outer = self.wrap;
        let wrap = move |inner: Run<N, M>| {
            outer(Arc::new(move |context, call, info| match switch(context) {
                Ok(context) => inner(context, call, info),
                Err(error) => future::ready(Err(error.into())).boxed(),
            }))
        };
        Builder { meta: self.meta, wrap: Box::new(wrap), errors: self.errors, invalidates: self.invalidates }
    }

    /// Wraps the call: `async |context, next| …`, where `next.run(context)` goes on and answers a reply, whose
    /// value or stream the middleware may look at or replace.
    pub fn with<N, E, F>(
        mut self,
        middleware: impl Fn(C, Next<N, M>) -> F + Send + Sync + 'static,
    ) -> Builder<R, N, M>
    where
        N: Send + 'static,
        E: HandlerError,
        F: Future<Output = Result<Result<Reply, Failure>, E>> + Send + 'static,
    {
        self.errors.extend_from_slice(E::TYPES);
        let outer = self.wrap;
        let wrap = move |inner: Run<N, M>| {
            outer(Arc::new(move |context, call, info| {
                let wrapped = middleware(context, Next { run: inner.clone(), call, info });
                async move { wrapped.await.map_err(Into::into)? }.boxed()
            }))
        };
        Builder { meta: self.meta, wrap: Box::new(wrap), errors: self.errors, invalidates: self.invalidates }
    }

    /// Says which queries a mutation makes stale, by their full names or by a namespace's: clients then read them
    /// again. Whether there are such queries is checked when the router is built.
    pub fn invalidates(mut self, queries: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.invalidates.extend(queries.into_iter().map(Into::into));
        self
    }

    pub(crate) fn finish<H: Handler<C, A>, A>(self, path: String, kind: Kind, handler: H) -> Procedure<R, M> {
        let source = handler.source();
        let run: Run<C, M> = Arc::new(move |context, Call { input, decoded, encoding, buffer, .. }, _| {
            let input = match input.take::<H::Input>(decoded, encoding.transformer) {
                Ok(input) => input,
                Err(failure) => return future::ready(Err(failure)).boxed(),
            };
            let output = handler.call(context, input);
            async move {
                let output = output.await.map_err(Into::into)?;
                encoding.encode(&output, buffer).map(Reply::Once)
            }
            .boxed()
        });
        let procedure = self.into_procedure::<H::Error>(
            Info { path, kind, meta: (), source, invalidates: Vec::new() },
            run,
            (<H::Input as specta::Type>::definition, H::Input::OPTIONAL),
            <H::Output as specta::Type>::definition,
        );
        Procedure { check: check::<H::Input>, decode: Decoded::first::<H::Input>, ..procedure }
    }

    pub(crate) fn finish_upload<H: UploadHandler<C, A>, A>(
        self,
        path: String,
        handler: H,
    ) -> Procedure<R, M> {
        let source = handler.source();
        let handler = Arc::new(handler);
        let run: Run<C, M> = Arc::new(move |context, Call { upload, encoding, buffer, .. }, _| {
            let handler = handler.clone();
            async move {
                let upload = H::Input::take(upload.ok_or_else(upload::missing)?)?;
                let output = handler.call(context, upload).await.map_err(Into::into)?;
                encoding.encode(&output, buffer).map(Reply::Once)
            }
            .boxed()
        });
        let info = Info { path, kind: Kind::Mutation, meta: (), source, invalidates: Vec::new() };
        let input: TypeOf = <H::Input as specta::Type>::definition;
        let output: TypeOf = <H::Output as specta::Type>::definition;
        let procedure = self.into_procedure::<H::Error>(info, run, (input, false), output);
        Procedure { takes_upload: true, ..procedure }
    }

    pub(crate) fn finish_stream<H: StreamHandler<C, A>, A>(
        self,
        path: String,
        handler: H,
    ) -> Procedure<R, M> {
        let source = handler.source();
        let handler = Arc::new(handler);
        let run: Run<C, M> = Arc::new(move |context, Call { input, decoded, encoding, .. }, _| {
            let handler = handler.clone();
            async move {
                let input = input.take::<H::Input>(decoded, encoding.transformer)?;
                let items = handler.open(context, input).await.map_err(Into::into)?;
                let items = items.map(move |item| encode_item::<H::Item, H::Error>(item, encoding));
                // A middleware sees a panic as any other failure.
                Ok(Reply::Stream(caught(items)))
            }
            .boxed()
        });
        let procedure = self.into_procedure::<H::Error>(
            Info { path, kind: Kind::Subscription, meta: (), source, invalidates: Vec::new() },
            run,
            (<H::Input as specta::Type>::definition, H::Input::OPTIONAL),
            H::Item::definition,
        );
        Procedure { check: check::<H::Input>, decode: Decoded::first::<H::Input>, ..procedure }
    }

    fn into_procedure<E: HandlerError>(
        self,
        info: Info<()>,
        run: Run<C, M>,
        (input, input_optional): (TypeOf, bool),
        output: TypeOf,
    ) -> Procedure<R, M> {
        let Self { meta, wrap, mut errors, invalidates } = self;
        errors.extend_from_slice(E::TYPES);
        let Info { path, kind, source, .. } = info;
        Procedure {
            info: Arc::new(Info { path, kind, meta, source, invalidates }),
            run: wrap(run),
            input,
            input_optional,
            check: |_, _| Err(upload::missing()),
            decode: |_, _| None,
            output,
            errors,
            takes_upload: false,
        }
    }
}

fn check<I: Input>(input: &RawInput, transformer: Transformer) -> Result<(), Failure> {
    input.decode::<I>(transformer).map(drop)
}

fn encode_item<T: StreamItem, E: HandlerError>(
    item: Result<T, E>,
    encoding: Encoding,
) -> Result<crate::Item, Failure> {
    item.map_err(Into::into)?.encode(encoding)
}

/// The rest of the chain, from a middleware's point of view.
pub struct Next<N, M> {
    run: Run<N, M>,
    call: Call,
    info: Arc<Info<M>>,
}

impl<N, M> Next<N, M> {
    /// The procedure that is called: its name, its kind and what its registration declared.
    pub fn procedure(&self) -> &Info<M> {
        &self.info
    }

    /// The call as it arrived.
    pub const fn call(&self) -> &Call {
        &self.call
    }

    /// Goes on with `context`.
    pub async fn run(self, context: N) -> Result<Reply, Failure> {
        (self.run)(context, self.call, self.info).await
    }
}
