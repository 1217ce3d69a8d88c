"""Tickwire's API over HTTP: superjson envelopes, a key, and patience with a server that restarts."""

import http.client
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

FIRST_WAIT, LONGEST_WAIT, ATTEMPTS = 0.1, 5, 20


class Refused(Exception):
    """The server understood and says no, in a sentence: asking again would change nothing."""


class DuplicateSignal(Refused):
    """The server has the signal already, from an attempt whose answer was lost."""


class Tickwire:
    def __init__(self, url, key):
        self.base = f"{url}/trpc"
        self.headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}

    def call(self, method, procedure, data):
        """Calls a procedure: GET for a query, POST for a mutation. Tries again while the server is away."""
        wait = FIRST_WAIT
        for _ in range(ATTEMPTS):
            try:
                return self._once(method, procedure, data)
            except urllib.error.HTTPError as error:
                if error.code < 500 and error.code != 429:
                    raise _refusal(error) from None
            # Refused, reset, or cut off in the middle of the answer.
            except (OSError, http.client.HTTPException):
                pass
            print(f"Tickwire is away; trying again in {wait:g} s", file=sys.stderr, flush=True)
            time.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
        raise Refused(f"no answer at {self.base} in {ATTEMPTS} attempts")

    def _once(self, method, procedure, data):
        envelope = json.dumps({"json": data})
        url, body = f"{self.base}/{procedure}", None
        if method == "GET":
            url += "?" + urllib.parse.urlencode({"input": envelope})
        else:
            body = envelope.encode()
        request = urllib.request.Request(url, body, self.headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)["result"]["data"]["json"]


def _refusal(error):
    try:
        shape = json.load(error)["error"]["json"]
    except (ValueError, KeyError, TypeError):
        return Refused(f"{error.code} {error.reason}")
    kind = (shape["data"].get("error") or {}).get("type")
    return (DuplicateSignal if kind == "DuplicateSignal" else Refused)(shape["message"])
