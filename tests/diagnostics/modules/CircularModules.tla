---- MODULE CircularModules ----
\* expect: CircularModules 2:9 in CircularModulesOther.tla
EXTENDS CircularModulesOther
====
