// What evaluation throws. Exceptions stay inside model/values and model/interpreter: the
// interpreter catches them at the seam and turns them into a Fault with the place and the path
// through the operators.

#ifndef MODEL_VALUES_EVALUATION_ERROR_H_
#define MODEL_VALUES_EVALUATION_ERROR_H_

#include <cstdint>
#include <exception>
#include <string>
#include <utility>

namespace model::values {

enum class ErrorKind : uint8_t {
  kEvaluation,    // the specification's mistake
  kAssertFailed,  // TLC!Assert
  kOutOfMemory,
  kStackOverflow,
  kStop,         // TLCSet("exit", TRUE)
  kInterrupted,  // from outside, in the middle of an evaluation
  kInternal,     // ours
};

class EvaluationError : public std::exception {
 public:
  EvaluationError(ErrorKind kind, std::string message) : kind(kind), message(std::move(message)) {}
  explicit EvaluationError(std::string message)
      : EvaluationError(ErrorKind::kEvaluation, std::move(message)) {}
  const char* what() const noexcept override { return message.c_str(); }

  ErrorKind kind;
  std::string message;  // several lines possible; TLC's words where they are known
};

}  // namespace model::values

#endif  // MODEL_VALUES_EVALUATION_ERROR_H_
