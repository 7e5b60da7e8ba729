"""The comparison as JUnit XML: a test case a finding, a failure where it (potentially) breaks."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.diff.finding import Comparison, Finding, Verdict
from generator.diff.report_words import headline, place, reached, safe, verdicts


def as_junit(comparison: Comparison) -> str:
    """The document."""
    failing = [f for f in comparison.findings if _fails(f)]
    accepted = [f for f in comparison.findings if f.accepted is not None]
    counts = {
        "tests": str(max(len(comparison.findings), 1)),
        "failures": str(len(failing)),
        "errors": "0",
        "skipped": str(len(accepted)),
    }
    suites = Element("testsuites", {"name": "oasmith diff", **counts})
    suite = SubElement(suites, "testsuite", {"name": headline(comparison), **counts})
    if not comparison.findings:
        SubElement(suite, "testcase", {"classname": "oasmith.diff", "name": "no change"})
    for finding in comparison.findings:
        case = SubElement(
            suite,
            "testcase",
            {"classname": f"oasmith.diff.{finding.id}", "name": safe(finding.message)},
        )
        if finding.accepted is not None:
            SubElement(case, "skipped", {"message": safe(finding.accepted)})
        elif _fails(finding):
            failure = SubElement(
                case, "failure", {"type": str(finding.worst), "message": safe(finding.message)}
            )
            failure.text = "\n".join(
                safe(w)
                for w in (verdicts(finding), reached(finding), place(finding), finding.fingerprint)
                if w
            )
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _fails(finding: Finding) -> bool:
    return finding.accepted is None and finding.worst is not Verdict.COMPATIBLE
