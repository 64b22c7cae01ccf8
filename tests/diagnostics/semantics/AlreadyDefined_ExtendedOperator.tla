---- MODULE AlreadyDefined_ExtendedOperator ----
\* expect: AlreadyDefined 4:3
EXTENDS Naturals
a + b == 1
====
