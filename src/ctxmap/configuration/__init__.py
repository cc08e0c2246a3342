"""The configuration of a team, as plain values with their defaults.

The attributes are the keys of `ctxmap.toml`, in kebab case there; their docstrings are the reference. Knows nothing
about files and TOML, nor which rules and backends exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

RuleName = Annotated[str, "rule"]
OptionalRule = Annotated[str, "rule that can be off"]
BackendName = Annotated[str, "backend"]
Place = Annotated[str, "path"]
"""A file or folder; in `ctxmap.toml` relative to that file, here to the current folder."""
PluginName = Annotated[str, "plugin"]
"""A Python package or module, installed or in a folder: `acme_rules`, `tools/acme_rules`; relative like a `Place`."""
ThemeName = Annotated[str, "theme"]
"""A file that ends in `.toml`, or the name of a theme that comes with ctxmap."""
Pattern = Annotated[str, "pattern"]
"""A glob, as `ctxmap.text.globs` reads it; relative like a `Place`."""
Level = Literal["error", "warning", "info", "off"]
"""The severity of a rule's findings; `off` for none."""
Severity = Literal["error", "warning", "info"]
Selectors = Annotated[str | tuple[str, ...], "selector"]
"""Contexts: `tag:pci`, `!type:EXTERNAL`, or several of which any may match; see `selectors.py`."""
Conditions = Annotated[str | tuple[str, ...], "condition"]
"""Properties of a relationship: `role:ACL`, `async`; see `selectors.py`."""
FailOn = Literal["error", "warning", "info", "never"]
Linking = Literal["imports", "folder"]
Language = Literal["en", "zh"]
"""The language of diagrams: English or Chinese."""
Web = Annotated[str, msgspec.Meta(pattern=r"^(https?://\S+)?$", examples=["https://example.org"])]
Mail = Annotated[str, msgspec.Meta(pattern=r"^([^\s@]+@[^\s@]+)?$", examples=["somebody@example.org"])]
Filled = Annotated[str, msgspec.Meta(pattern=r"^\S(.*\S)?$", examples=["1.0.0"])]
Versions = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^\s*([<>=!]=|[<>]|~=)?\s*\d{1,9}(\.\d{1,9})*\s*"
        r"(,\s*([<>=!]=|[<>]|~=)?\s*\d{1,9}(\.\d{1,9})*\s*)*$",
        examples=[">=0.1"],
    ),
]
"""Versions of ctxmap: `>=0.1,<0.3`, or one version."""
BrokerScheme = Literal[
    "",
    "userPassword",
    "X509",
    "symmetricEncryption",
    "asymmetricEncryption",
    "plain",
    "scramSha256",
    "scramSha512",
    "gssapi",
]
"""The AsyncAPI security schemes without further attributes."""


class RuleSettings(msgspec.Struct, frozen=True):
    """The settings of a rule: its severity (None: that of each finding), and its thresholds in the rule's own type."""

    severity: Level | None = None
    limits: msgspec.Struct | None = None


class PathRules(msgspec.Struct, frozen=True, rename="kebab"):
    """Severities for some files only."""

    files: tuple[Pattern, ...]
    """Files and folders; `*` matches any part of a name, `**` any number of folders."""
    rules: Mapping[RuleName, Level] = {}


class Output(msgspec.Struct, frozen=True, rename="kebab"):
    """What `ctxmap build` writes, and where."""

    folder: Place = "build"
    """The output folder."""
    formats: tuple[BackendName, ...] | None = None
    """The backends to run; if omitted, all that run by default."""


