"""examsite: the map.

Domains below, seats above; inside a domain four words: rules, models, queries, actions.

    core           tools that know no domain: database, files, cipher, life cycles, refusals
    audit          审计  who did what, when; the Act
    catalogue      目录  levels, directions, courses, conditions, regions of the notice; dated settings
    approvals      审批  one person proposes, another decides        messages  消息  notices inside the platform
    people         人员  accounts, roles and powers, the dossier 档案
    planning       计划  training tasks and ceilings by city and year (附件3)
    bank           题库  items, keys, task briefs                     accreditation  备案  units, practice
    papers         组卷  blueprints, sealed papers                    registration   报名  rounds, eligibility
    sittings       场次  venues, rooms, seats, enrolment, check-in
    delivery       作答  attempts, the response log, works handed in
    marking        阅卷  by key in bulk; by rubric without a name
    scoring        成绩  the 60-point decision, publication
    credentials    证书  number, issue, verify
    statistics     统计  reconciliations, progress, pass rates
    web            everything a person reads: one blueprint per seat
    app            the only wiring          cli  the one command door

Floors: a package imports only from lower ones (import-linter holds it, in pyproject.toml).
The whole vocabulary: core, domain, rules, models, queries, actions, act, refusal, seat, page, maker.
"""
