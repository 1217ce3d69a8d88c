"""Trades through the generated client. Argument: where the API is. Every answer is of a generated type."""

import sys
from http import HTTPStatus

from tickwire_client import AuthenticatedClient, Client
from tickwire_client.api.health import health_ping
from tickwire_client.api.positions import positions_get_all
from tickwire_client.api.signals import signals_list, signals_submit
from tickwire_client.models import (
    ApiErrorFailure,
    ApiErrorUnauthorized,
    HealthPingResponse200,
    SignalsSubmitFailure,
    PositionsGetAllInput,
    PositionsGetAllResponse200,
    PositionStatus,
    Side,
    SignalsListInput,
    SignalsListResponse200,
    SignalsSubmitInput,
    SignalsSubmitResponse200,
    SubmitErrorDuplicateSignal,
    SubmitErrorUnknownInstrument,
)


def main(url: str) -> None:
    anyone = Client(base_url=url)
    pong = health_ping.sync(client=anyone)
    assert isinstance(pong, HealthPingResponse200), pong
    assert pong.result.data.time.tzinfo is not None

    stranger = AuthenticatedClient(base_url=url, token="nobody")
    refused = positions_get_all.sync(client=stranger, body=PositionsGetAllInput())
    assert isinstance(refused, ApiErrorFailure), refused
    assert isinstance(refused.error.data.error, ApiErrorUnauthorized), refused

    bot = AuthenticatedClient(base_url=url, token="tw_demo_momentum_key")
    signal = SignalsSubmitInput(
        dedup_key="generated-1", venue="BINANCE", symbol="BTCUSDT", side=Side.BUY, qty="0.01", price="67250.10"
    )
    taken = signals_submit.sync(client=bot, body=signal)
    assert isinstance(taken, SignalsSubmitResponse200), taken
    submitted = taken.result.data
    assert submitted.qty == "0.01" and submitted.side is Side.BUY, submitted

    again = signals_submit.sync_detailed(client=bot, body=signal)
    assert again.status_code is HTTPStatus.CONFLICT and isinstance(again.parsed, SignalsSubmitFailure), again
    duplicate = again.parsed.error.data.error
    assert isinstance(duplicate, SubmitErrorDuplicateSignal), again
    assert duplicate.signal_id == submitted.id, again

    signal.dedup_key, signal.symbol = "generated-2", "NOPE"
    unknown = signals_submit.sync(client=bot, body=signal)
    assert isinstance(unknown, SignalsSubmitFailure), unknown
    assert isinstance(unknown.error.data.error, SubmitErrorUnknownInstrument), unknown

    listed = signals_list.sync(client=bot, body=SignalsListInput(limit=1))
    assert isinstance(listed, SignalsListResponse200), listed
    page = listed.result.data
    assert [signal.id for signal in page.items] == [submitted.id], page
    assert page.next_cursor is not None
    following = signals_list.sync(client=bot, body=SignalsListInput(limit=1, cursor=page.next_cursor))
    assert isinstance(following, SignalsListResponse200), following
    assert following.result.data.items[0].id != submitted.id

    held = positions_get_all.sync(client=bot, body=PositionsGetAllInput(status=PositionStatus.OPEN))
    assert isinstance(held, PositionsGetAllResponse200), held
    assert held.result.data.items, held
    # An input that may be left out is.
    everything = positions_get_all.sync(client=bot)
    assert isinstance(everything, PositionsGetAllResponse200), everything


if __name__ == "__main__":
    main(sys.argv[1])
