"""Whatever the facts, nobody loses by having more, and the order of papers does not matter."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from examsite.catalogue.rules.config import LeapAnniversary, RuleConfig
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
from examsite.registration.rules.eligibility import decide
from examsite.registration.rules.facts import (
    Education,
    Employment,
    Facts,
    HeldCredential,
    Training,
)

DAY = timedelta(days=1)
LEVELS = st.sampled_from(["assistant", "specialist", "senior", "manager"]).map(level)
IDS = st.sampled_from(["clerk", "assistant", "specialist", "senior", "manager"])
DAYS = st.dates(date(1996, 1, 1), date(2018, 12, 31))
CONFIGS = st.builds(
    RuleConfig,
    continuity_gap_days=st.sampled_from([0, 0, 30]),
    cert_years_after_only=st.booleans(),
    bachelor_includes_higher=st.booleans(),
    related_college_a_fortiori=st.booleans(),
    manager3_years_after_cert=st.booleans(),
    manager3_continuous=st.booleans(),
    leap_anniversary=st.sampled_from(LeapAnniversary),
    technician_is_college=st.booleans(),
    senior_open_from=st.sampled_from([None, date(2015, 3, 1)]),
)


@st.composite
def jobs(draw):
    start = draw(DAYS)
    end = draw(st.none() | st.integers(-10, 3000).map(lambda days: start + days * DAY))
    return Employment(start, end, draw(st.booleans()), draw(st.sampled_from(Management)))


CREDENTIALS = st.builds(HeldCredential, IDS, DAYS, st.sampled_from(CredentialStatus))
EDUCATION = st.builds(
    Education,
    st.sampled_from(EducationLevel),
    st.none() | st.sampled_from(Relation),
    st.sampled_from(EducationStatus),
    st.none() | DAYS,
    st.sampled_from(SchoolType),
    st.sampled_from(SkillGoal),
    st.none() | DAYS,
)
TRAINING = st.builds(
    Training,
    IDS,
    st.integers(150, 250).map(Fraction),
    st.sampled_from([None, Fraction(200)]),
    st.none() | DAYS,
    st.booleans(),
)


def some(one):
    return st.lists(one, max_size=4).map(tuple)


FACTS = st.builds(
    Facts,
    st.dates(date(2012, 1, 1), date(2018, 12, 31)),
    some(jobs()),
    some(CREDENTIALS),
    some(EDUCATION),
    some(TRAINING),
)


def matched(asked, facts, config):
    return set(decide(asked, facts, config).matched)


@settings(max_examples=300)
@given(LEVELS, FACTS, CONFIGS, jobs(), CREDENTIALS, EDUCATION, TRAINING)
def test_one_more_paper_never_takes_a_condition_away(
    asked, facts, config, work, held, paper, taught
):
    before = matched(asked, facts, config)
    for more in (
        replace(facts, credentials=(*facts.credentials, held)),
        replace(facts, education=(*facts.education, paper)),
        replace(facts, training=(*facts.training, taught)),
        replace(facts, employment=(*facts.employment, replace(work, management=Management.NONE))),
    ):
        assert before <= matched(asked, more, config)


@settings(max_examples=300)
@given(LEVELS, FACTS, CONFIGS, st.integers(0, 800), st.integers(0, 800))
def test_a_longer_spell_never_takes_a_condition_away(asked, facts, config, earlier, later):
    before = matched(asked, facts, config)
    longer = tuple(
        replace(
            one,
            start=one.start - earlier * DAY,
            end=None if one.end is None else one.end + later * DAY,
        )
        for one in facts.employment
        if one.end is None or one.end >= one.start
    )
    assert before <= matched(asked, replace(facts, employment=longer), config)


@settings(max_examples=200)
@given(LEVELS, FACTS, CONFIGS, st.randoms(use_true_random=False))
def test_the_order_of_the_papers_does_not_matter(asked, facts, config, random):
    def shuffled(papers):
        mixed = list(papers)
        random.shuffle(mixed)
        return tuple(mixed)

    mixed = Facts(
        facts.as_of,
        shuffled(facts.employment),
        shuffled(facts.credentials),
        shuffled(facts.education),
        shuffled(facts.training),
    )
    one, other = decide(asked, facts, config), decide(asked, mixed, config)
    assert (one.matched, one.reasons, one.flags) == (other.matched, other.reasons, other.flags)


@settings(max_examples=200)
@given(LEVELS, FACTS, CONFIGS)
def test_facts_after_the_day_of_application_change_nothing(asked, facts, config):
    known = replace(
        facts,
        employment=tuple(one for one in facts.employment if one.start <= facts.as_of),
        credentials=tuple(one for one in facts.credentials if one.issued_on <= facts.as_of),
        education=tuple(
            one
            for one in facts.education
            if (one.graduated_on or facts.as_of) <= facts.as_of
            or one.status is EducationStatus.ENROLLED
        ),
    )
    assert matched(asked, facts, config) == matched(asked, known, config)


@settings(max_examples=300)
@given(LEVELS, FACTS, CONFIGS)
def test_the_first_day_met_is_met_on_that_day_and_not_before(asked, facts, config):
    begun = tuple(
        one
        for one in facts.employment
        if one.start <= facts.as_of and (one.end is None or one.start <= one.end)
    )
    going_on = replace(facts, employment=begun)
    for condition in decide(asked, going_on, config).conditions:
        for number, path in enumerate(condition.paths):
            if path.met or path.reached_on is None:
                continue

            def path_on(day, condition=condition, number=number):
                later = decide(asked, replace(going_on, as_of=day), config)
                return next(
                    one.paths[number]
                    for one in later.conditions
                    if one.condition == condition.condition
                )

            assert path.reached_on > facts.as_of
            assert path_on(path.reached_on).met
            assert not path_on(path.reached_on - DAY).met


@settings(max_examples=200)
@given(LEVELS, FACTS, CONFIGS)
def test_what_is_met_stays_met_as_days_go_by(asked, facts, config):
    students_stay = matched(asked, facts, config)
    assert students_stay <= matched(asked, replace(facts, as_of=facts.as_of + 40 * DAY), config)
