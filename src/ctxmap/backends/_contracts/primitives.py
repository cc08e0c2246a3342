"""The schemas of the types that nobody declares (`model.well_known`)."""

from __future__ import annotations

from ctxmap.backends._contracts.schema import Schema

DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"
"""The pattern of a decimal number as text."""
_DECIMAL: Schema = {
    "type": "string",
    "pattern": DECIMAL,
    "description": "A decimal number, as text so that no digit is lost.",
}
SCHEMAS: dict[str, Schema] = {
    "String": {"type": "string"},
    "Character": {"type": "string", "minLength": 1, "maxLength": 1},
    "char": {"type": "string", "minLength": 1, "maxLength": 1},
    "Clob": {"type": "string"},
    "Blob": {"type": "string", "contentEncoding": "base64"},
    "boolean": {"type": "boolean"},
    "int": {"type": "integer", "format": "int32"},
    "Integer": {"type": "integer", "format": "int32"},
    "long": {"type": "integer", "format": "int64"},
    "short": {"type": "integer", "minimum": -32768, "maximum": 32767},
    "byte": {"type": "integer", "minimum": -128, "maximum": 127},
    "BigInteger": {"type": "integer"},
    "float": {"type": "number", "format": "float"},
    "double": {"type": "number", "format": "double"},
    "BigDecimal": _DECIMAL,
    "Date": {"type": "string", "format": "date"},
    "LocalDate": {"type": "string", "format": "date"},
    "LocalTime": {"type": "string", "format": "time"},
    "DateTime": {"type": "string", "format": "date-time"},
    "Timestamp": {"type": "string", "format": "date-time"},
    "Instant": {"type": "string", "format": "date-time"},
    "LocalDateTime": {"type": "string", "format": "date-time"},
    "OffsetDateTime": {"type": "string", "format": "date-time"},
    "ZonedDateTime": {"type": "string", "format": "date-time"},
    "Duration": {"type": "string", "format": "duration"},
    "Year": {"type": "integer"},
    "YearMonth": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
    "UUID": {"type": "string", "format": "uuid"},
    "URI": {"type": "string", "format": "uri"},
    "URL": {"type": "string", "format": "uri"},
    "Currency": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "An ISO 4217 code."},
    "Locale": {"type": "string", "description": "A language tag (BCP 47)."},
    "Key": {"type": "string"},
}
_UNBOXED = {name.capitalize(): name for name in ("boolean", "short", "byte", "long", "float", "double")}

ARRAYS = frozenset({"List", "Set", "Bag", "Collection", "Array", "Object[]"})
PAGES = frozenset({"Page", "Slice", "PagedResult"})
"""What libraries call a part of a list."""
OPTIONAL = frozenset({"Optional", "Option"})
"""What may hold no value."""
CONTAINERS = ARRAYS | {"Map", "Optional"}
NOTHING = frozenset({"void", "Void"})


def primitive(name: str) -> Schema | None:
    """The schema of a primitive type, `java.util.UUID` as `UUID`; None for any other type."""
    name = simple(name)
    found = SCHEMAS.get(_UNBOXED.get(name, name))
    return found.copy() if found else None


def simple(name: str) -> str:
    """`java.util.Date` as `Date`."""
    return name.rpartition(".")[2]
