"""Names that every reader of an API document accepts, made of names in any script.

Component keys and operation ids hold ASCII letters, digits, `.`, `_` and `-` only. A Latin letter loses its accents
(`Müller` → `Muller`), any other letter is spelt as its code point (`支付` → `u652Fu4ED8`): not pretty, but it never
changes, and the title next to it says the word itself. Paths are spelt likewise: a path with `%` in it is one that
common tools look for and don't find.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, count
from typing import TypeVar

from ctxmap.model.names import kebab_case

Thing = TypeVar("Thing")

_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})


class Names:
    """Gives out names, each once; two names that differ in capitals only count as one, as they do for file systems."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, *wanted: str) -> str:
        """The first wanted name that is free; where none is, the last with a number."""
        numbered = (f"{wanted[-1]}-{number}" for number in count(2))
        name = next(name for name in chain(wanted, numbered) if name.casefold() not in self._taken)
        self._taken.add(name.casefold())
        return name


def distinct(wanted: Mapping[Thing, Sequence[str]]) -> dict[Thing, str]:
    """For each thing the first of its names that no other thing shares, so that no order decides; each longer.

    All things that share a name take their next one, so a name never depends on which thing was seen first. Things that
    share even their last name have it together. Capitals alone tell no names apart.
    """
    level = dict.fromkeys(wanted, 0)
    while True:
        names = {thing: wanted[thing][level[thing]] for thing in wanted}
        uses = Counter(name.casefold() for name in names.values())
        shared = [
            thing
            for thing, name in names.items()
            if uses[name.casefold()] > 1 and level[thing] + 1 < len(wanted[thing])
        ]
        if not shared:
            return names
        for thing in shared:
            level[thing] += 1


def exact(name: str) -> str:
    """A name as a component key that no other name gives: every letter beyond ASCII as its code point."""
    return "".join(letter if letter.isascii() else f"u{ord(letter):04X}" for letter in name)


def spelt_out(name: str) -> str:
    """A name as a component key, likewise, whatever signs it has: `a/b` is `au002Fb`."""
    return "".join(
        each if each.isascii() and (each.isalnum() or each in "._-") else f"u{ord(each):04X}" for each in name
    )


def key(name: str) -> str:
    """A name as a component key: `^[a-zA-Z0-9._-]+$`."""
    return "".join(map(_ascii, unicodedata.normalize("NFC", name).translate(_LATIN))) or "unnamed"


def pascal(name: str) -> str:
    """`find_byOrder` as `FindByOrder`, for the key of a schema."""
    return "".join(word[:1].upper() + word[1:] for word in _words(name))


def camel(name: str) -> str:
    """`PaymentMethod` as `paymentMethod`, for operation ids and parameters."""
    first, *rest = _words(name)
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def sentence(name: str) -> str:
    """`cancelOrder` as `Cancel order`, for a reader."""
    text = kebab_case(name).replace("-", " ")
    return text[:1].upper() + text[1:]


def spoken(name: str) -> str:
    """`PaymentMethod` as `payment method`, inside a sentence."""
    return kebab_case(name).replace("-", " ") if name.isascii() and " " not in name else name


def spoken_plural(name: str) -> str:
    """`Payment` as `payments`, inside a sentence."""
    return plural(name).replace("-", " ") if name.isascii() and " " not in name else name


def segment(name: str) -> str:
    """A name as a segment of a path."""
    return key(kebab_case(name))


def plural(name: str) -> str:
    """The segment of a path behind which things of that name are found: `CustomerAddress` → `customer-addresses`.

    English as far as three rules go; a name that is no English word gets its `s` all the same, unless its last letter
    isn't Latin.
    """
    slug = kebab_case(name)
    if not slug[-1].isascii() or not slug[-1].isalpha() or _is_plural(slug):
        return key(slug)
    if slug.endswith("y") and slug[-2:-1] not in tuple("aeiou"):
        return key(slug[:-1] + "ies")
    return key(slug + ("es" if slug.endswith(("s", "x", "z", "ch", "sh")) else "s"))


def _is_plural(slug: str) -> bool:
    return slug.endswith("s") and not slug.endswith(("ss", "us", "is"))


def _words(name: str) -> list[str]:
    """Each with its capitals as `kebab_case` leaves them: none."""
    return key(kebab_case(name)).split("-")


def _ascii(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[0]
    if base.isascii() and (base.isalnum() or base in "._-"):
        return base
    return "" if unicodedata.combining(letter) else f"u{ord(letter):04X}"
