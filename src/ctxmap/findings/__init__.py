"""What ctxmap says about a map: findings, the fixes that they carry, and the pages that explain them.

The names below are what a plug-in's rules use.
"""

from __future__ import annotations

from ctxmap.findings.finding import Diagnostic, Finding, Related, Severity

__all__ = ["Diagnostic", "Finding", "Related", "Severity"]
