---- MODULE MisplacedAt ----
\* expect: MisplacedAt 3:6
A == @
====
