"""`diff`: two lowered APIs → what the second breaks, on the wire, in Python, and under a type
checker.

Knows compatibility; knows neither files nor git. The command line reads the inputs, hands in two
`Side`s and the day's date, and prints one of the reports.
"""

from generator.diff.compare import compare
from generator.diff.finding import (
    Axis,
    Bump,
    Comparison,
    Direction,
    Finding,
    PythonChange,
    RuleVerdict,
    SideSummary,
    SpecPlace,
    Verdict,
)
from generator.diff.policy import (
    Acceptance,
    FailOn,
    Severities,
    apply_policy,
    fails,
    parse_fail_on,
    read_policy,
)
from generator.diff.removed import removed_fields
from generator.diff.report_github import as_github
from generator.diff.report_html import as_html
from generator.diff.report_json import as_json
from generator.diff.report_junit import as_junit
from generator.diff.report_markdown import as_markdown
from generator.diff.report_sarif import as_sarif
from generator.diff.report_summary import as_summary, name_changes
from generator.diff.report_text import Line, Style, as_text, text_lines
from generator.diff.side import Side, only
from generator.diff.used_by import Impact, Usage, UsageReport, used_by
from generator.diff.used_by_report import usage_as_json, usage_as_text

__all__ = [
    "Acceptance",
    "Axis",
    "Bump",
    "Comparison",
    "Direction",
    "FailOn",
    "Finding",
    "Impact",
    "Line",
    "PythonChange",
    "RuleVerdict",
    "Severities",
    "Side",
    "SideSummary",
    "SpecPlace",
    "Style",
    "Usage",
    "UsageReport",
    "Verdict",
    "apply_policy",
    "as_github",
    "as_html",
    "as_json",
    "as_junit",
    "as_markdown",
    "as_sarif",
    "as_summary",
    "as_text",
    "compare",
    "fails",
    "name_changes",
    "only",
    "parse_fail_on",
    "read_policy",
    "removed_fields",
    "text_lines",
    "usage_as_json",
    "usage_as_text",
    "used_by",
]
