"""Everything that writes registrations: `rounds` (批次), `application` (考生办理), `check` (资格初审),
`exceptional` (按例外通过), `falsehood` (因材料虚假取消)."""

from examsite.registration.actions.application import (
    change_choice,
    change_draft,
    draft,
    enter_person,
    remove_proof,
    submit,
    withdraw,
)
from examsite.registration.actions.check import (
    accept,
    finish,
    mark_enrolled,
    propose_refusal,
    refuse,
    send_back,
    take,
)
from examsite.registration.actions.exceptional import accept_exception, propose_exception
from examsite.registration.actions.falsehood import cancel_false, propose_cancellation
from examsite.registration.actions.rounds import change_round, file_plan, open_round, submit_plan

__all__ = [
    "accept",
    "accept_exception",
    "cancel_false",
    "change_choice",
    "change_draft",
    "change_round",
    "draft",
    "enter_person",
    "file_plan",
    "finish",
    "mark_enrolled",
    "open_round",
    "propose_cancellation",
    "propose_exception",
    "propose_refusal",
    "refuse",
    "remove_proof",
    "send_back",
    "submit",
    "submit_plan",
    "take",
    "withdraw",
]
