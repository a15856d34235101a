"""Every path of the 23 conditions, at its edge: the day before, the day itself, and without each thing asked."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import level
from examsite.people.rules.words import (
    CredentialStatus,
    EducationLevel,
    EducationStatus,
    Management,
    Relation,
    SchoolType,
    SkillGoal,
)
from examsite.registration.rules.eligibility import Flag, Reason, decide
from examsite.registration.rules.facts import (
    Education,
    Employment,
    Facts,
    HeldCredential,
    Standing,
    Training,
)

AS_OF = date(2014, 9, 15)
DAY = timedelta(days=1)
OPEN = RuleConfig(senior_open_from=date(2015, 3, 1))


def job(start, end=None, management=Management.NONE, profession=True):
    return Employment(start, end, profession, management)


def years_ago(years, as_of=AS_OF):
    return as_of.replace(year=as_of.year - years)


def paper(grade, relation="related", status="graduated", on=date(2004, 6, 30), **more):
    return Education(
        EducationLevel(grade),
        relation and Relation(relation),
        EducationStatus(status),
        on,
        **more,
    )


def course(for_level, hours="230", required="230", on=date(2014, 8, 1), formal=True):
    return Training(for_level, Fraction(hours), Fraction(required), on, formal)


def vocational(school=SchoolType.TECHNICIAN, goal=SkillGoal.ADVANCED, **more):
    return paper("secondary", school_type=school, skill_goal=goal, **more)


def matched(level_id, as_of=AS_OF, config=OPEN, **facts):
    return decide(level(level_id), Facts(as_of, **facts), config).matched


# (condition, years, years counted after this certificate, diploma, trained for the level)
WORK_PATHS = [
    ("assistant.1", 6, None, None, False),
    ("assistant.3", 4, "clerk", None, False),
    ("assistant.3", 3, "clerk", None, True),
    ("assistant.5", 1, None, paper("college", "unrelated"), False),
    ("specialist.1", 10, None, None, False),
    ("specialist.2", 4, "assistant", None, False),
    ("specialist.2", 3, "assistant", None, True),
    ("specialist.3", 4, None, paper("bachelor"), False),
    ("specialist.3", 3, None, paper("bachelor"), True),
    ("specialist.4", 3, "assistant", paper("bachelor"), False),
    ("specialist.5", 5, None, paper("college", "unrelated"), False),
    ("specialist.5", 4, None, paper("college", "unrelated"), True),
    ("specialist.7", 2, None, paper("master", "unrelated"), False),
    ("senior.1", 15, None, None, False),
    ("senior.2", 4, "specialist", None, False),
    ("senior.2", 3, "specialist", None, True),
    ("senior.3", 8, None, paper("bachelor"), False),
    ("senior.3", 7, None, paper("bachelor"), True),
    ("senior.4", 10, None, paper("bachelor", "unrelated"), False),
    ("senior.4", 8, None, paper("bachelor", "unrelated"), True),
    ("senior.5", 3, None, paper("master"), False),
    ("senior.6", 4, None, paper("master", "unrelated"), False),
]


def facts_of(path, start, end=None, issued=None):
    condition, _, certificate, diploma, trained = path
    asked = condition.partition(".")[0]
    return {
        "employment": (job(start, end),),
        "credentials": (HeldCredential(certificate, issued or start),) if certificate else (),
        "education": (diploma,) if diploma else (),
        "training": (course(asked),) if trained else (),
    }


@pytest.mark.parametrize("path", WORK_PATHS, ids=lambda path: f"{path[0]}-{path[1]}")
@pytest.mark.parametrize(("days", "met"), [(-1, False), (0, True), (1, True)])
def test_work_that_goes_on_meets_a_path_on_its_anniversary(path, days, met):
    start = years_ago(path[1]) - days * DAY
    assert (path[0] in matched(path[0].partition(".")[0], **facts_of(path, start))) is met


@pytest.mark.parametrize("path", WORK_PATHS, ids=lambda path: f"{path[0]}-{path[1]}")
@pytest.mark.parametrize(("days", "met"), [(-1, False), (0, True), (1, True)])
def test_ended_work_counts_its_last_day(path, days, met):
    start = date(1997, 3, 1)
    end = start.replace(year=start.year + path[1]) - DAY + days * DAY
    found = matched(path[0].partition(".")[0], **facts_of(path, start, end))
    assert (path[0] in found) is met


@pytest.mark.parametrize(
    "path", [one for one in WORK_PATHS if one[2]], ids=lambda path: f"{path[0]}-{path[1]}"
)
@pytest.mark.parametrize(("days", "met"), [(-1, False), (0, True), (1, True)])
def test_years_after_a_certificate_begin_on_the_day_of_issue(path, days, met):
    issued = years_ago(path[1]) - days * DAY
    facts = facts_of(path, date(1998, 1, 1), issued=issued)
    asked = path[0].partition(".")[0]
    assert (path[0] in matched(asked, **facts)) is met
    any_years = replace(OPEN, cert_years_after_only=False)
    assert path[0] in matched(asked, config=any_years, **facts)


@pytest.mark.parametrize("path", WORK_PATHS, ids=lambda path: f"{path[0]}-{path[1]}")
def test_a_path_wants_everything_it_names(path):
    asked = path[0].partition(".")[0]
    facts = facts_of(path, years_ago(path[1]))
    assert path[0] in matched(asked, **facts)
    for name, held in facts.items():
        assert not held or path[0] not in matched(asked, **{**facts, name: ()}), name


@pytest.mark.parametrize(("days", "met"), [(-1, True), (0, True), (1, False)])
@pytest.mark.parametrize(
    ("condition", "diploma"),
    [
        ("assistant.2", vocational()),
        ("assistant.2", vocational(SchoolType.VOCATIONAL)),
        ("assistant.4", paper("college")),
        ("assistant.4", paper("doctor")),
        ("specialist.6", paper("master")),
    ],
)
def test_a_diploma_is_held_from_the_day_of_graduation(condition, diploma, days, met):
    held = replace(diploma, graduated_on=AS_OF + days * DAY)
    assert (condition in matched(condition.partition(".")[0], education=(held,))) is met


@pytest.mark.parametrize(("days", "met"), [(-1, True), (0, True), (1, False)])
def test_training_counts_from_the_day_of_its_certificate(days, met):
    trained = course("assistant", on=AS_OF + days * DAY)
    found = matched("assistant", education=(paper("college", "unrelated"),), training=(trained,))
    assert ("assistant.6" in found) is met


@pytest.mark.parametrize(("days", "met"), [(-1, True), (0, True), (1, False)])
def test_a_student_is_recommended_by_the_day_of_application(days, met):
    student = paper("college", status="enrolled", on=None, recommended_on=AS_OF + days * DAY)
    assert ("assistant.7" in matched("assistant", education=(student,))) is met


@pytest.mark.parametrize(
    "trained",
    [
        course("specialist"),
        course("assistant", hours="229.5"),
        course("assistant", hours="229.9999999"),
        course("assistant", on=None),
        course("assistant", formal=False),
        replace(course("assistant"), required_hours=None),
    ],
)
def test_training_is_four_facts_together(trained):
    held = (paper("college", "unrelated"),)
    assert "assistant.6" not in matched("assistant", education=held, training=(trained,))
    both = (trained, course("assistant"))
    assert "assistant.6" in matched("assistant", education=held, training=both)


def test_hours_of_two_courses_are_not_added():
    half = course("assistant", hours="115")
    held = (paper("college", "unrelated"),)
    assert "assistant.6" not in matched("assistant", education=held, training=(half, half))


@pytest.mark.parametrize(
    "diploma",
    [
        paper("college", status="completed_without_diploma"),
        paper("college", status="dropped"),
        paper("college", status="enrolled", on=None),
        paper("college", on=None),
        paper("secondary"),
        paper("college", "unrelated"),
        paper("college", None),
    ],
)
def test_only_a_related_graduation_diploma_meets_assistant_4(diploma):
    assert "assistant.4" not in matched("assistant", education=(diploma,))


@pytest.mark.parametrize(
    "diploma",
    [
        vocational(SchoolType.UNIVERSITY),
        vocational(SchoolType.SECONDARY),
        vocational(goal=SkillGoal.INTERMEDIATE),
        vocational(goal=SkillGoal.NONE),
        vocational(relation="unrelated"),
        vocational(status="enrolled", on=None),
    ],
)
def test_assistant_2_wants_school_goal_major_and_diploma(diploma):
    assert matched("assistant", education=(diploma,)) == ()


@pytest.mark.parametrize(
    "student",
    [
        paper("college", status="enrolled", on=None),
        paper("secondary", status="enrolled", on=None, recommended_on=AS_OF),
        paper("college", "unrelated", status="enrolled", on=None, recommended_on=AS_OF),
        paper("college", "unrelated", status="graduated", recommended_on=AS_OF),
        paper("college", status="dropped", recommended_on=AS_OF),
    ],
)
def test_the_student_route_wants_enrolment_level_major_and_recommendation(student):
    assert matched("assistant", education=(student,)) == ()


@pytest.mark.parametrize(("level_id"), ["specialist", "senior", "manager"])
def test_there_is_no_student_route_at_other_levels(level_id):
    student = paper("doctor", status="enrolled", on=None, recommended_on=AS_OF)
    assert matched(level_id, education=(student,)) == ()


@pytest.mark.parametrize(
    "held",
    [
        (),
        (HeldCredential("clerk", date(2008, 1, 1), CredentialStatus.REVOKED),),
        (HeldCredential("clerk", AS_OF + DAY),),
        (HeldCredential("assistant", date(2008, 1, 1)),),
        (HeldCredential("manager", date(2008, 1, 1)),),
    ],
)
def test_only_a_valid_certificate_of_the_level_named_counts(held):
    work = (job(years_ago(5)),)
    assert matched("assistant", employment=work, credentials=held) == ()


def test_the_earliest_valid_certificate_starts_the_years():
    held = (
        HeldCredential("clerk", date(2005, 1, 1), CredentialStatus.REVOKED),
        HeldCredential("clerk", date(2013, 1, 1)),
        HeldCredential("clerk", years_ago(4)),
    )
    work = (job(years_ago(5)),)
    assert matched("assistant", employment=work, credentials=held) == ("assistant.3",)


def test_a_master_meets_bachelor_unless_the_setting_says_exactly():
    facts = {"employment": (job(years_ago(4)),), "education": (paper("master"),)}
    assert matched("specialist", **facts) == ("specialist.3", "specialist.6")
    exactly = replace(OPEN, bachelor_includes_higher=False)
    assert matched("specialist", config=exactly, **facts) == ("specialist.6",)


def test_related_and_unrelated_diplomas_are_looked_at_each_on_its_own():
    both = (paper("college"), paper("bachelor", "unrelated"))
    found = matched("assistant", employment=(job(years_ago(1)),), education=both)
    assert found == ("assistant.4", "assistant.5")


def test_a_related_college_graduate_falls_through_specialist_and_a_person_is_called():
    facts = Facts(AS_OF, (job(years_ago(5)),), education=(paper("college"),))
    verdict = decide(level("specialist"), facts, OPEN)
    assert verdict.matched == ()
    assert Flag.GAP_IN_TEXT in verdict.flags
    lenient = decide(level("specialist"), facts, replace(OPEN, related_college_a_fortiori=True))
    assert lenient.matched == ("specialist.5",)
    assert Flag.GAP_IN_TEXT not in lenient.flags


def test_the_lenient_reading_of_the_gap_touches_specialist_5_alone():
    lenient = replace(OPEN, related_college_a_fortiori=True)
    facts = {"employment": (job(years_ago(5)),), "education": (paper("college"),)}
    assert matched("assistant", config=lenient, **facts) == ("assistant.4",)


def test_a_technician_diploma_is_no_college_diploma_unless_configured():
    facts = {"education": (vocational(),)}
    assert matched("assistant", **facts) == ("assistant.2",)
    lenient = replace(OPEN, technician_is_college=True)
    assert matched("assistant", config=lenient, **facts) == ("assistant.2", "assistant.4")


def test_clerk_is_not_examined_and_says_only_that():
    verdict = decide(level("clerk"), Facts(AS_OF, (job(years_ago(9)),)), OPEN)
    assert verdict.reasons == (Reason.NOT_EXAMINED,)
    assert not verdict.level_open
    assert not verdict.may_register


def test_a_closed_senior_says_so_beside_what_is_met():
    fifteen = Facts(AS_OF, (job(years_ago(15)),))
    closed = decide(level("senior"), fifteen, OPEN)
    assert (closed.eligible, closed.may_register) == (True, False)
    assert closed.reasons == (Reason.LEVEL_NOT_OPEN,)
    neither = decide(level("senior"), Facts(AS_OF), OPEN)
    assert neither.reasons == (Reason.LEVEL_NOT_OPEN, Reason.NO_CONDITION_MET)


def test_spells_that_ended_do_not_count_where_they_must_be_current():
    current = replace(OPEN, spell_must_be_current=True)
    for end, met in ((None, True), (AS_OF, True), (AS_OF - DAY, False)):
        facts = {"employment": (job(years_ago(7), end),)}
        assert ("assistant.1" in matched("assistant", config=current, **facts)) is met


def test_leap_day_work_is_a_year_old_on_the_28th_or_on_1_march_if_configured():
    diploma = (paper("college", "unrelated"),)
    work = (job(date(2012, 2, 29)),)
    late = RuleConfig.from_mapping({"leap_anniversary": "mar1"})
    for as_of, feb28, mar1 in (
        (date(2013, 2, 27), False, False),
        (date(2013, 2, 28), True, False),
        (date(2013, 3, 1), True, True),
    ):
        facts = {"as_of": as_of, "employment": work, "education": diploma}
        assert ("assistant.5" in matched("assistant", **facts)) is feb28
        assert ("assistant.5" in matched("assistant", config=late, **facts)) is mar1


@pytest.mark.parametrize(
    ("gap", "tolerated", "met"), [(0, 0, True), (1, 0, False), (30, 30, True), (31, 30, False)]
)
def test_jobs_join_without_a_day_between_or_within_the_tolerance(gap, tolerated, met):
    second = date(2011, 4, 1)
    work = (job(years_ago(6), second - (gap + 1) * DAY), job(second))
    config = replace(OPEN, continuity_gap_days=tolerated)
    assert ("assistant.1" in matched("assistant", config=config, employment=work)) is met


def test_a_short_gap_that_decides_calls_a_person():
    work = (job(years_ago(6), date(2011, 3, 1)), job(date(2011, 4, 1)))
    verdict = decide(level("assistant"), Facts(AS_OF, work), OPEN)
    assert verdict.flags == (Flag.SHORT_GAP,)
    longer = (job(years_ago(6), date(2011, 2, 1)), job(date(2011, 4, 1)))
    assert decide(level("assistant"), Facts(AS_OF, longer), OPEN).flags == ()


@pytest.mark.parametrize(("days", "flagged"), [(0, True), (31, True), (32, False)])
def test_a_spell_barely_long_enough_calls_a_person(days, flagged):
    facts = Facts(AS_OF, (job(years_ago(6) - days * DAY),))
    assert (Flag.BARELY_LONG_ENOUGH in decide(level("assistant"), facts, OPEN).flags) is flagged


def test_other_things_that_call_a_person():
    undetermined = Facts(AS_OF, education=(paper("college", None),))
    assert decide(level("assistant"), undetermined, OPEN).flags == (Flag.MAJOR_UNDETERMINED,)
    higher = Facts(AS_OF, (job(years_ago(4)),), (HeldCredential("assistant", years_ago(4)),))
    assert decide(level("assistant"), higher, OPEN).flags == (Flag.HIGHER_CREDENTIAL,)
    reversed_days = Facts(AS_OF, (job(AS_OF, date(2010, 1, 1)),))
    assert decide(level("assistant"), reversed_days, OPEN).flags == (Flag.DATES_REVERSED,)
    unproved = (replace(paper("college"), proof=Standing.MISSING),)
    abroad = (replace(paper("master"), proof=Standing.ABROAD),)
    flags = decide(level("assistant"), Facts(AS_OF, education=unproved + abroad), OPEN).flags
    assert flags == (Flag.PROOF_MISSING, Flag.PROOF_ABROAD)
