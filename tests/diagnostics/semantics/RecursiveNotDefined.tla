---- MODULE RecursiveNotDefined ----
\* expect: RecursiveNotDefined 3:11
RECURSIVE Sum(_)
A == Sum(1)
====
