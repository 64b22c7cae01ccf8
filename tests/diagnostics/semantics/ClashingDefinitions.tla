---- MODULE ClashingDefinitions ----
\* expect: ClashingDefinitions 3:35
EXTENDS ClashingDefinitionsFirst, ClashingDefinitionsSecond
A == Both
====
