------------------------------- MODULE Relay -------------------------------
\* The ball lies in one of three boxes; where it is has to be looked for.
EXTENDS Naturals
CONSTANTS
  Unsure,
  Clumsy  \* whether in the thirtieth round the ball may fall back
VARIABLES boxes, rounds, noise
vars == <<boxes, rounds, noise>>

Node == 0..2
Move(i, j) == boxes' = [boxes EXCEPT ![i] = {}, ![j] = {"ball"}]
Hand(i) ==
  /\ "ball" \in boxes[i]
  /\ i = 2 => rounds < 40
  /\ Move(i, (i + 1) % 3)
  /\ rounds' = IF i = 2 THEN rounds + 1 ELSE rounds
  /\ UNCHANGED noise
Stop == rounds = 40 /\ boxes[2] = {"ball"} /\ UNCHANGED vars
Fall == Clumsy /\ rounds = 30 /\ "ball" \in boxes[1] /\ Move(1, 0) /\ UNCHANGED <<rounds, noise>>
Wiggle == noise' = (noise + 1) % 4 /\ UNCHANGED <<boxes, rounds>>
Init == boxes = [i \in Node |-> IF i = 0 THEN {"ball"} ELSE {}] /\ rounds = 0 /\ noise = 0
Next == (\E i \in Node : Hand(i)) \/ Stop \/ Fall \/ Wiggle
Spec == Init /\ [][Next]_vars /\ \A i \in Node : WF_vars(Hand(i))

holder == CHOOSE i \in Node : \E thing \in boxes[i] : thing = "ball"
Passing == INSTANCE Passing WITH at <- holder
Refines == Passing!Init /\ [][Passing!Next]_<<holder, rounds>>
KeepsGoing == <>(rounds = 40)
=============================================================================
