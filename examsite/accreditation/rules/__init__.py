"""备案规则: `application` (forms), `route`, `standing`, `revocation`, `bar`, `deadline`, and `stays` (实训记录)."""
