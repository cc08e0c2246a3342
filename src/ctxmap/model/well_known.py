"""The types that nobody has to declare: those of the language, and those of Java that every reader knows."""

from __future__ import annotations

PRIMITIVES = frozenset(
    {"String", "int", "Integer", "long", "Long", "boolean", "Boolean", "Date", "DateTime", "Timestamp", "BigDecimal"}
    | {"BigInteger", "double", "Double", "float", "Float", "Key", "PagingParameter", "PagedResult", "Blob", "Clob"}
    | {"Object[]"}
)
"""The primitive types of the Context Mapper Language."""
BUILT_IN = PRIMITIVES | {"Object", "List", "Set", "Bag", "Collection", "Map"}
"""All types of the language; they mean a domain object only where an `@` or a reference says so."""
_OF_JAVA = frozenset(
    {"Array", "Byte", "Character", "Currency", "Duration", "Instant", "Locale", "LocalDate", "LocalDateTime"}
    | {"LocalTime", "OffsetDateTime", "Optional", "Short", "URI", "URL", "UUID", "Void", "Year", "YearMonth"}
    | {"ZonedDateTime", "byte", "char", "short", "void"}
)
WELL_KNOWN = BUILT_IN | _OF_JAVA
"""What everybody knows, whatever they write it in."""
