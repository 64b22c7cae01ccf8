// From an evaluation error to a Fault with its place and the path through the operators.
//
// Normal evaluation keeps no trace of where it is. When it throws, the same thing is evaluated once
// more on a second linking of the program, in which every node notes its place while the error
// passes through it.

#ifndef MODEL_INTERPRETER_FAULTS_H_
#define MODEL_INTERPRETER_FAULTS_H_

#include <functional>
#include <string>

#include "model/interpreter/machine.h"
#include "model/source/source.h"
#include "model/transitions/transition_system.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {

transitions::Location LocationOf(const source::SourceSet& sources, const source::Range& range);

class FaultLocator {
 public:
  FaultLocator(Machine& machine, const source::SourceSet& sources)
      : machine_(machine), sources_(sources) {}

  // `again` evaluates what threw `error`; it must link anew through the machine. Its effects are
  // suppressed.
  transitions::Fault Locate(const values::EvaluationError& error, transitions::Fault::During during,
                            std::string subject, const std::function<void()>& again);

  // Makes `range` the place of the fault, unless it is invalid.
  void Place(source::Range range, transitions::Fault* fault) const;

 private:
  void FillPath(transitions::Fault* fault) const;

  Machine& machine_;
  const source::SourceSet& sources_;
};

// The same without a second evaluation.
transitions::Fault PlainFault(const values::EvaluationError& error,
                              transitions::Fault::During during, std::string subject);
transitions::Fault OutOfMemoryFault(transitions::Fault::During during, std::string subject);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_FAULTS_H_
