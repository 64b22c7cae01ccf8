------------------------------ MODULE Toolbox -------------------------------
(* What trace exploration expressions may mention. *)
LOCAL INSTANCE Naturals
LOCAL INSTANCE FiniteSets
LOCAL INSTANCE TLC

\* The trace that is looked at.
_TETrace == CHOOSE f \in [Nat \ {0} -> STRING] : TRUE

\* The number of the state that is looked at.
_TEPosition == IF TLCGet("level") = 0 THEN 1 ELSE TLCGet("level")
=============================================================================
