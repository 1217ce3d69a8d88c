//! A batch as `JSON.stringify` writes it, each input decoded by its procedure where it stands: one pass over the bytes.

use bytes::Bytes;
use rspc::{Procedure, Transformer};

use crate::inputs::{self, Input, Inputs};

/// The inputs of a batch, one a procedure.
///
/// There are none where anything is unusual: what is wrong then, if anything is, [`split`](inputs::split) and the calls
/// find out, which read every batch there may be.
pub(crate) fn read<C, M>(
    body: &Bytes,
    procedures: &[Option<&Procedure<C, M>>],
    transformer: Transformer,
) -> Option<Inputs> {
    let mut inputs: Inputs = procedures.iter().map(|_| Input::default()).collect();
    let mut rest = std::str::from_utf8(body).ok()?.strip_prefix('{')?;
    loop {
        // A name is short: it is left byte by byte sooner than a search for its end is set up.
        let named = rest.strip_prefix('"')?;
        let (name, after) = named.split_at_checked(named.bytes().position(|byte| byte == b'"')?)?;
        let after = after.strip_prefix("\":")?;
        let number = inputs::number(name)?;
        let (decoded, end) = procedures.get(number).copied()??.decode(after, transformer)?;
        let (written, after) = after.split_at_checked(end)?;
        let input = inputs.get_mut(number)?;
        if input.bytes.is_some() || written.is_empty() || written.starts_with([' ', '\n', '\r', '\t']) {
            return None;
        }
        *input = Input { bytes: Some(body.slice_ref(written.as_bytes())), decoded: Some(decoded) };
        if after == "}" {
            return Some(inputs);
        }
        rest = after.strip_prefix(',')?;
    }
}

#[cfg(test)]
mod tests {
    use rspc::{Builder, Failure, Procedures, Router};

    use super::*;

    #[rspc::input]
    struct Number {
        n: u32,
    }

    async fn next((): (), input: Number) -> Result<u32, Failure> {
        Ok(input.n + 1)
    }

    async fn ping((): ()) -> Result<&'static str, Failure> {
        Ok("pong")
    }

    fn procedures() -> Procedures<(), ()> {
        let router =
            Router::new().query("next", Builder::new(()), next).query("ping", Builder::new(()), ping);
        router.build().unwrap()
    }

    fn read(body: &'static str, paths: &[&str], transformer: Transformer) -> Option<Vec<Option<Bytes>>> {
        let procedures = procedures();
        let called: Vec<_> = paths.iter().map(|path| procedures.get(path)).collect();
        let inputs = super::read(&Bytes::from_static(body.as_bytes()), &called, transformer)?;
        assert!(inputs.iter().all(|input| input.bytes.is_some() == input.decoded.is_some()));
        Some(inputs.into_iter().map(|input| input.bytes).collect())
    }

    #[test]
    fn what_clients_write_is_read_at_once() {
        let (plain, superjson) = (Transformer::Plain, Transformer::Superjson);
        let three = ["next", "ping", "next"];
        let some = |text: &'static str| Some(Bytes::from_static(text.as_bytes()));
        let inputs = read(r#"{"0":{"n":1},"2":{"n":2}}"#, &three, plain);
        assert_eq!(inputs, Some(vec![some(r#"{"n":1}"#), None, some(r#"{"n":2}"#)]));
        let inputs = read(r#"{"2":{"json":{"n":2}},"0":{"json":{"n":1},"meta":{"v":1}}}"#, &three, superjson);
        let annotated = some(r#"{"json":{"n":1},"meta":{"v":1}}"#);
        assert_eq!(inputs, Some(vec![annotated, None, some(r#"{"json":{"n":2}}"#)]));
        assert_eq!(read(r#"{"1":null}"#, &three, plain), Some(vec![None, some("null"), None]));
    }

    #[test]
    fn whatever_else_there_is_is_left_to_others() {
        for body in [
            "",
            "[]",
            "{}",
            "{",
            r#"{"0":{"n":1}"#,
            r#"{"0":{"n":1}},"#,
            r#"{"0":{"n":1},}"#,
            r#"{"0":{"n":1} }"#,
            r#"{"0": {"n":1}}"#,
            r#"{ "0":{"n":1}}"#,
            r#"{"0":}"#,
            r#"{"0":{"n":"1"}}"#,
            r#"{"0":{"n":1},"0":{"n":1}}"#,
            r#"{"00":{"n":1}}"#,
            r#"{"\u0030":{"n":1}}"#,
            r#"{"7":{"n":1}}"#,
            r#"{"1":{"n":1}}"#,
        ] {
            assert_eq!(read(body, &["next", "nothing"], Transformer::Plain), None, "{body}");
        }
    }
}
