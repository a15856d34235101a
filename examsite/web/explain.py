"""The eligibility check in sentences (资格初审说明), Chinese first, for pages and for the rules door alike.

`say` is gettext-like: `say(msgid, **values)` gives the sentence in the reader's language. Msgids are whole
Chinese sentences with `%(name)s` places; pybabel finds them by the keyword `say`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from examsite.catalogue.rules.levels import Counted, Major
from examsite.registration.rules.eligibility import ConditionVerdict, Flag, PathVerdict
from examsite.registration.rules.findings import Finding, Lack, Need, Work
from examsite.registration.rules.spells import Span

Say = Callable[..., str]


def chinese(msgid: str, **values: object) -> str:
    """The `say` of the source language: the sentence itself."""
    return msgid % values if values else msgid


def explain(verdict: ConditionVerdict, say: Say) -> str:
    """Why a condition is met, or what is missing and until when, then what a person should look at."""
    met = next((one for one in verdict.paths if one.met), None)
    if met is not None:
        sentences = [say("符合：%(why)s。", why=_joined(met.findings, say))]
    else:
        sentences = [say("不符合：%(why)s。", why=_why_not(verdict, say))]
    return "".join([*sentences, *(flag_sentence(flag, say) for flag in verdict.flags)])


def flag_sentence(flag: Flag, say: Say) -> str:
    """What a person of the centre should look at (须人工核查), in one sentence."""
    match flag:
        case Flag.GAP_IN_TEXT:
            return say("请人工研究：本专业大学专科在原文中没有对应的条件，不得自动拒绝。")
        case Flag.MAJOR_UNDETERMINED:
            return say("请人工认定：所学专业是否属于本专业尚未认定。")
        case Flag.SHORT_GAP:
            return say("请人工核查：两段工作之间有31天以内的间隔，是否连续影响结论。")
        case Flag.BARELY_LONG_ENOUGH:
            return say("请人工核查：年限只比规定多出31天以内。")
        case Flag.HIGHER_CREDENTIAL:
            return say("请人工核查：持有更高等级的证书，但没有所列等级的证书。")
        case Flag.DATES_REVERSED:
            return say("请人工核查：有一段工作的结束日期早于开始日期，未计算。")
        case Flag.PROOF_MISSING:
            return say("请人工核查：有的事项没有证明材料。")
        case Flag.PROOF_ABROAD:
            return say("请人工核查：有的证明材料由境外出具。")


def _why_not(verdict: ConditionVerdict, say: Say) -> str:
    first, *others = verdict.paths
    sentences = [_joined(_worth_saying(first.lacks), say)]
    sentences += [hint for other in others if (hint := _shorter_way(other, say))]
    return say("；").join(sentences)


def _worth_saying(lacks: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Without the years after a certificate that is not held: they have not begun."""
    if all(one.need is not Need.CREDENTIAL for one in lacks):
        return lacks
    return tuple(one for one in lacks if one.work is None or one.work.since is not None)


def _shorter_way(path: PathVerdict, say: Say) -> str:
    """What the path with training would change: fewer years, if the 结业证书 is there."""
    lacks = {one.need for one in path.lacks}
    years = path.path.years
    if [one.lack for one in path.lacks] == [Lack.NO_COMPLETION]:
        return say("若补交结业证书，按%(years)s年计算即符合", years=years)
    if lacks == {Need.TRAINING}:
        return say("若完成正规培训并补交结业证书，按%(years)s年计算即符合", years=years)
    if lacks == {Need.WORK}:
        why = _joined(path.lacks, say)
        return say("已培训结业，按%(years)s年计算：%(why)s", years=years, why=why)
    if lacks == {Need.WORK, Need.TRAINING}:
        return say("经正规培训并结业的，按%(years)s年计算，也未满", years=years)
    return ""


def _joined(found: tuple[Finding, ...], say: Say) -> str:
    return say("；").join(_finding(one, say) for one in found)


