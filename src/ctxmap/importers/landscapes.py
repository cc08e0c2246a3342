"""Maps in other tools: Structurizr workspaces (JSON), Backstage catalogues, compose files, Kubernetes manifests.

They name services and what depends on what. How two services communicate is a guess, unless they say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from ctxmap.foreign.document import Document, mapping
from ctxmap.importers.draft import Draft

_STORES = re.compile(r"(?i)(postgres|mysql|mariadb|mongo|redis|valkey|memcached|elasticsearch|opensearch|cassandra)")
_WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet")
_MESSAGING = re.compile(r"(?i)kafka|rabbit|amqp|nats|jms|mqtt|pulsar|sqs|sns|event|message")
_HOST = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9-]*")


def add_structurizr(draft: Draft, document: Document) -> None:
    """Software systems, or the containers of those whose containers have relationships."""
    systems = _mappings(mapping(document.value.get("model")).get("softwareSystems"))
    within = [part for system in systems for part in _mappings(system.get("containers"))]
    relationships = [each for thing in (*systems, *within) for each in _mappings(thing.get("relationships"))]
    ends = {str(each.get(end)) for each in relationships for end in ("sourceId", "destinationId")}
    names: dict[str, str] = {}
    for system in systems:
        parts = [each for each in _mappings(system.get("containers")) if str(each.get("id")) in ends]
        for each in parts or [system]:
            service = draft.service(str(each.get("name", "")))
            service.vision = str(each.get("description") or "")
            service.technology = str(each.get("technology") or "")
            names[str(each.get("id"))] = service.name
            if system.get("location") == "External" or "External" in str(system.get("tags", "")):
                service.type = "EXTERNAL"
    for each in relationships:
        source, target = names.get(str(each.get("sourceId"))), names.get(str(each.get("destinationId")))
        said = str(each.get("description") or "")
        if source and target:
            way = f"{each.get('technology') or ''} {said}"
            kind = "MESSAGE" if _MESSAGING.search(way) else "CALL"
            link = draft.link(kind, source, target, f"guessed from: {said or 'a relationship without a description'}")
            link.technology = link.technology or str(each.get("technology") or "")


def add_backstage(draft: Draft, document: Document) -> None:
    """An entity of a catalogue: a component, its owner, and what it depends on; of an API, who provides it."""
    kind, spec = document.value.get("kind"), mapping(document.value.get("spec"))
    about = mapping(document.value.get("metadata"))
    if kind != "Component":
        return
    service = draft.service(str(about.get("name", "")))
    service.title = str(about.get("title") or "")
    service.vision = str(about.get("description") or "")
    service.owner = str(spec.get("owner") or "").rpartition("/")[2].rpartition(":")[2]
    for each in _texts(spec.get("dependsOn")):
        wanted, _, name = each.rpartition(":")
        if wanted in ("component", "Component"):
            draft.link("UNKNOWN", service.name, name.rpartition("/")[2])


def add_backstage_apis(draft: Draft, documents: list[Document]) -> None:
    """Who consumes an API calls who provides it."""
    providers: dict[str, str] = {}
    components = [each for each in documents if each.value.get("kind") == "Component"]
    for each in components:
        for api in _texts(mapping(each.value.get("spec")).get("providesApis")):
            providers[api.rpartition("/")[2]] = str(mapping(each.value.get("metadata")).get("name"))
    for each in components:
        for api in _texts(mapping(each.value.get("spec")).get("consumesApis")):
            if provider := providers.get(api.rpartition("/")[2]):
                name = str(mapping(each.value.get("metadata")).get("name"))
                draft.link("CALL", name, provider, f'guessed: it consumes the API "{api}"')


def add_compose(draft: Draft, document: Document) -> None:
    """Services of a compose file, but for databases; who depends on, or names the host of, another one."""
    services = mapping(document.value.get("services"))
    stores = {name for name, each in services.items() if _STORES.search(str(mapping(each).get("image", "")))}
    ours = [name for name in services if name not in stores]
    for name in ours:
        draft.service(name)
    for name in ours:
        described = mapping(services[name])
        needed = described.get("depends_on")
        depends = [*(_texts(needed) or mapping(needed))]
        named = [host for value in _environment(described.get("environment")) for host in _HOST.findall(value)]
        for other in dict.fromkeys((*depends, *named)):
            if other in stores:
                draft.service(name).notes.append(f'uses the store "{other}"')
            elif other in ours and other != name:
                why = "depends_on" if other in depends else "a variable of its environment"
                draft.link("UNKNOWN", name, other, f"guessed from {why}; is it a call or a message, and which way?")


def add_kubernetes(draft: Draft, documents: list[Document]) -> None:
    """Workloads, but for databases; who has the name of another one in its environment."""
    pods: dict[str, list[Mapping[str, Any]]] = {}
    for document in documents:
        if document.value.get("kind") in _WORKLOADS:
            name = str(mapping(document.value.get("metadata")).get("name", ""))
            template = mapping(mapping(document.value.get("spec")).get("template"))
            pods[name] = _mappings(mapping(template.get("spec")).get("containers"))
    ours = [name for name, each in pods.items() if not any(_STORES.search(str(one.get("image", ""))) for one in each)]
    for name in ours:
        draft.service(name)
    for name in ours:
        values = [str(one.get("value") or "") for each in pods[name] for one in _mappings(each.get("env"))]
        for host in dict.fromkeys(host for value in values for host in _HOST.findall(value)):
            if host in ours and host != name:
                draft.link("UNKNOWN", name, host, "guessed from a variable of its environment")
            elif host in pods and host != name:
                draft.service(name).notes.append(f'uses the store "{host}"')


def _environment(value: Any) -> Iterator[str]:
    yield from (str(each) for each in mapping(value).values())
    yield from (each.partition("=")[2] for each in _texts(value))


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [mapping(each) for each in cast("list[Any]", value)] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    return [each for each in cast("list[Any]", value) if isinstance(each, str)] if isinstance(value, list) else []
