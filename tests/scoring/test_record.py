"""The decision record keeps marks exact and writes them as the rules door reads them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from examsite.catalogue.rules import levels
from examsite.cli.decide.scoring import _mark
from examsite.scoring.rules.decision import Choice, MarkStatus
from examsite.scoring.rules.record import PartSeen, case_of, marks_of, score_in

totals = st.fractions(min_value=Fraction(1, 10), max_value=200, max_denominator=60)


@given(totals, st.fractions(min_value=0, max_value=1, max_denominator=90))
def test_the_written_mark_is_the_mark(out_of: Fraction, share: Fraction) -> None:
    seen = PartSeen("assistant.service", "online", "online", "settled", out_of * share, out_of)
    choice = Choice(levels.level("assistant"), ("service", "design"))
    case = case_of(choice, [seen], {}, eligibility_confirmed=True, practice_verified=True)
    written = case["marks"]["service"]["online"]
    assert score_in(written) == share * 100
    assert _mark(written) == marks_of([seen])["service"]["online"]


@given(st.sampled_from(["scheduled", "running", "handed_in", "marking", "marked"]))
def test_a_part_without_a_mark_is_missing_and_never_nought(state: str) -> None:
    seen = PartSeen("manager", "second", "thesis_defence", state)
    mark = marks_of([seen])["level"]["second"]
    assert mark.status is MarkStatus.MISSING
    assert mark.form == "thesis_defence"
