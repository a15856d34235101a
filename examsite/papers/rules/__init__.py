"""Rules of papers: blueprints (blueprint) and drawing a paper from a seed (assembly)."""
