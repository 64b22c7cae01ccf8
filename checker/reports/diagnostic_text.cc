#include "checker/reports/diagnostic_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_format.h"
#include "checker/reports/concatenation.h"
#include "checker/reports/place_text.h"

namespace checker::reports {
namespace {

using results::Location;
using results::RunDiagnostic;

Role RoleOf(std::string_view severity) {
  if (severity == "error") return Role::kError;
  if (severity == "warning") return Role::kWarning;
  return Role::kNote;
}

// The characters of UTF-8 text; bytes that are no UTF-8 count as one character each.
std::vector<std::string_view> CharactersOf(std::string_view text) {
  std::vector<std::string_view> characters;
  for (size_t i = 0; i < text.size();) {
    size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    characters.push_back(text.substr(i, end - i));
    i = end;
  }
  return characters;
}

uint32_t EndColumnOnFirstLine(const Location& location) {
  return location.end_line == location.start_line ? location.end_column : 0xffffffffu;
}

// Lines after the first are moved under the message.
std::string Indented(std::string_view message, std::string_view indent) {
  std::string text;
  for (const char c : message) {
    text += c;
    if (c == '\n') text += indent;
  }
  return text;
}

std::string NoteText(const Location& location, std::string_view message, const Paint& paint) {
  const std::string place = LocateText(location);
  return Concat("  ", place, place.empty() ? "" : ": ", paint(Role::kNote, "note:"), " ",
                Indented(message, "    "), "\n");
}

}  // namespace

std::string ExcerptText(std::string_view line, uint32_t line_number, uint32_t start_column,
                        uint32_t end_column, const TextOptions& options) {
  const std::vector<std::string_view> characters = CharactersOf(line);
  if (characters.empty() || start_column == 0) return "";
  const size_t start = std::min<size_t>(start_column - 1, characters.size());
  const size_t end =
      std::clamp<size_t>(end_column, start + 1, std::max(characters.size(), start + 1));
  // A long line is shown from somewhat before the place, and cut at the width.
  const size_t room = std::max<size_t>(options.width, 40) - 10;
  const size_t first = start + 20 > room ? start - std::min(start, room / 3) : 0;
  const size_t last = std::min(characters.size(), first + room);
  std::string shown, marks;
  if (first > 0) shown = marks = "...";
  std::fill(marks.begin(), marks.end(), ' ');
  for (size_t i = first; i < last; ++i) shown.append(characters[i]);
  if (last < characters.size()) shown += "...";
  for (size_t i = first; i < start; ++i) {
    marks += i < characters.size() && characters[i] == "\t" ? '\t' : ' ';
  }
  std::string underline(std::min(end, std::max(last, start + 1)) - start, '~');
  underline[0] = '^';
  const Paint paint(options.color);
  return Concat(absl::StrFormat("%5d | ", line_number), shown, "\n      | ", marks,
                paint(Role::kHelp, underline), "\n");
}

std::string DiagnosticText(const RunDiagnostic& diagnostic, const TextOptions& options) {
  const Paint paint(options.color);
  const std::string place = LocateText(diagnostic.location);
  std::string text = Concat(paint(Role::kHeading, place.empty() ? "" : place + ": "),
                            paint(RoleOf(diagnostic.severity), diagnostic.severity + ":"), " ",
                            Indented(diagnostic.message, "    "));
  if (!diagnostic.name.empty()) {
    Append(&text, paint(Role::kFaint, Concat(" [", diagnostic.name, "]")));
  }
  text += '\n';
  if (!diagnostic.source_lines.empty()) {
    const Location& at = diagnostic.location;
    text += ExcerptText(diagnostic.source_lines[0], at.start_line, at.start_column,
                        EndColumnOnFirstLine(at), options);
  }
  if (!diagnostic.help.empty()) {
    Append(&text, "  ", paint(Role::kHelp, "help:"), " ", Indented(diagnostic.help, "    "), "\n");
  }
  for (const auto& [location, message] : diagnostic.notes) {
    text += NoteText(location, message, paint);
  }
  return text;
}

}  // namespace checker::reports
