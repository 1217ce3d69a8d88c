"""What the fuzzer checks besides, and what it leaves out."""

import schemathesis


@schemathesis.check
def fitting_input_is_read(ctx, response, case):
    """The procedure may refuse it, and then says why in `data.error`; the decoder may not."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code != 400:
        return
    data = response.json()["error"]["data"]
    assert "error" in data, f"refused for its shape: {response.text}"


@schemathesis.hook
def filter_case(context, case):
    """The wire takes null for an input that was left out; the document keeps to the body that is not there."""
    return case.body is not None
