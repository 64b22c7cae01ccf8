---- MODULE OperatorExpected ----
\* expect: OperatorExpected 4:12
Apply(F(_)) == F(1)
A == Apply(2)
====
