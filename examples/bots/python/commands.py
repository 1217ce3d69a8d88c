"""What people ask of the bot: commands as they are sent, each obeyed between two signals, and the state they want."""

import threading
import time
from queue import Empty, SimpleQueue

from tickwire import Refused

BEAT = 1  # seconds between two heartbeats


class Commands:
    def __init__(self, api, name):
        self.api = api
        bots = api.call("GET", "bots.list", {"limit": 200})["items"]
        self.bot = next((bot["id"] for bot in bots if bot["name"] == name), None)
        if self.bot is None:
            raise Refused(f"there is no bot named {name}")
        self.is_paused = self.is_over = False
        self._desired, self._beat_at = "RUNNING", 0
        self._told = SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def obey(self):
        """Does what it was told, oldest first; while it is paused, until it may go on or is told to flatten."""
        while True:
            self._beat()
            try:
                self._do(self._told.get(timeout=BEAT if self.is_paused else 0.001))
            except Empty:
                if not self.is_paused:
                    return
            if self.is_over:
                return

    def leave(self):
        """Says that the bot ends, where the server is there to hear it."""
        try:
            self.api.call("POST", "bots.heartbeat", {"id": self.bot, "status": "STOPPED"}, attempts=1)
        except Refused:
            pass

    def _listen(self):
        try:
            for command in self.api.subscribe("bots.onCommand", {"id": self.bot}):
                self._told.put(command)
        except Refused as refusal:
            self._told.put(refusal)

    def _beat(self):
        """Says that the bot is there, and follows what people newly ask it to be: a start ends every pause."""
        if time.monotonic() < self._beat_at:
            return
        status = "PAUSED" if self.is_paused else "RUNNING"
        desired = self.api.call("POST", "bots.heartbeat", {"id": self.bot, "status": status})["desiredStatus"]
        self._beat_at = time.monotonic() + BEAT
        if desired != self._desired:
            self._desired, self.is_paused = desired, desired != "RUNNING"
            print("asked to be", desired, flush=True)

    def _do(self, told):
        if isinstance(told, Refused):
            raise told
        done, result = self._answer(told["kind"], told["payload"] or {})
        # The same answer again is fine, so it may be sent until it arrives.
        self.api.call("POST", "bots.acknowledge", {"id": told["id"], "done": done, "result": result})
        print("command", told["kind"], result, flush=True)

    def _answer(self, kind, payload):
        if kind == "PAUSE":
            self.is_paused = True
            return True, "It waits."
        if kind == "CUSTOM" and payload.get("go"):
            self.is_paused = False
            return True, "It goes on."
        if kind == "FLATTEN":
            self.is_over = True
            return True, "It closes what it holds, and ends."
        return False, 'It hears PAUSE, FLATTEN, and CUSTOM with {"go": true}.'
