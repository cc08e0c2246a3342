"""What no map says, and an API document must. A configuration fills it in one day; nothing here is read off a model."""

from __future__ import annotations

import msgspec


class Defaults(msgspec.Struct, frozen=True, kw_only=True):
    """The values that stand in for what the map leaves open.

    Hosts end in `.invalid`, which RFC 2606 keeps for names that are no names: a placeholder must not reach anybody.
    """

    version: str = "0.0.0"
    license_name: str = "Proprietary"
    license_identifier: str = "LicenseRef-Proprietary"
    """An SPDX expression."""
    contact_url: str = "https://contact.invalid"
    contact_email: str = "nobody@contact.invalid"
    base_path: str = "/{context}"
    """Of the OpenAPI server, relative to wherever it runs; `{context}` is the name of the context's files."""
    http_scheme: str = "bearer"
    """How a caller of an operation proves who it is (the IANA registry of HTTP authentication schemes)."""
    broker_scheme: str = "userPassword"
    """How a client of a broker proves who it is (AsyncAPI's types of security schemes)."""


DEFAULTS = Defaults()
