"""Context maps of every shape, from a seed: the same on every machine, and like none that anybody has looked at.

`a_map(7)` is CML text. Sizes, domains, hubs, circles, relationships with themselves, shared kernels, what flows and in
how many words, and names in several scripts vary from seed to seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


WORDS = _words("""
    Order Payment Claim Ledger Catalogue Fulfilment Authorisation Risk Warehouse Loyalty Q Subscription Identity CRM ETL
    PaymentCardTokenisation HTTPGateway ReverseLogisticsAndRefurbishing Kundenüberweisung Ölförderung
""")
CHINESE = _words("订单 支付 库存 退款 客户 物流 商品目录 会员积分 风险控制 发票 结算 供应链管理平台 网关 通知")
EVENTS = _words("Placed Cancelled Settled Moved Withdrawn Rejected WrittenOff")
TECHNOLOGIES = ("RESTful HTTP", "Kafka", "SOAP over HTTPS, nightly, with client certificates", "gRPC", "消息队列", "")
DOMAIN_TYPES = ("CORE_DOMAIN", "SUPPORTING_DOMAIN", "GENERIC_SUBDOMAIN", "")
CONTEXT_TYPES = ("SYSTEM", "APPLICATION", "FEATURE", "EXTERNAL", "LEGACY", "FRONTEND", "BFF", "")
ENDS = ("[U,OHS,PL] -> [D,ACL]", "[U,OHS] -> [D,CF]", "[U,PL] -> [D]", "[S] -> [C]", "->", "[U,S,OHS,PL] -> [D,C,ACL]")


def a_map(seed: int, contexts: int = 0) -> str:
    """A map of so many contexts, or of up to 40."""
    return "\n".join(_Map(Random(seed), contexts).parts())


class _Map:
    def __init__(self, chance: Random, contexts: int) -> None:
        self.chance = chance
        count = contexts or chance.choice([1, 2, 3, 5, 8, 12, 12, 20, 30, 40])
        words = chance.choice([WORDS, WORDS, CHINESE, [*WORDS, *CHINESE]])
        self.names = [f"{chance.choice(words)}{i}" for i in range(count)]
        self.subdomains = [f"Area{i}{chance.choice(words)}" for i in range(chance.randrange(0, 2 + count // 3))]

    def parts(self) -> Iterator[str]:
        chance = self.chance
        yield f"ContextMap {chance.choice(['Everything', '全景图'])} {{"
        yield "    contains " + ", ".join(self.names)
        yield from self.relationships()
        yield "}"
        yield from map(self.context, self.names)
        yield from self.domains()

    def relationships(self) -> Iterator[str]:
        chance, names = self.chance, self.names
        hubs = chance.sample(names, min(len(names), chance.choice([0, 1, 1, 2])))
        for hub in hubs:
            others = chance.sample(names, min(len(names), chance.randrange(2, 12)))
            yield from (self.relationship(hub, other, chance.choice(ENDS[:2])) for other in others if other != hub)
        for _ in range(int(len(names) * chance.choice([0, 0.5, 1, 1, 1.5, 2]))):
            one, other = chance.choice(names), chance.choice(names)
            if chance.random() < 0.15:
                yield f"    {one} {chance.choice(['[P] <-> [P]', '[SK] <-> [SK]'])} {other}{self.name()}"
            elif one != other:
                yield self.relationship(one, other, chance.choice(ENDS))

    def relationship(self, one: str, other: str, ends: str) -> str:
        chance = self.chance
        technology = chance.choice(TECHNOLOGIES)
        body = [f'implementationTechnology = "{technology}"'] if technology else []
        if chance.random() < 0.4:
            body.append('sync { timeout = "2 s" }')
        if chance.random() < 0.4:
            body.append("async { delivery = AT_LEAST_ONCE  outbox }")
        inside = f" {{ {'  '.join(body)} }}" if body else ""
        return f"    {one} {ends} {other}{self.name()}{inside}"

    def name(self) -> str:
        words: Sequence[str] = (*WORDS, *CHINESE)
        chosen = self.chance.sample(words, self.chance.randrange(1, 4))
        return f" : {''.join(chosen)}{self.chance.choice(EVENTS)}" if self.chance.random() < 0.6 else ""

    def context(self, name: str) -> str:
        chance = self.chance
        type_ = chance.choice(CONTEXT_TYPES)
        parts = [f"BoundedContext {name}"]
        if self.subdomains and chance.random() < 0.8:
            homes = chance.sample(self.subdomains, min(len(self.subdomains), chance.choice([1, 1, 1, 2])))
            parts.append(f"implements {', '.join(homes)}")
        parts.append("{")
        if type_:
            parts.append(f"type = {type_}")
        if chance.random() < 0.3:
            words = chance.sample((*WORDS, *CHINESE), 3)
            parts.append(f'displayName = "{chance.choice(["", " "]).join(words)} {name}"')
        return " ".join([*parts, "}"])

    def domains(self) -> Iterator[str]:
        chance, rest = self.chance, list(self.subdomains)
        for i in range(len(rest)):
            taken = [rest.pop() for _ in range(min(len(rest), chance.randrange(1, 5)))]
            if taken:
                yield f"Domain Field{i} {{ {' '.join(map(self.subdomain, taken))} }}"

    def subdomain(self, name: str) -> str:
        type_ = self.chance.choice(DOMAIN_TYPES)
        return f"Subdomain {name} {{ {f'type = {type_}' if type_ else ''} }}"
