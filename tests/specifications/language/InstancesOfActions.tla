---- MODULE InstancesOfActions ----
\* Parameters of actions, and what is made of them alone: messages, neighbours, and things that fail for one of the parameters but are
\* never asked for.
EXTENDS Integers, Sequences

VARIABLES holder, inbox, hops

Node == 0..4
Next5(i) == (i + 1) % 5

Message(i, j) == [from |-> i, to |-> Next5(i), kind |-> IF i = j THEN "mine" ELSE "yours"]

Init ==
  /\ holder = 0
  /\ inbox = {}
  /\ hops = 0

Send(i, j) ==
  /\ holder = i
  /\ hops < 40
  /\ LET message == Message(i, j)
         neighbour == message.to
     IN /\ message \notin inbox
        /\ inbox' = {message}
        /\ holder' = neighbour
        /\ hops' = hops + (IF i = 7 THEN 1 \div (i - 7) ELSE 1)

Divide(i, j) ==
  /\ holder = 5
  /\ hops' = 10 \div (i - j)
  /\ UNCHANGED <<holder, inbox>>

Receive(i) ==
  \E message \in inbox :
    /\ message \in {Message(i, j) : j \in Node}
    /\ inbox' = inbox \ {Message(i, i), Message(i, Next5(i))}
    /\ UNCHANGED <<holder, hops>>

Next ==
  \/ \E i, j \in Node : Send(i, j) \/ Divide(i, j)
  \/ \E i \in Node : Receive(i)

Spec == Init /\ [][Next]_<<holder, inbox, hops>>

HolderCounts == holder = hops % 5
LastMessage == \A message \in inbox : message.to = holder /\ Next5(message.from) = holder
====
