"""Deciding, publishing and closing results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from examsite.approvals import actions as approvals
from examsite.approvals.models import Approval
from examsite.approvals.rules import Kind as ApprovalKind
from examsite.audit.act import CHINA, Act
from examsite.catalogue.queries import settings_on
from examsite.catalogue.rules import levels
from examsite.catalogue.rules.config import RuleConfig
from examsite.core.refusal import Refusal
from examsite.delivery import actions as delivery
from examsite.messages import actions as messages
from examsite.messages.rules import Kind as MessageKind
from examsite.registration import actions as registrations
from examsite.registration import queries as registration_queries
from examsite.registration.models import Registration
from examsite.scoring import queries
from examsite.scoring.models import Result
from examsite.scoring.queries import ToDecide
from examsite.scoring.rules import decision as rule
from examsite.scoring.rules import record as records
from examsite.scoring.rules.lifecycle import LIFECYCLE
from examsite.scoring.rules.publication import REVIEW_DAYS, WhyNot, digest, review_ends_at
from examsite.scoring.rules.record import PartSeen
from examsite.sittings import queries as sittings
from examsite.sittings.rules import SittingState

_CHUNK = 500


def decide_results(act: Act, sitting_id: int) -> dict[str, int]:
    """Decide every enrolled registration of a closed sitting (成绩合成与结论, A1-21, A1-57).

    A result whose parts are all final is decided for good and its marks are settled; any other stays open,
    with what it waits for. Run again it touches only what is still open. Returns how many results stand
    at each outcome, and under `decided` how many were decided now. Refusals: SITTING_NOT_CLOSED.
    """
    sitting = sittings.sitting(act.session, sitting_id)
    if sitting.state is not SittingState.CLOSED:
        raise Refusal(WhyNot.SITTING_NOT_CLOSED)
    settings = registration_queries.rule_settings(
        act.session, sitting.starts_at.astimezone(CHINA).date()
    )
    known = queries.results_by_registration(act.session, sitting_id)
    seen = queries.parts_seen(act.session, sitting_id)
    counts: Counter[str] = Counter(decided=0)
    settled = []
    for asked in queries.to_decide(act.session, sitting_id):
        result = known.get(asked.registration_id) or _open(act, sitting_id, asked.registration_id)
        if result.state in ("open", "complete"):
            decision = _decide(act, result, asked, seen.get(asked.registration_id, []), settings)
            if records.all_parts_final(decision.outcome):
                _conclude(act, result)
                settled.append(asked.registration_id)
        counts[result.outcome] += 1
    counts["decided"] = len(settled)
    for component in queries.marked_components(act.session, sitting_id, settled):
        delivery.step(act, component, "settle", "system", {"marking_closed": True})
    act.session.flush()
    return dict(counts)


def propose_publication(act: Act, sitting_id: int, reason: str) -> Approval:
    """Propose to publish what is decided (提请发布成绩); a second person decides.

    Refusals: NOTHING_TO_PUBLISH, and those of approvals.propose.
    """
    sittings.sitting(act.session, sitting_id)
    rows = queries.decided(act.session, sitting_id)
    if not rows:
        raise Refusal(WhyNot.NOTHING_TO_PUBLISH)
    outcomes = Counter(outcome for _id, outcome, _account in rows)
    return approvals.propose(
        act,
        ApprovalKind.PUBLISH_RESULTS,
        str(sitting_id),
        reason,
        results=len(rows),
        outcomes=dict(sorted(outcomes.items())),
        digest=_digest(rows),
    )


def publish(act: Act, sitting_id: int) -> int:
    """Publish exactly the results that a second person approved, and tell each candidate (发布成绩).

    Returns how many. Refusals: NOTHING_TO_PUBLISH, NOT_APPROVED, CHANGED_SINCE_PROPOSAL.
    """
    sitting = sittings.sitting(act.session, sitting_id)
    rows = queries.decided(act.session, sitting_id)
    if not rows:
        raise Refusal(WhyNot.NOTHING_TO_PUBLISH)
    approval = approvals.require(act, ApprovalKind.PUBLISH_RESULTS, str(sitting_id))
    if approval.facts.get("digest") != _digest(rows):
        raise Refusal(WhyNot.CHANGED_SINCE_PROPOSAL)
    for start in range(0, len(rows), _CHUNK):
        ids = [result_id for result_id, _outcome, _account in rows[start : start + _CHUNK]]
        for result in queries.bare(act.session, ids):
            facts = {"second_person_approved": True}
            result.state = LIFECYCLE.advance(result.state, "publish", "centre_exam", facts)
            result.published_at = act.when
    for _id, _outcome, account_id in rows:
        messages.send(act, account_id, MessageKind.RESULT_PUBLISHED, sitting=sitting.name)
    act.log("published_results", sitting, results=len(rows), approval=approval.id)
    return len(rows)


def make_final_due(act: Act, limit: int) -> int:
    """Make results final whose review period is over, and close their registrations (复核期满).

    The period is the setting `review_days` in force on the day of publication. At most `limit`; returns
    how many. May be run twice.
    """
    done = 0
    for moment in queries.publications(act.session):
        day = moment.astimezone(CHINA).date()
        days = int(settings_on(act.session, day).get("review_days", REVIEW_DAYS))
        if act.when < review_ends_at(moment, days):
            continue
        for result in queries.published_at(act.session, moment, limit - done):
            _make_final(act, result)
            done += 1
        if done >= limit:
            break
    return done


def cancel_false(act: Act, registration_id: int) -> Registration:
    """Cancel a registration for false papers (因材料虚假取消) with all that hangs on it, as two checkers agreed:
    its place becomes void and its result is annulled (RD-24b). No mark is taken out of the books.

    Here, because no lower package sees place and result. Refusals: those of registration.cancel_false and
    delivery.void_place (PART_RUNNING).
    """
    cancelled = registrations.cancel_false(act, registration_id)
    enrolment = sittings.enrolment_of(act.session, registration_id)
    if enrolment is not None:
        delivery.void_place(act, enrolment.id)
    result = queries.result_of(act.session, registration_id)
    if result is not None:
        _annul(act, result)
    return cancelled


def _annul(act: Act, result: Result) -> None:
    """The finding that two persons signed, after hearing the candidate, is the closed inquiry."""
    facts = {"inquiry_closed": True, "heard": True, "decision_signed": True}
    result.state = LIFECYCLE.advance(result.state, "annul_sitting", "centre_exam", facts)
    result.outcome = rule.Outcome.ANNULLED.value
    act.log("annulled", result)


def _make_final(act: Act, result: Result) -> None:
    facts = {"review_period_over": True}
    result.state = LIFECYCLE.advance(result.state, "make_final", "system", facts)
    result.final_at = act.when
    act.log("made_final", result)
    registrations.finish(act, result.registration_id)


def _open(act: Act, sitting_id: int, registration_id: int) -> Result:
    result = Result(
        registration_id=registration_id,
        sitting_id=sitting_id,
        state=LIFECYCLE.initial,
        outcome="",
        units={},
        reasons=[],
        record={},
    )
    act.session.add(result)
    return result


def _decide(
    act: Act,
    result: Result,
    asked: ToDecide,
    seen: Sequence[PartSeen],
    settings: Mapping[str, Any],
) -> rule.Decision:
    """Decide from what is seen and write the record; practice is looked at where a credential may follow."""
    level = levels.level(asked.level)
    choice = rule.Choice(
        level, asked.directions, (asked.second,) if asked.second else (), asked.as_of
    )
    config, marks = RuleConfig.from_mapping(settings), records.marks_of(seen)
    decision = rule.decide(choice, marks, config, eligibility_confirmed=asked.eligible)
    practised = True
    if decision.outcome is rule.Outcome.PASSED and level.practice:
        practised = _has_practised(act, asked.registration_id)
        decision = rule.decide(
            choice,
            marks,
            config,
            eligibility_confirmed=asked.eligible,
            practice_verified=practised,
        )
    case = records.case_of(
        choice, seen, settings, eligibility_confirmed=asked.eligible, practice_verified=practised
    )
    said = records.decision_json(decision)
    record = {"case": case, "decision": said, "rule_version": levels.VERSION}
    if result.record != record:
        result.record, result.rule_version = record, levels.VERSION
        result.outcome, result.units = said["outcome"], said["units"]
        result.reasons = said["reasons"]
    return decision


def _conclude(act: Act, result: Result) -> None:
    facts = {"all_parts_final": True, "rule_version_recorded": bool(result.rule_version)}
    result.state = LIFECYCLE.advance(result.state, "all_in", "system", facts)
    result.state = LIFECYCLE.advance(result.state, "decide", "system", facts)
    result.decided_at = act.when
    act.log("decided", result, outcome=result.outcome, rule_version=result.rule_version)


def _has_practised(act: Act, registration_id: int) -> bool:
    registration = registration_queries.registration(act.session, registration_id)
    verdict = registration_queries.practice_of(act.session, registration, act.today)
    return bool(verdict.satisfied)


def _digest(rows: Sequence[tuple[int, str, int]]) -> str:
    return digest((result_id, outcome) for result_id, outcome, _account in rows)
