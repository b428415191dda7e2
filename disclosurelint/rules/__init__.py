"""Rule sets as data: YAML in, `RuleSet` out."""
