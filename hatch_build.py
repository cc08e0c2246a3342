"""What a package's page on an index needs: addresses, and a README whose links lead somewhere from there.

The address of the repository is known only where a release is made, so it is given in `CTXMAP_REPOSITORY`, such as
`https://github.com/OWNER/ctxmap`. Without it, the package has the README as it is, and no addresses.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?!https?:|mailto:|#)(?P<path>[^)\s]+)\)")
_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)


class CustomMetadataHook(MetadataHookInterface):
    """Adds `readme`, and `urls` if the address of the repository is known."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in the two fields that `pyproject.toml` calls dynamic."""
        root = Path(self.root)
        readme = (root / "README.md").read_text("utf-8")
        repository = os.environ.get("CTXMAP_REPOSITORY", "").rstrip("/")
        metadata["urls"] = {}
        if repository:
            found = _VERSION.search((root / "src" / "ctxmap" / "__init__.py").read_text("utf-8"))
            tag = f"v{found[1]}" if found else "HEAD"
            readme = _LINK.sub(lambda link: _absolute(link, repository, tag), readme)
            metadata["urls"] = {
                "Homepage": repository,
                "Documentation": f"{repository}/blob/{tag}/docs/README.md",
                "Changelog": f"{repository}/blob/{tag}/CHANGELOG.md",
                "Source": repository,
                "Issues": f"{repository}/issues",
            }
        metadata["readme"] = {"content-type": "text/markdown", "text": readme}


def _absolute(link: re.Match[str], repository: str, tag: str) -> str:
    """The link to a file of the repository as it was at `tag`; images as the bytes of the file, not as a page."""
    kind = "raw" if link["image"] else "blob"
    return f"{link['image']}[{link['text']}]({repository}/{kind}/{tag}/{link['path']})"
