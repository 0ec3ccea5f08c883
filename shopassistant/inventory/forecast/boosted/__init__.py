"""A global gradient-boosted model of demand: one learner for every series, fed with what is known ahead."""
