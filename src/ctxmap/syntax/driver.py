"""The LALR(1) driver: shifts tokens and calls semantic actions until the text ends or doesn't fit.

The algorithm is the standard one (Aho, Lam, Sethi, Ullman, "Compilers", 2nd ed., section 4.5.3): a stack of states, a
row of the table for the state on top, and an entry for the next token that says shift or reduce. Two things are added.
A keyword that the row doesn't know is read as a name if a name fits. A contested entry (see `tables.py`) is decided by
looking ahead. Error recovery works on the driver's stacks from outside (`recovery/`).

`run` takes most of the time when many files are compiled, so its loop has no calls that it can avoid.
"""

from __future__ import annotations

from typing import Any

from ctxmap.syntax.automaton import Lookahead, automaton
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.tables import CONTESTED, END, NAME, keyword_entry


class Driver:
    """The parser's stacks and its position in the text.

    `states[n]` is the state before `values[n]`, so `states` has one entry more. The value of a token is its number.
    """

    __slots__ = ("at", "states", "tokens", "values")

    def __init__(self, tokens: Tokens, at: int, states: list[int], values: list[Any]) -> None:
        self.tokens = tokens
        self.at = at
        self.states = states
        self.values = values

    def run(self) -> bool:
        """Parse to the end of the file, or return False with `at` at the token that doesn't fit."""
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
                key = Lookahead(states).read_as(keys, at)
                entry = row[NAME] if key == NAME else keyword_entry(entry)
            if entry < 0:
                length, left, action = rules[-1 - entry]
                if length:
                    popped = values[-length:]
                    del values[-length:]
                    del states[-length:]
                else:
                    popped = []
                values.append(action(tokens, popped, at))
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
        """Shift one token as `key` if it fits. Doesn't move `at`."""
        if not self.reduce_for(key):
            return False
        entry = automaton().rows[self.states[-1]][key]
        self.states.append(keyword_entry(entry) if entry >= CONTESTED else entry)
        self.values.append(token)
        return True

    def reduce_for(self, key: str) -> bool:
        """Do all reductions before `key`, if it fits."""
        if not Lookahead(self.states).shift(key):
            return False
        machine = automaton()
        while True:
            entry = machine.rows[self.states[-1]].get(key, 0)
            if entry >= CONTESTED:
                entry = keyword_entry(entry)
            if entry >= 0:
                return True
            length, left, action = machine.rules[-1 - entry]
            base = len(self.values) - length
            popped = self.values[base:]
            del self.values[base:]
            del self.states[base + 1 :]
            self.values.append(action(self.tokens, popped, self.at))
            self.states.append(machine.rows[self.states[-1]][left])
