"""证书规则: `lifecycle` (the life of a credential)."""
