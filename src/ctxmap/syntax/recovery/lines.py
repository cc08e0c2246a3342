"""How tokens lie on the lines of a text. People mean something by it, though the grammar doesn't."""

from __future__ import annotations

from ctxmap.syntax.lex import Tokens


class Lines:
    """Which tokens are the first of their line."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self._text, self._tokens = text, tokens

    def begins(self, token: int) -> bool:
        """Whether a token is the first of its line."""
        if token >= self._tokens.count:
            return False
        return token == 0 or self._text.find("\n", self._tokens.ends[token - 1], self._tokens.starts[token]) >= 0

    def end(self, token: int, most: int) -> int:
        """The first token of the next line, or the one `most` tokens on if the line is longer."""
        limit = min(token + most, self._tokens.count - 1)
        token += 1
        while token < limit and not self.begins(token):
            token += 1
        return token

    def indentation(self, token: int) -> int:
        """How many characters stand before the first one of a token's line."""
        begin = self._text.rfind("\n", 0, self._tokens.starts[token]) + 1
        line = self._text[begin : self._tokens.starts[token] + 1]
        return len(line) - len(line.lstrip())
