// Which suspects, guilty, only add behaviours: shown on the graph of all designs.

#ifndef CHECKER_CAUSES_ADDED_BEHAVIOURS_H_
#define CHECKER_CAUSES_ADDED_BEHAVIOURS_H_

#include "checker/causes/design_graph.h"
#include "checker/causes/suspect_family.h"

namespace checker::causes {

// Those of `asked` for which every design of `valid` has all behaviours of the same design with the
// suspect innocent, labels included: then its guilt mends no violation. Others may be as harmless;
// that isn't shown here.
// REQUIRES: the graph is that of a complete search that has kept everything.
SuspectSet SuspectsThatOnlyAdd(const DesignGraph& graph, Family valid, SuspectSet asked,
                               FamilyPool* pool);

}  // namespace checker::causes

#endif  // CHECKER_CAUSES_ADDED_BEHAVIOURS_H_
