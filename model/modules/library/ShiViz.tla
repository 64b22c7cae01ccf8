------------------------------- MODULE ShiViz -------------------------------
(* Traces for the ShiViz viewer: which process moved, and the vector clock, in each state of a trace
   with a PlusCal variable pc. *)
LOCAL INSTANCE Integers
LOCAL INSTANCE Json
LOCAL INSTANCE TLC
INSTANCE Toolbox

\* The process whose pc changed last before state i.
LOCAL FnHost ==
  LET host[i \in DOMAIN _TETrace] ==
        CASE i = 1 -> "--"
          [] i > 1 /\ _TETrace[i - 1].pc = _TETrace[i].pc -> host[i - 1]
          [] OTHER -> CHOOSE p \in DOMAIN _TETrace[i].pc :
                        _TETrace[i - 1].pc[p] # _TETrace[i].pc[p]
  IN  TLCEval(host)

Host == FnHost[_TEPosition]

LOCAL FnClock ==
  LET vclock[i \in DOMAIN _TETrace] ==
        [p \in DOMAIN _TETrace[i].pc |->
           IF i = 1
           THEN 0
           ELSE vclock[i - 1][p] + (IF p = FnHost[i] THEN 1 ELSE 0)]
  IN  TLCEval(vclock)

Clock == ToJsonObject(FnClock[_TEPosition])
=============================================================================
