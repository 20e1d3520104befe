"""Pure rules of vendors: the clock, attainment, scores, credits."""
