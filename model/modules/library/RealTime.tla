------------------------------ MODULE RealTime ------------------------------
(* Real-time bounds in the style of "Specifying Systems": a clock `now` and, for an action, a hidden
   timer that runs while the action is enabled. The checker cannot evaluate them (hidden variables,
   real numbers); specifications override RTnow and RTBound for checking. *)
EXTENDS Reals
VARIABLE now

\* Steps of A come at least D and at most E after A got enabled.
RTBound(A, v, D, E) ==
  LET TNext(t) == t' = IF <<A>>_v \/ ~(ENABLED <<A>>_v)' THEN 0 ELSE t + (now' - now)
      Timer(t) == (t = 0) /\ [][TNext(t)]_<<t, v, now>>
      MaxTime(t) == [](t \leq E)
      MinTime(t) == [][A => t \geq D]_v
  IN  \EE t : Timer(t) /\ MaxTime(t) /\ MinTime(t)

\* Time only grows, without bound, and v does not change while it passes.
RTnow(v) ==
  LET NowNext == now' \in {r \in Real : r > now} /\ UNCHANGED v
  IN  /\ now \in Real
      /\ [][NowNext]_now
      /\ \A r \in Real : WF_now(NowNext /\ (now' > r))
=============================================================================
