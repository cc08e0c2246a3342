"""A workspace as it is rewritten: parts of its texts are moved, copied, changed and removed, comments and all.

A change is noted with its place in the text as it is, and all changes are made together (`texts`). So a part that is
moved takes along what is changed inside it, and a place of the old text is found again in the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctxmap.compiler import Compilation
from ctxmap.findings.fix import Change
from ctxmap.fixes.edits import edits_of
from ctxmap.fixes.edits.layout import Holder, Layout
from ctxmap.model.elements import Element
from ctxmap.refactorings import RefactoringError
from ctxmap.refactorings._texts import Content, Note, Rendering, Rewritten, Texts
from ctxmap.syntax.tree import Declaration, File, Member, Relationship, Setting, Text, Value
from ctxmap.text.source import Span


class Draft:
    """A compiled workspace, and what is to change in its texts.

    `became` has the new qualified names of elements that are moved, renamed or merged, by their old ones; what is
    inside them follows.
    """

    def __init__(self, compilation: Compilation) -> None:
        self.compilation = compilation
        self.models = compilation.models
        self.became: dict[str, str] = {}
        self._files = compilation.files
        self._layouts: dict[str, Layout] = {}
        self._notes: dict[str, list[Note]] = {}
        self._appended: dict[Span, list[tuple[Content, ...]]] = {}
        self._new: dict[str, list[Content]] = {}
        self._rewritten: dict[Span, str] = {}

    # -- What is written where ----------------------------------------------------------------------------------------

    def file(self, element: Element) -> File:
        """The syntax tree of the file that an element is written in."""
        return self._files[element.at.path]

    def files(self) -> Iterable[File]:
        """The syntax trees of all files."""
        return self._files.values()

    def node(self, element: Element) -> Holder:
        """The declaration or relationship that an element is written as, or is written in."""
        node = self._layout(element.at.path).holder_round(element.at)
        if node is None:
            raise RefactoringError("it is not written in a file of this workspace")
        return node

    def span(self, element: Element) -> Span:
        """Where an element is written, from its doc string to the end of its body."""
        node = self.node(element)
        return Span(element.at.path, node.start, node.end)

    def text(self, at: Span) -> str:
        """What is written in a place."""
        return self._files[at.path].source.text[at.start : at.end]

    def block(self, element: Element) -> Span:
        """An element with the comments that stand directly above it and behind it on its last line."""
        return self.block_of(self.node(element), element.at.path)

    def block_of(self, member: Member, path: str) -> Span:
        """A member of a file, likewise."""
        layout = self._layout(path)
        if not layout.begins_line(member.start):
            return Span(path, member.start, member.end)
        start = member.start
        for comment in reversed(layout.comments_between(0, start)):
            gap = layout.text[comment.end : start]
            if gap.strip() or gap.count("\n") != 1 or not layout.begins_line(comment.start):
                break
            start = comment.start
        stop = layout.line_stop(member.end) if layout.ends_line(member.end) else member.end
        return Span(path, start, member.end + len(layout.text[member.end : stop].rstrip()))

    def members(self, element: Element) -> tuple[Member, ...]:
        """What stands in the body of an element."""
        return self.node(element).members

    def imports(self, path: str) -> list[str]:
        """What the imports of a file say."""
        return [value.value for each in self._imports(path) for value in each.values if isinstance(value, Text)]

    def _imports(self, path: str) -> list[Setting]:
        members = self._files[path].members
        return [each for each in members if isinstance(each, Setting) and each.key.text == "import"]

    def setting(self, element: Element, *keys: str) -> Setting | None:
        """The attribute of that key in the body of an element."""
        settings = (each for each in self.members(element) if isinstance(each, Setting))
        return next((each for each in settings if each.key.text in keys), None)

    # -- Changes ------------------------------------------------------------------------------------------------------

    def replace(self, at: Span, *contents: Content) -> None:
        """Write something in a place."""
        self._notes.setdefault(at.path, []).append(Note(at, contents))

    def change(self, *changes: Change) -> None:
        """Make changes in terms of the map; raises `RefactoringError` where a comment or odd text is in the way."""
        for change in changes:
            edits = edits_of(change, self._files)
            if not edits:
                raise RefactoringError("a comment, or something unusual, stands where a list would have to change")
            for edit in edits:
                self.replace(edit.at, edit.text)

    def remove(self, element: Element) -> None:
        """Remove an element with its comments."""
        self.take_out(self.block(element))

    def take_out(self, block: Span) -> None:
        """Remove a block, with its lines if nothing else stands there, and of blank lines on both sides one."""
        layout = self._layout(block.path)
        start, stop = block.start, layout.line_stop(block.end)
        if not layout.begins_line(start) or not layout.is_blank(block.end, stop):
            self._take(Span(block.path, start, layout.blanks_end(block.end)), block)
            return
        start, stop = layout.line_start(start), layout.behind_line(block.end)
        above = layout.line_start(max(0, start - 1))
        below = layout.behind_line(stop)
        ends = layout.text[stop:].lstrip(" \t")[:1] in ("}", "")
        if start and layout.is_blank(above, start) and (ends or layout.is_blank(stop, below)):
            start = above
        elif stop < len(layout.text) and layout.is_blank(stop, below) and layout.text[:start].rstrip()[-1:] == "{":
            stop = below
        self._take(Span(block.path, start, stop), block)

    def _take(self, at: Span, block: Span) -> None:
        self._notes.setdefault(at.path, []).append(Note(at, (), block))

    def move_into(self, holder: Element, *elements: Element) -> None:
        """Move elements to the end of the body of another one."""
        for element in elements:
            block = self.block(element)
            self.take_out(block)
            self.append(holder, block)

    def append(self, holder: Element, *contents: Content) -> None:
        """Write something at the end of the body of an element; it gets a body if it has none."""
        node = self.node(holder)
        self._appended.setdefault(Span(holder.at.path, node.start, node.end), []).append(contents)

    def write_behind(self, element: Element, *contents: Content) -> None:
        """Write something on lines of its own behind an element, with a blank line between."""
        block = self.block(element)
        layout = self._layout(block.path)
        stop = layout.behind_line(block.end)
        if layout.is_blank(block.end, stop):
            lead = "\n" if layout.text[:stop].endswith("\n") else "\n\n"
            follows = layout.text[stop : layout.behind_line(stop)].strip(" \t")
            trail = "\n" if follows[:1] in ("}", "", "\r", "\n") else "\n\n"
            self.replace(Span(block.path, stop, stop), lead, *contents, trail)
        else:
            self.replace(Span(block.path, block.end, block.end), "\n", *contents, "\n")

    def write_at_end(self, path: str, *contents: Content) -> None:
        """Write something on lines of its own at the end of a file, with a blank line before."""
        text = self._files[path].source.text
        lead = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
        self.replace(Span(path, len(text), len(text)), lead, *contents, "\n")

    def write_file(self, path: str, *contents: Content) -> None:
        """Write something at the end of a new file."""
        written = self._new.setdefault(path, [])
        written += ("\n", *contents, "\n") if written else (*contents, "\n")

    def add_import(self, path: str, target: str) -> None:
        """Add the import of a file, behind the other imports, or before everything but the comment of the file."""
        layout = self._layout(path)
        imports = self._imports(path)
        if imports:
            stop = layout.line_stop(imports[-1].end)
            self.replace(Span(path, stop, stop), f'\nimport "{target}"')
        else:
            first = self.block_of(self._files[path].members[0], path).start if self._files[path].members else 0
            self.replace(Span(path, first, first), f'import "{target}"\n\n')

    def drop(self, places: Iterable[Span]) -> None:
        """Leave out names in lists, with their commas; a list of which nothing is left goes with its key."""
        dropped = set(places)
        for file in self._files.values():
            path = file.source.path
            for setting in settings_in(file.members):
                values = [value for value in setting.values if value]
                going = [Span(path, value.start, value.end) in dropped for value in values]
                if all(going) and values:
                    self.take_out(self.block_of(setting, path))
                elif any(going):
                    self._drop(path, values, going)

    def _drop(self, path: str, values: Sequence[Value], going: Sequence[bool]) -> None:
        """Leave out some of the values, but no comments."""
        last = max(number for number, goes in enumerate(going) if not goes)
        for number, value in enumerate(values):
            if going[number]:
                start, stop = (
                    (value.start, values[number + 1].start) if number < last else (values[number - 1].end, value.end)
                )
                for comment in self._layout(path).comments_between(start, stop):
                    self.replace(Span(path, start, comment.start))
                    start = comment.end
                    if comment.text.startswith("//"):
                        start = self._layout(path).behind_line(comment.end)
                self.replace(Span(path, start, max(start, stop)))

    def rewrite(self, at: Span, text: str) -> None:
        """Write a name in another way; the last way counts."""
        self._rewritten[at] = text

    # -- The result ---------------------------------------------------------------------------------------------------

    @property
    def changed_paths(self) -> set[str]:
        """The files that change, without new ones."""
        return {*self._notes, *(at.path for at in self._appended)}

    def texts(self) -> Texts:
        """The texts with all changes made."""
        notes = {path: list(some) for path, some in self._notes.items()}
        for at, several in self._appended.items():
            notes.setdefault(at.path, []).append(self._body(at, several))
        for at, text in self._rewritten.items():
            notes.setdefault(at.path, []).append(Note(at, (Rewritten(at, text),)))
        rendering = Rendering(notes, self._files)
        texts = {path: rendering.text(path) for path in sorted(notes)}
        texts |= {path: rendering.new(path, contents) for path, contents in sorted(self._new.items())}
        return Texts(texts, rendering.chunks)

    def _body(self, at: Span, several: Sequence[tuple[Content, ...]]) -> Note:
        layout = self._layout(at.path)
        node = layout.holder_round(at)
        assert isinstance(node, Declaration | Relationship)
        has_body = layout.text[node.end - 1] == "}" and (isinstance(node, Relationship) or node.has_body)
        contents: list[Content] = []
        for each in several:
            is_block = any(not isinstance(one, str) or "\n" in one.strip() for one in each)
            contents += ["\n" if is_block and (contents or node.members) else "", *each, "\n"]
        if not has_body:
            return Note(Span(at.path, node.end, node.end), (" {\n", *contents, "}"))
        close = node.end - 1
        if layout.begins_line(close):
            start = layout.line_start(close)
            return Note(Span(at.path, start, start), tuple(contents))
        return Note(Span(at.path, close, close), ("\n", *contents))

    def _layout(self, path: str) -> Layout:
        if path not in self._files:
            raise RefactoringError("it is not written in a file of this workspace")
        return self._layouts.setdefault(path, Layout(self._files[path]))


def settings_in(members: Iterable[Member]) -> Iterator[Setting]:
    """All attributes and clauses among some members, and inside them."""
    return (setting for body in bodies_in(members) for setting in body)


def bodies_in(members: Iterable[Member]) -> Iterator[list[Setting]]:
    """The attributes of each head and body, the given one first."""
    several = list(members)
    yield [each for each in several if isinstance(each, Setting)]
    for member in several:
        match member:
            case Declaration():
                yield list(member.head)
                yield from bodies_in(member.members)
            case Relationship():
                yield from bodies_in(member.members)
            case _:
                pass
