#include "model/interpreter/faults.h"

#include <new>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "model/interpreter/evaluators.h"
#include "model/program/definition_finder.h"

namespace model::interpreter {
namespace {

using transitions::Fault;
using values::ErrorKind;
using values::EvaluationError;

// A recursion ten thousand deep has a path as long; a person wants its ends.
constexpr size_t kMaxPlaces = 100'000;
constexpr size_t kMaxFrames = 24;
// An endless recursion shows its path in a small stack as well as in a big one, and sooner.
constexpr ptrdiff_t kTracedStackBytes = ptrdiff_t{4} << 20;

// Lowering wraps expressions in these, with the range of what they hold.
bool HasTextOfItsOwn(program::Operation operation) {
  return operation != program::Operation::kLazy && operation != program::Operation::kLet;
}

Value EvalTraced(const Node& node, Machine& machine, Value* frame) {
  try {
    return Evaluate(node.a, machine, frame);
  } catch (const EvaluationError&) {
    const program::Program& program = machine.program();
    if (machine.places.size() < kMaxPlaces) {
      if (HasTextOfItsOwn(program[node.id].operation)) {
        machine.places.push_back(program[node.id].range);
      }
      if (auto calls = program.calls.find(node.id); calls != program.calls.end()) {
        machine.places.insert(machine.places.end(), calls->second.begin(), calls->second.end());
      }
    }
    throw;
  }
}

Fault::Kind KindOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kAssertFailed: return Fault::Kind::kAssertFailed;
    case ErrorKind::kOutOfMemory: return Fault::Kind::kOutOfMemory;
    case ErrorKind::kStackOverflow: return Fault::Kind::kStackOverflow;
    case ErrorKind::kStop: return Fault::Kind::kStop;
    case ErrorKind::kInterrupted: return Fault::Kind::kInterrupted;
    case ErrorKind::kEvaluation:
    case ErrorKind::kInternal: break;
  }
  return Fault::Kind::kEvaluation;
}

}  // namespace

EvalFn TracedEvaluation() { return EvalTraced; }

transitions::Location LocationOf(const source::SourceSet& sources, const source::Range& range) {
  if (!range.valid()) return {};
  const source::SourceFile& file = sources.Get(range.file);
  return {file.path(),        file.module_name(), range.begin_line,
          range.begin_column, range.end_line,     range.end_column};
}

Fault PlainFault(const EvaluationError& error, Fault::During during, std::string subject) {
  Fault fault;
  fault.kind = KindOf(error.kind);
  fault.during = during;
  fault.message = error.message;
  fault.subject = std::move(subject);
  return fault;
}

Fault OutOfMemoryFault(Fault::During during, std::string subject) {
  return PlainFault({values::ErrorKind::kOutOfMemory, "out of memory"}, during, std::move(subject));
}

Fault FaultLocator::Locate(const EvaluationError& error, Fault::During during, std::string subject,
                           const std::function<void()>& again) {
  Fault fault = PlainFault(error, during, std::move(subject));
  if (fault.kind == Fault::Kind::kOutOfMemory || fault.kind == Fault::Kind::kStop ||
      fault.kind == Fault::Kind::kInterrupted) {
    return fault;
  }
  machine_.StartTracing();
  if (fault.kind == Fault::Kind::kStackOverflow) machine_.LimitStack(kTracedStackBytes);
  absl::Cleanup stop = [&] { machine_.StopTracing(); };
  try {
    again();
  } catch (const EvaluationError& repeated) {
    if (repeated.message == error.message) FillPath(&fault);
  } catch (const std::bad_alloc&) {
  }
  return fault;
}

void FaultLocator::Place(source::Range range, Fault* fault) const {
  if (!range.valid()) return;
  fault->location = LocationOf(sources_, range);
  fault->source_line = sources_.Get(range.file).Line(range.begin_line);
}

// One frame for each stretch of places in the same definition, innermost first; its place is where
// the error passed first.
void FaultLocator::FillPath(Fault* fault) const {
  const program::DefinitionFinder finder(machine_.program());
  const program::Definition* previous = nullptr;
  for (const source::Range& place : machine_.places) {
    if (!place.valid()) continue;
    if (fault->location.file.empty()) Place(place, fault);
    const program::Definition* definition = finder.Around(place);
    if (definition == previous && !fault->call_path.empty()) continue;
    previous = definition;
    if (fault->call_path.size() == kMaxFrames) {
      fault->call_path.push_back({"... and so on", {}});
      break;
    }
    fault->call_path.push_back({definition != nullptr ? absl::StrCat("operator ", definition->name)
                                                      : std::string("expression"),
                                LocationOf(sources_, place)});
  }
}

}  // namespace model::interpreter
