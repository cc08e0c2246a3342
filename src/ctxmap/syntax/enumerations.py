"""The words of enumerations and of a relationship's brackets: names to the grammar, checked here.

A word that isn't one of a setting's own is replaced by the one that is meant. If that is none, the setting is left
without a value (it is stated, and nobody knows what), and a role is left without its word: whoever reads the tree meets
known words only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import is_
from typing import Final

import msgspec

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Fix, Replace, write
from ctxmap.syntax.tree import Declaration, Member, Name, Relationship, Setting
from ctxmap.syntax.wording import a_kind, humps, one_of, quoted, several, syntax_finding
from ctxmap.text.nearest import is_sure, nearest
from ctxmap.text.source import Span
from ctxmap.vocabulary import ROLES, SETTINGS, SYMMETRIC_ROLES

Words = tuple[str, ...]

UNREAD: Final = ""
"""The text of a role or word whose meaning is not known; the finding is reported already."""
_ASYMMETRIC_ROLES: Final = tuple(role for role in ROLES if role not in SYMMETRIC_ROLES)
_SYMMETRIC_ARROWS: Final = ("<->", "Partnership", "Shared-Kernel")
ROLE_NAMES: Final = {
    "upstream": "U", "downstream": "D", "supplier": "S", "customer": "C", "partner": "P", "partnership": "P",
    "sharedkernel": "SK", "openhostservice": "OHS", "openhost": "OHS", "publishedlanguage": "PL",
    "anticorruptionlayer": "ACL", "conformist": "CF",
}  # fmt: skip
_GENERIC: Final = ("SYSTEM", "APPLICATION")
_SAME_SETTINGS: Final = {"Stakeholders": "Stakeholder", "StakeholderGroup": "Stakeholder"}


def check_words(path: str, members: tuple[Member, ...]) -> tuple[tuple[Member, ...], list[Finding]]:
    """The members with known words only, and a finding for each word that isn't one."""
    check = _Check(path)
    return check.members(members, ""), check.findings


class _Body(msgspec.Struct):
    """The members of a declaration, its keyword, and the words that its settings may have."""

    owner: str
    allowed: Mapping[str, Words]
    members: tuple[Member, ...]

    def says(self, key: str) -> bool:
        """Whether one of the settings has that key."""
        return any(isinstance(each, Setting) and each.key.text == key for each in self.members)


class _Check:
    def __init__(self, path: str) -> None:
        self.findings: list[Finding] = []
        self._path = path
        self._reported = -1
        """The relationship of which it was said that its roles contradict its arrow: once is enough."""

    def members(self, members: tuple[Member, ...], owner: str) -> tuple[Member, ...]:
        allowed = SETTINGS.get(_SAME_SETTINGS.get(owner, owner))
        body = _Body(owner, allowed, members) if allowed else None
        checked = [self._member(member, body) for member in members]
        return members if all(map(is_, checked, members)) else tuple(checked)

    def _member(self, member: Member, body: _Body | None) -> Member:
        if isinstance(member, Setting):
            return self._setting(member, body) if body else member
        if isinstance(member, Declaration):
            inner = self.members(member.members, member.keyword.text)
            return member if inner is member.members else msgspec.structs.replace(member, members=inner)
        return self._relationship(member) if isinstance(member, Relationship) else member

    def _setting(self, setting: Setting, body: _Body) -> Setting:
        words = body.allowed.get(setting.key.text)
        word = next((value for value in setting.values if isinstance(value, Name)), None)
        if not words or not word or word.text in words:
            return setting
        if word.text == UNREAD:
            return msgspec.structs.replace(setting, values=())
        meant = _meant(setting, word, body.allowed)
        self.findings.append(_unknown_word(self._path, setting, word, meant, body))
        read = Name(meant, word.start, word.end)
        values = tuple(read if value is word else value for value in setting.values) if meant else ()
        return msgspec.structs.replace(setting, values=values)

    def _relationship(self, relationship: Relationship) -> Relationship:
        written = (*relationship.left_roles, *relationship.right_roles)
        if not all(role.text in ROLES for role in written):
            self._unknown_roles([role for role in written if role.text not in ROLES])
        left = self._roles(relationship, relationship.left_roles)
        right = self._roles(relationship, relationship.right_roles)
        inner = self.members(relationship.members, "relationship")
        if left is relationship.left_roles and right is relationship.right_roles and inner is relationship.members:
            return relationship
        return msgspec.structs.replace(relationship, left_roles=left, right_roles=right, members=inner)

    def _roles(self, relationship: Relationship, roles: tuple[Name, ...]) -> tuple[Name, ...]:
        fitting = SYMMETRIC_ROLES if relationship.arrow.text in _SYMMETRIC_ARROWS else _ASYMMETRIC_ROLES
        if all(role.text in fitting for role in roles):
            return roles
        known = [Name(_role_meant(role), role.start, role.end) for role in roles]
        wrong = next((role for role in known if role.text not in (*fitting, UNREAD)), None)
        if wrong and self._reported != relationship.start:
            self._reported = relationship.start
            at = Span(self._path, wrong.start, wrong.end)
            self.findings.append(syntax_finding(at, *_wrong_arrow(wrong.text, relationship.arrow.text)))
        return tuple(role for role in known if role.text in (*fitting, UNREAD))

    def _unknown_roles(self, roles: list[Name]) -> None:
        """A finding for each role that nobody knows, and one for all that are written differently."""
        meant = [role for role in roles if _role_meant(role)]
        for role in roles:
            if role not in meant:
                message, hint = _unknown_role(role.text)
                self.findings.append(syntax_finding(self._at(role), message, hint))
        if meant:
            written = several([quoted(role.text) for role in meant])
            right = several([quoted(_role_meant(role)) for role in meant])
            are = "is not a role" if len(meant) == 1 else "are not roles"
            changes = tuple(Replace(self._at(role), _role_meant(role)) for role in meant)
            fix = Fix(f"write {right}", changes, is_safe=all(map(_is_sure_role, meant)))
            self.findings.append(syntax_finding(self._at(meant[0]), f"{written} {are}: did you mean {right}?", fix=fix))

    def _at(self, name: Name) -> Span:
        return Span(self._path, name.start, name.end)


