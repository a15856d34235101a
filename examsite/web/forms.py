"""What all forms share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import FileField, SelectField
from wtforms.fields.choices import Choice

from examsite.core.refusal import Refusal
from examsite.web.wording import say, say_refusal

LARGEST_WHOLE = 2**31 - 1


class Form(FlaskForm):
    """A form whose refusals appear at the field they name, or at its head.

    It takes files only where a file is asked for, and no JSON: a text field never gets anything but text.
    """

    class Meta(FlaskForm.Meta):
        """How a form takes what was sent."""

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            if request.is_json:
                return None
            found = super().wrap_formdata(form, formdata)
            if not isinstance(found, CombinedMultiDict):
                return found
            asked = {
                f"{form._prefix}{name}"
                for name, field in form._unbound_fields
                if issubclass(field.field_class, FileField)
            }
            files = [pair for pair in request.files.items(multi=True) if pair[0] in asked]
            return CombinedMultiDict([MultiDict(files), request.form])

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


def whole(text: str) -> int:
    """A whole number that a row can have, from an address or a form; raises ValueError for anything else."""
    number = int(text)
    if abs(number) > LARGEST_WHOLE:
        raise ValueError("no row has this number")
    return number


@contextmanager
def refusals_shown(form: Form) -> Iterator[None]:
    """Run an act; a refusal goes to the form, which is then shown again with what was typed."""
    try:
        yield
    except Refusal as refusal:
        form.refuse(refusal)
