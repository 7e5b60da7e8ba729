"""The comparison as one self-contained page, to read and to filter. It loads nothing from anywhere.

Every text of the specification is escaped; the script knows only class names and data attributes.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from generator.diff.finding import DIGITS, Axis, Bump, Comparison, Finding, Verdict
from generator.diff.report_words import headline, place, safe

_STYLE: Final = """
:root{color-scheme:light dark;--line:#8884;--faint:#777;--bad:#c62828;--may:#b26a00;--ok:#2e7d32}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0 0 .25rem}
p.lead{color:var(--faint);margin:0 0 1rem}
form{position:sticky;
top:0;
display:flex;
flex-wrap:wrap;
gap:.75rem;
align-items:center;
padding:.75rem 0;
background:Canvas;
border-bottom:1px solid var(--line)}
input[type=search]{flex:1;min-width:12rem;font:inherit;padding:.35rem .6rem}
select{font:inherit;padding:.3rem}
article{border-bottom:1px solid var(--line);padding:.75rem 0}
section>h2{font-size:1.15rem;margin:1.5rem 0 .25rem}
article h3{font-size:1rem;font-weight:600;margin:0 0 .25rem}
summary{cursor:pointer}
ul{margin:.25rem 0;padding-left:1.2rem;font-size:.9rem}
.tag{display:inline-block;
font-size:.8rem;
border:1px solid currentColor;
border-radius:1rem;
padding:0 .5rem;
margin-right:.35rem}
.breaking{color:var(--bad)}.potentially-breaking{color:var(--may)}.compatible{color:var(--ok)}
.faint{color:var(--faint);font-size:.85rem;overflow-wrap:anywhere}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
table{border-collapse:collapse;
font-size:.9rem;
margin:.35rem 0}
td,th{border:1px solid var(--line);
padding:.15rem .5rem;
text-align:left}
[hidden]{display:none!important}
"""
_SCRIPT: Final = """
const rows=[...document.querySelectorAll('article')],form=document.forms[0],
count=document.getElementById('count');

function show(){const q=form.q.value.toLowerCase(),axis=form.axis.value,level=form.level.value,
op=form.operation.value;
let n=0;

for(const r of rows){const v=axis?r.dataset[axis]:r.dataset.worst;
const hit=(!q||r.textContent.toLowerCase().includes(q))&&(!level||
v===level)&&
(!op||r.dataset.operations.split('\\n').includes(op));

r.hidden=!hit;n+=hit}
for(const s of document.querySelectorAll('section'))s.hidden=!s.querySelector('article:not([hidden])');
count.textContent=n+' of '+rows.length}
form.addEventListener('input',show);form.addEventListener('submit',e=>e.preventDefault());show();
"""


def as_html(comparison: Comparison) -> str:
    """The page."""
    title = escape(headline(comparison))
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            f"<h1>{title}</h1>",
            f'<p class="lead">{escape(_lead(comparison))}</p>',
            _counts(comparison),
            _form(comparison),
            "<main>",
            *_sections(comparison),
            "</main>",
            f"<script>{_SCRIPT}</script>",
            "</body>",
            "</html>",
            "",
        )
    )


def _lead(comparison: Comparison) -> str:
    if comparison.version_only:
        return "Version only: nothing but the version string moved."
    if not comparison.findings:
        return "No change."
    bump = (
        ""
        if comparison.bump is Bump.NONE
        else f" Suggested bump of the package's version: {comparison.bump}."
    )
    return f"{len(comparison.findings)} findings.{bump}"


def _counts(comparison: Comparison) -> str:
    """How many findings of each verdict there are on each axis."""
    levels = sorted(Verdict, key=lambda v: -v.rank)
    head = "".join(f'<th class="{level}">{level}</th>' for level in levels)
    rows = "".join(
        f"<tr><th>{axis}</th>"
        + "".join(
            f"<td>{sum(f.verdict(axis) is level for f in comparison.findings)}</td>"
            for level in levels
        )
        + "</tr>"
        for axis in Axis
    )
    return f"<table><tr><th></th>{head}</tr>{rows}</table>" if comparison.findings else ""


def _sections(comparison: Comparison) -> Iterator[str]:
    for level in sorted(Verdict, key=lambda v: -v.rank):
        found = [f for f in comparison.findings if f.worst is level]
        if found:
            title = str(level).replace("-", " ").capitalize()
            yield f'<section><h2 class="{level}">{title} ({len(found)})</h2>'
            yield from (_article(finding) for finding in found)
            yield "</section>"


def _form(comparison: Comparison) -> str:
    operations = sorted({key for finding in comparison.findings for key in finding.operations})
    levels = sorted(Verdict, key=lambda v: -v.rank)
    return (
        '<form><input type="search" name="q" aria-label="Filter by words" placeholder="Words">'
        + _select("axis", "any axis", Axis)
        + _select("level", "any verdict", levels)
        + _select("operation", "all operations", operations)
        + '<output id="count"></output></form>'
    )


def _select(name: str, everything: str, values: Iterable[str]) -> str:
    first = f'<option value="">{everything}</option>'
    return f'<select name="{name}" aria-label="{name}">{first}{_options(values)}</select>'


def _options(values: Iterable[str]) -> str:
    return "".join(f"<option>{escape(safe(str(value)))}</option>" for value in values)


def _article(finding: Finding) -> str:
    axes = "".join(f' data-{axis}="{finding.verdict(axis)}"' for axis in Axis)
    operations = "\n".join(escape(safe(key)) for key in finding.operations)
    return "".join(
        (
            f'<article data-worst="{finding.worst}"{axes} data-operations="{operations}">',
            *_content(finding),
            "</article>",
        )
    )


def _content(finding: Finding) -> Iterator[str]:
    yield f"<h3>{_prose(finding.message)}</h3>"
    for axis in Axis:
        verdict = finding.verdict(axis)
        if verdict is not Verdict.COMPATIBLE:
            yield f'<span class="tag {verdict}">{axis}: {verdict}</span>'
    if finding.accepted is not None:
        yield f'<span class="tag">accepted: {escape(safe(finding.accepted))}</span>'
    if finding.details:
        yield f"<ul>{''.join(f'<li>{_prose(said)}</li>' for said in finding.details)}</ul>"
    operations = escape(", ".join(map(safe, finding.operations)))
    if len(finding.operations) > 3:
        summary = f"<summary>{len(finding.operations)} operations</summary>"
        yield f'<details class="faint">{summary}{operations}</details>'
    elif operations:
        yield f'<div class="faint">{operations}</div>'
    if finding.python:
        yield "<table><tr><th>Python</th><th>before</th><th>after</th></tr>"
        for change in finding.python:
            cells = (change.symbol, change.before, change.after)
            yield f"<tr>{''.join(f'<td>{_code(cell)}</td>' for cell in cells)}</tr>"
        yield "</table>"
    names = f"{_code(finding.id)} {_code(finding.fingerprint[:DIGITS])}"
    yield f'<div class="faint">{escape(safe(place(finding)))} {names}</div>'


def _code(text: str | None) -> str:
    return "" if text is None else f"<code>{escape(safe(text))}</code>"


def _prose(message: str) -> str:
    parts = safe(message).split("`")
    return "".join(f"<code>{escape(p)}</code>" if i % 2 else escape(p) for i, p in enumerate(parts))
