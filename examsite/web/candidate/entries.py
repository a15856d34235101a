"""Entries of the dossier 档案条目: education, employment, credentials held, training; one small form each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.fields.choices import Choice
from wtforms.validators import InputRequired, Length, Optional

from examsite.catalogue.rules import levels
from examsite.core.refusal import Missing
from examsite.people import actions as people
from examsite.people.rules.dossier import (
    CredentialFacts,
    EducationFacts,
    EmploymentFacts,
    TrainingFacts,
)
from examsite.people.rules.roles import Power
from examsite.people.rules.words import (
    CredentialStatus,
    EducationLevel,
    EducationStatus,
    Management,
    SchoolType,
    SkillGoal,
)
from examsite.web import guards
from examsite.web.act import acting
from examsite.web.candidate import blueprint
from examsite.web.candidate.own import needed_candidate
from examsite.web.forms import Form, WordField, refusals_shown
from examsite.web.shell import term


class LevelField(SelectField):
    """A level 等级 of the catalogue, those examined here or all."""

    def __init__(self, label: Any, examined: bool, **options: Any) -> None:
        self.ids = [one.id for one in levels.levels() if one.examined or not examined]
        super().__init__(label, choices=dict.fromkeys(self.ids, ""), **options)
        self.type = "SelectField"

    def iter_choices(self) -> Any:
        for one in self.ids:
            yield Choice(one, term(levels.level(one)), one == self.data, {})


class EducationForm(Form):
    """学历."""

    level = WordField(_l("文化程度"), EducationLevel, default=EducationLevel.COLLEGE.value)
    school = StringField(_l("学校"), [InputRequired(), Length(max=120)])
    school_type = WordField(_l("学校类型"), SchoolType)
    major = StringField(
        _l("专业"),
        [InputRequired(), Length(max=80)],
        description=_l("按毕业证书填写；是否属于“本专业”由平台对照目录或由认证中心认定"),
    )
    status = WordField(_l("学业状态"), EducationStatus)
    graduated_on = DateField(_l("毕业日期"), [Optional()], description=_l("已毕业的按毕业证书填写"))
    skill_goal = WordField(
        _l("培养目标"),
        SkillGoal,
        default=SkillGoal.NONE.value,
        description=_l("职业技术学院、技师院校毕业的选择"),
    )
    recommended_on = DateField(
        _l("学校推荐日期"), [Optional()], description=_l("在校生按学校推荐函填写")
    )

    def facts(self) -> EducationFacts:
        """What was stated."""
        return EducationFacts(
            EducationLevel(self.level.data),
            self.school.data.strip(),
            SchoolType(self.school_type.data),
            self.major.data.strip(),
            EducationStatus(self.status.data),
            SkillGoal(self.skill_goal.data),
            self.graduated_on.data,
            self.recommended_on.data,
        )


class EmploymentForm(Form):
    """从业经历."""

    employer = StringField(_l("工作单位"), [InputRequired(), Length(max=120)])
    post = StringField(_l("岗位"), [InputRequired(), Length(max=80)])
    start_on = DateField(_l("开始日期"), [InputRequired()])
    end_on = DateField(_l("结束日期"), [Optional()], description=_l("最后一个工作日；仍在职就留空"))
    profession = BooleanField(_l("从事电子商务工作（本职业）"), default=True)
    management = WordField(_l("管理岗位"), Management)

    def facts(self) -> EmploymentFacts:
        """What was stated."""
        return EmploymentFacts(
            self.employer.data.strip(),
            self.post.data.strip(),
            self.start_on.data,
            self.end_on.data,
            self.profession.data,
            Management(self.management.data),
        )


class CredentialForm(Form):
    """已取得的职业资格证书."""

    level = LevelField(_l("等级"), False)
    number = StringField(_l("证书编号"), [InputRequired(), Length(max=40)])
    issuer = StringField(_l("发证机构"), [InputRequired(), Length(max=120)])
    issued_on = DateField(_l("发证日期"), [InputRequired()])
    status = WordField(_l("证书状态"), CredentialStatus)

    def facts(self) -> CredentialFacts:
        """What was stated."""
        return CredentialFacts(
            self.level.data,
            self.number.data.strip(),
            self.issuer.data.strip(),
            self.issued_on.data,
            CredentialStatus(self.status.data),
        )


class TrainingForm(Form):
    """培训."""

    for_level = LevelField(_l("培训等级"), True)
    institution = StringField(_l("培训机构"), [InputRequired(), Length(max=120)])
    hours = StringField(_l("学时"), [InputRequired(), Length(max=6)])
    certificate_no = StringField(_l("结业证书编号"), [Length(max=40)], description=_l("没有就留空"))
    certificate_on = DateField(
        _l("结业日期"), [Optional()], description=_l("取得结业证书的日期；还没结业就留空")
    )

    def facts(self) -> TrainingFacts:
        """What was stated."""
        return TrainingFacts(
            self.for_level.data,
            self.institution.data.strip(),
            self.hours.data.strip(),
            (self.certificate_no.data or "").strip(),
            self.certificate_on.data,
        )


@dataclass(frozen=True)
class Section:
    """One section of the dossier: its form, its deeds, and the word for one entry."""

    form: type[Form]
    facts: type[Any]
    name: Any
    add: Callable[..., Any]
    change: Callable[..., Any]
    remove: Callable[..., None]


SECTIONS = {
    "education": Section(
        EducationForm, EducationFacts, _l("学历"),
        people.add_education, people.change_education, people.remove_education,
    ),
    "employment": Section(
        EmploymentForm, EmploymentFacts, _l("从业经历"),
        people.add_employment, people.change_employment, people.remove_employment,
    ),
    "credentials": Section(
        CredentialForm, CredentialFacts, _l("已取得的证书"),
        people.add_credential, people.change_credential, people.remove_credential,
    ),
    "training": Section(
        TrainingForm, TrainingFacts, _l("培训"),
        people.add_training, people.change_training, people.remove_training,
    ),
}  # fmt: skip


@blueprint.route("/dossier/<section>/new", methods=["GET", "POST"])
@guards.needs(Power.OWN_DOSSIER)
def new_entry(section: str) -> Any:
    found, of = needed_candidate(), _section(section)
    form = of.form()
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                of.add(act, found.id, form.facts())
            flash(_("已添加。"), "success")
            return redirect(url_for("candidate.dossier", _anchor=section), 303)
    return render_template("candidate/entry.html", form=form, section=of, name=section, entry=None)


@blueprint.route("/dossier/<section>/<int:entry_id>", methods=["GET", "POST"])
@guards.needs(Power.OWN_DOSSIER)
def entry(section: str, entry_id: int) -> Any:
    found, of = needed_candidate(), _section(section)
    row = next((one for one in getattr(found, section) if one.id == entry_id), None)
    if row is None:
        raise Missing
    form = of.form(data=_stated(of, row))
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                of.change(act, entry_id, found.id, form.facts())
            flash(_("已修改。"), "success")
            return redirect(url_for("candidate.dossier", _anchor=section), 303)
    return render_template("candidate/entry.html", form=form, section=of, name=section, entry=row)


@blueprint.post("/dossier/<section>/<int:entry_id>/remove")
@guards.needs(Power.OWN_DOSSIER)
def remove_entry(section: str, entry_id: int) -> Any:
    found, of = needed_candidate(), _section(section)
    with acting() as act:
        of.remove(act, entry_id, found.id)
    flash(_("已删除。"), "success")
    return redirect(url_for("candidate.dossier", _anchor=section), 303)


def _section(name: str) -> Section:
    if name not in SECTIONS:
        abort(404)
    return SECTIONS[name]


def _stated(of: Section, row: Any) -> dict[str, Any]:
    """What an entry holds, as form data: exactly the fields of its facts."""
    values = {name: getattr(row, name) for name in of.facts.__dataclass_fields__}
    return {
        name: value.value if isinstance(value, Enum) else value for name, value in values.items()
    }
