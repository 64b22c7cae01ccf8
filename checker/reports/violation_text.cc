#include "checker/reports/violation_text.h"

#include <span>
#include <vector>

#include "checker/reports/concatenation.h"
#include "checker/reports/diagnostic_text.h"
#include "checker/reports/figures.h"
#include "checker/reports/place_text.h"
#include "checker/reports/trace_text.h"

namespace checker::reports {
namespace {

using results::Fault;
using results::PropertyResultKind;
using results::Violation;

// "Evaluating invariant Inv failed.", and why.
std::string EvaluationHeadline(const Fault& fault, const std::string& property) {
  const auto failed = [&](std::string_view what, const std::string& name) {
    return Concat("Evaluating ", what, name.empty() ? "" : " ", name, " failed.\n", fault.message);
  };
  const std::string& subject = fault.subject;
  const std::string& judged = subject.empty() ? property : subject;
  switch (fault.during) {
    case Fault::During::kAssumption: return failed("assumption", judged);
    case Fault::During::kInitial: return failed("the initial predicate", "");
    case Fault::During::kNext:
      return failed(subject.empty() ? "the next-state relation" : "action", subject);
    case Fault::During::kConstraint: return failed("constraint", subject);
    case Fault::During::kInvariant: return failed("invariant", judged);
    case Fault::During::kActionProperty: return failed("action property", judged);
    case Fault::During::kTemporal: return failed("temporal property", judged);
    case Fault::During::kView: return failed("the view", subject);
    case Fault::During::kPostcondition: return failed("postcondition", judged);
    case Fault::During::kAlias: return failed("the alias", subject);
  }
  return fault.message;
}

std::string FaultHeadline(const Fault& fault, const std::string& property) {
  switch (fault.kind) {
    case Fault::Kind::kAssertFailed:
    case Fault::Kind::kUnassignedVariable:
    case Fault::Kind::kStop: return fault.message;
    default: return EvaluationHeadline(fault, property);
  }
}

std::string TemporalHeadline(const Violation& violation) {
  if (violation.also_violated.empty()) {
    return Concat("Temporal property ", violation.name, " was violated.");
  }
  std::vector<std::string> names = {violation.name};
  names.insert(names.end(), violation.also_violated.begin(), violation.also_violated.end());
  return Concat("Temporal properties ", Enumeration(names), " were violated.");
}

// The line over the trace; an initial state that is wrong follows its headline at once.
std::string_view TraceIntroduction(const Violation& violation) {
  if (violation.in_initial_state && !violation.fault) return "";
  if (violation.kind == PropertyResultKind::kTemporal && !violation.fault) {
    return "The following behavior constitutes a counter-example:";
  }
  return "The behavior up to this point is:";
}

// Where evaluation failed, with the source line, and how it got there, innermost operator first.
std::string FaultPlaceText(const Fault& fault, const TextOptions& options) {
  const results::Location& at = fault.location;
  const std::string place = LocateText(at);
  std::span<const Fault::Frame> callers = fault.call_path;
  std::string text;
  if (!place.empty()) Append(&text, "  at ", place);
  if (!place.empty() && !callers.empty() && LocateText(callers[0].location) == place) {
    Append(&text, " in ", callers[0].description);
    callers = callers.subspan(1);
  }
  if (!text.empty()) text += '\n';
  text += ExcerptText(fault.source_line, at.start_line, at.start_column,
                      at.end_line == at.start_line ? at.end_column : 0xffffffffu, options);
  const Paint paint(options.color);
  for (const Fault::Frame& frame : callers) {
    const std::string from = LocateText(frame.location);
    Append(&text, "  ", from, from.empty() ? "" : ": ", paint(Role::kNote, "note:"), " in ",
           frame.description, "\n");
  }
  return text;
}

std::string PlaceText(const Violation& violation, const TextOptions& options) {
  if (violation.fault) return FaultPlaceText(*violation.fault, options);
  const std::string place = LocateText(violation.location);
  return place.empty() ? "" : Concat("  at ", place, "\n");
}

}  // namespace

std::string HeadlineText(const Violation& violation) {
  if (violation.fault) return FaultHeadline(*violation.fault, violation.name);
  const std::string& name = violation.name;
  const std::string_view where =
      violation.in_initial_state ? " is violated by the initial state:" : " is violated.";
  switch (violation.kind) {
    case PropertyResultKind::kInvariant: return Concat("Invariant ", name, where);
    case PropertyResultKind::kInitialPredicate:
      return Concat("Property ", name, " is violated by the initial state:");
    case PropertyResultKind::kActionProperty:
      return Concat("Action property ", name, " is violated.");
    case PropertyResultKind::kTemporal: return TemporalHeadline(violation);
    case PropertyResultKind::kDeadlock: return "Deadlock reached.";
    case PropertyResultKind::kAssumption: return Concat("Assumption ", name, " is false.");
    case PropertyResultKind::kPostcondition: return Concat("Postcondition ", name, " is false.");
  }
  return "";
}

std::string ViolationText(const Violation& violation, const TextOptions& options) {
  const Paint paint(options.color);
  const std::string error = paint(Role::kError, "Error:");
  std::string text = Concat(error, " ", HeadlineText(violation), "\n");
  text += PlaceText(violation, options);
  for (const std::string& line : violation.explanation) Append(&text, "  ", line, "\n");
  if (violation.kind == PropertyResultKind::kDeadlock && !violation.fault && !options.quiet) {
    Append(&text, "  ", paint(Role::kHelp, "help:"),
           " if it may end here, CHECK_DEADLOCK FALSE in the configuration allows that\n");
  }
  if (violation.trace.states.empty()) return text + "\n";
  const std::string_view introduction = TraceIntroduction(violation);
  if (!introduction.empty()) Append(&text, error, " ", introduction, "\n");
  return text + TraceText(violation.trace, options);
}

}  // namespace checker::reports
