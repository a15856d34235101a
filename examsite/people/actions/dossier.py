"""The dossier 档案: who somebody is, and the education, work, credentials, training and proofs they state.

Every entry belongs to a candidate; somebody else's is Missing. Refusals are PersonProblem at their field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar

from examsite.audit.act import Act
from examsite.catalogue.queries import settings_on
from examsite.core import cipher, files
from examsite.core.refusal import Missing, Refusal
from examsite.people import queries
from examsite.people.models import (
    Candidate,
    Education,
    Employment,
    HeldCredential,
    MajorDecision,
    Proof,
    Training,
)
from examsite.people.rules import dossier, identity, majors
from examsite.people.rules.dossier import (
    CredentialFacts,
    EducationFacts,
    EmploymentFacts,
    PersonFacts,
    Problem,
    TrainingFacts,
)
from examsite.people.rules.problems import PersonProblem
from examsite.people.rules.words import CredentialStatus, IdentityKind, ProofKind, Relation, Sex

PROOF_FILES = ("pdf", "jpg", "png")
MAX_UPLOAD_MB = 20
SECTIONS = ("education", "employment", "credentials", "training", "proofs")

Entry = TypeVar("Entry", Education, Employment, HeldCredential, Training)


def enter_person(act: Act, account_id: int, facts: PersonFacts) -> Candidate:
    """Begin or change the dossier's first section 基本信息.

    Refusals: IDENTITY_* (form, province, birthday, check digit, taken), PHONE_FORM, TOO_YOUNG, DATE_NEEDED.
    """
    candidate = queries.candidate_of(act.session, account_id)
    number = facts.identity_number.strip().upper()
    if not number:
        if candidate is None:
            raise Refusal(PersonProblem.IDENTITY_FORM, "identity_number")
        number = cipher.of(act.session).open(candidate.identity_sealed)
    born_on, sex = _birth(facts, number, act.today)
    _refuse(dossier.why_not_person(facts.phone, born_on, act.today))
    holder = queries.candidate_by_identity(act.session, number)
    if holder is not None and holder is not candidate:
        raise Refusal(PersonProblem.IDENTITY_TAKEN, "identity_number")
    if candidate is None:
        candidate = Candidate(account_id=account_id)
        act.session.add(candidate)
    _write_person(act, candidate, facts, number)
    candidate.born_on, candidate.sex = born_on, sex
    act.log("entered_person", candidate)
    return candidate


def identity_number(act: Act, candidate_id: int, reason: str) -> str:
    """Open the full identity number 证件号码, leaving who looked, and why, in the log. Refusals: REASON_NEEDED."""
    candidate = queries.candidate(act.session, candidate_id)
    if not reason.strip():
        raise Refusal(PersonProblem.REASON_NEEDED, "reason")
    act.log("opened_identity_number", candidate, reason=reason.strip())
    return cipher.of(act.session).open(candidate.identity_sealed)


def add_education(act: Act, candidate_id: int, facts: EducationFacts) -> Education:
    """State a course of study 学历. Refusals: DATE_NEEDED, IN_THE_FUTURE."""
    _refuse(dossier.why_not_education(facts, act.today))
    return _add(act, Education(candidate_id=candidate_id, **asdict(facts)))


def change_education(
    act: Act, education_id: int, candidate_id: int, facts: EducationFacts
) -> Education:
    """Change a course of study. Refusals as for adding one."""
    _refuse(dossier.why_not_education(facts, act.today))
    return _change(act, _owned(act, Education, education_id, candidate_id), asdict(facts))


def remove_education(act: Act, education_id: int, candidate_id: int) -> None:
    """Take a course of study out of the dossier."""
    _remove(act, _owned(act, Education, education_id, candidate_id))


def add_employment(act: Act, candidate_id: int, facts: EmploymentFacts) -> Employment:
    """State a spell of work 从业经历. Refusals: ENDS_BEFORE_START, IN_THE_FUTURE."""
    _refuse(dossier.why_not_employment(facts, act.today))
    return _add(act, Employment(candidate_id=candidate_id, **asdict(facts)))


def change_employment(
    act: Act, employment_id: int, candidate_id: int, facts: EmploymentFacts
) -> Employment:
    """Change a spell of work. Refusals as for adding one."""
    _refuse(dossier.why_not_employment(facts, act.today))
    return _change(act, _owned(act, Employment, employment_id, candidate_id), asdict(facts))


def remove_employment(act: Act, employment_id: int, candidate_id: int) -> None:
    """Take a spell of work out of the dossier."""
    _remove(act, _owned(act, Employment, employment_id, candidate_id))


def add_credential(act: Act, candidate_id: int, facts: CredentialFacts) -> HeldCredential:
    """State a credential held 已取得的证书. Refusals: IN_THE_FUTURE."""
    _refuse(dossier.why_not_credential(facts, act.today))
    return _add(act, HeldCredential(candidate_id=candidate_id, issued_here=False, **asdict(facts)))


def change_credential(
    act: Act, credential_id: int, candidate_id: int, facts: CredentialFacts
) -> HeldCredential:
    """Change a stated credential. Refusals: IN_THE_FUTURE, ISSUED_HERE (the platform's own stand fast)."""
    _refuse(dossier.why_not_credential(facts, act.today))
    credential = _owned(act, HeldCredential, credential_id, candidate_id)
    if credential.issued_here:
        raise Refusal(PersonProblem.ISSUED_HERE)
    return _change(act, credential, asdict(facts))


def remove_credential(act: Act, credential_id: int, candidate_id: int) -> None:
    """Take a stated credential out of the dossier. Refusals: ISSUED_HERE."""
    credential = _owned(act, HeldCredential, credential_id, candidate_id)
    if credential.issued_here:
        raise Refusal(PersonProblem.ISSUED_HERE)
    _remove(act, credential)


def write_issued_credential(
    act: Act, candidate_id: int, level: str, number: str, issued_on: date, issuer: str
) -> HeldCredential:
    """Write a credential that this platform issued into the dossier (发证入档); it needs no proof."""
    credential = HeldCredential(
        candidate_id=candidate_id,
        level=level,
        number=number,
        issuer=issuer,
        issued_on=issued_on,
        status=CredentialStatus.VALID,
        issued_here=True,
    )
    return _add(act, credential)


def add_training(act: Act, candidate_id: int, facts: TrainingFacts) -> Training:
    """State a training course 培训; a checker confirms later that it was formal. Refusals: HOURS_FORM, IN_THE_FUTURE."""
    _refuse(dossier.why_not_training(facts, act.today))
    return _add(act, Training(candidate_id=candidate_id, formal=False, **asdict(facts)))


def change_training(
    act: Act, training_id: int, candidate_id: int, facts: TrainingFacts
) -> Training:
    """Change a training course, which then wants to be confirmed again. Refusals as for adding one."""
    _refuse(dossier.why_not_training(facts, act.today))
    training = _owned(act, Training, training_id, candidate_id)
    training.formal = False
    return _change(act, training, asdict(facts))


def remove_training(act: Act, training_id: int, candidate_id: int) -> None:
    """Take a training course out of the dossier."""
    _remove(act, _owned(act, Training, training_id, candidate_id))


def confirm_training(act: Act, training_id: int, formal: bool) -> Training:
    """Record whether a training course was formal 正规培训 (RD-09); a checker of the centre does."""
    training = act.session.get(Training, training_id)
    if training is None:
        raise Missing
    training.formal = formal
    act.log("confirmed_training", training, formal=formal)
    return training


def decide_major(act: Act, major: str, relation: Relation, reason: str) -> MajorDecision:
    """Decide, once for everybody, whether a major is 本专业 (专业认定, RD-14b); deciding again replaces it.

    Refusals: REASON_NEEDED.
    """
    if not reason.strip():
        raise Refusal(PersonProblem.REASON_NEEDED, "reason")
    name = majors.major_name(major)
    decision = queries.major_decision(act.session, name)
    if decision is None:
        decision = MajorDecision(major=name)
        act.session.add(decision)
    decision.relation, decision.reason = relation, reason.strip()
    decision.decided_by, decision.decided_at = act.who.account_id, act.when
    act.log("decided_major", decision, major=name, relation=relation.value)
    return decision


def attach_proof(act: Act, candidate_id: int, kind: ProofKind, name: str, data: bytes) -> Proof:
    """Keep an uploaded proof 证明材料: pdf, jpg or png, at most 20 MB (setting max_upload_mb).

    Refusals: FileProblem (EMPTY, TOO_LARGE, WRONG_KIND, BROKEN).
    """
    limit = int(settings_on(act.session, act.today).get("max_upload_mb", MAX_UPLOAD_MB))
    stored = files.take(act.session, name, data, PROOF_FILES, limit * 1_000_000, "file")
    proof = Proof(
        candidate_id=candidate_id,
        kind=kind,
        file_name=stored.name,
        file_kind=stored.kind,
        sha256=stored.sha256,
        size=stored.size,
        uploaded_at=act.when,
    )
    act.session.add(proof)
    act.log("attached_proof", proof, kind=kind.value, sha256=stored.sha256)
    _reread(act, candidate_id)
    return proof


def remove_proof(act: Act, proof_id: int, candidate_id: int) -> None:
    """Take a proof out of the dossier; what a registration relies on is kept by registration.actions."""
    proof = queries.proof_of(act.session, proof_id, candidate_id)
    act.log("removed_proof", proof, kind=proof.kind.value, sha256=proof.sha256)
    act.session.delete(proof)
    act.session.flush()
    _reread(act, candidate_id)


def open_proof(act: Act, proof_id: int, candidate_id: int, reason: str) -> Proof:
    """Open somebody's proof 查看证明材料, leaving who looked, and why, in the audit log.

    Refusals: REASON_NEEDED.
    """
    proof = queries.proof_of(act.session, proof_id, candidate_id)
    if not reason.strip():
        raise Refusal(PersonProblem.REASON_NEEDED, "reason")
    act.log("opened_proof", proof, kind=proof.kind.value, reason=reason.strip())
    return proof


def _birth(facts: PersonFacts, number: str, today: date) -> tuple[date, Sex]:
    if no := identity.why_not_identity(facts.identity_kind, number):
        raise Refusal(no, "identity_number")
    if facts.identity_kind is IdentityKind.RESIDENT:
        read = identity.read_resident_number(number, today)
        if isinstance(read, PersonProblem):
            raise Refusal(read, "identity_number")
        return read.born_on, read.sex
    if facts.born_on is None:
        raise Refusal(PersonProblem.DATE_NEEDED, "born_on")
    if facts.sex is None:
        raise Refusal(PersonProblem.SEX_NEEDED, "sex")
    return facts.born_on, facts.sex


def _write_person(act: Act, candidate: Candidate, facts: PersonFacts, number: str) -> None:
    seal = cipher.of(act.session)
    candidate.name = facts.name.strip()
    candidate.identity_kind = facts.identity_kind
    candidate.identity_sealed = seal.seal(number)
    candidate.identity_lookup = seal.lookup(number)
    candidate.identity_masked = identity.masked(number)
    candidate.phone, candidate.email = facts.phone, facts.email.strip()
    candidate.city, candidate.county = facts.city, facts.county
    candidate.address, candidate.study_from = facts.address.strip(), facts.study_from


def _refuse(problem: Problem | None) -> None:
    if problem is not None:
        raise Refusal(*problem)


def _owned(act: Act, kind: type[Entry], entry_id: int, candidate_id: int) -> Entry:
    entry = act.session.get(kind, entry_id)
    if entry is None or entry.candidate_id != candidate_id:
        raise Missing
    return entry


def _add(act: Act, entry: Entry) -> Entry:
    queries.candidate(act.session, entry.candidate_id)
    act.session.add(entry)
    act.log("stated", entry)
    _reread(act, entry.candidate_id)
    return entry


def _change(act: Act, entry: Entry, values: Mapping[str, Any]) -> Entry:
    changed = [name for name, value in values.items() if getattr(entry, name) != value]
    for name in changed:
        setattr(entry, name, values[name])
    if changed:
        act.log("restated", entry, changed=changed)
    return entry


def _remove(act: Act, entry: Entry) -> None:
    act.log("removed", entry)
    act.session.delete(entry)
    act.session.flush()
    _reread(act, entry.candidate_id)


def _reread(act: Act, candidate_id: int) -> None:
    """Let the sections be loaded anew when they are next looked at in the same act."""
    act.session.expire(queries.candidate(act.session, candidate_id), SECTIONS)
