//! A form's parts. Its reader keeps what it is given until it makes sense of it, and looks at all of that again each time:
//! so it is given little at a time, and not much before a part's data begins.

use std::{
    fmt,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use bytes::Bytes;
use futures::{Stream, StreamExt, future, stream};
use multer::{Constraints, Field, Multipart, SizeLimit};
use rspc::{ErrorCode, Failure, Part};

use super::{
    incoming::Reading,
    upload::{gone, too_large},
};
use crate::Limits;

/// The bytes that the reader is given at one time.
const PIECE: usize = 16 * 1024;

/// No limit, while a part's data is read.
const NONE: usize = usize::MAX;

/// The parts of the form in `body`.
pub(super) fn parts(
    body: Reading,
    boundary: String,
    limits: &Limits,
) -> impl Stream<Item = Result<Part, Failure>> + Send + use<> {
    let left = Arc::new(AtomicUsize::new(NONE));
    let pieces = Pieces { body, rest: Bytes::new(), waits: false, left: left.clone() };
    let size = SizeLimit::new().whole_stream(limits.upload);
    let form = Multipart::with_constraints(pieces, boundary, Constraints::new().size_limit(size));
    let form = Reader { form, left, part: None, count: 0, limits: *limits };
    stream::try_unfold(form, |mut form| async move { Ok(form.next().await?.map(|part| (part, form))) })
}

/// A form that is read part by part.
struct Reader {
    form: Multipart<'static>,
    /// How many bytes may yet be read before a part's data begins.
    left: Arc<AtomicUsize>,
    /// The part before, of which there may be more to read.
    part: Option<Arc<Mutex<Field<'static>>>>,
    count: usize,
    limits: Limits,
}

impl Reader {
    async fn next(&mut self) -> Result<Option<Part>, Failure> {
        // One that is still held by its procedure is told of by the reader.
        if let Some(part) = self.part.take().and_then(Arc::into_inner) {
            let mut rest = part.into_inner().unwrap_or_else(PoisonError::into_inner);
            while let Some(chunk) = rest.next().await {
                chunk.map_err(|error| fault(&error))?;
            }
        }
        let most = self.limits.part_headers;
        self.left.store(most, Ordering::Relaxed);
        let field = self.form.next_field().await;
        self.left.store(NONE, Ordering::Relaxed);
        let Some(field) = field.map_err(|error| fault(&error))? else { return Ok(None) };
        let headers = field.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
        if headers.sum::<usize>() > most {
            return Err(long_headers(most));
        }
        if self.count == self.limits.parts {
            let message = format!("A form may have at most {} parts.", self.limits.parts);
            return Err(Failure::new(ErrorCode::PayloadTooLarge, message));
        }
        self.count += 1;
        let (part, field) = part(field);
        self.part = Some(field);
        Ok(Some(part))
    }
}

fn part(field: Field<'static>) -> (Part, Arc<Mutex<Field<'static>>>) {
    let (name, file_name) = (field.name().map(unescaped), field.file_name().map(unescaped));
    let content_type = field.content_type().map(ToString::to_string);
    let field = Arc::new(Mutex::new(field));
    let read = field.clone();
    let chunks = stream::poll_fn(move |context| {
        let mut field = read.lock().unwrap_or_else(PoisonError::into_inner);
        field.poll_next_unpin(context).map_err(|error| fault(&error))
    });
    // After a fault there is nothing more to read.
    let chunks = chunks.scan(false, |failed, chunk| {
        let ended = std::mem::replace(failed, chunk.is_err());
        future::ready((!ended).then_some(chunk))
    });
    (Part { file_name, content_type, ..Part::new(name.unwrap_or_default(), chunks.boxed()) }, field)
}

/// A name as the form had it: what would break its header's line is escaped, and nothing else (HTML, "multipart form
/// data").
fn unescaped(name: &str) -> String {
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

/// The body in pieces, with a pause after each: the reader would otherwise take all that there is.
struct Pieces {
    body: Reading,
    rest: Bytes,
    waits: bool,
    left: Arc<AtomicUsize>,
}

impl Pieces {
    /// Counts a piece, if there is room for one more.
    fn spend(&self, length: usize) -> Result<(), LongHeaders> {
        let left = self.left.load(Ordering::Relaxed);
        match left {
            NONE => return Ok(()),
            0 => return Err(LongHeaders),
            _ => self.left.store(left.saturating_sub(length), Ordering::Relaxed),
        }
        Ok(())
    }
}

impl Stream for Pieces {
    type Item = Result<Bytes, Box<dyn std::error::Error + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.waits) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.rest.is_empty() {
            self.rest = match self.body.poll_next_unpin(context) {
                Poll::Ready(Some(Ok(chunk))) => chunk,
                Poll::Ready(Some(Err(error))) => {
                    return Poll::Ready(Some(Err(error.into())));
                }
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            };
        }
        let length = self.rest.len().min(PIECE);
        self.spend(length)?;
        self.waits = true;
        Poll::Ready(Some(Ok(self.rest.split_to(length))))
    }
}

/// There is no end to what stands before a part's data.
#[derive(Debug)]
struct LongHeaders;

impl fmt::Display for LongHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what stands before a part's data is too long")
    }
}

impl std::error::Error for LongHeaders {}

fn long_headers(limit: usize) -> Failure {
    let message = format!("What stands before the data of a form's part is longer than {limit} bytes.");
    Failure::new(ErrorCode::PayloadTooLarge, message)
}

pub(super) fn fault(error: &multer::Error) -> Failure {
    match error {
        multer::Error::StreamSizeExceeded { limit } | multer::Error::FieldSizeExceeded { limit, .. } => {
            too_large(*limit)
        }
        multer::Error::StreamReadFailed(error) if error.is::<LongHeaders>() => {
            Failure::new(ErrorCode::PayloadTooLarge, format!("The form cannot be read: {error}."))
        }
        multer::Error::StreamReadFailed(_) => gone(),
        malformed => Failure::new(ErrorCode::BadRequest, format!("The form cannot be read: {malformed}")),
    }
}
