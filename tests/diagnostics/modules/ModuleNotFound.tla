---- MODULE ModuleNotFound ----
\* expect: ModuleNotFound 3:9
EXTENDS Natrals
====
