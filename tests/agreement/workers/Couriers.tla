---------------------------- MODULE Couriers ----------------------------
\* Couriers carry parcels along a road and come back. Many of its states violate what the configurations beside it ask for, at the
\* same depth and at others, so that workers that race would disagree on which is found.
EXTENDS Integers, FiniteSets, TLC

CONSTANTS Couriers, End, Round
VARIABLES place, load, sent

vars == <<place, load, sent>>

Init == place = [c \in Couriers |-> 0] /\ load = [c \in Couriers |-> 0] /\ sent = 0

\* So many initial states that the workers share them out.
InitAnywhere ==
  /\ place \in [Couriers -> 0..End] /\ sent \in 0..Round - 1
  /\ \E c \in Couriers : place[c] # End
  /\ load \in {l \in [Couriers -> 0..2] : \E c \in Couriers : l[c] # 1}
  /\ \A c \in Couriers : place[c] = 0 => load[c] # 1
PrintingInit == sent \in 0..Round - 1 /\ PrintT(<<"sent", sent>>) /\ InitAnywhere

Take(c) == place[c] = 0 /\ load[c] < 2 /\ load' = [load EXCEPT ![c] = @ + 1] /\ UNCHANGED <<place, sent>>
Walk(c) == place[c] \in 0..End - 1 /\ load[c] > 0 /\ place' = [place EXCEPT ![c] = @ + 1] /\ UNCHANGED <<load, sent>>
Drop(c) ==
  place[c] = End /\ load[c] > 0 /\ load' = [load EXCEPT ![c] = @ - 1] /\ sent' = (sent + 1) % Round /\ UNCHANGED place
Return(c) == place[c] > 0 /\ load[c] = 0 /\ place' = [place EXCEPT ![c] = 0] /\ UNCHANGED <<load, sent>>
\* One who is on the road with all others at home may lose everything, for good.
Stray(c) ==
  /\ place[c] = 1 /\ \A d \in Couriers \ {c} : place[d] = End
  /\ place' = [place EXCEPT ![c] = -1] /\ UNCHANGED <<load, sent>>

Step(c) == Take(c) \/ Walk(c) \/ Drop(c) \/ Return(c)
Next == \E c \in Couriers : Step(c)
NextUntilSent == sent < Round - 1 /\ Next
NextWithStrays == \E c \in Couriers : place[c] >= 0 /\ (Step(c) \/ Stray(c))

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ \A c \in Couriers : WF_vars(Step(c))
AnywhereSpec == InitAnywhere /\ [][Next]_vars
FairAnywhereSpec == AnywhereSpec /\ \A c \in Couriers : WF_vars(Step(c))
StrayingSpec == Init /\ [][NextWithStrays]_vars /\ \A c \in Couriers : WF_vars(Step(c))

TypeOK == place \in [Couriers -> -1..End] /\ load \in [Couriers -> 0..2] /\ sent \in 0..Round - 1
NotAllThere == \E c \in Couriers : place[c] # End
NotAllLaden == \E c \in Couriers : load[c] < 2
NoneStrays == \A c \in Couriers : place[c] >= 0
NotLadenAtTheEnd == (\E c \in Couriers : place[c] = 1) => \E c \in Couriers : load[c] < 2
NobodyNamed == sent = 2 => (CHOOSE c \in Couriers : place[c] = 1) \in Couriers
SomeoneNamed == (\A c \in Couriers : place[c] = End) => (CHOOSE c \in Couriers : load[c] = 0) \in Couriers
Asserted == Assert(Cardinality({c \in Couriers : place[c] = End}) < Cardinality(Couriers), "all have arrived")

CountsUp == [][sent' >= sent]_sent
OneByOne == [][Cardinality({c \in Couriers : place[c] # place'[c]}) <= 1]_place
Arrives == \A c \in Couriers : load[c] > 0 ~> place[c] = End
SendsForEver == []<>(sent = 1)

Few == Cardinality({c \in Couriers : place[c] > 0}) <= 2
FewLaden == Cardinality({c \in Couriers : load'[c] > 0}) <= 2
Alike == Permutations(Couriers)
Seen == <<place, sent>>
==========================================================================
