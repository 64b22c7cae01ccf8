---- MODULE SubstitutionMissingInner ----
CONSTANT T
A == T
====
