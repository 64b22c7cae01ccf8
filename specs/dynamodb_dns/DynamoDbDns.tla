----------------------------- MODULE DynamoDbDns ------------------------------
(* How DynamoDB's DNS automation lost an endpoint in October 2025, and what kept it from coming back.

   A planner publishes plans 1, 2, 3, ... Enactors, which don't talk to each other, install the latest
   plan on every endpoint by changing records in Route 53:

     the tree     the records of one plan version; an endpoint may have the trees of several plans
     the root     an alias: the endpoint's name points at the tree of one plan
     the rollback another alias, kept at the plan that was active before, for the operators
     the lock     a record too: an enactor holds it while it changes an endpoint

   If the tree that a root points at is gone, the name still exists, but has no addresses: the endpoint
   is down. Every decision of the design that the public record mentions or leaves open, and every
   fault, is a BOOLEAN constant. README.md says what is assumed and what the sources are. *)
EXTENDS Naturals, FiniteSets

CONSTANTS
  NumEnactors,    \* three in reality, one for each availability zone
  NumEndpoints,
  MaxPlan,        \* the planner's queue is finite: plans 1..MaxPlan
  KeepPlans       \* an enactor that installed plan p deletes those below p - KeepPlans

\* Decisions of the design.
CONSTANTS
  Locking,                 \* an enactor changes an endpoint only while it holds the endpoint's lock
  RecheckUnderLock,        \* with the lock it looks again whether its plan is newer
  RecordRollback,          \* an update of the root also sets the rollback record
  OneTransaction,          \* both in one change batch: all or nothing (else two writes)
  AliasMustExist,          \* Route 53 refuses an alias to a record that doesn't exist
  HaltOnMissing,           \* an enactor dies when the plan that was active has no records
  SkipMissing,             \* it leaves the rollback record alone then, and goes on
  SpareActiveWhenChoosing, \* the clean-up doesn't choose the plan that the root points at
  SpareActiveWhenDeleting, \* the clean-up looks at the root once more when it deletes
  OperatorFlips            \* when the endpoint is down, operators set the root to the rollback record

\* Faults.
CONSTANTS
  EnactorsMayLag,          \* an enactor can be so slow that newer plans overtake the one it installs
  ManualDeletion           \* once, somebody deletes the records of the active plan

ASSUME NumEnactors \in Nat /\ NumEndpoints \in Nat /\ MaxPlan \in Nat /\ KeepPlans \in Nat
ASSUME /\ {Locking, RecheckUnderLock, RecordRollback, OneTransaction, AliasMustExist} \subseteq BOOLEAN
       /\ {HaltOnMissing, SkipMissing, SpareActiveWhenChoosing} \subseteq BOOLEAN
       /\ {SpareActiveWhenDeleting, OperatorFlips, EnactorsMayLag, ManualDeletion} \subseteq BOOLEAN

Enactors == 1..NumEnactors
Endpoints == 1..NumEndpoints
Plans == 1..MaxPlan
None == 0

VARIABLES
  published,  \* the planner's latest plan
  tree,       \* for each endpoint, the plans whose records exist
  root,       \* for each endpoint, the plan that its name points at
  rollback,   \* for each endpoint, the plan that its rollback record points at
  lock,       \* for each endpoint, the enactor that holds its lock, or None
  doing,      \* for each enactor, what it does next
  plan,       \* for each enactor, the plan that it installs, or None
  at,         \* for each enactor, the endpoint that it works on
  seen,       \* for each enactor, the active plan that it read (only without transactions), or None
  victims,    \* for each enactor, the plans that its clean-up has chosen
  mistaken    \* the manual deletion has happened

vars == <<published, tree, root, rollback, lock, doing, plan, at, seen, victims, mistaken>>

-------------------------------------------------------------------------------

Resolves(n) == root[n] \in tree[n]
Down == \E n \in Endpoints : ~Resolves(n)

Init ==
  /\ published = 1
  /\ tree = [n \in Endpoints |-> {1}]
  /\ root = [n \in Endpoints |-> 1]
  /\ rollback = [n \in Endpoints |-> 1]
  /\ lock = [n \in Endpoints |-> None]
  /\ doing = [e \in Enactors |-> "idle"]
  /\ plan = [e \in Enactors |-> None]
  /\ at = [e \in Enactors |-> 1]
  /\ seen = [e \in Enactors |-> None]
  /\ victims = [e \in Enactors |-> {}]
  /\ mistaken = FALSE

-------------------------------------------------------------------------------
\* The planner.

Publish ==
  /\ published < MaxPlan
  /\ EnactorsMayLag \/ \A e \in Enactors : doing[e] \in {"idle", "dead"}
  /\ published' = published + 1
  /\ UNCHANGED <<tree, root, rollback, lock, doing, plan, at, seen, victims, mistaken>>

-------------------------------------------------------------------------------
\* An enactor.

GoOn(e, step) == doing' = [doing EXCEPT ![e] = step]

Release(n) == lock' = [lock EXCEPT ![n] = None]