class Diagrams(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """How diagrams are drawn."""

    language: Language = "en"
    """The language of legends, tooltips and labels."""
    findings: bool = True
    """Whether diagrams show findings."""
    theme: ThemeName = "default"
    """Colours, fonts and distances: a file, or one of the themes default, plain and contrast."""
    width: Annotated[int, msgspec.Meta(ge=300)] | None = None
    """The width in pixels at which diagrams are shown, such as 900 in a README; if omitted, a page or a slide."""
    scale: Annotated[int, msgspec.Meta(ge=1)] = 2
    """The size of a PNG relative to its SVG."""


class ContractDefaults(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """Values for API documents that maps don't have. What is left empty isn't in the documents."""

    version: Filled = "0.0.0"
    """The version of the APIs."""
    license_name: str = ""
    """The name of the APIs' licence."""
    license_identifier: str = ""
    """The licence as an SPDX expression."""
    contact_url: Web = ""
    """The web address for questions about the APIs."""
    contact_email: Mail = ""
    """The mail address for questions about the APIs."""
    base_path: str = "/"
    """The path of the OpenAPI server; `{context}` is replaced by the context's file name."""
    http_scheme: str = ""
    """How callers authenticate, such as `bearer`: a scheme of the IANA registry of HTTP authentication schemes."""
    broker_scheme: BrokerScheme = ""
    """How clients of a message broker authenticate, such as `userPassword`."""
    errors: Mapping[str, Annotated[int, msgspec.Meta(ge=400, le=599)]] = {}
    """The HTTP statuses of errors, by the name behind `throws`."""
    idempotency_key: Literal["optional", "required"] = "optional"
    """Whether callers have to send an `Idempotency-Key` with `POST` and `PATCH`."""
    lists: Literal["pages", "array"] = "pages"
    """How an operation gives back a list: in pages, or as a bare array."""


class Verification(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What names of running systems mean on the map, for `ctxmap verify`."""

    services: Mapping[str, str] = {}
    """The context of a service, by its name in traffic, or by the title or file name of its contract."""
    operations: Mapping[str, str] = {}
    """The qualified name of an operation, by its method and path in a contract."""
    ignore: tuple[str, ...] = ()
    """Services, and methods with paths, that are not compared; `*` stands for any characters."""


class Forbidden(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A forbidden dependency between contexts, by whatever relationship."""

    from_: Selectors
    """The contexts that must not depend on others: downstream contexts, callers, consumers."""
    to: Selectors
    """The contexts that they must not depend on: upstream contexts, callees, publishers."""
    unless: Conditions = ()
    """Properties that allow a relationship; one of them is enough."""
    message: str = ""
    """The reason, shown in the finding."""
    severity: Severity | None = None
    """The severity; if omitted, that of the rule `forbidden-relationship`."""


class Configuration(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """The configuration of ctxmap."""

    extend: Place = ""
    """A configuration file whose values apply unless this file has its own."""
    required_version: Versions = ""
    """The versions of ctxmap that may use this file, such as `>=0.1`."""
    sources: tuple[Place, ...] = ()
    """The files and folders to read if the command line names none."""
    models: Linking = "imports"
    """What makes up a model: a file and its imports, or all files below a folder."""
    baseline: Place = ""
    """The file with known findings, which are hidden."""
    plugins: tuple[PluginName, ...] = ()
    """Python packages with additional rules."""
    fail_on: FailOn = "error"
    """The lowest severity that makes commands exit with 1."""
    select: tuple[RuleName, ...] = ()
    """The rules to run; if omitted, all."""
    ignore: tuple[OptionalRule, ...] = ()
    """Rules not to run."""
    rules: Mapping[RuleName, RuleSettings] = {}
    """Severities and thresholds of rules."""
    paths: tuple[PathRules, ...] = ()
    """Severities for some files only; later entries win."""
    output: Output = Output()
    """What `ctxmap build` writes, and where."""
    diagrams: Diagrams = Diagrams()
    """How diagrams are drawn."""
    contracts: ContractDefaults = ContractDefaults()
    """Values for OpenAPI and AsyncAPI documents that maps don't have."""
    verify: Verification = Verification()
    """What names of running systems mean on the map, for `ctxmap verify`."""
    forbid: tuple[Forbidden, ...] = ()
    """Forbidden dependencies."""


ADDED_UP = frozenset({"plugins", "paths", "forbid"})
"""The lists of which a file that extends another has its own items after those of the other."""
AS_USUAL = Diagrams()
"""The default settings of diagrams."""
ALWAYS_ON = "syntax"
"""The one rule that can't be turned off: rules can't judge what can't be read."""
DEFAULT = Configuration()
"""The configuration without a file."""
