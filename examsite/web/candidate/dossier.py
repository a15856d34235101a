"""个人档案: the whole dossier on one page, and its first section 基本信息."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import DateField, EmailField, SelectField, StringField, TelField
from wtforms.validators import InputRequired, Length, Optional

from examsite.catalogue.rules import regions
from examsite.people import queries as people
from examsite.people.rules import majors
from examsite.people.rules.dossier import PersonFacts
from examsite.people.rules.roles import Power
from examsite.people.rules.words import IdentityKind, Sex
from examsite.registration import actions
from examsite.web import guards
from examsite.web.act import acting, reading, today
from examsite.web.candidate import blueprint
from examsite.web.candidate.entries import SECTIONS
from examsite.web.candidate.own import own_candidate
from examsite.web.candidate.proofs import ProofForm
from examsite.web.forms import Form, WordField, refusals_shown
from examsite.web.shell import term

OUTSIDE = "outside"


class PersonForm(Form):
    """基本信息."""

    name = StringField(_l("姓名"), [InputRequired(), Length(max=64)])
    identity_kind = WordField(_l("证件类型"), IdentityKind)
    identity_number = StringField(_l("证件号码"), [Length(max=20)])
    sex = WordField(_l("性别"), Sex, description=_l("居民身份证按号码自动识别"))
    born_on = DateField(
        _l("出生日期"), [Optional()], description=_l("居民身份证按号码自动识别，可以不填")
    )
    phone = TelField(_l("手机号码"), [InputRequired(), Length(max=20)])
    email = EmailField(_l("电子邮箱"), [Length(max=120)], description=_l("可以不填"))
    county = SelectField(_l("所在地"))
    address = StringField(
        _l("通讯地址"), [Length(max=200)], description=_l("用于寄送证书，可以不填")
    )
    study_from = DateField(
        _l("开始学习日期"),
        [Optional()],
        description=_l("参加理论学习的第一天；这一天之前的实训不计入。还没开始可以不填"),
    )

    def offer(self, masked: str) -> None:
        """Fill the choices; a number already recorded is shown masked and may be left alone."""
        places = {
            term(city): {one.code: term(one) for one in regions.counties_of(city.id, today())}
            for city in regions.cities()
            if city.inside is None
        }
        self.county.choices = {**places, _("其他"): {OUTSIDE: _("浙江省外")}}
        if masked:
            self.identity_number.description = _(
                "已登记：%(masked)s。不更改就留空。", masked=masked
            )
        else:
            self.identity_number.validators = [InputRequired(), Length(max=20)]
            self.identity_number.flags.required = True
            self.identity_number.description = _("加密保存，今后只显示前后四位")

    def facts(self) -> PersonFacts:
        """What was stated."""
        code = "" if self.county.data == OUTSIDE else self.county.data
        return PersonFacts(
            name=self.name.data,
            identity_kind=IdentityKind(self.identity_kind.data),
            identity_number=self.identity_number.data or "",
            phone=(self.phone.data or "").strip(),
            city=_city_of(code),
            sex=Sex(self.sex.data),
            born_on=self.born_on.data,
            county=code,
            email=self.email.data or "",
            address=self.address.data or "",
            study_from=self.study_from.data,
        )


@blueprint.get("/dossier")
@guards.needs(Power.OWN_DOSSIER)
def dossier() -> Any:
    found = own_candidate()
    if found is None:
        return redirect(url_for("candidate.person"))
    decided = people.decided_majors(reading())
    return render_template(
        "candidate/dossier.html",
        candidate=found,
        sections=SECTIONS,
        relations={one.id: majors.relation_of(one.major, decided) for one in found.education},
        proof_form=ProofForm(),
        place=place_of(found.city, found.county),
    )


@blueprint.route("/dossier/person", methods=["GET", "POST"])
@guards.needs(Power.OWN_DOSSIER)
def person() -> Any:
    found = own_candidate()
    form = PersonForm(data=_stated(found))
    form.offer(found.identity_masked if found else "")
    if form.validate_on_submit():
        with refusals_shown(form):
            with acting() as act:
                actions.enter_person(act, current_user.account_id, form.facts())
            flash(_("基本信息已保存。"), "success")
            return redirect(url_for("candidate.dossier"), 303)
    return render_template("candidate/person.html", form=form, candidate=found)


def place_of(city: str, county: str) -> str:
    """City and county in words."""
    if not city:
        return _("浙江省外")
    names = [term(regions.city(city))]
    names += [
        term(one) for one in regions.counties() if one.code == county and one.in_force(today())
    ]
    return " ".join(dict.fromkeys(names))


def _city_of(code: str) -> str:
    for city in regions.cities():
        if city.inside is not None and city.code == code:
            return city.id
    return next((one.city for one in regions.counties() if one.code == code), "")


def _stated(found: Any) -> dict[str, Any]:
    if found is None:
        return {"name": current_user.name, "county": "330106"}
    return {
        "name": found.name,
        "identity_kind": found.identity_kind.value,
        "sex": found.sex.value,
        "born_on": found.born_on,
        "phone": found.phone,
        "email": found.email,
        "county": found.county or OUTSIDE,
        "address": found.address,
        "study_from": found.study_from,
    }
