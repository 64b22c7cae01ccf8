---- MODULE NonConstantAssumption ----
\* expect: NonConstantAssumption 4:8
VARIABLE x
ASSUME x = 1
====
