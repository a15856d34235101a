"""The dossier: identity checked and sealed, statements checked for sense, entries only one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from examsite.audit.act import Act
from examsite.audit.models import Entry
from examsite.catalogue.actions import record_setting
from examsite.core.files import FileProblem
from examsite.core.refusal import Missing, Refusal
from examsite.people import actions as people
from examsite.people import queries
from examsite.people.rules import dossier
from examsite.people.rules.dossier import (
    CredentialFacts,
    EmploymentFacts,
    PersonFacts,
    TrainingFacts,
)
from examsite.people.rules.majors import relation_of
from examsite.people.rules.problems import PersonProblem
from examsite.people.rules.roles import Role
from examsite.people.rules.words import IdentityKind, ProofKind, Relation, Sex
from tests.makers import people as some

TODAY = date(2026, 3, 2)


def account_of(act: Act, login: str = "candidate9") -> int:
    account = people.open_account(act, login, "某人", Role.CANDIDATE)
    act.session.flush()
    return account.id


def refused(act: Act, facts: PersonFacts) -> tuple[object, str | None]:
    with pytest.raises(Refusal) as caught:
        people.enter_person(act, account_of(act), facts)
    return caught.value.reason, caught.value.field


def test_a_resident_number_tells_birthday_and_sex(act: Act) -> None:
    number = some.identity_number(501)
    candidate = people.enter_person(act, account_of(act), some.person_facts("张三", number))
    assert candidate.born_on == date(1990, 3, 7)
    assert candidate.sex is (Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def test_the_number_is_stored_sealed_and_shown_masked(act: Act) -> None:
    number = some.identity_number(502)
    candidate = people.enter_person(act, account_of(act), some.person_facts("张三", number))
    assert number.encode() not in candidate.identity_sealed
    assert candidate.identity_masked == f"{number[:4]}**********{number[-4:]}"


def test_opening_the_full_number_leaves_who_and_why(act: Act) -> None:
    number = some.identity_number(503)
    candidate = people.enter_person(act, account_of(act), some.person_facts("张三", number))
    assert people.identity_number(act, candidate.id, "核对证件") == number
    act.session.flush()
    entry = act.session.scalars(sa.select(Entry).order_by(Entry.id.desc())).first()
    assert entry is not None
    assert (entry.verb, entry.facts["reason"]) == ("opened_identity_number", "核对证件")
    assert number not in str(entry.facts)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("", PersonProblem.IDENTITY_FORM),
        ("12345", PersonProblem.IDENTITY_FORM),
        ("990101199003070014", PersonProblem.IDENTITY_PROVINCE),
        ("330101199002300014", PersonProblem.IDENTITY_BIRTHDAY),
        ("330101209903070014", PersonProblem.IDENTITY_BIRTHDAY),
    ],
)
def test_an_unsound_number_is_refused_at_its_field(
    act: Act, number: str, reason: PersonProblem
) -> None:
    facts = replace(some.person_facts(), identity_number=number)
    assert refused(act, facts) == (reason, "identity_number")


def test_a_lower_case_x_is_the_same_number(act: Act) -> None:
    number = next(
        one for place in range(1, 400) if (one := some.identity_number(place)).endswith("X")
    )
    people.enter_person(act, account_of(act, "first1"), some.person_facts("甲", number))
    assert queries.candidate_by_identity(act.session, number.lower()) is not None
    facts = some.person_facts("乙", number.lower())
    assert refused(act, facts) == (PersonProblem.IDENTITY_TAKEN, "identity_number")


def test_another_paper_wants_birthday_and_sex_to_be_stated(act: Act) -> None:
    facts = replace(
        some.person_facts(), identity_kind=IdentityKind.PASSPORT, identity_number="E12345678"
    )
    assert refused(act, facts) == (PersonProblem.DATE_NEEDED, "born_on")


def test_fourteen_years_are_old_enough_and_a_day_less_is_not() -> None:
    birthday = date(2012, 3, 2)
    assert dossier.why_not_person("13800000000", birthday, TODAY) is None
    young = dossier.why_not_person("13800000000", birthday + timedelta(days=1), TODAY)
    assert young == (PersonProblem.TOO_YOUNG, "born_on")


@pytest.mark.parametrize("phone", ["1380000000", "138000000000", "12800000000", "电话"])
def test_a_phone_number_has_eleven_digits(phone: str) -> None:
    problem = dossier.why_not_person(phone, date(1990, 1, 1), TODAY)
    assert problem == (PersonProblem.PHONE_FORM, "phone")


@pytest.mark.parametrize(
    ("hours", "sound"),
    [("230", True), ("229.5", True), ("0", False), ("-1", False), ("1e3", False),
     ("229.55", False), ("NaN", False), ("２３０", False), ("", False)],
)  # fmt: skip
def test_hours_are_a_positive_decimal_with_one_place(hours: str, sound: bool) -> None:
    assert dossier.is_hours(hours) is sound


@given(st.text(max_size=8))
def test_reading_hours_never_raises(text: str) -> None:
    assert dossier.is_hours(text) in (True, False)


def test_work_cannot_end_before_it_began_nor_tomorrow(act: Act) -> None:
    candidate = some.candidate(act)
    reversed_ = some.work(date(2024, 1, 2), date(2024, 1, 1))
    tomorrow = some.work(date(2024, 1, 1), act.today + timedelta(days=1))
    for facts, reason in (
        (reversed_, PersonProblem.ENDS_BEFORE_START),
        (tomorrow, PersonProblem.IN_THE_FUTURE),
    ):
        with pytest.raises(Refusal) as caught:
            people.add_employment(act, candidate.id, facts)
        assert (caught.value.reason, caught.value.field) == (reason, "end_on")


def test_one_day_of_work_is_work(act: Act) -> None:
    facts: EmploymentFacts = some.work(date(2024, 1, 1), date(2024, 1, 1))
    assert people.add_employment(act, some.candidate(act).id, facts).id


def test_entries_of_somebody_else_are_as_good_as_none(act: Act) -> None:
    mine, other = some.candidate(act), some.candidate(act, "李四")
    entry = people.add_education(act, mine.id, some.college())
    with pytest.raises(Missing):
        people.change_education(act, entry.id, other.id, some.college())
    with pytest.raises(Missing):
        people.remove_education(act, entry.id, other.id)


def test_a_credential_issued_here_stands_fast(act: Act) -> None:
    candidate = some.candidate(act)
    issued = people.write_issued_credential(
        act, candidate.id, "assistant", "ZJ2026A0000011", TODAY, "省商务厅培训认证中心"
    )
    with pytest.raises(Refusal) as caught:
        people.remove_credential(act, issued.id, candidate.id)
    assert caught.value.reason is PersonProblem.ISSUED_HERE
    facts = CredentialFacts("senior", "1", "某", TODAY)
    with pytest.raises(Refusal):
        people.change_credential(act, issued.id, candidate.id, facts)


def test_changing_a_course_wants_it_confirmed_again(act: Act) -> None:
    candidate = some.candidate(act)
    facts = TrainingFacts("assistant", "某校", "230", "1", TODAY)
    course = people.add_training(act, candidate.id, facts)
    people.confirm_training(act, course.id, formal=True)
    assert not people.change_training(
        act, course.id, candidate.id, replace(facts, hours="231")
    ).formal


def test_a_major_is_decided_once_for_everybody_and_never_by_default(act: Act) -> None:
    assert relation_of("电子商务专业", {}) is Relation.RELATED
    assert relation_of("计算机应用", {}) is None
    with pytest.raises(Refusal) as caught:
        people.decide_major(act, "计算机应用", Relation.RELATED, " ")
    assert caught.value.reason is PersonProblem.REASON_NEEDED
    people.decide_major(act, " 计算机应用专业 ", Relation.RELATED, "课程相近")
    people.decide_major(act, "计算机应用", Relation.UNRELATED, "复议")
    assert queries.decided_majors(act.session) == {"计算机应用": Relation.UNRELATED}


def test_a_proof_is_taken_by_content_and_size(act: Act) -> None:
    candidate = some.candidate(act)
    record_setting(act, "max_upload_mb", 1, act.today, "试")
    wrong = {
        b"": FileProblem.EMPTY,
        b"MZ\x90\x00" + b"\0" * 90: FileProblem.WRONG_KIND,
        some.PDF + b" " * 1_000_001: FileProblem.TOO_LARGE,
        b"\xff\xd8\xff\xe0 not a picture": FileProblem.BROKEN,
    }
    for data, reason in wrong.items():
        with pytest.raises(Refusal) as caught:
            people.attach_proof(act, candidate.id, ProofKind.IDENTITY, "id.pdf", data)
        assert caught.value.reason is reason
    proof = people.attach_proof(act, candidate.id, ProofKind.IDENTITY, "..\\a/身份证.pdf", some.PDF)
    assert (proof.file_name, proof.file_kind) == ("身份证.pdf", "pdf")
