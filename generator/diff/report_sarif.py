"""The comparison as SARIF 2.1.0, for code scanning."""

from urllib.parse import quote

from generator.diff.finding import Comparison, Finding, SpecPlace, Verdict
from generator.diff.report_json import finding_as_json
from generator.diff.report_words import safe
from generator.ir.document import JsonObject, JsonValue

_LEVELS = {
    Verdict.BREAKING: "error",
    Verdict.POTENTIALLY_BREAKING: "warning",
    Verdict.COMPATIBLE: "note",
}


def as_sarif(comparison: Comparison) -> JsonObject:
    """The log."""
    ids = sorted({finding.id for finding in comparison.findings})
    rules: list[JsonValue] = [
        {"id": id, "shortDescription": {"text": id.replace("-", " ")}} for id in ids
    ]
    driver: JsonObject = {"name": "oasmith", "rules": rules}
    results: list[JsonValue] = [_result(finding, ids) for finding in comparison.findings]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }


def _result(finding: Finding, ids: list[str]) -> JsonObject:
    whole = finding_as_json(finding)
    result: JsonObject = {
        "ruleId": finding.id,
        "ruleIndex": ids.index(finding.id),
        "level": _LEVELS[finding.worst],
        "message": {"text": safe(finding.message)},
        "partialFingerprints": {"oasmith/v1": finding.fingerprint},
        "properties": {
            key: whole[key]
            for key in ("wire", "client", "types", "operations", "direction", "python")
        },
    }
    place = finding.revision or finding.base
    if place is not None and place.file:
        result["locations"] = [_location(place)]
    if finding.revision is not None and finding.base is not None and finding.base.file:
        result["relatedLocations"] = [{"id": 1, **_location(finding.base)}]
    if finding.accepted is not None:
        result["suppressions"] = [{"kind": "external", "justification": finding.accepted}]
    return result


def _location(place: SpecPlace) -> JsonObject:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.file)},
            "region": {"startLine": max(place.line, 1)},
        },
        "logicalLocations": [{"fullyQualifiedName": place.pointer}],
    }
