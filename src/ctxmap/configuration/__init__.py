"""What a team can decide for its maps: plain values, with what holds where nothing is said.

Attributes are the keys of `ctxmap.toml`, in kebab case there. Knows nothing of files, of TOML, of which rules and
backends there are, or of what is done about any of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

RuleName = Annotated[str, "rule"]
OptionalRule = Annotated[str, "rule that can be off"]
BackendName = Annotated[str, "backend"]
Place = Annotated[str, "path"]
"""A file or folder. In `ctxmap.toml` it is relative to the file's folder; here, as everywhere, to the current one."""
ThemeName = Annotated[str, "theme"]
"""A file that ends in `.toml`, or the name of a theme that ships with ctxmap."""
Pattern = Annotated[str, "pattern"]
"""Many files, as `ctxmap.text.globs` reads it; relative as a `Place` is."""
Level = Literal["error", "warning", "info", "off"]
"""What a rule's findings are; `off`: there are none."""
Severity = Literal["error", "warning", "info"]
Selectors = Annotated[str | tuple[str, ...], "selector"]
"""Contexts: `tag:pci`, `!type:EXTERNAL`, or several, any of which will do; `selectors.py` reads them."""
Conditions = Annotated[str | tuple[str, ...], "condition"]
"""What a relationship may have: `role:ACL`, `async`; `selectors.py` reads them."""
FailOn = Literal["error", "warning", "info", "never"]
Linking = Literal["imports", "folder"]
Language = Literal["en", "zh"]
"""Of the fixed words in pictures: English, Chinese."""
Web = Annotated[str, msgspec.Meta(pattern=r"^https?://\S+$", examples=["https://example.org"])]
Mail = Annotated[str, msgspec.Meta(pattern=r"^[^\s@]+@[^\s@]+$", examples=["somebody@example.org"])]
Filled = Annotated[str, msgspec.Meta(pattern=r"^\S(.*\S)?$", examples=["1.0.0"])]
BrokerScheme = Literal[
    "userPassword",
    "X509",
    "symmetricEncryption",
    "asymmetricEncryption",
    "plain",
    "scramSha256",
    "scramSha512",
    "gssapi",
]
"""The types of AsyncAPI's security schemes that need no further words."""


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
    """The backends that are run; if left out, all that aren't run on request only."""


class Diagrams(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """How diagrams are drawn."""

    language: Language = "en"
    """The language of the words that stand in every picture: in its legend, its tooltips, its counts."""
    findings: bool = True
    """Whether what ctxmap finds is marked where it is."""
    theme: ThemeName = "default"
    """Colours, fonts and distances: a file, or one of the themes that ship with ctxmap: default, plain, contrast."""
    scale: Annotated[int, msgspec.Meta(ge=1)] = 2
    """How many pixels of a PNG stand for one of its SVG, from left to right and from top to bottom."""


class ContractDefaults(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What no map says, and an API document must.

    Hosts end in `.invalid`, which RFC 2606 keeps for names that are no names: a placeholder must not reach anybody.
    """

    version: Filled = "0.0.0"
    """The version of each API."""
    license_name: str = "Proprietary"
    """The licence of the APIs, in words."""
    license_identifier: str = "LicenseRef-Proprietary"
    """The licence as an SPDX expression."""
    contact_url: Web = "https://contact.invalid"
    """Where to ask about an API."""
    contact_email: Mail = "nobody@contact.invalid"
    """Whom to ask about an API."""
    base_path: str = "/{context}"
    """Of the OpenAPI server, relative to wherever it runs; `{context}` is the name of the context's files."""
    http_scheme: str = "bearer"
    """How a caller of an operation proves who it is (the IANA registry of HTTP authentication schemes)."""
    broker_scheme: BrokerScheme = "userPassword"
    """How a client of a broker proves who it is."""


class Forbidden(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A dependency that a team doesn't want, whatever relationship brings it about."""

    from_: Selectors
    """The contexts that must not depend: the downstream side, a caller, a consumer."""
    to: Selectors
    """The contexts that they must not depend on: the upstream side, who is called, a publisher."""
    unless: Conditions = ()
    """What makes a relationship all right; any of them will do."""
    message: str = ""
    """Why it is forbidden, as the finding says it."""
    severity: Severity | None = None
    """How bad it is; as the rule `forbidden-relationship` has it, if left out."""


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
    ignore: tuple[OptionalRule, ...] = ()
    """Rules that are not run."""
    rules: Mapping[RuleName, RuleSettings] = {}
    """Severities and thresholds of rules."""
    paths: tuple[PathRules, ...] = ()
    """Severities in some files only; later entries win."""
    output: Output = Output()
    """What `ctxmap build` writes, and where."""
    diagrams: Diagrams = Diagrams()
    """How diagrams are drawn."""
    contracts: ContractDefaults = ContractDefaults()
    """What OpenAPI and AsyncAPI documents need, and no map says."""
    forbid: tuple[Forbidden, ...] = ()
    """Dependencies that the team doesn't want."""


AS_USUAL = Diagrams()
"""Diagrams of which nobody says how they are drawn."""
ALWAYS_ON = "syntax"
"""The one rule that can't be switched off: what can't be read can't be judged."""
DEFAULT = Configuration()
"""What holds where there is no configuration."""
