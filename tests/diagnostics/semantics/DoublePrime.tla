---- MODULE DoublePrime ----
\* expect: DoublePrime 5:6
VARIABLE x
P == x'
A == P' = 1
====
