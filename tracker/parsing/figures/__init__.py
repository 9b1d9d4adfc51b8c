"""The quantities that a plan commits to: counts, rates, money, ranks, full coverage.

`quantities` finds figures with their units, `context` what stands around them, `cues` how they
bind; `traps`, `tallies`, `size_classes` and `in_characters` sort out what binds nobody; `metrics`
names what is measured; `targets` joins them, with `wordy_targets` for those without a figure.
"""
