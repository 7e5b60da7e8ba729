"""Texts that end, escape or imitate what generated code puts around them.

Each holds `MARK`, by which it is found again, unless its whole point is to be something else. Code
in them would create the file that the environment names in `OASMITH_CANARY`.
"""

from typing import Final

MARK: Final = "Zq7mark"
CODE: Final = '__import__("pathlib").Path(__import__("os").environ["OASMITH_CANARY"]).touch()'
_SINGLE: Final = CODE.replace('"', "'")

_QUOTES: Final = {
    "a double quote": f'{MARK}"',
    "a single quote": f"{MARK}'",
    "both quotes": f"{MARK}\"'",
    "three double quotes": f'{MARK}"""',
    "three single quotes": f"{MARK}'''",
    "six double quotes": f'""""""{MARK}""""""',
    "a call behind a double quote": f'{MARK}" + str({CODE}) + "',
    "a call behind a single quote": f"{MARK}' + str({_SINGLE}) + '",
    "a call behind three double quotes": f'{MARK}"""\n{CODE}\n"""',
    "a call behind three single quotes": f"{MARK}'''\n{CODE}\n'''",
    "a default that ends its call": f'{MARK}") or {CODE} or ("',
    "a list that ends early": f'{MARK}"]; {CODE}; ["',
    "a keyword argument": f'{MARK}", default_factory=lambda: {CODE}, x="',
    "an annotation": f'{MARK}"] | ({CODE}) | Literal["',
    "a backtick and a fence": f"{MARK}`\n```\n````\n{CODE}\n````",
}
_BACKSLASHES: Final = {
    "a backslash at the end": f"{MARK}\\",
    "two backslashes at the end": f"{MARK}\\\\",
    "a backslash before a double quote": f'{MARK}\\"',
    "a backslash before three double quotes": f'{MARK}\\"""',
    "a backslash before a newline": f"{MARK}\\\n{CODE}",
    "escapes that are none": f"{MARK} \\N{{NO SUCH}} \\x \\u12 \\U00110000 \\q \\8 \\",
    "escapes of quotes": f"{MARK} \\x22 \\42 \\u0022 \\N{{QUOTATION MARK}}",
}
_LINES: Final = {
    "a newline": f"{MARK}\n{CODE}",
    "newlines and a class's indent": f"{MARK}\n\n    {CODE}\n\n{CODE}",
    "a carriage return": f"{MARK}\r{CODE}",
    "a carriage return and a newline": f"{MARK}\r\n{CODE}",
    "a form feed": f"{MARK}\f{CODE}",
    "a vertical tab": f"{MARK}\v{CODE}",
    "a next line": f"{MARK}\x85{CODE}",
    "a line separator": f"{MARK}\u2028{CODE}\u2029{CODE}",
    "file and group separators": f"{MARK}\x1c{CODE}\x1d{CODE}\x1e{CODE}",
    "only newlines": "\n\n\n",
    "header injection": f"{MARK}\r\nX-Evil: {MARK}\r\n\r\n<body>",
}
_COMMENTS: Final = {
    "a comment": f"# {MARK} {CODE}",
    "a type comment": f"{MARK}  # type: ignore[{MARK}]",
    "a type-checking pragma": f"# pyright: basic\n# mypy: ignore-errors\n# {MARK}",
    "a formatter's pragma": f"# fmt: off\n# {MARK}\n# noqa",
    "a source encoding": f"# -*- coding: utf-7 -*- {MARK}",
    "a source encoding of vim": f"vim: set fileencoding=rot13 : {MARK}",
    "a shebang": f"#!/bin/sh {MARK}",
    "a doctest": f">>> {_SINGLE}  # {MARK}",
    "a doctest in the middle": f"{MARK}\n\n    >>> {_SINGLE}\n    True\n",
    "a docstring's section": f"{MARK}\n\nArgs:\n    x: y\n\nRaises:\n    {CODE}",
}
_TEMPLATES: Final = {
    "an f-string's field": f"{MARK} {{{CODE}}}",
    "doubled braces": f"{MARK} {{{{{CODE}}}}}",
    "a format's attribute": f"{MARK} {{0.__class__.__init__.__globals__}} {{x!r:>{{y}}}}",
    "a lone brace": f"{MARK} {{",
    "a closing brace": f"{MARK} }}",
    "a percent format": f"{MARK} %s %(name)s %d %n %% %",
    "a Jinja expression": f"{MARK} {{{{ cycler.__init__.__globals__.os }}}}",
    "a Jinja statement": f'{MARK} {{% raw %}} {{% include "/etc/passwd" %}} {{% endraw %}}',
    "a Jinja comment": f"{MARK} {{# {CODE} #}}",
    "a Jinja line statement": f"# for x in y\n{MARK}\n# endfor",
    "a dollar template": f"{MARK} ${{PATH}} $PATH $$",
    "a place holder of the model stage": f"oasmith:1:{MARK}",
    "a quoted place holder": f"'oasmith:1:'{MARK}'oasmith:0:'",
}
_INVISIBLE: Final = {
    "bidirectional overrides": f"{MARK} \u202e{CODE}\u202c \u2066x\u2069 \u200f\u061c",
    "zero-width characters": f"{MARK}\u200b\u200c\u200d\u2060\ufeff",
    "a terminal's escapes": f"{MARK}\x1b]0;title\x07\x1b[2J\x1b[31m\x9b31m\b\b\x7f",
    "a nul": f"{MARK}\0{CODE}",
    "tag characters": f"{MARK}\U000e0041\U000e0042\U000e007f",
    "noncharacters": f"{MARK}\ufffe\uffff\U0001ffff",
    "a lone surrogate": f"{MARK}\ud800",
    "a surrogate pair's halves, swapped": f"{MARK}\ude00\ud83d",
    "letters that normalise to others": f"{MARK} \ufb01le \uff43lass \u1d2cny \u0130",
    "letters of many scripts": f"{MARK} \u65e5\u672c \u0639\u0631\u0628 \u00e9\u0301 \U0001f600",
    "a soft hyphen and fillers": f"{MARK}\xad\u115f\u3164\uffa0",
}
_NAMES: Final = {
    "nothing": "",
    "a space": " ",
    "a dunder": "__class__",
    "another dunder": "__init_subclass__",
    "a keyword": "class",
    "a soft keyword": "match",
    "a builtin": "__import__",
    "a literal": "None",
    "an attribute of the runtime": "additional_properties",
    "a parent folder": f"../../{MARK}",
    "an absolute path": f"/tmp/{MARK}",
    "encoded dots": f"%2e%2e%2f{MARK}",
    "a backslash's path": f"..\\..\\{MARK}",
    "another host": f"//evil.example/{MARK}",
    "a user's part": f"user@evil.example:{MARK}",
    "a device's name": "NUL",
    "a pointer's escapes": f"~0{MARK}~1{MARK}/~/#",
    "a very long name": MARK * 200,
    "a number": "1e400",
    "markup": f"</script><script>alert('{MARK}')</script> ]]> --> */",
    "a Markdown link": f"[{MARK}](javascript:alert(1)) ![x](http://evil.example) | a | b |",
    "YAML": f"{MARK}: [&a *a, !!python/object/apply:os.system [x]]\n---\n- ? ",
    "TOML": f'{MARK}"\n[project.scripts]\nx = "y"',
    "a shell's command": f"{MARK} $(touch $OASMITH_CANARY); `touch $OASMITH_CANARY` && x | y",
}

PAYLOADS: Final = {
    **_QUOTES,
    **_BACKSLASHES,
    **_LINES,
    **_COMMENTS,
    **_TEMPLATES,
    **_INVISIBLE,
    **_NAMES,
}
"""What it is → the text."""
