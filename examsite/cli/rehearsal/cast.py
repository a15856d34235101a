"""Invented candidates: names, papers and histories. Their identity numbers name no county (3399…), so none is anybody's."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum.cn import ric

from examsite.accreditation.rules.stays import StayFacts, StayKind
from examsite.catalogue.rules import levels, regions
from examsite.people.rules.dossier import (
    CredentialFacts,
    EducationFacts,
    EmploymentFacts,
    PersonFacts,
    TrainingFacts,
)
from examsite.people.rules.words import (
    EducationLevel,
    EducationStatus,
    IdentityKind,
    Management,
    ProofKind,
    SchoolType,
    SkillGoal,
)

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
GIVEN = "子雨梓浩宇欣怡佳思嘉俊博文静雅婷晨曦明慧志远若彤一诺奕泽语桐景行清和知夏云帆书瑶承安乐言星辰可心南乔望舒"
MAJORS_RELATED = ("电子商务", "市场营销", "国际贸易", "物流管理")
MAJORS_OTHER = ("汉语言文学", "机械设计", "护理", "园林技术", "应用化学")
SCHOOLS = ("甲江大学", "乙湖学院", "丙山职业技术学院", "丁海商贸学院", "戊城科技大学")
FIRMS = (
    "云织网络科技",
    "青禾电子商务",
    "山海优选",
    "钱潮供应链",
    "越窑文创",
    "南湖数贸",
    "瓯江鞋服",
    "莲都鲜果",
)
TRAINERS = ("钱江电商培训中心（示例）", "瓯越职业培训学校（示例）")
POSTS = ("客服专员", "店铺运营", "视觉设计", "电商主管", "直播运营", "跨境专员")


@dataclass(frozen=True)
class Player:
    """One invented candidate: dossier facts, choice, how able they are, and what will become of them."""

    number: int
    person: PersonFacts
    level: str
    directions: tuple[str, ...]
    second: str | None
    education: tuple[EducationFacts, ...]
    employment: tuple[EmploymentFacts, ...]
    credentials: tuple[CredentialFacts, ...]
    training: tuple[TrainingFacts, ...]
    proofs: tuple[ProofKind, ...]
    stay: StayFacts | None
    ability: float
    eligible: bool
    forgets_proof: bool
    withdraws: bool
    absent: bool
    submits: bool
    hands_in: bool


def dice(seed: int, *names: object) -> random.Random:
    """The dice of one question, named, so that every question has its own."""
    return random.Random(":".join(str(name) for name in ("rehearsal", seed, *names)))


def player(seed: int, number: int, today: date, base_ids: tuple[int, ...]) -> Player:
    """Invent the candidate with this number, as of `today` (the day they will apply)."""
    roll = dice(seed, "player", number)
    level = "manager" if roll.random() < 0.2 else "assistant"
    eligible = roll.random() >= 0.05
    history = _manager if level == "manager" else _assistant
    education, employment, credentials = history(roll, today, eligible)
    training = (
        _training(dice(seed, "training", number), number, today) if level == "assistant" else ()
    )
    return Player(
        number=number,
        person=_person(roll, number, today),
        level=level,
        directions=("service", "design") if level == "assistant" else (),
        second=roll.choice(("planning_proposal", "thesis_defence")) if level == "manager" else None,
        education=education,
        employment=employment,
        credentials=credentials,
        training=training,
        proofs=_proofs(education, employment, training, credentials),
        stay=_stay(roll, today, base_ids)
        if level == "assistant" and roll.random() < 0.93
        else None,
        ability=roll.gauss(0.75, 0.8),
        eligible=eligible,
        forgets_proof=roll.random() < 0.06,
        withdraws=roll.random() < 0.02,
        absent=roll.random() < 0.03,
        submits=roll.random() < 0.9,
        hands_in=roll.random() < 0.97,
    )


def identity_number(roll: random.Random, number: int, born_on: date) -> str:
    """A number with a true check digit and a county that never was: 3399xx."""
    first = f"3399{number // 1000 % 100:02d}{born_on:%Y%m%d}{number % 1000:03d}"
    return first + str(ric.calc_check_digit(first + "0"))


def _person(roll: random.Random, number: int, today: date) -> PersonFacts:
    born_on = date(today.year - roll.randint(21, 45), roll.randint(1, 12), roll.randint(1, 28))
    city = roll.choice(regions.cities())
    name = roll.choice(SURNAMES) + "".join(roll.sample(GIVEN, roll.choice((1, 2, 2))))
    return PersonFacts(
        name=name,
        identity_kind=IdentityKind.RESIDENT,
        identity_number=identity_number(roll, number, born_on),
        phone=f"199{number % 100_000_000:08d}",
        city=city.id,
        county=roll.choice(regions.counties_of(city.id, today)).code,
        study_from=today - timedelta(days=400),
    )


def _graduate(
    roll: random.Random, today: date, level: EducationLevel, major: str
) -> EducationFacts:
    return EducationFacts(
        level=level,
        school=roll.choice(SCHOOLS),
        school_type=SchoolType.UNIVERSITY,
        major=major,
        status=EducationStatus.GRADUATED,
        skill_goal=SkillGoal.NONE,
        graduated_on=date(today.year - roll.randint(1, 12), 6, 30),
    )


def _job(roll: random.Random, today: date, months: int, management: Management) -> EmploymentFacts:
    return EmploymentFacts(
        employer=roll.choice(FIRMS) + "有限公司",
        post=roll.choice(POSTS),
        start_on=today - timedelta(days=round(months * 30.44)),
        end_on=None,
        profession=True,
        management=management,
    )


def _assistant(roll: random.Random, today: date, eligible: bool):  # type: ignore[no-untyped-def]
    if not eligible:
        return (), (_job(roll, today, roll.randint(6, 40), Management.NONE),), ()
    way = roll.choices(("related", "worker", "other", "clerk"), (55, 15, 20, 10))[0]
    if way == "related":
        level = roll.choice((EducationLevel.COLLEGE, EducationLevel.BACHELOR))
        return (_graduate(roll, today, level, roll.choice(MAJORS_RELATED)),), (), ()
    if way == "worker":
        return (), (_job(roll, today, roll.randint(75, 150), Management.FIRST_LINE),), ()
    if way == "other":
        study = _graduate(roll, today, EducationLevel.COLLEGE, roll.choice(MAJORS_OTHER))
        return (study,), (_job(roll, today, roll.randint(14, 50), Management.NONE),), ()
    issued = today - timedelta(days=365 * 5)
    held = CredentialFacts("clerk", f"示例{roll.randint(10**7, 10**8 - 1)}", "示例鉴定中心", issued)
    return (), (_job(roll, today, 54, Management.NONE),), (held,)


def _manager(roll: random.Random, today: date, eligible: bool):  # type: ignore[no-untyped-def]
    years = roll.randint(66, 140) if eligible else roll.randint(10, 50)
    study = _graduate(
        roll, today, EducationLevel.BACHELOR, roll.choice(MAJORS_RELATED + MAJORS_OTHER)
    )
    return (study,), (_job(roll, today, years, Management.MIDDLE),), ()


def _training(roll: random.Random, number: int, today: date) -> tuple[TrainingFacts, ...]:
    """A course of the standard hours with its 结业证书, for about a third; a registrar still has to confirm it."""
    if roll.random() >= 1 / 3:
        return ()
    ended = today - timedelta(days=roll.randint(5, 40))
    course = TrainingFacts("assistant", roll.choice(TRAINERS), "230", f"示例{number:08d}", ended)
    return (course,)


def _proofs(education, employment, training, credentials) -> tuple[ProofKind, ...]:  # type: ignore[no-untyped-def]
    kinds = [ProofKind.IDENTITY, ProofKind.PHOTO]
    if education:
        kinds.append(ProofKind.DIPLOMA)
    if employment:
        kinds.append(ProofKind.EMPLOYMENT)
    if training:
        kinds.append(ProofKind.TRAINING)
    if credentials:
        kinds.append(ProofKind.CREDENTIAL)
    return tuple(kinds)


def _stay(roll: random.Random, today: date, base_ids: tuple[int, ...]) -> StayFacts:
    if roll.random() < 0.7:
        start = today - timedelta(days=roll.randint(45, 200))
        days = roll.choices((30, 31, 35, 29), (30, 40, 25, 5))[0]
        return StayFacts(StayKind.BASE, roll.choice(POSTS), start, start + timedelta(days=days - 1),
                         unit_id=roll.choice(base_ids))  # fmt: skip
    start = today - timedelta(days=roll.randint(120, 300))
    return StayFacts(StayKind.ENTERPRISE, roll.choice(POSTS), start, start + timedelta(days=100),
                     firm=roll.choice(FIRMS) + "有限公司")  # fmt: skip


def units_of(player: Player) -> tuple[str, ...]:
    """The catalogue units this candidate is examined in."""
    if not player.directions:
        return (player.level,)
    return tuple(
        unit.id for unit in levels.units_of(player.level) if unit.direction in player.directions
    )
