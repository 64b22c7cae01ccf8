#include "checker/reports/cause_picture.h"

#include <algorithm>
#include <vector>

#include "checker/reports/cause_words.h"
#include "checker/reports/concatenation.h"
#include "checker/reports/place_text.h"

namespace checker::reports {

using results::Blame;
using results::CauseAnalysis;
using results::Suspect;
using results::SuspectNames;

namespace {

constexpr size_t kMostColumns = 24;  // of causes, and of fixes, in a picture
constexpr size_t kCharacter = 9;     // width of one, on the safe side

constexpr std::string_view kStyle = R"(<style>
.p-text { fill: #1f2328; font: 13px system-ui, sans-serif; } .p-small { font-size: 11px; }
.p-faint { fill: #59636e; } .p-bad { fill: #b3261e; } .p-good { fill: #1a6b3c; } .p-bold { font-weight: 600; }
.p-band { fill: #f2efe8; } .p-line { stroke: #8c959f; stroke-width: 2; fill: none; }
.p-bad-ring { fill: none; stroke: #b3261e; stroke-width: 2; } .p-good-ring { fill: none; stroke: #1a6b3c; stroke-width: 2; }
.p-dot { fill: #8c959f; } .p-cut { stroke: #b3261e; stroke-width: 2; stroke-dasharray: 4 3; }
@media (prefers-color-scheme: dark) { .p-text { fill: #e6e3dd; } .p-faint { fill: #a39f97; } .p-bad { fill: #ff8f84; }
.p-good { fill: #7fd19b; } .p-band { fill: #2b2926; } .p-line { stroke: #7d776d; } .p-dot { fill: #7d776d; }
.p-bad-ring, .p-cut { stroke: #ff8f84; } .p-good-ring { stroke: #7fd19b; } }
@media print { .p-text { fill: #000; } .p-faint { fill: #444; } .p-bad { fill: #b3261e; } .p-good { fill: #1a6b3c; } .p-band { fill: #f2efe8; } }
</style>
)";

bool Has(const SuspectNames& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string Open(size_t width, size_t height, const std::string& title) {
  return Concat("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ", width, " ", height,
                "\" width=\"", width, "\" height=\"", height, "\" role=\"img\">\n<title>",
                Escaped(title), "</title>\n", kStyle);
}

std::string Text(size_t x, size_t y, std::string_view look, std::string_view anchor,
                 std::string_view text) {
  return Concat("<text x=\"", x, "\" y=\"", y, "\" class=\"p-text ", look, "\" text-anchor=\"",
                anchor, "\">", Escaped(text), "</text>\n");
}

std::string Dot(size_t x, size_t y, std::string_view look) {
  return Concat("<circle cx=\"", x, "\" cy=\"", y, "\" r=\"7\" class=\"", look, "\"/>\n");
}

// A column of dots for each set.
template <typename Entry>
std::string Columns(const CauseAnalysis& analysis, const std::vector<Entry>& sets, size_t left,
                    size_t top, size_t row, size_t column, bool good) {
  std::string text;
  for (size_t c = 0; c < sets.size() && c < kMostColumns; ++c) {
    const size_t x = left + c * column + column / 2;
    text += Text(x, top - 8, "p-faint p-small", "middle", Concat(c + 1));
    for (size_t r = 0; r < analysis.suspects.size(); ++r) {
      if (!Has(sets[c].suspects, analysis.suspects[r].name)) continue;
      const bool proved = sets[c].proved_minimal;
      text += Dot(x, top + r * row + row / 2,
                  good ? (proved ? "p-good" : "p-good-ring") : (proved ? "p-bad" : "p-bad-ring"));
    }
  }
  return text;
}

}  // namespace

std::string Escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      default: result += c;
    }
  }
  return result;
}

namespace {

struct Picture {
  size_t width = 0, height = 0;
  std::string body;
};

// What the dots and the bold names say, for who sees the picture alone.
std::vector<std::string> Legend(const CauseAnalysis& analysis) {
  std::vector<std::string> lines = {"bold: guilty in the design as configured"};
  if (!analysis.minimal_causes.empty())
    lines.emplace_back("a cause: these together suffice, everybody else innocent");
  if (!analysis.minimal_fixes.empty())
    lines.emplace_back("a fix: these made innocent end it in the design as configured");
  const auto is_open = [](const auto& set) { return !set.proved_minimal; };
  if (std::any_of(analysis.minimal_causes.begin(), analysis.minimal_causes.end(), is_open) ||
      std::any_of(analysis.minimal_fixes.begin(), analysis.minimal_fixes.end(), is_open))
    lines.emplace_back("rings: less may do");
  return lines;
}

Picture PictureOf(const CauseAnalysis& analysis) {
  constexpr size_t kRow = 26, kColumn = 28, kTop = 48, kGap = 36, kLegendRow = 16;
  size_t longest = 0;
  for (const Suspect& suspect : analysis.suspects)
    longest = std::max(longest, GuiltyText(suspect).size());
  const size_t left = 24 + longest * kCharacter;
  const size_t causes = std::min(analysis.minimal_causes.size(), kMostColumns);
  const size_t fixes = std::min(analysis.minimal_fixes.size(), kMostColumns);
  const size_t fix_left = left + std::max<size_t>(causes * kColumn, 56) + kGap;
  const std::vector<std::string> legend = Legend(analysis);
  size_t width = fix_left + std::max<size_t>(fixes * kColumn, 56) + 12;
  for (const std::string& line : legend) width = std::max(width, 20 + line.size() * 7);
  const size_t bottom = kTop + analysis.suspects.size() * kRow + 8;
  const size_t height = bottom + legend.size() * kLegendRow + 8;
  std::string text;
  for (size_t r = 0; r < analysis.suspects.size(); ++r) {
    const Suspect& suspect = analysis.suspects[r];
    const size_t y = kTop + r * kRow;
    if (r % 2 == 0) {
      Append(&text, "<rect x=\"0\" y=\"", y, "\" width=\"", width, "\" height=\"", kRow,
             "\" rx=\"3\" class=\"p-band\"/>\n");
    }
    text += Text(10, y + kRow / 2 + 5, suspect.guilty_in_design ? "p-bold" : "p-faint", "start",
                 GuiltyText(suspect));
  }
  if (causes > 0) {
    text += Text(left, 20, "p-bad p-bold", "start", causes == 1 ? "cause" : "causes");
    text += Columns(analysis, analysis.minimal_causes, left, kTop, kRow, kColumn, false);
  }
  if (fixes > 0) {
    text += Text(fix_left, 20, "p-good p-bold", "start", fixes == 1 ? "fix" : "fixes");
    text += Columns(analysis, analysis.minimal_fixes, fix_left, kTop, kRow, kColumn, true);
  }
  for (size_t i = 0; i < legend.size(); ++i)
    text += Text(10, bottom + (i + 1) * kLegendRow - 2, "p-faint p-small", "start", legend[i]);
  return {width, height, std::move(text)};
}

}  // namespace

std::string CausePicture(const CauseAnalysis& analysis) {
  const Picture picture = PictureOf(analysis);
  return Concat(Open(picture.width, picture.height,
                     Concat(analysis.property, ": suspects, causes and fixes")),
                picture.body, "</svg>\n");
}

std::string CausesPicture(const results::CausesResult& result) {
  constexpr size_t kTitle = 34;
  size_t width = 300, height = 0;
  std::string text;
  for (const CauseAnalysis& analysis : result.properties) {
    if (analysis.minimal_causes.empty()) continue;
    const Picture picture = PictureOf(analysis);
    text += Text(10, height + 22, "p-bold", "start", analysis.property);
    Append(&text, "<g transform=\"translate(0 ", height + kTitle, ")\">\n", picture.body, "</g>\n");
    height += kTitle + picture.height;
    width = std::max(width, picture.width);
  }
  if (text.empty()) {
    text = Text(10, 22, "", "start", "No causes were found.");
    height = kTitle;
  }
  return Concat(Open(width, height, Concat(result.run.specification, ": who did it")), text,
                "</svg>\n");
}

std::string BlamePicture(const CauseAnalysis& analysis) {
  if (!analysis.blame || !analysis.violation || analysis.blame->steps.empty()) return "";
  constexpr size_t kRow = 24, kTop = 20, kX = 40, kTextX = 64;
  const results::Trace& trace = analysis.violation->trace;
  const Blame& blame = *analysis.blame;
  const size_t rows = trace.states.size();
  size_t longest = 40;
  for (const results::StepBlame& step : blame.steps) longest = std::max(longest, step.step.size());
  const size_t width = kTextX + (longest + 34) * kCharacter;
  const size_t height = kTop + rows * kRow + 30;
  std::string text = Open(width, height, Concat(analysis.property, ": blame along the trace"));
  auto y_of = [&](size_t state) { return kTop + (state - 1) * kRow; };
  Append(&text, "<path class=\"p-line\" d=\"M", kX, " ", y_of(1), " V", y_of(rows), "\"/>\n");
  if (trace.loop_start && !trace.stuttering) {
    const size_t to = y_of(*trace.loop_start), from = y_of(rows);
    Append(&text, "<path class=\"p-line\" d=\"M", kX, " ", from + 2, " C", kX - 30, " ", from + 26,
           " ", kX - 34, " ", to - 8, " ", kX - 9, " ", to, "\"/>\n");
  }
  for (size_t state = 1; state <= rows; ++state) {
    const results::TraceState& shown = trace.states[state - 1];
    // The first step leads into state 2; one more is the step back of a cycle.
    const bool essential =
        state >= 2 && state - 2 < blame.steps.size() && blame.steps[state - 2].essential;
    text += Dot(kX, y_of(state), essential ? "p-bad" : "p-dot");
    text += Text(kX - 14, y_of(state) + 4, "p-faint p-small", "end", Concat(state));
    text += Text(
        kTextX, y_of(state) + 4, essential ? "p-bold" : "p-faint", "start",
        Concat(shown.action ? CallText(*shown.action) : "(start)", essential ? "  essential" : ""));
    if (blame.point_of_no_return == state && state < rows) {
      const size_t y = y_of(state) + kRow / 2;
      Append(&text, "<path class=\"p-cut\" d=\"M", kX - 12, " ", y, " H", width - 190, "\"/>\n",
             Text(width - 10, y + 4, "p-bad p-small", "end", "point of no return"));
    }
  }
  const bool back_is_essential = blame.steps.size() >= rows && blame.steps[rows - 1].essential;
  const std::string end = trace.stuttering ? "and then nothing more, for ever"
                          : trace.loop_start
                              ? Concat(trace.loop_action ? CallText(*trace.loop_action) : "a step",
                                       ", back to state ", *trace.loop_start, ", for ever")
                              : "";
  if (!end.empty()) {
    text += Text(kTextX, y_of(rows) + kRow + 4, back_is_essential ? "p-bad p-bold" : "p-bad",
                 "start", Concat(end, back_is_essential ? "  essential" : ""));
  }
  return text + "</svg>\n";
}

}  // namespace checker::reports