def _finding(one: Finding, say: Say) -> str:
    if one.work is not None:
        return _work(one.need, one.work, say)
    if one.need is Need.CREDENTIAL:
        return _credential(one, say)
    if one.need is Need.TRAINING:
        return _training(one, say)
    return _education(one, say)


def _work(need: Need, work: Work, say: Say) -> str:
    what = _what_counts(need, work, say)
    needed = work.needed
    if work.since is None:
        return say("%(what)s没有可以计算的经历，须满%(needed)s年", what=what, needed=needed)
    values = {"what": what, "needed": needed, "had": _span(work.had, say)}
    whence = {"since": work.since, "until": work.until}
    if work.short is None:
        return say("%(what)s%(had)s（%(since)s至%(until)s），已满%(needed)s年", **values, **whence)
    values["short"] = _span(work.short, say)
    if work.pieces > 1:
        return say(
            "%(what)s%(pieces)s段合计%(had)s，未满%(needed)s年，还差%(short)s",
            **values,
            pieces=work.pieces,
        )
    if work.reached_on is None:
        return say(
            "%(what)s最长%(had)s（%(since)s至%(until)s），未满%(needed)s年，还差%(short)s",
            **values,
            **whence,
        )
    if work.running:
        return say(
            "%(what)s%(had)s，未满%(needed)s年，还差%(short)s（继续从业，%(day)s起满）",
            **values,
            day=work.reached_on,
        )
    return say(
        "%(what)s最长%(had)s（%(since)s至%(until)s），未满%(needed)s年，还差%(short)s（现在这一段继续从业，%(day)s起满）",
        **values,
        **whence,
        day=work.reached_on,
    )


def _what_counts(need: Need, work: Work, say: Say) -> str:
    if need is Need.MANAGEMENT:
        return say("其中担任中高层管理岗位")
    if work.counted is Counted.AFTER_CREDENTIAL:
        return say("取得证书后连续从业")
    return say("累计从业") if work.counted is Counted.CUMULATIVE else say("连续从业")


def _span(length: Span, say: Say) -> str:
    """A length of time without its empty parts; 0 days when all are empty."""
    years, months, days = length.years, length.months, length.days
    match bool(years), bool(months), bool(days):
        case True, True, True:
            return say("%(y)s年%(m)s个月零%(d)s天", y=years, m=months, d=days)
        case True, True, False:
            return say("%(y)s年%(m)s个月", y=years, m=months)
        case True, False, True:
            return say("%(y)s年零%(d)s天", y=years, d=days)
        case True, False, False:
            return say("%(y)s年", y=years)
        case False, True, True:
            return say("%(m)s个月零%(d)s天", m=months, d=days)
        case False, True, False:
            return say("%(m)s个月", m=months)
    return say("%(d)s天", d=days)


def _credential(one: Finding, say: Say) -> str:
    name = level_name(one.level, say)
    if one.met:
        return say("持有%(name)s职业资格证书（%(day)s取得）", name=name, day=one.on)
    if one.lack is Lack.CREDENTIAL_REVOKED:
        return say("%(name)s职业资格证书已被撤销，不能作为依据", name=name)
    if one.lack is Lack.CREDENTIAL_LATER:
        return say("%(name)s职业资格证书%(day)s才取得，申报之日尚未持有", name=name, day=one.on)
    return say("没有%(name)s职业资格证书", name=name)


def _training(one: Finding, say: Say) -> str:
    name = level_name(one.level, say)
    if one.met:
        return say(
            "经%(name)s正规培训%(hours)s学时，%(day)s取得结业证书",
            name=name,
            hours=_hours(one.hours),
            day=one.on,
        )
    why = _training_lack(one, say)
    return say("%(name)s正规培训未达到要求：%(why)s", name=name, why=why)


