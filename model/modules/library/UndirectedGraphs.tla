--------------------------- MODULE UndirectedGraphs -------------------------
(* Undirected graphs as records [node: a set, edge: a set of sets of one or two nodes]. *)
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences
LOCAL INSTANCE SequencesExt
LOCAL INSTANCE FiniteSets
LOCAL INSTANCE Folds
LOCAL INSTANCE Functions

IsUndirectedGraph(G) == /\ G = [node |-> G.node, edge |-> G.edge]
                        /\ \A e \in G.edge : \E a, b \in G.node : e = {a, b}

IsLoopFreeUndirectedGraph(G) == /\ G = [node |-> G.node, edge |-> G.edge]
                                /\ \A e \in G.edge : \E a, b \in G.node : a # b /\ e = {a, b}

UndirectedSubgraph(G) ==
  {H \in [node : SUBSET G.node, edge : SUBSET G.edge] : IsUndirectedGraph(H)}

Path(G) ==
  {p \in Seq(G.node) : p # <<>> /\ \A i \in 1..(Len(p) - 1) : {p[i], p[i + 1]} \in G.edge}

SimplePath(G) ==
  LET paths[n \in 1..Cardinality(G.node)] ==
        IF n = 1
        THEN {<<v>> : v \in G.node}
        ELSE UNION {{Append(p, v) : v \in {w \in G.node : /\ {Last(p), w} \in G.edge
                                                          /\ ~Contains(p, w)}} : p \in paths[n - 1]}
  IN  UNION {paths[n] : n \in 1..Cardinality(G.node)}

\* The nodes that can be reached from n, found in at most as many rounds as there are nodes.
LOCAL ComponentOf(n, G) ==
  LET grow[i \in 0..Cardinality(G.node)] ==
        IF i = 0
        THEN {n}
        ELSE LET seen == grow[i - 1]
             IN  seen \cup {m \in G.node : \E s \in seen : {s, m} \in G.edge}
  IN  grow[Cardinality(G.node)]

AreConnectedIn(m, n, G) == m \in G.node /\ n \in G.node /\ n \in ComponentOf(m, G)

ConnectedComponents(G) == {ComponentOf(n, G) : n \in G.node}

IsStronglyConnected(G) == ConnectedComponents(G) = {G.node}

\* All graphs with the nodes S.
UndirectedGraphs(S) == [node : {S}, edge : SUBSET {{s, t} : <<s, t>> \in S \X S}]
=============================================================================
