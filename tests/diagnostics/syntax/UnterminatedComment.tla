---- MODULE UnterminatedComment ----
\* expect: UnterminatedComment 5:1
\* expect: UnexpectedToken 7:1
A == 1
(* no end
====
