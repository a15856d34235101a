"""报名规则: `facts` in; `eligibility`, `directions`, `practice` decide; `application` is the life cycle."""
