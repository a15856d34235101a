"""目录规则: `config` (settings), `levels` (level, unit, condition), `regions` (city, county)."""
