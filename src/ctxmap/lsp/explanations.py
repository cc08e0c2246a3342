"""What the roles of a relationship mean, with the literature; shown where the cursor is on one."""

from __future__ import annotations

from collections.abc import Mapping

from ctxmap.vocabulary import RoleKind

_EVANS = 'Evans, "Domain-Driven Design" (2003), ch. 14'
_REFERENCE = 'Evans, "DDD Reference" (2015)'

ROLES: Mapping[RoleKind, str] = {
    "U": f"**U** · upstream\n\nIts changes affect the other side, and not the other way round.\n\n{_REFERENCE}",
    "D": f"**D** · downstream\n\nIt depends on the other side and has to follow its changes.\n\n{_REFERENCE}",
    "S": f"**S** · supplier\n\nThe upstream team plans with the needs of the downstream team in mind.\n\n{_EVANS}",
    "C": f"**C** · customer\n\nThe downstream team negotiates its needs with the upstream team.\n\n{_EVANS}",
    "P": f"**P** · partnership\n\nBoth teams succeed or fail together, and plan together.\n\n{_REFERENCE}",
    "SK": f"**SK** · shared kernel\n\nBoth teams share a part of the model and change it together.\n\n{_EVANS}",
    "OHS": f"**OHS** · open host service\n\nThe upstream context offers one protocol to all that need it, "
    f"instead of an interface for each.\n\n{_EVANS}",
    "PL": f"**PL** · published language\n\nThe contexts exchange information in a language that is documented "
    f"and shared, such as a standard.\n\n{_EVANS}",
    "ACL": f"**ACL** · anticorruption layer\n\nThe downstream context translates the upstream model into its own, "
    f"so that its own stays clean.\n\n{_EVANS}",
    "CF": f"**CF** · conformist\n\nThe downstream context takes over the upstream model as it is.\n\n{_EVANS}",
}
