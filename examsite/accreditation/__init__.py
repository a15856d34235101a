"""备案: training institutions and practice bases, and the practice 实训 that candidates do there.

The register of units, stays of candidates at a base or firm, and the rules of 附件2. registration judges stays.
Why so: practice lives here (not in registration) because the base's own people write and sign it.
"""
