---- MODULE OperatorExpected_OtherArity ----
\* expect: OperatorExpected 5:12
Two(a, b) == a
Apply(F(_)) == F(1)
A == Apply(Two)
====
