"""备案规则: `application` (forms), `route`, `standing`, `revocation`, `bar`, `deadline`."""
