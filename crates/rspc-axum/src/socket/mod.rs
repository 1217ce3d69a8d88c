//! Everything over one WebSocket: from the upgrade to the context that all of its calls share.

mod bells;
mod connection;
pub(crate) mod incoming;
mod outgoing;
mod session;
mod under_way;

use std::sync::Arc;

use axum::{
    extract::{
        WebSocketUpgrade,
        ws::{Message, Utf8Bytes, WebSocket},
    },
    http::request::Parts,
    response::Response,
};
use bytes::Bytes;
use rspc::{ErrorCode, Failure};
use tokio::time::{Duration, Instant, timeout, timeout_at};

use self::{
    incoming::{Batch, Id, Work},
    session::Session,
};
use crate::{
    Mount, Request, ResponseHeaders, Transport,
    connection_params::{self, ConnectionParams},
    envelope::Place,
    head::Head,
    http, inputs, origin,
    request_id::RequestId,
    sockets::Open,
};

/// What a socket is read into, zeroed at every look: clients say little at a time, and a longer message is read in parts.
const READ_BUFFER: usize = 1024;
/// What is gathered before it is sent: some events of one moment.
const WRITE_BUFFER: usize = 2048;
/// How long requests are still answered that came along with a refused connection.
const AFTERMATH: Duration = Duration::from_millis(100);

pub(crate) fn accept<C, M>(mount: Arc<Mount<C, M>>, parts: Parts, upgrade: WebSocketUpgrade) -> Response
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    let head = Head::of(&parts.headers);
    let request_id = mount.request_ids.of(&head);
    let admitted = head
        .check_size(mount.limits.headers)
        .and_then(|()| origin::check(&head, &mount.origins))
        .and_then(|()| mount.open_socket(&parts));
    let open = match admitted {
        Ok(open) => open,
        Err(failure) => return http::refuse(&mount, &failure, request_id),
    };
    let limit = mount.limits.message;
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_message_size(limit)
        .max_frame_size(limit)
        .on_upgrade(move |socket| async move { serve(mount, parts, request_id, socket, open).await })
}

/// Greets the client, and leaves the rest to a task of its own, which holds nothing of what only the greeting needs.
async fn serve<C, M>(
    mount: Arc<Mount<C, M>>,
    parts: Parts,
    request_id: RequestId,
    mut socket: WebSocket,
    open: Open,
) where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    let context = match request(&mount, parts, &mut socket).await {
        Ok(request) => mount.context_of(request).await,
        Err(failure) => Err(failure),
    };
    match context {
        Ok(context) => {
            let sessions = mount.sessions.clone();
            sessions.spawn(Session::new(mount, context, request_id, socket, open).run());
        }
        Err(failure) => {
            // The client may be gone already; there is nobody else to tell.
            let refusing = refuse(&mount, &failure, request_id.as_str(), &mut socket);
            let _ = timeout(mount.limits.write, refusing).await;
        }
    }
}

async fn request<C, M>(
    mount: &Mount<C, M>,
    parts: Parts,
    socket: &mut WebSocket,
) -> Result<Request, Failure> {
    let announced = inputs::Query::of(parts.uri.query()).connection_params.as_deref() == Some("1");
    let connection_params =
        if announced { receive_params(mount, socket).await? } else { ConnectionParams::new() };
    Ok(Request {
        transport: Transport::WebSocket,
        method: parts.method,
        uri: parts.uri,
        headers: parts.headers,
        extensions: parts.extensions,
        connection_params,
        response: ResponseHeaders::gone(),
    })
}

/// Waits for the first message, which holds the connection's parameters. A ping may come before it.
async fn receive_params<C, M>(
    mount: &Mount<C, M>,
    socket: &mut WebSocket,
) -> Result<ConnectionParams, Failure> {
    let deadline = Instant::now() + mount.limits.connection_params;
    loop {
        let received = timeout_at(deadline, socket.recv()).await;
        let received = received
            .map_err(|_| Failure::new(ErrorCode::Timeout, "The connection params did not arrive."))?;
        match received {
            Some(Ok(Message::Text(text))) if text == "PING" => {
                let pong = socket.send(Message::Text("PONG".into())).await;
                pong.map_err(|_| connection_params::malformed_message())?;
            }
            Some(Ok(Message::Text(text))) if text == "PONG" => {}
            Some(Ok(Message::Text(text))) => return connection_params::from_message(text.as_bytes()),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            _ => return Err(connection_params::malformed_message()),
        }
    }
}

/// Says that there is no context for this connection, also to the requests that came along with it, and closes.
async fn refuse<C, M>(
    mount: &Mount<C, M>,
    failure: &Failure,
    request_id: Option<&str>,
    socket: &mut WebSocket,
) -> Result<(), axum::Error> {
    let answer = |id: &Id, path: Option<&str>| {
        text(outgoing::error(id, failure, Place { path, request_id }, mount.transformer))
    };
    mount.procedures.turned_away(failure.code());
    http::report(failure, Place { path: None, request_id });
    socket.send(answer(&Id::NULL, None)).await?;
    let deadline = Instant::now() + AFTERMATH;
    while let Ok(Some(Ok(received))) = timeout_at(deadline, socket.recv()).await {
        let Message::Text(message) = received else { continue };
        let message = Bytes::from(message);
        let Ok(requests) = Batch::of(&message).and_then(|batch| batch.read()) else { continue };
        for request in requests {
            if let Work::Call { path, .. } = &request.work {
                socket.send(answer(&request.id, Some(path))).await?;
            }
        }
    }
    socket.send(Message::Close(None)).await
}

/// What is encoded as JSON is UTF-8.
fn text(message: Vec<u8>) -> Message {
    Message::Text(Utf8Bytes::try_from(Bytes::from(message)).unwrap_or_default())
}
