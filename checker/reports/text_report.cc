#include "checker/reports/text_report.h"

#include <cctype>
#include <vector>

#include "checker/reports/concatenation.h"
#include "checker/reports/diagnostic_text.h"
#include "checker/reports/figures.h"
#include "checker/reports/statistics_text.h"
#include "checker/reports/violation_text.h"

namespace checker::reports {
namespace {

using results::PropertyResult;
using results::PropertyResultKind;
using results::Result;
using results::RunDiagnostic;
using results::Verdict;
using results::Violation;

std::string DiagnosticsText(const Result& result, const TextOptions& options) {
  std::string text;
  for (const RunDiagnostic& diagnostic : result.diagnostics) {
    text += DiagnosticText(diagnostic, options);
  }
  return text.empty() ? text : text + "\n";
}

// "after 6 steps", "in an initial state".
std::string WhenText(const Violation& violation) {
  const size_t states = violation.trace.states.size();
  if (states <= 1) return "in an initial state";
  return Concat("after ", Plural(states - 1, "step"));
}

std::string LassoText(const Violation& violation) {
  const results::Trace& trace = violation.trace;
  if (trace.stuttering) return Concat("the system can stand still for ever ", WhenText(violation));
  if (!trace.loop_start) return Concat("it is broken ", WhenText(violation));
  const size_t cycle = trace.states.size() - *trace.loop_start + 1;
  return Concat("the system can go round a cycle of ", Plural(cycle, "step"), " for ever");
}

std::string FailureText(const Violation& violation) {
  const std::string& name = violation.name;
  if (violation.fault && violation.fault->kind != results::Fault::Kind::kAssertFailed) {
    const std::string_view what =
        violation.kind == PropertyResultKind::kAssumption ? "Assumption " : "";
    return Concat(what, name.empty() ? "The specification" : name, " can't be evaluated.");
  }
  if (violation.fault) {
    return violation.trace.states.empty()
               ? "An assertion of the specification fails."
               : Concat("An assertion of the specification fails ", WhenText(violation), ".");
  }
  switch (violation.kind) {
    case PropertyResultKind::kInvariant:
      return Concat("Invariant ", name, " is false ", WhenText(violation), ".");
    case PropertyResultKind::kInitialPredicate:
      return Concat("Property ", name, " is false in an initial state.");
    case PropertyResultKind::kActionProperty:
      return Concat("Action property ", name, " is broken by the last of ",
                    Plural(violation.trace.states.size() - 1, "step"), ".");
    case PropertyResultKind::kTemporal:
      return Concat("Temporal property ", name, " does not hold: ", LassoText(violation), ".");
    case PropertyResultKind::kDeadlock:
      return Concat("Deadlock: no step is possible ", WhenText(violation), ".");
    case PropertyResultKind::kAssumption: return Concat("Assumption ", name, " is false.");
    case PropertyResultKind::kPostcondition: return Concat("Postcondition ", name, " is false.");
  }
  return "";
}

// "TypeOK and Safe hold in all 12 reachable states; no deadlock."
std::string PassText(const Result& result) {
  std::vector<std::string> names;
  size_t assumptions = 0;
  bool deadlock = false;
  for (const PropertyResult& property : result.properties) {
    if (property.kind == PropertyResultKind::kDeadlock) {
      deadlock = true;
    } else if (property.kind == PropertyResultKind::kAssumption) {
      ++assumptions;
    } else {
      names.push_back(property.name);
    }
  }
  const uint64_t states = result.statistics.distinct_states;
  if (states == 0) {
    return assumptions == 1 ? "The assumption holds."
                            : Concat("All ", assumptions, " assumptions hold.");
  }
  const std::string which =
      names.size() > 4 ? Concat("All ", names.size(), " properties") : Enumeration(names);
  const std::string among = states == 1 ? "the one reachable state"
                                        : Concat("all ", CountText(states), " reachable states");
  if (names.empty()) return Concat("No deadlock in ", among, ".");
  return Concat(which, names.size() == 1 ? " holds over " : " hold over ", among,
                deadlock ? "; no deadlock." : ".");
}

std::string ErrorText(const Result& result) {
  switch (result.exit_status) {
    case results::exit_status::kParse: return "The specification can't be read.";
    case results::exit_status::kConfiguration:
      return "The configuration is wrong, or does not fit the specification.";
    case results::exit_status::kWorld: return "The run could not be carried out.";
    case results::exit_status::kInvariantError: return "An invariant can't be evaluated.";
    case results::exit_status::kTemporalError: return "A temporal property can't be evaluated.";
    default: return "The specification can't be evaluated.";
  }
}

std::string VerdictSentence(const Result& result) {
  if (!result.reason.empty()) return result.reason;
  switch (result.verdict) {
    case Verdict::kPass: return PassText(result);
    case Verdict::kFail: break;
    case Verdict::kVacuous: return "Nothing was proved.";
    case Verdict::kIncomplete: return "The search was stopped with states left.";
    case Verdict::kError: return ErrorText(result);
  }
  if (result.violations.empty()) return "";
  std::string text = FailureText(result.violations.front());
  const size_t more = result.violations.size() - 1;
  if (more > 0) Append(&text, " ", Plural(more, "more violation"), " above.");
  return text;
}

Role RoleOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass: return Role::kGood;
    case Verdict::kVacuous:
    case Verdict::kIncomplete: return Role::kWarning;
    default: return Role::kError;
  }
}

// Notes of properties that were not judged, or judged under a condition.
std::string PropertyNotesText(const Result& result) {
  std::string text;
  for (const PropertyResult& property : result.properties) {
    if (!property.note.empty()) Append(&text, property.name, ": ", property.note, "\n");
  }
  return text;
}

}  // namespace

std::string VerdictText(const Result& result, const TextOptions& options) {
  const Paint paint(options.color);
  std::string head = Concat("Verdict: ", results::NameOf(result.verdict));
  if (result.exit_status != 0) Append(&head, " (exit status ", result.exit_status, ")");
  const bool only_read = options.verdict_only && result.verdict == Verdict::kPass;
  std::string sentence = only_read ? "The specification is well formed." : VerdictSentence(result);
  if (!sentence.empty()) sentence[0] = static_cast<char>(std::toupper(sentence[0]));
  if (!sentence.empty() && sentence.back() != '.') sentence += '.';
  return Concat(paint(RoleOf(result.verdict), head + "."), " ", sentence, "\n");
}

std::string TextReport(const Result& result, const TextOptions& options) {
  std::string text = DiagnosticsText(result, options);
  for (const Violation& violation : result.violations) {
    text += ViolationText(violation, options);
  }
  if (options.verdict_only) return text + VerdictText(result, options);
  if (result.verdict == Verdict::kPass) {
    text += "Model checking completed. No error has been found.\n";
  }
  const bool searched = result.statistics.states_generated > 0 || result.verdict == Verdict::kPass;
  if (searched && options.coverage) text += CoverageText(result.statistics, options);
  if (searched) text += CountsText(result);
  if (searched && !options.quiet) {
    text += CostText(result.statistics);
    text += PropertyNotesText(result);
  }
  return text + VerdictText(result, options);
}

}  // namespace checker::reports
