"""Merging texts: what one side did is taken, what both did alike stands once, the rest is marked."""

from hypothesis import given
from hypothesis import strategies as st

from generator.vendor.merge import Merged, merge_texts

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n", "\n", "e"]), max_size=12).map("".join)


def merge(base: str, ours: str, theirs: str) -> Merged:
    return merge_texts(base, ours, theirs, names=("yours", "generated"))


@given(LINES, LINES)
def test_what_one_side_did_is_taken(base: str, changed: str) -> None:
    assert merge(base, changed, base) == Merged(changed, 0)
    assert merge(base, base, changed) == Merged(changed, 0)
    assert merge(base, changed, changed) == Merged(changed, 0)


@given(LINES, LINES, LINES)
def test_every_line_of_both_sides_is_somewhere(base: str, ours: str, theirs: str) -> None:
    made = merge(base, ours, theirs)
    swapped = merge_texts(base, theirs, ours, names=("generated", "yours"))
    assert made.conflicts == swapped.conflicts
    known = set(base.splitlines())
    for line in {*ours.splitlines(), *theirs.splitlines()} - known:
        assert line in made.text.splitlines()
    if made.conflicts == 0:
        # The next merge comes from what was generated this time. (From the old base it need not be
        # the same: lines that repeat can be lined up in more than one way.)
        assert merge(theirs, made.text, theirs) == made


def test_changes_apart_are_put_together() -> None:
    base = "one\ntwo\nthree\nfour\nfive\n"
    made = merge(base, base.replace("one", "ONE"), base.replace("five", "FIVE"))
    assert made == Merged("ONE\ntwo\nthree\nfour\nFIVE\n", 0)


def test_the_same_edit_on_both_sides_stands_once() -> None:
    base = "one\ntwo\nthree\n"
    both = "one\nmine\ntwo\nthree\n"
    assert merge(base, both, both.replace("three", "3")) == Merged("one\nmine\ntwo\n3\n", 0)


def test_what_both_changed_is_marked() -> None:
    made = merge("one\ntwo\nthree", "one\nmine\nthree", "one\nnew\nthree")
    assert made.conflicts == 1
    assert made.text == ("one\n<<<<<<< yours\nmine\n=======\nnew\n>>>>>>> generated\nthree")


def test_a_last_line_without_an_end_does_not_swallow_a_marker() -> None:
    made = merge("a", "b", "c")
    assert made.text == "<<<<<<< yours\nb\n=======\nc\n>>>>>>> generated\n"
