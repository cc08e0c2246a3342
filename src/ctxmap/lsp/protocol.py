"""The protocol on the wire: every request gets an answer, also one that is malformed, too early or too late.

pygls leaves these without one, and an editor then waits for ever.
"""

from __future__ import annotations

from typing import Any, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import RPCMessage

_EARLY = (types.INITIALIZE, types.EXIT)


class Protocol(LanguageServerProtocol):
    """The protocol of pygls without its gaps."""

    def structure_message(self, data: dict[str, Any]) -> object:
        """A message from its JSON; a request that can't be read is answered here, and nothing is left to be done."""
        try:
            return cast("object", super().structure_message(data))
        except JsonRpcException as error:
            if "id" not in data or "method" not in data:
                raise
            self._refuse(data["id"], types.ErrorCodes.InvalidParams, str(error))
            return None

    def handle_message(self, message: RPCMessage | None) -> None:
        """Handle a message; what is no message was answered, or is ignored."""
        method: object = getattr(message, "method", None)
        number: object = getattr(message, "id", None)
        if isinstance(method, str) and isinstance(number, int | str):
            if self._shutdown:
                return self._refuse(number, types.ErrorCodes.InvalidRequest, "the server was shut down")
            if self._workspace is None and method not in _EARLY:
                return self._refuse(number, types.ErrorCodes.ServerNotInitialized, "the server is not initialized")
        if message is not None and hasattr(message, "jsonrpc"):
            super().handle_message(message)
        return None

    def _refuse(self, number: int | str, code: types.ErrorCodes, why: str) -> None:
        self._send_response(number, error=types.ResponseError(code, why))
