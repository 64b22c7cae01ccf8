// How much a text report shows, and how.

#ifndef CHECKER_REPORTS_TEXT_OPTIONS_H_
#define CHECKER_REPORTS_TEXT_OPTIONS_H_

#include <cstddef>

#include "checker/reports/paint.h"

namespace checker::reports {

struct TextOptions {
  Color color = Color::kNone;
  bool full_states = false;       // every variable in every state, the changed ones marked
  bool differences_only = false;  // inside a changed variable only what changed: `pc[p1]`, not `pc`
  bool coverage = false;          // the table of actions
  bool quiet = false;             // verdict, violations and counts only
  bool verdict_only = false;      // no counts: `whodunnit parse`
  size_t width = 100;             // columns
};

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_TEXT_OPTIONS_H_
