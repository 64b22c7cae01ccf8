---- MODULE UnexpectedCharacter ----
\* expect: UnexpectedCharacter 4:8
\* expect: UnexpectedToken 4:10
A == 1 ` 2
====