def _role_meant(role: Name) -> str:
    if role.text in ROLES:
        return role.text
    return ROLE_NAMES.get(role.text.replace("_", "").casefold()) or nearest(role.text, ROLES) or UNREAD


def _is_sure_role(role: Name) -> bool:
    meant = _role_meant(role)
    return role.text.replace("_", "").casefold() in ROLE_NAMES or is_sure(role.text, meant, ROLES)


def _unknown_role(written: str) -> tuple[str, str]:
    """The message and hint for what is not a role."""
    if {*re.split(r"[-_ ]", written.casefold())} & {"customer", "client"}:
        return f"{quoted(written)} is a relationship, not a role", "write `A [U,S] -> [D,C] B`"
    return f"{quoted(written)} is not a role", f"the roles are {', '.join(ROLES)}"


def _wrong_arrow(role: str, arrow: str) -> tuple[str, str]:
    """What to say of a role that this arrow can't have, and the hint."""
    if role in SYMMETRIC_ROLES:
        kind = "partnership" if role == "P" else "shared kernel"
        message = f"{quoted(role)} means a {kind}, but {quoted(arrow)} means upstream and downstream"
        return message, f"write `A [{role}] <-> [{role}] B`, or remove {quoted(role)}"
    message = f"{quoted(role)} means upstream or downstream, but the sides of {quoted(arrow)} are equal"
    return message, f"write `A [U] -> [D] B`, or remove {quoted(role)}"


def _meant(setting: Setting, word: Name, allowed: Mapping[str, Words]) -> str:
    """The nearest of a setting's words, or the only one that has it as a part (`CORE`, `RETRY`); "" if it is neither.

    Also "" where it may be meant for another setting.
    """
    if _others_with(word, allowed):
        return ""
    words = allowed[setting.key.text]
    parts = [each for each in words if word.text.casefold() in each.casefold().split("_")]
    return nearest(word.text, words) or (parts[0] if len(parts) == 1 else word_meant(word.text, words))


def word_meant(written: str, words: Words) -> str:
    """The word of an enumeration that a longer one contains: `EXTERNAL` for `EXTERNAL_SYSTEM`; "" if none does.

    What nearly everything is (a system, an application) says less than the words beside it.
    """
    parts = humps(written).replace("_", " ").replace("-", " ").upper().split()
    found = [word for word in words if word in ("_".join(parts), *parts)]
    special = [word for word in found if word not in _GENERIC] or found
    return special[0] if len(special) == 1 else ""


def _others_with(word: Name, allowed: Mapping[str, Words]) -> list[str]:
    return [other for other, words in allowed.items() if word.text in words]


def _unknown_word(path: str, setting: Setting, word: Name, meant: str, body: _Body) -> Finding:
    at = Span(path, word.start, word.end)
    key, allowed = setting.key.text, body.allowed
    what = humps(key)
    message = f"{quoted(word.text)} is not {'an' if what[0] in 'aeio' else 'a'} {what} of {a_kind(body.owner)}"
    if meant:
        parts = [part for each in allowed[key] for part in each.casefold().split("_")]
        sure = is_sure(word.text, meant, allowed[key]) or parts.count(word.text.casefold()) == 1
        return syntax_finding(at, f"{message}: did you mean {quoted(meant)}?", fix=write(meant, at, sure=sure))
    others = _others_with(word, allowed)
    if len(others) == 1:
        instead = write(others[0], Span(path, setting.key.start, setting.key.end), sure=True)
        fix = None if body.says(others[0]) else instead
        hint = f"write `{others[0]} = {word.text}`"
        return syntax_finding(at, f"{message}, but a {humps(others[0])}", hint, fix=fix)
    return syntax_finding(at, message, f"write {one_of([quoted(each) for each in allowed[key]])}")
