"""What all forms share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import Choice

from examsite.core.refusal import Refusal
from examsite.web.wording import say, say_refusal


class Form(FlaskForm):
    """A form whose refusals appear at the field they name, or at its head."""

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal's sentence at its field, or above the form."""
        sentence = say_refusal(refusal)
        if refusal.field and refusal.field in self:
            self[refusal.field].errors = [*self[refusal.field].errors, sentence]
        else:
            self.form_errors.append(sentence)


class WordField(SelectField):
    """A choice among the members of an enum, shown in words; `data` is the member's value."""

    def __init__(self, label: Any, kind: Iterable[Enum], **options: Any) -> None:
        self.kind = list(kind)
        super().__init__(label, choices={member.value: "" for member in self.kind}, **options)
        self.type = "SelectField"

    def iter_choices(self) -> Iterator[Choice]:
        for member in self.kind:
            yield Choice(member.value, say(member), member.value == self.data, {})


@contextmanager
def refusals_shown(form: Form) -> Iterator[None]:
    """Run an act; a refusal goes to the form, which is then shown again with what was typed."""
    try:
        yield
    except Refusal as refusal:
        form.refuse(refusal)
