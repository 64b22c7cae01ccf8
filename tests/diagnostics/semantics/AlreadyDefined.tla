---- MODULE AlreadyDefined ----
\* expect: AlreadyDefined 4:1
Foo == 1
Foo == 1
====
