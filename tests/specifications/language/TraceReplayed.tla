---- MODULE TraceReplayed ----
\* A counterexample as a specification of its own: the modules and the configuration that it needs stand in this file.
EXTENDS Counting, Sequences, Toolbox, Naturals, TLC

_shown ==
    LET Shown == INSTANCE Shown
    IN Shown!expression
----

_trace ==
    LET Recorded == INSTANCE Recorded
    IN Recorded!trace
----

_inv ==
    ~(
        TLCGet("level") = Len(_TETrace)
        /\
        x = (2)
    )
----

_init ==
    /\ x = _TETrace[1].x
----

_next ==
    /\ \E i,j \in DOMAIN _TETrace:
        /\ \/ /\ j = i + 1
              /\ i = TLCGet("level")
        /\ x  = _TETrace[i].x
        /\ x' = _TETrace[j].x
====

The module `Recorded` could also be read from elsewhere:

\*---- MODULE Recorded ----
\*trace == IODeserialize("recorded", TRUE)
\*====

---- MODULE Shown ----
EXTENDS Counting, Toolbox
expression == [x |-> x, _stateNumber |-> _TEPosition]
====

---- MODULE Recorded ----
EXTENDS Counting
trace ==
    <<
    ([x |-> 0]),
    ([x |-> 1]),
    ([x |-> 2])
    >>
----
====

---- MODULE Counting ----
EXTENDS Naturals
VARIABLE x
Start == x = 0
Step == x' = x + 1
====
