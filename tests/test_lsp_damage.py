"""The language server under damage on the wire: every request gets an answer, and the server goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

TEXT = "BoundedContext A\nContextMap M { contains A }\n"
INVALID, NOT_FOUND, EARLY, LATE = -32602, -32601, -32002, -32600


class Wire:
    """A client that can send anything. It doesn't read standard error, as some editors don't."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "ctxmap", "lsp"]
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self._number = 0

    def send(self, data: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.process.stdin.flush()

    def tell(self, method: str, params: object) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def ask(self, method: str, params: object, *, is_cancelled: bool = False) -> dict[str, Any]:
        """The answer to a request; what the server says besides is passed over."""
        self._number += 1
        request = {"jsonrpc": "2.0", "id": self._number, "method": method, "params": params}
        self.send(json.dumps(request).encode())
        if is_cancelled:
            self.tell("$/cancelRequest", {"id": self._number})
        while (message := self._read()).get("id") != self._number:
            pass
        return message

    def code(self, method: str, params: object) -> int:
        """The code of the error that answers a request."""
        return self.ask(method, params)["error"]["code"]

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the server has ended"
        return json.loads(self.process.stdout.read(length))


def test_every_request_is_answered_whatever_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.cml"
    path.write_text(TEXT, "utf-8")
    uri = path.as_uri()
    document = {"textDocument": {"uri": uri}}
    at = {**document, "position": {"line": 0, "character": 15}}
    below_zero = {**document, "position": {"line": -1, "character": -1}}
    wire = Wire(tmp_path)

    def edit(version: int, text: str, start: tuple[int, int], end: tuple[int, int]) -> None:
        first, last = ({"line": line, "character": column} for line, column in (start, end))
        changes = [{"range": {"start": first, "end": last}, "text": text}]
        wire.tell(
            "textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}
        )

    try:
        assert wire.code("textDocument/hover", at) == EARLY
        wire.ask("initialize", {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": {}})
        wire.tell("initialized", {})
        edit(5, "x", (0, 0), (0, 1))  # not open yet
        wire.tell("textDocument/didClose", document)
        for _ in range(2):  # opened twice
            opened = {"uri": uri, "languageId": "cml", "version": 1, "text": TEXT}
            wire.tell("textDocument/didOpen", {"textDocument": opened})
        edit(0, "x", (-1, -5), (0, 1))
        edit(1, "", (1, 9), (0, 2))  # the end before the start
        edit(0, TEXT, (0, 0), (10**6, 10**6))  # an older version, and an end far behind the text
        wire.send(b"{not json}")
        wire.send(b'{"jsonrpc": "2.0"}')
        wire.tell("nonsense", {})
        wire.tell("$/nonsense", [])
        wire.tell("$/cancelRequest", {"id": 10**6})
        for _ in range(30):  # enough to fill a pipe that nobody reads
            assert wire.code("textDocument/hover", below_zero) == INVALID
        assert wire.code("textDocument/rename", {**at, "newName": 5}) == INVALID
        assert wire.code("textDocument/definition", [1]) == INVALID
        assert wire.code("textDocument/nonsense", {}) == NOT_FOUND
        assert wire.code("workspace/executeCommand", {"command": "nonsense"}) == INVALID
        far = {**document, "position": {"line": 10**9, "character": 10**9}}
        assert wire.ask("textDocument/definition", far)["result"] == []
        assert {*wire.ask("textDocument/documentSymbol", document, is_cancelled=True)} & {"result", "error"}
        hover = wire.ask("textDocument/hover", at)["result"]
        assert hover["contents"]["value"].startswith("**A** · bounded context")
        path.unlink()
        wire.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 3}]})
        wire.tell("textDocument/didClose", document)
        assert wire.ask("textDocument/hover", at)["result"] is None
        assert wire.ask("shutdown", None)["result"] is None
        assert wire.code("textDocument/hover", at) == LATE
        wire.tell("exit", None)
        assert wire.process.wait(60) == 0
    finally:
        wire.process.kill()
        wire.process.communicate()
