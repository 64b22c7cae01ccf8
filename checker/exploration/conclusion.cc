#include "checker/exploration/conclusion.h"

#include <algorithm>
#include <utility>

namespace checker::exploration {
namespace {

using model::transitions::Fault;
using model::transitions::PropertyKind;
using model::transitions::SystemInfo;
using results::PropertyResultKind;
using results::Verdict;
namespace exit_status = results::exit_status;

PropertyResultKind KindOf(PropertyKind kind) {
  switch (kind) {
    case PropertyKind::kInvariant: return PropertyResultKind::kInvariant;
    case PropertyKind::kInitialPredicate: return PropertyResultKind::kInitialPredicate;
    case PropertyKind::kActionProperty: return PropertyResultKind::kActionProperty;
    case PropertyKind::kTemporal: return PropertyResultKind::kTemporal;
  }
  return PropertyResultKind::kInvariant;
}

PropertyResultKind KindOf(Fault::During during) {
  switch (during) {
    case Fault::During::kActionProperty: return PropertyResultKind::kActionProperty;
    case Fault::During::kTemporal: return PropertyResultKind::kTemporal;
    case Fault::During::kAssumption: return PropertyResultKind::kAssumption;
    case Fault::During::kPostcondition: return PropertyResultKind::kPostcondition;
    default: return PropertyResultKind::kInvariant;
  }
}

int ExitStatusOf(const Fault& fault) {
  switch (fault.kind) {
    case Fault::Kind::kAssertFailed: return exit_status::kAssert;
    case Fault::Kind::kStop: return exit_status::kPass;
    case Fault::Kind::kInterrupted: return exit_status::kIncomplete;
    case Fault::Kind::kOutOfMemory: return exit_status::kWorld;
    default: break;
  }
  switch (fault.during) {
    case Fault::During::kAssumption: return exit_status::kAssumption;
    case Fault::During::kInvariant:
    case Fault::During::kActionProperty: return exit_status::kInvariantError;
    case Fault::During::kTemporal: return exit_status::kTemporalError;
    default: return exit_status::kNextError;
  }
}

bool NothingToCheck(const SearchPlan& plan) {
  return plan.info->properties.empty() && !plan.check_deadlock && plan.options.assumptions == 0;
}

void Set(Verdict verdict, int status, std::string reason, results::Result* result) {
  result->verdict = verdict;
  result->exit_status = status;
  result->reason = std::move(reason);
}

}  // namespace

bool IsNoViolation(const Discovery& discovery) {
  if (!discovery.fault) return false;
  return discovery.fault->kind == Fault::Kind::kStop ||
         discovery.fault->kind == Fault::Kind::kInterrupted;
}

int ExitStatusOf(const Discovery& discovery, const SystemInfo& info) {
  switch (discovery.kind) {
    case Discovery::Kind::kDeadlock: return exit_status::kDeadlock;
    case Discovery::Kind::kFault: return ExitStatusOf(*discovery.fault);
    case Discovery::Kind::kProperty: break;
  }
  const bool invariant = info.properties[discovery.property].kind == PropertyKind::kInvariant;
  return invariant ? exit_status::kInvariant : exit_status::kTemporal;
}

Verdict VerdictOf(int status) {
  if (status == exit_status::kPass) return Verdict::kPass;
  if (status >= exit_status::kAssumption && status <= exit_status::kAssert) return Verdict::kFail;
  if (status == exit_status::kVacuous) return Verdict::kVacuous;
  if (status == exit_status::kIncomplete) return Verdict::kIncomplete;
  return Verdict::kError;
}

results::Violation ViolationOf(const Discovery& discovery, const SearchPlan& plan) {
  results::Violation violation;
  const bool nowhere =
      !discovery.step && discovery.fault && discovery.fault->kind == Fault::Kind::kOutOfMemory;
  violation.in_initial_state = discovery.from == kNoState && !nowhere;
  switch (discovery.kind) {
    case Discovery::Kind::kProperty: {
      const model::transitions::PropertyInfo& property = plan.info->properties[discovery.property];
      violation.kind = KindOf(property.kind);
      violation.name = property.name;
      violation.location = property.location;
      break;
    }
    case Discovery::Kind::kDeadlock:
      violation.kind = PropertyResultKind::kDeadlock;
      violation.name = "Deadlock";
      break;
    case Discovery::Kind::kFault:
      violation.kind = KindOf(discovery.fault->during);
      violation.name = discovery.fault->subject;
      violation.location = discovery.fault->location;
      violation.fault = discovery.fault;
      break;
  }
  return violation;
}

std::vector<results::PropertyResult> JudgedProperties(const std::vector<Discovery>& discoveries,
                                                      const SearchPlan& plan, bool complete) {
  std::vector<results::PropertyResult> judged;
  for (const model::transitions::PropertyInfo& property : plan.info->properties) {
    results::PropertyResult& entry = judged.emplace_back();
    entry.name = property.name;
    entry.kind = KindOf(property.kind);
    entry.location = property.location;
    const bool temporal = property.kind == PropertyKind::kTemporal;
    entry.verdict = complete && !temporal ? Verdict::kPass : Verdict::kIncomplete;
  }
  const bool has_deadlock = plan.check_deadlock && plan.info->has_behaviour;
  if (has_deadlock) {
    results::PropertyResult& entry = judged.emplace_back();
    entry.name = "Deadlock";
    entry.kind = PropertyResultKind::kDeadlock;
    entry.verdict = complete ? Verdict::kPass : Verdict::kIncomplete;
  }
  for (const Discovery& discovery : discoveries) {
    if (discovery.kind == Discovery::Kind::kProperty) {
      judged[discovery.property].verdict = Verdict::kFail;
    } else if (discovery.kind == Discovery::Kind::kDeadlock && has_deadlock) {
      judged.back().verdict = Verdict::kFail;
    } else if (discovery.kind == Discovery::Kind::kFault && !discovery.fault->subject.empty()) {
      for (results::PropertyResult& entry : judged) {
        if (discovery.fault->kind == Fault::Kind::kInterrupted) break;
        const bool judging = discovery.fault->during == Fault::During::kInvariant ||
                             discovery.fault->during == Fault::During::kActionProperty ||
                             discovery.fault->during == Fault::During::kTemporal;
        if (judging && entry.name == discovery.fault->subject) entry.verdict = Verdict::kError;
      }
    }
  }
  return judged;
}

void Conclude(const std::vector<Discovery>& discoveries, const SearchPlan& plan,
              const std::string& halted, results::Result* result) {
  if (!discoveries.empty()) {
    const int status = ExitStatusOf(discoveries.front(), *plan.info);
    const char* reason = status == exit_status::kPass         ? "the model asked to stop"
                         : status == exit_status::kIncomplete ? "the search was interrupted"
                                                              : "";
    Set(VerdictOf(status), status, reason, result);
  } else if (!halted.empty()) {
    Set(Verdict::kIncomplete, exit_status::kIncomplete, halted, result);
  } else if (plan.info->has_behaviour && result->statistics.initial_generated == 0) {
    Set(Verdict::kVacuous, exit_status::kVacuous, "there is no initial state", result);
  } else if (plan.info->has_behaviour && result->statistics.initial_states == 0) {
    Set(Verdict::kVacuous, exit_status::kVacuous, "no initial state satisfies the constraints",
        result);
  } else if (NothingToCheck(plan)) {
    Set(Verdict::kVacuous, exit_status::kVacuous,
        "there is nothing to check: no invariant, no property, no assumption, and deadlock is "
        "allowed",
        result);
  } else {
    Set(Verdict::kPass, exit_status::kPass, "", result);
  }
}

std::vector<results::ActionStatistics> ActionStatisticsOf(const Tally& tally,
                                                          const SystemInfo& info) {
  std::vector<results::ActionStatistics> statistics;
  for (size_t i = 0; i < info.actions.size(); ++i) {
    const Tally::Counts& counts = tally.actions()[i];
    statistics.push_back({.action = info.actions[i],
                          .generated = counts.generated,
                          .distinct = counts.distinct,
                          .enabled_states = counts.enabled_states});
  }
  return statistics;
}

}  // namespace checker::exploration
