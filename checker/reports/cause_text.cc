#include "checker/reports/cause_text.h"

#include <algorithm>
#include <vector>

#include "checker/reports/cause_beside.h"
#include "checker/reports/cause_words.h"
#include "checker/reports/concatenation.h"
#include "checker/reports/diagnostic_text.h"
#include "checker/reports/figures.h"
#include "checker/reports/paint.h"
#include "checker/reports/text_report.h"

namespace checker::reports {

using model::transitions::ToText;
using results::Cause;
using results::CauseAnalysis;
using results::CausesResult;
using results::Fix;
using results::Suspect;
using results::Verdict;

namespace {

constexpr size_t kMostCauses = 20;  // of a property; the rest is in --json
constexpr size_t kMostRows = 12;    // of two traces side by side; the rest is in --html

// Breaks `text` into lines of `width`; the first is indented by `first`, the others by `rest`.
std::string Wrap(const std::string& text, size_t first, size_t rest, size_t width) {
  std::string result(first, ' ');
  size_t column = first;
  size_t begin = 0;
  bool line_is_empty = true;
  while (begin < text.size()) {
    const size_t end = std::min(text.find_first_of(" \n", begin), text.size());
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

size_t Characters(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;  // UTF-8
  }));
}

// Cut or filled up to `width` characters.
std::string Padded(std::string text, size_t width) {
  if (Characters(text) <= width) return text + std::string(width - Characters(text), ' ');
  while (Characters(text) + 3 > width) text.pop_back();
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0) == 0xc0) text.pop_back();
  return text + "...";
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
      WriteDangers();
      WriteVerdict();
      WriteCauses();
      WriteFixes();
      if (!options_.quiet) {
        WriteBeside();
        WriteBlame();
        WriteEvidence();
      }
      WriteWhatIsOpen();
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

  void WriteDangers() {
    const auto& dangers = analysis_.minimal_dangers;
    if (dangers.empty()) return;
    text_ += '\n';
    for (const std::string& sentence : DangerSentences(analysis_)) Line(sentence);
    Append(&text_, "\n  ", paint_(Role::kHeading, "What would break it"), "\n");
    for (size_t i = 0; i < dangers.size() && i < kMostCauses; ++i)
      WriteWithTrace(Concat("- ", ChangesText(analysis_, dangers[i].suspects)), dangers[i], 6);
    if (dangers.size() > kMostCauses)
      Line(Concat("... and ", dangers.size() - kMostCauses, " more; --json has them all"), 4, 4);
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
    for (size_t i = 0; i < causes.size() && i < kMostCauses; ++i)
      WriteWithTrace(Concat(i + 1, ". ", CauseText(analysis_, causes[i])), causes[i], 7);
    if (causes.size() > kMostCauses)
      Line(Concat("... and ", causes.size() - kMostCauses, " more; --json has them all"), 4, 4);
  }

  void WriteWithTrace(std::string line, const Cause& cause, size_t indent) {
    if (!cause.proved_minimal) line += " (suffices; whether less would is open)";
    if (!cause.violation) return Line(line, 4, indent);
    Line(Concat(line, ": ", WhenText(*cause.violation)), 4, indent);
    if (options_.quiet) return;
    std::string steps;
    for (const std::string& step : StepsOf(cause.violation->trace))
      Append(&steps, steps.empty() ? "" : " -> ", step);
    if (!steps.empty()) text_ += paint_(Role::kFaint, Wrap(steps, indent, indent, options_.width));
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
      Line(Concat("- ", FixText(analysis_, fix), FixRemark(analysis_, fix)), 4, 6);
      if (fix.divergence && !fix.leaves_no_behaviour && !options_.quiet)
        text_ += paint_(Role::kFaint, Wrap(DivergenceText(*fix.divergence), 6, 6, options_.width));
    }
    if (fixes.size() > kMostCauses)
      Line(Concat("... and ", fixes.size() - kMostCauses, " more; --json has them all"), 4, 4);
  }

  // The failing design beside the nearest passing one, from where they part.
  void WriteBeside() {
    if (!analysis_.nearest_fix || !analysis_.violation) return;
    const Fix& fix = analysis_.minimal_fixes[*analysis_.nearest_fix];
    if (!fix.divergence || fix.divergence->step.empty() || fix.divergence->state == 0) return;
    const std::vector<BesideRow> rows = RowsBeside(PlainTrace(analysis_), *fix.divergence);
    size_t steps = 4;
    for (const BesideRow& row : rows) steps = std::max(steps, Characters(row.step));
    steps = std::min<size_t>(steps, 26);
    const size_t column = (options_.width - 4 - steps - 6) / 2;
    Append(&text_, "\n  ",
           paint_(Role::kHeading, "Side by side with the nearest design that keeps it"),
           Concat(" (the same steps; alike up to state ", fix.divergence->state, ")\n"));
    Columns("step", "as configured", Concat("with ", FixText(analysis_, fix)), steps, column);
    size_t shown = 0;
    for (const BesideRow& row : rows) {
      if (!row.apart && row.possible) continue;
      if (++shown > kMostRows) return Line("... (--html shows the rest)", 4, 4);
      WriteRow(row, steps, column);
    }
    const results::Trace& failing = analysis_.violation->trace;
    if (failing.stuttering || failing.loop_start)
      Columns("", "... and so on, for ever", "", steps, column);
  }

  void WriteRow(const BesideRow& row, size_t steps, size_t column) {
    std::vector<std::pair<std::string, std::string>> cells;
    if (!row.possible) cells.emplace_back("(taken)", "(can't happen)");
    for (const DifferingPart& part : row.news) {
      cells.emplace_back(Concat(part.name, " = ", ToText(part.one)),
                         Concat(part.name, " = ", ToText(part.other)));
    }
    if (cells.empty()) cells.emplace_back("(taken)", "(taken as well)");
    for (size_t i = 0; i < cells.size(); ++i)
      Columns(i == 0 ? row.step : "", cells[i].first, cells[i].second, steps, column);
  }

  // A line of the table; what is too long is cut.
  void Columns(const std::string& step, const std::string& one, const std::string& other,
               size_t steps, size_t column) {
    std::string line = Concat("    ", Padded(step, steps), "   ", Padded(one, column), "   ",
                              Padded(other, column));
    line.erase(line.find_last_not_of(' ') + 1);
    text_ += line + "\n";
  }

  void WriteBlame() {
    const std::vector<std::string> blame = BlameSentences(analysis_);
    if (blame.empty()) return;
    Append(&text_, "\n  ", paint_(Role::kHeading, "Along the trace of the design as configured"),
           "\n");
    for (const std::string& sentence : blame) Line(sentence, 4, 4);
  }

  void WriteEvidence() {
    std::string line = Concat("Evidence: ", ScopeText(analysis_), ", ", CountText(analysis_.runs),
                              analysis_.runs == 1 ? " search, " : " searches, ",
                              CountText(analysis_.distinct_states), " distinct states");
    if (analysis_.judgements > 0)
      Append(&line, ", ", Plural(analysis_.judgements, "judgement"), " of a temporal property");
    Append(&line, ". ", CompletenessText(analysis_));
    Append(&text_, "\n", paint_(Role::kFaint, Wrap(line, 2, 2, options_.width)));
  }

  void WriteWhatIsOpen() {
    if (const std::string refuted = RefutedText(analysis_); !refuted.empty()) Line(refuted);
    if (analysis_.complete) return;
    std::string line = Concat(
        "Open: ", analysis_.reason.empty() ? "some designs were not judged" : analysis_.reason,
        ".");
    if (analysis_.designs_open > 0) {
      Append(&line, " Nothing is said about ",
             CountText(static_cast<uint64_t>(analysis_.designs_open)), " of ",
             CountText(static_cast<uint64_t>(analysis_.designs)), " designs.");
    }
    Line(line);
  }

  const CauseAnalysis& analysis_;
  const CauseAnalysis* const earlier_;
  const TextOptions& options_;
  const Paint paint_;
  std::string text_;
};

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
    if (!analysis.complete) continue;
    columns.push_back(&analysis);
    for (const Suspect& suspect : analysis.suspects) {
      if (std::find(rows.begin(), rows.end(), suspect.name) == rows.end())
        rows.push_back(suspect.name);
    }
  }
  const bool telling = std::any_of(columns.begin(), columns.end(), [](const CauseAnalysis* column) {
    return !column->minimal_causes.empty();
  });
  if (columns.size() < 2 || !telling) return "";
  size_t width = 0;
  for (const std::string& row : rows) width = std::max(width, row.size());
  std::string text = "Whose hand is in what\n";
  for (size_t c = 0; c < columns.size(); ++c)
    Append(&text, "  ", static_cast<char>('A' + c % 26), ": ", columns[c]->property,
           columns[c]->minimal_causes.empty()               ? " (no cause)"
           : columns[c]->minimal_causes[0].suspects.empty() ? " (violated whoever is innocent)"
                                                            : "",
           "\n");
  Append(&text, "\n  ", std::string(width, ' '));
  for (size_t c = 0; c < columns.size(); ++c)
    Append(&text, "    ", static_cast<char>('A' + c % 26), c + 1 < columns.size() ? "  " : "\n");
  for (const std::string& row : rows) {
    std::string line = Concat("  ", row, std::string(width - row.size(), ' '));
    for (const CauseAnalysis* column : columns) {
      switch (PartOf(*column, row)) {
        case Part::kEvery: line += "  every"; break;
        case Part::kAlone: line += "  alone"; break;
        case Part::kSome: line += "  some "; break;
        case Part::kNone: line += "    -  "; break;
      }
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text +
         "\n  every: in every cause; alone: suffices alone; some: in some causes; -: in none\n\n";
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
