"""What vendoring will do, decided without touching the disk: `(made, there, mode) → Plan`.

Each file of ours is looked at by itself. What was vendored last (the lock, the base) says whether
what stands there is an edit. A dry run prints the plan; a real one does it, all or nothing.
"""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from generator.disk import LOCK_NAME, bytes_digest, lock_text, text_digest
from generator.ir.files import FileRole, FileSet
from generator.ir.lock import Lock, LockedFile, Vendored
from generator.vendor.base import BASE_NAME, Base, base_text
from generator.vendor.merge import Merged, merge_texts
from generator.vendor.patch import PATCH_NAME, patch_text

_NAMES = ("yours", "generated")
RECORDS = (LOCK_NAME, BASE_NAME, PATCH_NAME)
"""Files that say what the others are: written anew, never merged."""


class Mode(StrEnum):
    """What becomes of local edits."""

    REFUSE = "refuse"
    MERGE = "merge"
    """Put together with what is new, by their common base; conflicts get markers."""
    OVERWRITE = "overwrite"
    ADOPT = "adopt"
    """Kept, recorded as a patch, and applied again from now on."""


class Sign(StrEnum):
    ADD = "A"
    MODIFY = "M"
    DELETE = "D"
    CONFLICT = "C"
    """Nothing is written before a person decides."""


class Step(Struct, frozen=True, kw_only=True):
    """Attributes:
    path: In the package.
    reason: In a few words; empty where the sign says it all.
    """

    sign: Sign
    path: str
    reason: str = ""


class There(Struct, frozen=True, kw_only=True):
    """A vendored tree as it stands.

    Attributes:
        files: Every file of the folder, ours or not.
        base: `None`: there is none, or it can't be read.
    """

    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    lock: Lock | None = None
    base: Base | None = None


class Plan(Struct, frozen=True, kw_only=True):
    """Attributes:
    texts: Every file of ours as it shall be, the lock among them.
    wanted: The same without edits that are not adopted: what `check` compares with.
    lock: Of `wanted`.
    removed: Files of ours that go.
    notes: What is worth saying and is no step.
    """

    steps: tuple[Step, ...]
    texts: Mapping[str, str]
    wanted: Mapping[str, str]
    lock: Lock
    removed: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[Step, ...]:
        return tuple(s for s in self.steps if s.sign is Sign.CONFLICT)


class _Decision(Struct, frozen=True):
    """One file: its text on the disk, its text in the lock (`None`: not ours), and the step."""

    text: str | None
    wanted: str | None
    step: Step | None = None
    note: str = ""


def make_plan(
    made: FileSet, made_lock: Lock, there: There, *, vendored: Vendored, mode: Mode
) -> Plan:
    """Decide what to do with each file.

    Args:
        made: The package, dressed, without a lock.
        made_lock: Of the package as it was generated.
        vendored: What the tree shall be.
    """
    new = {f.path: f.text for f in made.files}
    old = [p for p in (there.lock.files if there.lock else ()) if p not in RECORDS]
    decided = {path: _decide(path, new.get(path), there, mode) for path in sorted({*new, *old})}
    wanted = {p: d.wanted for p, d in decided.items() if d.wanted is not None}
    adopted = {p: text for p, text in wanted.items() if text != new[p]}
    wanted[BASE_NAME] = base_text(Base(texts=new, adopted=adopted))
    if adopted:
        wanted[PATCH_NAME] = patch_text(new, adopted)
    roles = {f.path: f.role for f in made.files}
    lock = replace(
        made_lock,
        files={
            p: LockedFile(sha256=text_digest(t), role=roles.get(p, FileRole.VENDORING))
            for p, t in sorted(wanted.items())
        },
        vendored=vendored,
    )
    wanted[LOCK_NAME] = lock_text(lock)
    records = {p: wanted[p] for p in RECORDS if p in wanted}
    texts = {p: d.text for p, d in decided.items() if d.text is not None} | records
    removed = [p for p, d in decided.items() if d.step and d.step.sign is Sign.DELETE]
    if PATCH_NAME in there.files and PATCH_NAME not in records and _is_ours(PATCH_NAME, there):
        removed.append(PATCH_NAME)
    steps = [d.step for d in decided.values() if d.step]
    steps += [Step(sign=Sign.DELETE, path=p) for p in removed if p in RECORDS]
    steps += [s for p, text in records.items() if (s := _record_step(p, text, there))]
    return Plan(
        steps=tuple(sorted(steps, key=lambda s: s.path)),
        texts=texts,
        wanted=wanted,
        lock=lock,
        removed=tuple(removed),
        notes=tuple(d.note for d in decided.values() if d.note),
    )