def _training_lack(one: Finding, say: Say) -> str:
    match one.lack:
        case Lack.TRAINED_FOR_OTHER:
            return say("培训不是针对所报等级的")
        case Lack.NOT_FORMAL:
            return say("培训尚未确认为正规培训")
        case Lack.HOURS_UNKNOWN:
            return say("没有标准学时数可以对照")
        case Lack.HOURS_SHORT:
            return say(
                "%(hours)s学时，未达到标准学时%(needed)s学时",
                hours=_hours(one.hours),
                needed=_hours(one.required_hours),
            )
        case Lack.NO_COMPLETION:
            return say("没有结业证书")
        case Lack.COMPLETION_LATER:
            return say("结业证书%(day)s才取得，申报之日尚未持有", day=one.on)
    return say("没有培训记录")


def _education(one: Finding, say: Say) -> str:
    asked = _asked(one, say)
    if one.met and one.need is Need.ENROLMENT:
        return say("是%(asked)s，学校%(day)s推荐", asked=asked, day=one.on)
    if one.met:
        return say("持有%(asked)s（%(day)s毕业）", asked=asked, day=one.on)
    why = _education_lack(one, say)
    return say("不具备“%(asked)s”：%(why)s", asked=asked, why=why)


def _education_lack(one: Finding, say: Say) -> str:
    """What the course of study itself lacks: level, major, school."""
    match one.lack:
        case Lack.LEVEL_TOO_LOW:
            return say("学历层次未达到")
        case Lack.LEVEL_NOT_NAMED:
            return say("原文只写本科，按现行设置更高学历不计入本条")
        case Lack.MAJOR_OTHER:
            return say("专业不符")
        case Lack.MAJOR_UNDETERMINED:
            return say("专业是否属于本专业尚未认定")
        case Lack.SCHOOL_OTHER:
            return say("不是职业技术学院或技师院校")
        case Lack.GOAL_NOT_ADVANCED:
            return say("培养目标不是高级技能")
    return _standing_lack(one, say)


def _standing_lack(one: Finding, say: Say) -> str:
    """What is missing in how far the person has come: diploma, its day, enrolment, recommendation."""
    match one.lack:
        case Lack.NOT_GRADUATED:
            return say("尚未毕业")
        case Lack.WITHOUT_DIPLOMA:
            return say("结业或肄业，没有毕业证书")
        case Lack.DAY_UNKNOWN:
            return say("没有毕业日期")
        case Lack.GRADUATION_LATER:
            return say("%(day)s才毕业，申报之日尚未毕业", day=one.on)
        case Lack.NOT_ENROLLED:
            return say("不是在校生")
        case Lack.NOT_RECOMMENDED:
            return say("没有学校推荐")
        case Lack.RECOMMENDED_LATER:
            return say("学校推荐%(day)s才作出，申报之日尚无推荐", day=one.on)
    return say("没有毕业证书")


def _asked(one: Finding, say: Say) -> str:
    if one.need is Need.VOCATIONAL:
        return say("以高级技能为培养目标的职业技术学院、技师院校本专业毕业证书")
    if one.need is Need.ENROLMENT:
        return say("本专业大学专科及以上在校生")
    match one.level, one.major:
        case "college", Major.RELATED:
            return say("本专业大学专科及以上毕业证书")
        case "college", Major.UNRELATED:
            return say("非本专业大学专科及以上毕业证书")
        case "bachelor", Major.RELATED:
            return say("本专业大学本科学历")
        case "bachelor", Major.UNRELATED:
            return say("非本专业大学本科学历")
        case "master", Major.RELATED:
            return say("本专业硕士研究生及以上学历")
        case "master", Major.UNRELATED:
            return say("非本专业硕士研究生及以上学历")
    return say("大学专科及以上学历")


def level_name(level: str | None, say: Say) -> str:
    """The name of a level 等级 in the reader's language; the id itself if it is none of the notice's."""
    match level:
        case "clerk":
            return say("电子商务员")
        case "assistant":
            return say("助理电子商务师")
        case "specialist":
            return say("电子商务师")
        case "senior":
            return say("高级电子商务师")
        case "manager":
            return say("电子商务职业经理人")
    return level or ""


def _hours(hours: Fraction | None) -> str:
    """Hours as a plain decimal: 230, 229.5."""
    return "" if hours is None else f"{float(hours):.10g}"
