---- MODULE UnterminatedString ----
\* expect: UnterminatedString 3:6
A == "abc
====
