#include "model/source/diagnostic.h"

#include <algorithm>
#include <utility>

namespace model::source {
namespace {

struct KindRow {
  std::string_view name;
  Severity severity;
  int exit_status;
};

constexpr KindRow kKinds[] = {
#define DIAGNOSTIC(name, severity, status) {#name, Severity::severity, status},
#include "model/source/diagnostic_kinds.def"
#undef DIAGNOSTIC
};

const KindRow& RowOf(DiagnosticKind kind) { return kKinds[static_cast<size_t>(kind)]; }

// Levenshtein's distance, with one row of the table in memory.
size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      const size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above + 1, row[j - 1] + 1, change});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view NameOf(DiagnosticKind kind) { return RowOf(kind).name; }
Severity SeverityOf(DiagnosticKind kind) { return RowOf(kind).severity; }

int ExitStatusOf(DiagnosticKind kind) {
  return SeverityOf(kind) == Severity::kError ? RowOf(kind).exit_status : 0;
}

std::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kError: return "error";
    case Severity::kWarning: return "warning";
    case Severity::kNote: return "note";
  }
  return "";
}

Diagnostic& Diagnostics::Report(DiagnosticKind kind, const Range& range, std::string message,
                                std::string help) {
  if (SeverityOf(kind) == Severity::kError) ++errors_;
  return all_.emplace_back(Diagnostic{kind, range, std::move(message), std::move(help), {}});
}

int Diagnostics::ExitStatus() const {
  for (const Diagnostic& diagnostic : all_) {
    if (SeverityOf(diagnostic.kind) == Severity::kError) return ExitStatusOf(diagnostic.kind);
  }
  return 0;
}

std::string NearestWord(std::string_view word, const std::vector<std::string>& candidates) {
  const size_t limit = std::max<size_t>(1, word.size() / 3);
  size_t best = limit + 1;
  std::string_view nearest;
  for (const std::string& candidate : candidates) {
    const size_t longer = std::max(candidate.size(), word.size());
    const size_t shorter = std::min(candidate.size(), word.size());
    if (longer - shorter >= best || candidate == word) continue;
    const size_t distance = EditDistance(word, candidate);
    if (distance < best && distance < longer) {
      best = distance;
      nearest = candidate;
    }
  }
  return std::string(nearest);
}

}  // namespace model::source