def _is_ours(path: str, there: There) -> bool:
    return there.lock is not None and path in there.lock.files


def _record_step(path: str, text: str, there: There) -> Step | None:
    data = there.files.get(path)
    if data is None:
        return Step(sign=Sign.ADD, path=path)
    if bytes_digest(data) == text_digest(text):
        return None
    return Step(sign=Sign.MODIFY, path=path)


def _decide(path: str, new: str | None, there: There, mode: Mode) -> _Decision:
    data = there.files.get(path)
    known = there.lock.files.get(path) if there.lock else None
    if new is None:
        return _stale(path, there, mode)
    accepted = _accepted(path, new, there)
    wanted = new if accepted.conflicts else accepted.text
    if data is None:
        return _Decision(wanted, wanted, Step(sign=Sign.ADD, path=path))
    digest = bytes_digest(data)
    if digest == text_digest(wanted):
        return _Decision(wanted, wanted)
    if known is None and mode is not Mode.OVERWRITE:
        return _conflict(path, wanted, "a file that oasmith did not vendor stands there")
    if mode is Mode.OVERWRITE:
        return _modified(path, wanted, wanted, "")
    if known is not None and digest == known.sha256:
        return _unedited(path, new, accepted, mode)
    return _edited(path, _text(data), new, wanted, there, mode)


def _stale(path: str, there: There, mode: Mode) -> _Decision:
    """A file that is no longer made."""
    data = there.files.get(path)
    if data is None or there.lock is None:
        return _Decision(None, None)
    kept = there.base is not None and path in there.base.adopted
    edited = bytes_digest(data) != there.lock.files[path].sha256
    if mode is Mode.OVERWRITE or not (edited or kept):
        return _Decision(None, None, Step(sign=Sign.DELETE, path=path))
    if mode is Mode.MERGE:
        return _Decision(
            None, None, note=f"{path} was edited and is no longer generated: it is yours now"
        )
    return _conflict(path, None, "edited by hand, and no longer generated")


def _accepted(path: str, new: str, there: There) -> Merged:
    """The new text with the edits that were adopted."""
    base = there.base
    if base is None or path not in base.adopted or path not in base.texts:
        return Merged(new, 0)
    return merge_texts(base.texts[path], base.adopted[path], new, names=_NAMES)


def _unedited(path: str, new: str, accepted: Merged, mode: Mode) -> _Decision:
    if not accepted.conflicts:
        return _modified(path, accepted.text, accepted.text, "")
    if mode is Mode.MERGE:
        return _modified(path, accepted.text, new, _markers(accepted))
    return _conflict(path, new, "an adopted edit does not fit what is generated now")


def _edited(path: str, text: str, new: str, wanted: str, there: There, mode: Mode) -> _Decision:
    if mode is Mode.REFUSE:
        return _conflict(path, wanted, "edited by hand")
    base = there.base.texts.get(path) if there.base else None
    if base is None:
        return _conflict(path, wanted, f"edited by hand, and {BASE_NAME} has no base to merge by")
    merged = merge_texts(base, text, new, names=_NAMES)
    if mode is Mode.ADOPT:
        if merged.conflicts:
            return _conflict(path, wanted, "the edit does not fit what is generated now")
        return _kept(path, text, merged.text, merged.text)
    if merged.conflicts:
        return _modified(path, merged.text, wanted, _markers(merged))
    return _kept(path, text, merged.text, wanted)


def _kept(path: str, text: str, merged: str, wanted: str) -> _Decision:
    """An edit that stays; there is nothing to write where nothing else has changed."""
    if merged == text:
        return _Decision(merged, wanted)
    return _modified(path, merged, wanted, "merged")


def _modified(path: str, text: str, wanted: str, reason: str) -> _Decision:
    return _Decision(text, wanted, Step(sign=Sign.MODIFY, path=path, reason=reason))


def _conflict(path: str, wanted: str | None, reason: str) -> _Decision:
    return _Decision(wanted, wanted, Step(sign=Sign.CONFLICT, path=path, reason=reason))


def _markers(merged: Merged) -> str:
    return f"merged, with {merged.conflicts} conflict" + ("s" if merged.conflicts > 1 else "")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
