"""Lets others read the metrics: a small HTTP server on its own port, or a text file for the node exporter.

The server binds loopback unless told otherwise: tallies and signals are the product, not public.
It answers GET on three paths and nothing else.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST, write_to_textfile

from streams.errors import UsageError
from streams.metrics import Metrics

LOOPBACK = "127.0.0.1"
REQUEST_TIMEOUT_SECONDS = 10.0


class _Handler(BaseHTTPRequestHandler):
    metrics: Metrics
    timeout = REQUEST_TIMEOUT_SECONDS
    server_version = "factionwatch"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer `/metrics`, `/healthz` and `/readyz`."""
        path = self.path.partition("?")[0]
        if path == "/metrics":
            self._answer(HTTPStatus.OK, CONTENT_TYPE_LATEST, self.metrics.render())
        elif path == "/healthz":
            self._answer_probe(self.metrics.liveness_complaint())
        elif path == "/readyz":
            self._answer_probe(self.metrics.readiness_complaint())
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"not found\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """Scrapes are no news."""

    def _answer_probe(self, complaint: str | None) -> None:
        status = HTTPStatus.OK if complaint is None else HTTPStatus.SERVICE_UNAVAILABLE
        self._answer(status, "text/plain; charset=utf-8", f"{complaint or 'ok'}\n".encode())

    def _answer(self, status: HTTPStatus, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error of ours."""


@contextmanager
def serve(metrics: Metrics, port: int, host: str = LOOPBACK) -> Iterator[int]:
    """Serve `metrics` while the block runs; gives the port, which is a free one where 0 was asked for.

    Raises `UsageError` where the address cannot be bound.
    """
    handler = type("_BoundHandler", (_Handler,), {"metrics": metrics})
    try:
        server = _Server((host, port), handler)
    except OSError as error:
        raise UsageError(f"metrics: cannot listen on {host}:{port}: {error.strerror}") from error
    thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def write_textfile(metrics: Metrics, path: Path) -> None:
    """Write all metrics for the node exporter's textfile collector, whole or not at all.

    Raises `UsageError` where the file cannot be written.
    """
    try:
        write_to_textfile(str(path), metrics.registry)
    except OSError as error:
        raise UsageError(f"metrics: cannot write {path}: {error.strerror}") from error
