"""The LALR driver: tokens in, reductions out, until the text ends or doesn't fit. Knows nothing of fixing.

The loop of `run` is where the time of a compilation of many files goes; its body is spelled out for that.
"""

from __future__ import annotations

from typing import Any

from ctxmap.syntax.automaton import Trial, automaton
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.tables import CONTESTED, END, NAME, keyword_action


class Driver:
    """A parser's stack and its place in the text.

    `states` has one entry more than `values`: the state that the value was met in lies under the one it led to. The
    value of a token is its number.
    """

    __slots__ = ("at", "states", "tokens", "values")

    def __init__(self, tokens: Tokens, at: int, states: list[int], values: list[Any]) -> None:
        self.tokens = tokens
        self.at = at
        self.states = states
        self.values = values

    def run(self) -> bool:
        """Read on. Whether the end of the file was reached; if not, `at` is the token that doesn't fit."""
        machine = automaton()
        rows, rules, keywords = machine.rows, machine.rules, machine.keywords
        tokens, states, values, at = self.tokens, self.states, self.values, self.at
        keys = tokens.keys
        key = keys[at]
        row = rows[states[-1]]
        while True:
            entry = row.get(key)
            if entry is None:
                if key in keywords and NAME in row:
                    key = NAME
                    continue
                self.at = at
                return key == END and states[-1] == machine.accepting
            if entry >= CONTESTED:
                key = Trial(states).read_as(keys, at)
                entry = row[NAME] if key == NAME else keyword_action(entry)
            if entry < 0:
                length, left, shape = rules[-1 - entry]
                if length:
                    popped = values[-length:]
                    del values[-length:]
                    del states[-length:]
                else:
                    popped = []
                values.append(shape(tokens, popped, at))
                state = rows[states[-1]][left]
                states.append(state)
                row = rows[state]
            else:
                states.append(entry)
                values.append(at)
                at += 1
                key = keys[at]
                row = rows[entry]

    def feed(self, token: int, key: str) -> bool:
        """Read one token as `key`, if it fits; `at` stays where it is."""
        if not self.reduce_for(key):
            return False
        entry = automaton().rows[self.states[-1]][key]
        self.states.append(keyword_action(entry) if entry >= CONTESTED else entry)
        self.values.append(token)
        return True

    def reduce_for(self, key: str) -> bool:
        """Do all reductions that reading `key` asks for, if it fits."""
        if not Trial(self.states).shift(key):
            return False
        machine = automaton()
        while True:
            entry = machine.rows[self.states[-1]].get(key, 0)
            if entry >= CONTESTED:
                entry = keyword_action(entry)
            if entry >= 0:
                return True
            length, left, shape = machine.rules[-1 - entry]
            base = len(self.values) - length
            popped = self.values[base:]
            del self.values[base:]
            del self.states[base + 1 :]
            self.values.append(shape(self.tokens, popped, self.at))
            self.states.append(machine.rows[self.states[-1]][left])
