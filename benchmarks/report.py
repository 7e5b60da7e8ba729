"""The report as Markdown, and the plot as SVG."""

from collections.abc import Mapping

from benchmarks.measure import Measured


def table(found: Mapping[str, Measured], base: str) -> list[str]:
    """Contenders with CPU seconds, the ratio to one of them, and peak memory."""
    lines = [f"| | CPU s | of {base} | peak MB |", "|---|--:|--:|--:|"]
    reference = found[base].cpu
    for name, one in found.items():
        if one.failure:
            lines.append(f"| {name} | failed: {one.failure[:80]} | | |")
            continue
        ratio = f"{one.cpu / reference:.2f}" if reference else "–"
        lines.append(f"| {name} | {one.cpu:.2f} | {ratio} | {one.megabytes:.0f} |")
    return lines


def plot(rows: Mapping[str, Mapping[str, Measured]]) -> str:
    """A bar a contender, a group a description; as long as its CPU seconds are of the slowest."""
    width, left, bar = 720, 300, 18
    parts: list[str] = []
    y = 10
    for title, found in rows.items():
        most = max((m.cpu for m in found.values()), default=0.0) or 1.0
        parts.append(f'<text x="10" y="{y + 14}" class="t">{_text(title)}</text>')
        y += 26
        for name, one in found.items():
            if one.failure:
                continue
            length = max(one.cpu / most * (width - left - 90), 1.5)
            kind = "o" if name.startswith("oasmith") else "p"
            parts.append(
                f'<text x="{left - 8}" y="{y + 13}" class="n">{_text(name)}</text>'
                f'<rect x="{left}" y="{y}" width="{length:.1f}" height="{bar - 4}" class="{kind}"/>'
                f'<text x="{left + length + 6:.1f}" y="{y + 12}" class="v">{one.cpu:.2f} s</text>'
            )
            y += bar
        y += 14
    style = (
        "text{font:12px sans-serif;fill:#333}.t{font-weight:bold}.n{text-anchor:end}"
        ".o{fill:#2f7d5b}.p{fill:#b8bcc4}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{y}" '
        f'viewBox="0 0 {width} {y}" role="img" aria-label="CPU seconds of generation">'
        f'<style>{style}</style><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