\* Back to the start of the loop.
Finish(e) ==
  /\ GoOn(e, "idle")
  /\ plan' = [plan EXCEPT ![e] = None]
  /\ at' = [at EXCEPT ![e] = 1]
  /\ seen' = [seen EXCEPT ![e] = None]
  /\ victims' = [victims EXCEPT ![e] = {}]

\* It takes the latest plan, after the one-time check: the plan must be newer than what is installed.
PickUp(e) ==
  /\ doing[e] = "idle"
  /\ \E n \in Endpoints : published > root[n]
  /\ plan' = [plan EXCEPT ![e] = published]
  /\ GoOn(e, "lock")
  /\ UNCHANGED <<published, tree, root, rollback, lock, at, seen, victims, mistaken>>

\* It gets the endpoint's lock (as long as somebody else holds it, it backs off and tries again), and
\* then reads the active plan.
TakeLock(e) ==
  LET n == at[e] IN
  /\ doing[e] = "lock"
  /\ lock[n] = None
  /\ IF RecheckUnderLock /\ plan[e] <= root[n]
     THEN \* Somebody was faster: nothing to do any more.
          Finish(e) /\ UNCHANGED lock
     ELSE /\ lock' = IF Locking THEN [lock EXCEPT ![n] = e] ELSE lock
          /\ seen' = IF OneTransaction THEN seen ELSE [seen EXCEPT ![e] = root[n]]
          /\ GoOn(e, IF RecordRollback /\ ~OneTransaction THEN "set rollback" ELSE "set root")
          /\ UNCHANGED <<plan, at, victims>>
  /\ UNCHANGED <<published, tree, root, rollback, mistaken>>

\* What follows an installed endpoint: the next one, or the clean-up.
AfterInstalling(e) ==
  IF at[e] < NumEndpoints
  THEN GoOn(e, "lock") /\ at' = [at EXCEPT ![e] = @ + 1]
  ELSE GoOn(e, "choose") /\ at' = [at EXCEPT ![e] = 1]

\* An enactor that dies loses its lock: the lease runs out.
Die(e) ==
  /\ GoOn(e, "dead")
  /\ Release(at[e])
  /\ plan' = [plan EXCEPT ![e] = None]
  /\ at' = [at EXCEPT ![e] = 1]
  /\ seen' = [seen EXCEPT ![e] = None]

\* One change batch: the tree of the plan, the rollback record, the root. Route 53 takes it all or
\* refuses it all; refused, the enactor gives the lock back and tries again.
ChangeBatch(e) ==
  LET n == at[e]
      missing == RecordRollback /\ ~SkipMissing /\ ~Resolves(n)
  IN
  /\ doing[e] = "set root" /\ OneTransaction
  /\ CASE missing /\ HaltOnMissing ->
            Die(e) /\ UNCHANGED <<tree, root, rollback>>
       [] missing /\ ~HaltOnMissing /\ AliasMustExist ->
            GoOn(e, "lock") /\ Release(n) /\ UNCHANGED <<tree, root, rollback, plan, at, seen>>
       [] OTHER ->
            /\ tree' = [tree EXCEPT ![n] = @ \cup {plan[e]}]
            /\ rollback' = IF RecordRollback /\ (SkipMissing => Resolves(n))
                           THEN [rollback EXCEPT ![n] = root[n]]
                           ELSE rollback
            /\ root' = [root EXCEPT ![n] = plan[e]]
            /\ Release(n)
            /\ AfterInstalling(e)
            /\ UNCHANGED <<plan, seen>>
  /\ UNCHANGED <<published, victims, mistaken>>

\* The same as two writes, as straightforward code has it: the rollback record is set to what the root
\* was; a write that Route 53 refuses changes nothing and stops nothing.
SetRollback(e) ==
  LET n == at[e]
      missing == ~SkipMissing /\ seen[e] \notin tree[n]
  IN
  /\ doing[e] = "set rollback"
  /\ IF missing /\ HaltOnMissing
     THEN Die(e) /\ UNCHANGED rollback
     ELSE /\ rollback' = IF AliasMustExist /\ seen[e] \notin tree[n]
                         THEN rollback
                         ELSE [rollback EXCEPT ![n] = seen[e]]
          /\ GoOn(e, "set root")
          /\ UNCHANGED <<lock, plan, at, seen>>
  /\ UNCHANGED <<published, tree, root, victims, mistaken>>

SetRoot(e) ==
  LET n == at[e] IN
  /\ doing[e] = "set root" /\ ~OneTransaction
  /\ tree' = [tree EXCEPT ![n] = @ \cup {plan[e]}]
  /\ root' = [root EXCEPT ![n] = plan[e]]
  /\ Release(n)
  /\ seen' = [seen EXCEPT ![e] = None]
  /\ AfterInstalling(e)
  /\ UNCHANGED <<published, rollback, plan, victims, mistaken>>

\* The clean-up, endpoint by endpoint: it chooses plans by age, and then deletes their records.
NextToClean(e) ==
  IF at[e] < NumEndpoints
  THEN /\ GoOn(e, "choose")
       /\ at' = [at EXCEPT ![e] = @ + 1]
       /\ victims' = [victims EXCEPT ![e] = {}]
       /\ UNCHANGED <<plan, seen>>
  ELSE Finish(e)

