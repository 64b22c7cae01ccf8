#include "checker/reports/cause_text.h"

#include <algorithm>
#include <vector>

#include "checker/reports/cause_words.h"
#include "checker/reports/concatenation.h"
#include "checker/reports/diagnostic_text.h"
#include "checker/reports/figures.h"
#include "checker/reports/paint.h"
#include "checker/reports/text_report.h"

namespace checker::reports {

using results::Cause;
using results::CauseAnalysis;
using results::CausesResult;
using results::Fix;
using results::Suspect;
using results::Verdict;

namespace {

constexpr size_t kMostCauses = 20;  // of a property; the rest is in --json

// Breaks `text` into lines of `width`; the first is indented by `first`, the others by `rest`.
std::string Wrap(const std::string& text, size_t first, size_t rest, size_t width) {
  std::string result(first, ' ');
  size_t column = first;
  size_t begin = 0;
  bool line_is_empty = true;
  while (begin < text.size()) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    if (!line_is_empty && column + 1 + (end - begin) > width) {
      result += "\n" + std::string(rest, ' ');
      column = rest;
      line_is_empty = true;
    }
    if (!line_is_empty) {
      result += ' ';
      ++column;
    }
    result.append(text, begin, end - begin);
    column += end - begin;
    line_is_empty = false;
    begin = end + 1;
  }
  return result + "\n";
}

class CaseWriter {
 public:
  // `earlier`: one with the very same causes and fixes, told before; may be null.
  CaseWriter(const CauseAnalysis& analysis, const CauseAnalysis* earlier,
             const TextOptions& options)
      : analysis_(analysis), earlier_(earlier), options_(options), paint_(options.color) {}

  std::string Write() {
    Append(&text_, paint_(Role::kHeading, Concat("The case of ", analysis_.property)), "\n");
    WriteDesign();
    if (earlier_ != nullptr) {
      Line(
          Concat("The same causes and the same fixes as in the case of ", earlier_->property, "."));
    } else if (analysis_.searched) {
      WriteVerdict();
      WriteCauses();
      WriteFixes();
      WriteEvidence();
    }
    text_ += '\n';
    return std::move(text_);
  }

 private:
  void Line(const std::string& text, size_t first = 2, size_t rest = 2) {
    text_ += Wrap(text, first, rest, options_.width);
  }

  void WriteDesign() {
    switch (analysis_.design) {
      case Verdict::kFail:
        Line(Concat("The design as configured violates it ",
                    analysis_.violation ? WhenText(*analysis_.violation) : "", "."));
        break;
      case Verdict::kPass:
        Line(analysis_.searched ? "The design as configured keeps it."
                                : "The design as configured keeps it: no violation, no cause. "
                                  "(--all asks what would break it.)");
        break;
      default:
        Line(Concat("The design as configured was not judged", analysis_.reason.empty() ? "" : ": ",
                    analysis_.reason, "."));
        break;
    }
  }

  void WriteVerdict() {
    text_ += '\n';
    for (const std::string& sentence : VerdictSentences(analysis_)) Line(sentence);
  }

  void WriteCauses() {
    const auto& causes = analysis_.minimal_causes;
    if (causes.empty() || (causes.size() == 1 && causes[0].suspects.empty())) return;
    Append(&text_, "\n  ",
           paint_(Role::kHeading, !analysis_.complete ? "What is known to suffice"
                                  : causes.size() == 1
                                      ? "The cause"
                                      : Concat("The ", causes.size(), " minimal causes")),
           " (everybody else innocent)\n");
    for (size_t i = 0; i < causes.size() && i < kMostCauses; ++i) WriteCause(i + 1, causes[i]);
    if (causes.size() > kMostCauses)
      Line(Concat("... and ", causes.size() - kMostCauses, " more; --json has them all"), 4, 4);
  }

