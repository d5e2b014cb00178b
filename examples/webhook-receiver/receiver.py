#!/usr/bin/env python3
"""Takes the webhooks of a Presage connection, checks them and prints each event once, one JSON document a line.

PRESAGE_HOOK has the secret (whsec_...) that the connection has; several, with blanks between them, while it is changed.
"""
import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOLERANCE = 5 * 60  # seconds by which clocks may differ; older requests may be repetitions by somebody who listens
LARGEST = 1 << 20

KEYS = [base64.b64decode(secret.removeprefix("whsec_")) for secret in os.environ["PRESAGE_HOOK"].split()]
seen = set()  # keep it where it outlives the process


def is_signed(headers, body):
    """Whether the body comes from somebody who knows one of the secrets, and now."""
    identifier, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isascii() or not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE:
        return False
    signed = f"{identifier}.{timestamp}.".encode() + body
    expected = ["v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode() for key in KEYS]
    given = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(one.encode(), other.encode()) for one in given for other in expected)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("content-length", 0))
        if length > LARGEST:
            return self.answer(413)
        body = self.rfile.read(length)
        if not is_signed(self.headers, body):
            return self.answer(401)

        # Delivered at least once: the id tells a repetition. Answer soon, and work afterwards.
        if self.headers["webhook-id"] not in seen:
            seen.add(self.headers["webhook-id"])
            print(json.dumps(json.loads(body)), flush=True)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8080), Receiver)
    print(f"Listening on {server.server_port}", file=sys.stderr, flush=True)
    server.serve_forever()
