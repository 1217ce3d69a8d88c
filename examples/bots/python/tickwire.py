"""Tickwire's API over HTTP: superjson envelopes, a key, and patience with a server that restarts."""

import http.client
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

FIRST_WAIT, LONGEST_WAIT, ATTEMPTS = 0.1, 5, 20
SILENCE = 60  # seconds: a subscription that is there says so more often
# Refused, reset, or cut off in the middle of the answer; an answer that is an error comes as one as well.
AWAY = (OSError, http.client.HTTPException)


class Refused(Exception):
    """The server understood and says no, in a sentence: asking again would change nothing."""


class DuplicateSignal(Refused):
    """The server has the signal already, from an attempt whose answer was lost."""


class Tickwire:
    def __init__(self, url, key):
        self.base = f"{url}/trpc"
        self.headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}

    def call(self, method, procedure, data, attempts=ATTEMPTS):
        """Calls a procedure: GET for a query, POST for a mutation. Tries again while the server is away."""
        wait = FIRST_WAIT
        for _ in range(attempts):
            try:
                with self._open(method, procedure, data) as answer:
                    return json.load(answer)["result"]["data"]["json"]
            except AWAY as error:
                wait = _wait(error, wait)
        raise Refused(f"no answer at {self.base} in {attempts} attempts")

    def subscribe(self, procedure, data):
        """Yields what a subscription tells, for ever: when it breaks off, it goes on after the last thing that arrived."""
        wait = FIRST_WAIT
        while True:
            try:
                with self._open("GET", procedure, data, "text/event-stream", timeout=SILENCE) as answer:
                    for event in _events(answer):
                        wait = FIRST_WAIT
                        if "id" in event:
                            data = {**data, "lastEventId": event["id"]}
                            yield json.loads(event["data"])["json"]
                        elif event.get("event") == "serialized-error":
                            raise _refused(json.loads(event["data"]))
                raise ConnectionError("the server ended the subscription")
            except AWAY as error:
                wait = _wait(error, wait)

    def _open(self, method, procedure, data, accept="application/json", timeout=10):
        envelope = json.dumps({"json": data})
        url, body = f"{self.base}/{procedure}", None
        if method == "GET":
            url += "?" + urllib.parse.urlencode({"input": envelope})
        else:
            body = envelope.encode()
        request = urllib.request.Request(url, body, {**self.headers, "accept": accept}, method=method)
        return urllib.request.urlopen(request, timeout=timeout)


def _events(lines):
    """Server-sent events, each as its fields."""
    event = {}
    for line in lines:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name:
            event[name] = value
        else:
            yield event
            event = {}


def _wait(error, wait):
    """Waits before the next attempt, unless the server says no; answers how long to wait before the one after it."""
    if isinstance(error, urllib.error.HTTPError) and error.code < 500 and error.code != 429:
        raise _refusal(error) from None
    print(f"Tickwire is away; trying again in {wait:g} s", file=sys.stderr, flush=True)
    time.sleep(wait)
    return min(wait * 2, LONGEST_WAIT)


def _refusal(error):
    try:
        return _refused(json.load(error)["error"])
    except (ValueError, KeyError, TypeError):
        return Refused(f"{error.code} {error.reason}")


def _refused(envelope):
    shape = envelope["json"]
    kind = (shape["data"].get("error") or {}).get("type")
    return (DuplicateSignal if kind == "DuplicateSignal" else Refused)(shape["message"])