  void WriteCause(size_t number, const Cause& cause) {
    std::string line = Concat(number, ". ", CauseText(analysis_, cause));
    if (!cause.proved_minimal) line += " (suffices; whether less would is open)";
    if (!cause.violation) return Line(line, 4, 7);
    Line(Concat(line, ": ", WhenText(*cause.violation)), 4, 7);
    if (options_.quiet) return;
    std::string steps;
    for (const std::string& step : StepsOf(cause.violation->trace))
      Append(&steps, steps.empty() ? "" : " -> ", step);
    text_ += paint_(Role::kFaint, Wrap(steps, 7, 7, options_.width));
  }

  void WriteFixes() {
    const auto& fixes = analysis_.minimal_fixes;
    if (analysis_.design != Verdict::kFail) return;
    if (fixes.empty()) {
      text_ += '\n';
      Line(analysis_.complete
               ? "No change of the suspects ends the violation in this design."
               : "No change that ends the violation was found as far as the search went.");
      return;
    }
    Append(&text_, "\n  ",
           paint_(Role::kHeading,
                  fixes.size() == 1 ? "What to change" : "What to change: any one of these"),
           "\n");
    for (size_t i = 0; i < fixes.size() && i < kMostCauses; ++i) {
      const Fix& fix = fixes[i];
      std::string line = Concat("- ", FixText(analysis_, fix));
      if (!fix.proved_minimal) line += " (suffices; whether less would is open)";
      Line(line, 4, 6);
      if (fix.divergence && !options_.quiet)
        text_ += paint_(Role::kFaint, Wrap(DivergenceText(*fix.divergence), 6, 6, options_.width));
    }
    if (fixes.size() > kMostCauses)
      Line(Concat("... and ", fixes.size() - kMostCauses, " more; --json has them all"), 4, 4);
  }

  void WriteEvidence() {
    if (options_.quiet) return;
    const std::vector<std::string> blame = BlameSentences(analysis_);
    if (!blame.empty()) text_ += '\n';
    for (const std::string& sentence : blame) Line(sentence);
    text_ += '\n';
    std::string line =
        Concat("Evidence: ", Plural(static_cast<uint64_t>(analysis_.designs), "design"), ", ",
               CountText(analysis_.runs), analysis_.runs == 1 ? " search, " : " searches, ",
               CountText(analysis_.distinct_states), " distinct states");
    if (analysis_.judgements > 0)
      Append(&line, ", ", Plural(analysis_.judgements, "judgement"), " of a temporal property");
    Append(&line, ". ",
           analysis_.complete ? "Every cause and fix is listed, and each is proved minimal." : "");
    text_ += paint_(Role::kFaint, Wrap(line, 2, 2, options_.width));
    if (!analysis_.complete) {
      Line(Concat(
          "Open: ", analysis_.reason.empty() ? "some designs were not judged" : analysis_.reason,
          ". ",
          analysis_.designs_open > 0
              ? Concat("Nothing is said about ",
                       CountText(static_cast<uint64_t>(analysis_.designs_open)), " of ",
                       CountText(static_cast<uint64_t>(analysis_.designs)), " designs.")
              : ""));
    }
  }

