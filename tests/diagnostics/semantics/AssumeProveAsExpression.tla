---- MODULE AssumeProveAsExpression ----
\* expect: AssumeProveAsExpression 4:6
THEOREM Fact == ASSUME TRUE PROVE TRUE
A == Fact
====
