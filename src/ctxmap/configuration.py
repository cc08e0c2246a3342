"""What a team can decide for its maps: plain values, with what holds where nothing is said.

Attributes are the keys of `ctxmap.toml`, in kebab case there. Knows nothing of files, of TOML, of which rules and
backends there are, or of what is done about any of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

RuleName = Annotated[str, "rule"]
BackendName = Annotated[str, "backend"]
Place = Annotated[str, "path"]
"""A file or folder. In `ctxmap.toml` it is relative to the file's folder; here, as everywhere, to the current one."""
Pattern = Annotated[str, "pattern"]
"""Many files, as `ctxmap.patterns` reads it; relative as a `Place` is."""
Level = Literal["error", "warning", "info", "off"]
"""What a rule's findings are; `off`: there are none."""
FailOn = Literal["error", "warning", "info", "never"]
Linking = Literal["imports", "folder"]


class RuleSettings(msgspec.Struct, frozen=True):
    """How one rule is set: its severity (None: each finding's own), and its thresholds, in the rule's own type."""

    severity: Level | None = None
    limits: msgspec.Struct | None = None


class PathRules(msgspec.Struct, frozen=True, rename="kebab"):
    """Severities that hold in some files only."""

    files: tuple[Pattern, ...]
    """Files and folders; `*` stands for any part of a name, `**` for any number of folders."""
    rules: Mapping[RuleName, Level] = {}


class Output(msgspec.Struct, frozen=True, rename="kebab"):
    """What `ctxmap build` writes, and where."""

    folder: Place = "build"
    """The folder to write into."""
    formats: tuple[BackendName, ...] | None = None
    """The backends that are run; all of them if left out."""


class ContractDefaults(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What no map says, and an API document must.

    Hosts end in `.invalid`, which RFC 2606 keeps for names that are no names: a placeholder must not reach anybody.
    """

    version: str = "0.0.0"
    """The version of each API."""
    license_name: str = "Proprietary"
    """The licence of the APIs, in words."""
    license_identifier: str = "LicenseRef-Proprietary"
    """The licence as an SPDX expression."""
    contact_url: str = "https://contact.invalid"
    """Where to ask about an API."""
    contact_email: str = "nobody@contact.invalid"
    """Whom to ask about an API."""
    base_path: str = "/{context}"
    """Of the OpenAPI server, relative to wherever it runs; `{context}` is the name of the context's files."""
    http_scheme: str = "bearer"
    """How a caller of an operation proves who it is (the IANA registry of HTTP authentication schemes)."""
    broker_scheme: str = "userPassword"
    """How a client of a broker proves who it is (AsyncAPI's types of security schemes)."""


class Forbidden(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A relationship that a team doesn't want, as `tag:pci`, `type:EXTERNAL`, `role:ACL` or a context's name."""

    from_: str
    """What is upstream."""
    to: str
    """What is downstream."""
    unless: str = ""
    """What makes it all right."""
    message: str = ""
    """Why it is forbidden, as the finding says it."""


class Configuration(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """All that can be decided."""

    sources: tuple[Place, ...] = ()
    """The files and folders that are read where none is named."""
    models: Linking = "imports"
    """What is linked into one model: a file and what it imports, or all files below a folder."""
    baseline: Place = ""
    """The file with findings that are known and left be."""
    plugins: tuple[str, ...] = ()
    """Python packages with further rules."""
    fail_on: FailOn = "error"
    """The least severity of a finding with which commands exit with 1."""
    select: tuple[RuleName, ...] = ()
    """The rules that are run; all of them if left out."""
    ignore: tuple[RuleName, ...] = ()
    """Rules that are not run."""
    rules: Mapping[RuleName, RuleSettings] = {}
    """Severities and thresholds of rules."""
    paths: tuple[PathRules, ...] = ()
    """Severities in some files only; later entries win."""
    output: Output = Output()
    """What `ctxmap build` writes, and where."""
    contracts: ContractDefaults = ContractDefaults()
    """What OpenAPI and AsyncAPI documents need, and no map says."""
    forbid: tuple[Forbidden, ...] = ()
    """Relationships that the team doesn't want."""


ALWAYS_ON = "syntax"
"""The one rule that can't be switched off: what can't be read can't be judged."""
DEFAULT = Configuration()
"""What holds where there is no configuration."""