  const CauseAnalysis& analysis_;
  const CauseAnalysis* const earlier_;
  const TextOptions& options_;
  const Paint paint_;
  std::string text_;
};

bool IsAlike(const CauseAnalysis& a, const CauseAnalysis& b) {
  auto same_causes = [](const Cause& x, const Cause& y) { return x.suspects == y.suspects; };
  auto same_fixes = [](const Fix& x, const Fix& y) { return x.suspects == y.suspects; };
  return a.searched && b.searched && a.complete && b.complete && a.design == b.design &&
         !a.minimal_causes.empty() &&
         std::equal(a.minimal_causes.begin(), a.minimal_causes.end(), b.minimal_causes.begin(),
                    b.minimal_causes.end(), same_causes) &&
         std::equal(a.minimal_fixes.begin(), a.minimal_fixes.end(), b.minimal_fixes.begin(),
                    b.minimal_fixes.end(), same_fixes);
}

const CauseAnalysis* EarlierLike(const CausesResult& result, size_t number) {
  for (size_t i = 0; i < number; ++i) {
    if (IsAlike(result.properties[i], result.properties[number])) return &result.properties[i];
  }
  return nullptr;
}

std::string LineUpText(const CausesResult& result) {
  std::vector<const Suspect*> all;
  for (const CauseAnalysis& analysis : result.properties) {
    for (const Suspect& suspect : analysis.suspects) {
      const bool known = std::any_of(all.begin(), all.end(),
                                     [&](const Suspect* s) { return s->name == suspect.name; });
      if (!known) all.push_back(&suspect);
    }
  }
  size_t width = 0;
  for (const Suspect* suspect : all) width = std::max(width, suspect->name.size());
  std::string text = Concat("The line-up: ", Plural(all.size(), "suspect"), "\n");
  for (const Suspect* suspect : all) {
    Append(&text, "  ", suspect->guilty_in_design ? "* " : "  ", suspect->name,
           std::string(width - suspect->name.size(), ' '), "  guilty: ", suspect->guilty,
           ", innocent: ", suspect->innocent, "\n");
  }
  return text + "  (* guilty in the design as configured)\n\n";
}

// Properties x suspects: what tells a blip from an outage for good.
std::string TableText(const CausesResult& result) {
  std::vector<const CauseAnalysis*> columns;
  std::vector<std::string> rows;
  for (const CauseAnalysis& analysis : result.properties) {
    if (!analysis.complete || analysis.minimal_causes.empty()) continue;
    columns.push_back(&analysis);
    for (const Suspect& suspect : analysis.suspects) {
      if (std::find(rows.begin(), rows.end(), suspect.name) == rows.end())
        rows.push_back(suspect.name);
    }
  }
  if (columns.size() < 2) return "";
  size_t width = 0;
  for (const std::string& row : rows) width = std::max(width, row.size());
  std::string text = "Whose hand is in what\n";
  for (size_t c = 0; c < columns.size(); ++c)
    Append(&text, "  ", static_cast<char>('A' + c % 26), ": ", columns[c]->property, "\n");
  Append(&text, "\n  ", std::string(width, ' '));
  for (size_t c = 0; c < columns.size(); ++c)
    Append(&text, "    ", static_cast<char>('A' + c % 26), c + 1 < columns.size() ? "  " : "\n");
  for (const std::string& row : rows) {
    std::string line = Concat("  ", row, std::string(width - row.size(), ' '));
    for (const CauseAnalysis* column : columns) {
      switch (PartOf(*column, row)) {
        case Part::kEvery:
          line += "  every";
          break;
        case Part::kAlone:
          line += "  alone";
          break;
        case Part::kSome:
          line += "  some ";
          break;
        case Part::kNone:
          line += "    -  ";
          break;
      }
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text + "\n";
}

std::string SummaryText(const CausesResult& result, const TextOptions& options) {
  results::Result run = result.run;
  if (run.reason.empty()) {
    std::vector<std::string> failing;
    for (const CauseAnalysis& analysis : result.properties) {
      if (analysis.design == Verdict::kFail) failing.push_back(analysis.property);
    }
    if (run.verdict == Verdict::kFail) {
      run.reason = Concat("the design as configured violates ", Enumeration(failing),
                          "; see above who did it and what to change");
    } else if (run.verdict == Verdict::kPass) {
      run.reason = "the design as configured violates none of its properties";
    }
  }
  return VerdictText(run, options);
}

}  // namespace

std::string CausesText(const CausesResult& result, const TextOptions& options) {
  std::string text;
  for (const results::RunDiagnostic& diagnostic : result.run.diagnostics)
    text += DiagnosticText(diagnostic, options);
  if (!text.empty()) text += '\n';
  if (!result.properties.empty() && !options.quiet) text += LineUpText(result);
  for (size_t i = 0; i < result.properties.size(); ++i) {
    text += CaseWriter(result.properties[i], EarlierLike(result, i), options).Write();
  }
  text += TableText(result);
  return text + SummaryText(result, options);
}

}  // namespace checker::reports
