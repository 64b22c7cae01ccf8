#include <string_view>

#include "checker/results/causes.h"
#include "checker/results/results.h"

namespace checker::results {

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass: return "pass";
    case Verdict::kFail: return "fail";
    case Verdict::kVacuous: return "vacuous";
    case Verdict::kIncomplete: return "incomplete";
    case Verdict::kError: return "error";
  }
  return "";
}

std::string_view NameOf(PropertyResultKind kind) {
  switch (kind) {
    case PropertyResultKind::kInvariant: return "invariant";
    case PropertyResultKind::kInitialPredicate: return "temporal";
    case PropertyResultKind::kActionProperty: return "action_property";
    case PropertyResultKind::kTemporal: return "temporal";
    case PropertyResultKind::kDeadlock: return "deadlock";
    case PropertyResultKind::kAssumption: return "assumption";
    case PropertyResultKind::kPostcondition: return "postcondition";
  }
  return "";
}

std::string_view NameOf(SuspectKind kind) {
  switch (kind) {
    case SuspectKind::kConstant: return "constant";
    case SuspectKind::kAlternative: return "alternative";
    case SuspectKind::kAction: return "action";
    case SuspectKind::kFairness: return "fairness";
  }
  return "";
}

}  // namespace checker::results
