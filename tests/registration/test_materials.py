"""Which proofs an application wants, and that the engine by itself refuses nobody."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import level
from examsite.people.rules.words import EducationLevel, EducationStatus, ProofKind, Relation
from examsite.registration.rules import materials
from examsite.registration.rules.facts import Education, Employment, Facts, Training
from examsite.registration.rules.materials import Basis

DAY = date(2026, 3, 2)
READING = RuleConfig()
ASSISTANT, SPECIALIST = level("assistant"), level("specialist")
P = ProofKind


def graduate(
    relation: Relation | None, of: EducationLevel = EducationLevel.COLLEGE
) -> tuple[Education, ...]:
    return (Education(of, relation, EducationStatus.GRADUATED, date(2012, 6, 30)),)


def works(since: date) -> tuple[Employment, ...]:
    return (Employment(since, None, True),)


def needs(facts: Facts, asked: str = "assistant") -> dict[str | None, tuple[Basis, set[ProofKind]]]:
    found = materials.demands(level(asked), facts, READING, ())
    return {one.condition: (one.basis, set(one.needs)) for one in found}


def test_a_related_diploma_wants_identity_and_diploma() -> None:
    facts = Facts(DAY, education=graduate(Relation.RELATED))
    assert needs(facts) == {"assistant.4": (Basis.MET, {P.IDENTITY, P.DIPLOMA})}


def test_work_alone_wants_proof_of_work() -> None:
    facts = Facts(DAY, employment=works(date(2020, 3, 2)))
    assert needs(facts) == {"assistant.1": (Basis.MET, {P.IDENTITY, P.EMPLOYMENT})}


def test_one_condition_with_its_proofs_is_enough() -> None:
    facts = Facts(DAY, works(date(2019, 1, 1)), education=graduate(Relation.RELATED))
    assert materials.complete(ASSISTANT, facts, READING, {P.IDENTITY, P.EMPLOYMENT})
    assert materials.complete(ASSISTANT, facts, READING, {P.IDENTITY, P.DIPLOMA})
    assert not materials.complete(ASSISTANT, facts, READING, {P.EMPLOYMENT, P.DIPLOMA})


def test_an_undetermined_major_may_be_applied_under_both_ways() -> None:
    facts = Facts(DAY, works(date(2024, 1, 1)), education=graduate(None))
    found = needs(facts)
    assert {key: basis for key, (basis, _kinds) in found.items()} == {
        "assistant.4": Basis.PENDING,
        "assistant.5": Basis.PENDING,
    }


def test_a_course_not_yet_confirmed_waits_for_a_person() -> None:
    course = Training("assistant", Fraction(230), Fraction(230), date(2025, 1, 1), False)
    facts = Facts(DAY, education=graduate(Relation.UNRELATED), training=(course,))
    assert needs(facts)["assistant.6"] == (Basis.PENDING, {P.IDENTITY, P.DIPLOMA, P.TRAINING})


def test_the_gap_in_the_text_goes_to_a_person() -> None:
    facts = Facts(DAY, works(date(2020, 1, 1)), education=graduate(Relation.RELATED))
    assert needs(facts, "specialist")["specialist.5"][0] is Basis.PENDING


def test_where_nothing_is_in_sight_everything_stated_is_proved() -> None:
    facts = Facts(DAY, works(date(2025, 1, 1)))
    assert needs(facts) == {None: (Basis.STATED, {P.IDENTITY, P.EMPLOYMENT})}
    assert materials.complete(ASSISTANT, facts, READING, {P.IDENTITY, P.EMPLOYMENT})


def test_an_empty_dossier_is_never_complete() -> None:
    assert not materials.complete(ASSISTANT, Facts(DAY), READING, set(ProofKind))


kinds = st.sets(st.sampled_from(list(ProofKind)))
days = st.dates(date(2005, 1, 1), DAY)
people = st.builds(
    lambda since, relation, of: Facts(DAY, works(since), education=graduate(relation, of)),
    days,
    st.sampled_from([None, *Relation]),
    st.sampled_from(list(EducationLevel)),
)


@given(people, kinds, kinds)
def test_more_proofs_never_make_an_application_incomplete(
    facts: Facts, some: set[ProofKind], more: set[ProofKind]
) -> None:
    for asked in (ASSISTANT, SPECIALIST):
        if materials.complete(asked, facts, READING, some):
            assert materials.complete(asked, facts, READING, some | more)


@given(people)
def test_with_all_proofs_nobody_who_states_anything_is_kept_from_a_person(facts: Facts) -> None:
    assert materials.complete(SPECIALIST, facts, READING, set(ProofKind))
