"""The findings of ctxmap, the fixes that they carry, and the pages that explain them.

The names below are the API for rules of plug-ins.
"""

from __future__ import annotations

from ctxmap.findings.finding import Diagnostic, Finding, Related, Severity

__all__ = ["Diagnostic", "Finding", "Related", "Severity"]
