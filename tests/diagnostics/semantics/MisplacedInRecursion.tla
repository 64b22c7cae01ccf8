---- MODULE MisplacedInRecursion ----
\* expect: MisplacedInRecursion 4:1
RECURSIVE F(_)
ASSUME TRUE
F(x) == F(x)
====
