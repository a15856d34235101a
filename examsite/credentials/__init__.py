"""证书: number, issue, verify. What we make is the electronic credential 电子凭证; the certifying body prints the
common certificate (统一印制), and ours does not pass for it.

Numbers come from a gapless register: the next number is taken under a lock in the issuing transaction,
and a voided number stays in the register as void.
"""
