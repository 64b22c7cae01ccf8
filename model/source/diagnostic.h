// Diagnostics: everything the front end says about a specification that is wrong or doubtful.
//
// Each kind is one row of diagnostic_kinds.def: its name, its severity and the exit status it leads
// to. A message is worded in the user's terms, lower case, no full stop; `help` holds the mend.

#ifndef MODEL_SOURCE_DIAGNOSTIC_H_
#define MODEL_SOURCE_DIAGNOSTIC_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/source/source.h"

namespace model::source {

enum class DiagnosticKind : uint16_t {
#define DIAGNOSTIC(name, severity, status) k##name,
#include "model/source/diagnostic_kinds.def"
#undef DIAGNOSTIC
};

enum class Severity : uint8_t { kError, kWarning, kNote };

std::string_view NameOf(DiagnosticKind kind);  // "UnknownIdentifier"
Severity SeverityOf(DiagnosticKind kind);
int ExitStatusOf(DiagnosticKind kind);       // 0 for warnings and notes
std::string_view NameOf(Severity severity);  // "error"

struct Note {
  Range range;  // may be invalid
  std::string message;
};

struct Diagnostic {
  DiagnosticKind kind;
  Range range;  // may be invalid: about the whole file or run
  std::string message;
  std::string help;         // the mend; empty if there is none
  std::vector<Note> notes;  // related places, for instance the call path
};

// Collects diagnostics in the order in which they are found. THREADS: one.
class Diagnostics {
 public:
  Diagnostic& Report(DiagnosticKind kind, const Range& range, std::string message,
                     std::string help = "");
  const std::vector<Diagnostic>& all() const { return all_; }
  bool has_errors() const { return errors_ > 0; }
  // Exit status of the first error; 0 if there is none.
  int ExitStatus() const;

 private:
  std::vector<Diagnostic> all_;
  int errors_ = 0;
};

// The candidate nearest to `word` by edit distance, or "" when none is near (distance over a third
// of the word's length, at least 1). COST: O(candidates * length^2).
std::string NearestWord(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace model::source

#endif  // MODEL_SOURCE_DIAGNOSTIC_H_