Choose(e) ==
  LET n == at[e]
      old == {p \in tree[n] : /\ p + KeepPlans < plan[e]
                              /\ SpareActiveWhenChoosing => p # root[n]}
  IN
  /\ doing[e] = "choose"
  /\ IF old = {}
     THEN NextToClean(e)
     ELSE /\ victims' = [victims EXCEPT ![e] = old]
          /\ GoOn(e, "delete")
          /\ UNCHANGED <<plan, at, seen>>
  /\ UNCHANGED <<published, tree, root, rollback, lock, mistaken>>

Delete(e) ==
  LET n == at[e] IN
  /\ doing[e] = "delete"
  /\ tree' = [tree EXCEPT ![n] = @ \ {p \in victims[e] : SpareActiveWhenDeleting => p # root[n]}]
  /\ NextToClean(e)
  /\ UNCHANGED <<published, root, rollback, lock, mistaken>>

\* What enactor e does next.
Enactor(e) ==
  \/ PickUp(e)
  \/ TakeLock(e)
  \/ ChangeBatch(e)
  \/ SetRollback(e)
  \/ SetRoot(e)
  \/ Choose(e)
  \/ Delete(e)

-------------------------------------------------------------------------------
\* People.

\* One wrong deletion. It comes before the last plan of the queue: what is deleted after that nobody
\* would replace, in any design.
DeleteByHand ==
  /\ ManualDeletion /\ ~mistaken /\ published < MaxPlan
  /\ \E n \in Endpoints :
       /\ Resolves(n)
       /\ tree' = [tree EXCEPT ![n] = @ \ {root[n]}]
  /\ mistaken' = TRUE
  /\ UNCHANGED <<published, root, rollback, lock, doing, plan, at, seen, victims>>

\* The one alias flip, if there is something to flip to.
FlipToRollback ==
  /\ OperatorFlips
  /\ \E n \in Endpoints :
       /\ ~Resolves(n)
       /\ rollback[n] \in tree[n]
       /\ root' = [root EXCEPT ![n] = rollback[n]]
  /\ UNCHANGED <<published, tree, rollback, lock, doing, plan, at, seen, victims, mistaken>>

-------------------------------------------------------------------------------

Next ==
  \/ Publish
  \/ \E e \in Enactors : Enactor(e)
  \/ DeleteByHand
  \/ FlipToRollback

\* The planner goes on to the end of its queue, enactors that can do something do it, and operators who
\* can flip the root do. Nobody promises to delete anything by hand.
Fairness ==
  /\ WF_vars(Publish)
  /\ \A e \in Enactors : WF_vars(Enactor(e))
  /\ WF_vars(FlipToRollback)

Spec == Init /\ [][Next]_vars /\ Fairness

-------------------------------------------------------------------------------
\* What should hold.

TypeOK ==
  /\ published \in Plans
  /\ tree \in [Endpoints -> SUBSET Plans]
  /\ root \in [Endpoints -> Plans]
  /\ rollback \in [Endpoints -> Plans]
  /\ lock \in [Endpoints -> Enactors \cup {None}]
  /\ doing \in [Enactors -> {"idle", "lock", "set rollback", "set root", "choose", "delete", "dead"}]
  /\ plan \in [Enactors -> Plans \cup {None}]
  /\ at \in [Enactors -> Endpoints]
  /\ seen \in [Enactors -> Plans \cup {None}]
  /\ victims \in [Enactors -> SUBSET Plans]
  /\ mistaken \in BOOLEAN

\* The endpoint's name has addresses, always: not a moment's outage.
EndpointResolves == \A n \in Endpoints : Resolves(n)

\* The rollback record is good for something: it points at records that exist.
RollbackResolves == \A n \in Endpoints : rollback[n] \in tree[n]

\* Nobody goes back to an older plan.
NoOlderPlan == [][\A n \in Endpoints : root'[n] >= root[n]]_root

\* Nobody died.
NoneDead == \A e \in Enactors : doing[e] # "dead"

\* Whatever happened, the endpoint comes back: the system heals itself.
EndpointEventuallyResolves == \A n \in Endpoints : []<>Resolves(n)

\* What the planner publishes gets installed.
NewPlansGetApplied ==
  \A n \in Endpoints : \A p \in Plans : (published >= p) ~> (root[n] >= p)

\* The same for an endpoint while it has addresses: it doesn't suffer from another's failure.
HealthyEndpointsGetPlans ==
  \A n \in Endpoints : \A p \in Plans : (published >= p) ~> (root[n] >= p \/ ~Resolves(n))

\* An enactor that starts on a plan finishes it, and is ready for the next one.
EnactorsEventuallyProgress == \A e \in Enactors : (doing[e] # "idle") ~> (doing[e] = "idle")

\* An enactor that waits for a lock gets it or gives the plan up.
EnactorsGetTheLock == \A e \in Enactors : (doing[e] = "lock") ~> (doing[e] # "lock")
===============================================================================
