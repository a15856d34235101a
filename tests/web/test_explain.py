"""The eligibility check says in both languages what is met, what is missing, and from which day."""

import ast
from datetime import date
from fractions import Fraction
from inspect import getsource

import pytest

from examsite.catalogue.rules.config import RuleConfig
from examsite.catalogue.rules.levels import level
from examsite.cli.decide.english import ENGLISH, english
from examsite.people.rules.words import EducationLevel, EducationStatus, Relation
from examsite.registration.rules.eligibility import Flag, decide
from examsite.registration.rules.facts import (
    Education,
    Employment,
    Facts,
    HeldCredential,
    Training,
)
from examsite.web import explain
from examsite.web.explain import chinese

AS_OF = date(2014, 9, 15)


def said(condition, say=chinese, **facts):
    verdict = decide(level(condition.partition(".")[0]), Facts(AS_OF, **facts), RuleConfig())
    return next(
        explain.explain(one, say) for one in verdict.conditions if one.condition.id == condition
    )


def test_every_sentence_has_its_english():
    calls = (
        node
        for node in ast.walk(ast.parse(getsource(explain)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
    )
    msgids = {node.args[0].value for node in calls}
    assert msgids == set(ENGLISH)


@pytest.mark.parametrize("flag", Flag)
def test_every_flag_has_a_sentence(flag):
    assert explain.flag_sentence(flag, chinese).startswith("请人工")
    assert explain.flag_sentence(flag, english).startswith("For a person")


def test_years_short_say_how_much_and_from_which_day():
    held = (HeldCredential("clerk", date(2010, 10, 15)),)
    work = (Employment(date(2010, 1, 1), None, True),)
    assert said("assistant.3", credentials=held, employment=work) == (
        "不符合：取得证书后连续从业3年11个月，未满4年，还差1个月（继续从业，2014-10-15起满）；"
        "若完成正规培训并补交结业证书，按3年计算即符合。"
    )
    trained = (Training("assistant", Fraction(230), Fraction(230), None, True),)
    found = said("assistant.3", credentials=held, employment=work, training=trained)
    assert found.endswith("若补交结业证书，按3年计算即符合。")


def test_the_same_is_said_in_english():
    work = (Employment(date(2008, 10, 15), None, True),)
    assert said("assistant.1", english, employment=work).strip() == (
        "Not met: continuous work: 5 yr 11 mo, short of 6 yr by 1 mo "
        "(reached on 2014-10-15 if the work goes on)."
    )


def test_a_met_condition_says_by_what():
    paper = Education(
        EducationLevel.BACHELOR, Relation.RELATED, EducationStatus.GRADUATED, date(2008, 6, 30)
    )
    assert said("assistant.4", education=(paper,)) == (
        "符合：持有本专业大学专科及以上毕业证书（2008-06-30毕业）。"
    )


def test_ended_work_gives_no_day_but_the_present_spell_does():
    ended = Employment(date(2005, 1, 1), date(2009, 12, 31), True)
    assert said("assistant.1", employment=(ended,)) == (
        "不符合：连续从业最长5年（2005-01-01至2009-12-31），未满6年，还差1年。"
    )
    present = Employment(date(2013, 1, 1), None, True)
    assert said("assistant.1", employment=(ended, present)) == (
        "不符合：连续从业最长5年（2005-01-01至2009-12-31），未满6年，还差1年"
        "（现在这一段继续从业，2019-01-01起满）。"
    )


def test_years_after_a_certificate_that_is_not_held_are_not_spoken_of():
    work = (Employment(date(2010, 1, 1), None, True),)
    assert said("assistant.3", employment=work) == "不符合：没有电子商务员职业资格证书。"
