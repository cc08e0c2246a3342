"""Whether an `implementationTechnology` means calls over HTTP, which is what OpenAPI documents describe.

HTTP is meant unless the text names something else. A text that says HTTP or REST means HTTP, whatever it says besides,
and so does a text that names nothing known.
"""

from __future__ import annotations

import re

from ctxmap.model.elements import Relationship


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE)


_HTTP = _words(r"https?|rest|restful|rest\s*api|open\s*api")
_CALLS = _words(r"grpc(?:-web)?|protobuf|graphql|soap|wsdl|rmi|iiop|corba|thrift")
"""Other ways to call."""
_SHARED = _words(
    r"(?:shared\s*)?librar(?:y|ies)|jar|dll|npm\s*package|nuget|in-?process"
    r"|(?:shared\s*)?databases?|db|db\s*link|jdbc|odbc|sql|pl/sql|postgres(?:ql)?|mysql|mariadb|oracle|sql\s*server|db2|stored\s*procedures?|change\s*data\s*capture|cdc|mongo\s*db"
    r"|files?|(?:flat|csv|xml|batch)\s*files?|file\s*transfer|csv|s?ftps?|scp"
)
"""What two contexts share instead of calling each other."""
_BROKERS = _words(
    r"kafka|redpanda|rabbit\s*mq|amqp|jms|active\s*mq|artemis|ibm\s*mq|websphere\s*mq|mqseries|anypoint\s*mq|mqtt"
    r"|mosquitto|hivemq|nats|jetstream|pulsar|sqs|sns|(?:google|gcp)?(?:\s*cloud)?\s*pub/?sub|solace|stomp|redis"
)


def is_over_http(relationship: Relationship) -> bool:
    """Whether the calls of a relationship go over HTTP.

    The name of a broker says so of calls only where there are no messages that it could be about.
    """
    technology = relationship.implementation_technology
    if _HTTP.search(technology):
        return True
    if _CALLS.search(technology) or _SHARED.search(technology):
        return False
    return bool(relationship.asyncs) or not _BROKERS.search(technology)


def is_served_over_http(technology: str) -> bool:
    """Whether a context built with a technology serves HTTP; databases and brokers are then its own affair."""
    return bool(_HTTP.search(technology)) or not _CALLS.search(technology)
