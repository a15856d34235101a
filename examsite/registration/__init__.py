"""报名: rounds 批次, registrations, their choice of directions, the eligibility check 资格初审.

The rules decide which of the 23 conditions are met and why the others are not; a named registrar accepts,
sends back or refuses. The facts a decision saw are frozen in the registration with the rule version (RD-29).
"""
