---- MODULE Other ----
\* expect: ModuleNameMismatch 1:13
A == 1
====
