---- MODULE MisplacedLambda ----
\* expect: MisplacedLambda 4:9
Op(a) == a
A == Op(LAMBDA x : x)
====
