#include "checker/reports/cause_page.h"

#include <algorithm>

#include "checker/reports/cause_words.h"
#include "checker/reports/concatenation.h"
#include "checker/reports/figures.h"
#include "checker/reports/place_text.h"
#include "checker/reports/trace_difference.h"

namespace checker::reports {

using model::transitions::Datum;
using model::transitions::ToText;
using results::Cause;
using results::CauseAnalysis;
using results::CausesResult;
using results::Fix;
using results::Suspect;
using results::Trace;
using results::Verdict;

namespace {

constexpr std::string_view kStyle = R"(
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fdfdfb; }
h1 { font-size: 1.6rem; } h2 { margin-top: 3rem; border-bottom: 2px solid #222; } h3 { margin-top: 1.6rem; }
table { border-collapse: collapse; } td, th { padding: .15rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd; }
.guilty { color: #b3261e; font-weight: 600; } .good { color: #1b6e3c; } .faint { color: #777; }
.verdict { font-size: 1.1rem; background: #f3efe4; padding: .6rem 1rem; border-left: 4px solid #b3261e; }
details { margin: .4rem 0; } summary { cursor: pointer; } code, pre, .step { font-family: ui-monospace, monospace; font-size: .87rem; }
.trace td:first-child { color: #777; } .apart td { background: #fbe9e7; }
svg { max-width: 100%; height: auto; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #1b1b1b; } .verdict { background: #2a2620; } h2 { border-color: #ddd; }
  td, th { border-color: #444; } .guilty { color: #ff8a80; } .good { color: #81c995; } .apart td { background: #40201d; } svg { background: #fdfdfb; } }
)";

constexpr size_t kMostColumns = 24;  // of causes, and of fixes, in a picture

std::string Escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

bool Has(const results::SuspectNames& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string ChangesText(const Trace& trace, size_t i) {
  std::string text;
  for (size_t v = 0; v < trace.states[i].variables.size(); ++v) {
    const auto& [name, value] = trace.states[i].variables[v];
    if (i > 0 && v < trace.states[i].changed.size() && !trace.states[i].changed[v]) continue;
    if (i == 0) {
      Append(&text, text.empty() ? "" : "<br>", Escaped(Concat(name, " = ", ToText(value))));
      continue;
    }
    for (const auto& [part, part_value] :
         ChangedParts(name, trace.states[i - 1].variables[v].second, value)) {
      Append(&text, text.empty() ? "" : "<br>", Escaped(Concat(part, " = ", ToText(part_value))));
    }
  }
  return text;
}

std::string TraceTable(const Trace& trace, size_t apart = 0) {
  std::string text =
      "<table class=\"trace\">\n<tr><th></th><th>step</th><th>what it changed</th></tr>\n";
  for (size_t i = 0; i < trace.states.size(); ++i) {
    const auto& state = trace.states[i];
    Append(&text, apart != 0 && i >= apart ? "<tr class=\"apart\">" : "<tr>", "<td>", i + 1,
           "</td><td class=\"step\">",
           state.action ? Escaped(CallText(*state.action)) : std::string("(start)"),
           "</td><td><code>", ChangesText(trace, i), "</code></td></tr>\n");
  }
  if (trace.stuttering)
    text += "<tr><td></td><td>and then nothing more, for ever</td><td></td></tr>\n";
  if (!trace.stuttering && trace.loop_start) {
    Append(&text, "<tr><td></td><td class=\"step\">",
           trace.loop_action ? Escaped(CallText(*trace.loop_action)) : std::string(),
           "</td><td>back to state ", *trace.loop_start, ", for ever</td></tr>\n");
  }
  return text + "</table>\n";
}

std::string Dot(size_t x, size_t y, std::string_view color, bool filled) {
  return Concat("<circle cx=\"", x, "\" cy=\"", y, "\" r=\"7\" stroke=\"", color,
                "\" stroke-width=\"2\" fill=\"", filled ? color : "none", "\"/>\n");
}

std::string LineUpTable(const CauseAnalysis& analysis) {
  std::string text =
      "<table>\n<tr><th>suspect</th><th>guilty</th><th>innocent</th><th>in this "
      "design</th><th>role</th></tr>\n";
  for (const Suspect& suspect : analysis.suspects) {
    std::string role = "in no cause";
    switch (PartOf(analysis, suspect.name)) {
      case Part::kEvery:
        role = Has(analysis.sufficient_alone, suspect.name) ? "the cause, alone" : "in every cause";
        break;
      case Part::kAlone:
        role = "suffices alone";
        break;
      case Part::kSome:
        role = "contributes";
        break;
      case Part::kNone:
        break;
    }
    if (!analysis.searched) role = "";
    Append(&text, "<tr><td>", Escaped(suspect.name), "</td><td>", Escaped(suspect.guilty),
           "</td><td>", Escaped(suspect.innocent), "</td><td",
           suspect.guilty_in_design ? " class=\"guilty\">guilty" : ">innocent", "</td><td>", role,
           "</td></tr>\n");
  }
  return text + "</table>\n";
}

std::string SideBySide(const CauseAnalysis& analysis, const Fix& fix) {
  const auto& divergence = *fix.divergence;
  std::string text = "<table><tr><th>the design as configured</th><th>the same with ";
  Append(&text, Escaped(FixText(analysis, fix)), "</th></tr>\n<tr><td>\n",
         TraceTable(analysis.violation->trace, divergence.state), "</td><td>\n");
  Trace common;
  const size_t shared = std::min<size_t>(divergence.state, analysis.violation->trace.states.size());
  common.states.assign(analysis.violation->trace.states.begin(),
                       analysis.violation->trace.states.begin() + static_cast<long>(shared));
  if (shared > 0) text += TraceTable(common);
  Append(&text, "<p class=\"good\">", Escaped(DivergenceText(divergence)),
         ".</p>\n</td></tr></table>\n");
  return text;
}

void WriteCauses(const CauseAnalysis& analysis, std::string* text) {
  if (analysis.minimal_causes.empty()) return;
  Append(text, "<h3>Minimal causes</h3>\n");
  for (const Cause& cause : analysis.minimal_causes) {
    Append(text, "<details><summary><b>", Escaped(SetText(cause.suspects)), "</b>");
    if (cause.violation) Append(text, ": ", Escaped(WhenText(*cause.violation)));
    if (!cause.proved_minimal)
      *text += " <span class=\"faint\">(suffices; whether less would is open)</span>";
    *text += "</summary>\n";
    if (cause.violation) *text += TraceTable(cause.violation->trace);
    *text += "</details>\n";
  }
}

void WriteFixes(const CauseAnalysis& analysis, std::string* text) {
  if (analysis.design != Verdict::kFail) return;
  *text += "<h3>What to change</h3>\n";
  if (analysis.minimal_fixes.empty())
    *text += "<p>No change of the suspects is known to end the violation.</p>\n";
  for (const Fix& fix : analysis.minimal_fixes) {
    Append(text, "<details><summary><b>", Escaped(FixText(analysis, fix)), "</b>");
    if (!fix.proved_minimal)
      *text += " <span class=\"faint\">(suffices; whether less would is open)</span>";
    *text += "</summary>\n";
    if (fix.divergence && analysis.violation) *text += SideBySide(analysis, fix);
    *text += "</details>\n";
  }
}

std::string CaseSection(const CauseAnalysis& analysis) {
  std::string text = Concat("<h2>The case of ", Escaped(analysis.property), "</h2>\n");
  if (analysis.design == Verdict::kFail) {
    Append(&text, "<p class=\"guilty\">The design as configured violates it ",
           analysis.violation ? Escaped(WhenText(*analysis.violation)) : std::string(), ".</p>\n");
  } else if (analysis.design == Verdict::kPass) {
    text += "<p class=\"good\">The design as configured keeps it.</p>\n";
  }
  if (analysis.searched) {
    text += "<p class=\"verdict\">";
    for (const std::string& sentence : VerdictSentences(analysis))
      Append(&text, Escaped(sentence), " ");
    text += "</p>\n";
    if (!analysis.complete)
      Append(&text, "<p class=\"guilty\">Open: ", Escaped(analysis.reason), ".</p>\n");
  }
  text += LineUpTable(analysis);
  if (!analysis.searched) return text;
  if (!analysis.minimal_causes.empty())
    Append(&text, "<h3>Who with whom</h3>\n", CausePicture(analysis));
  WriteCauses(analysis, &text);
  WriteFixes(analysis, &text);
  for (const std::string& sentence : BlameSentences(analysis))
    Append(&text, "<p>", Escaped(sentence), "</p>\n");
  Append(&text, "<p class=\"faint\">", CountText(static_cast<uint64_t>(analysis.designs)),
         " designs, ", CountText(analysis.runs), " searches, ", CountText(analysis.distinct_states),
         " distinct states, ", CountText(analysis.judgements), " judgements.",
         analysis.complete ? " Every cause and fix is listed, and each is proved minimal." : "",
         "</p>\n");
  return text;
}

}  // namespace

std::string CausePicture(const CauseAnalysis& analysis) {
  constexpr size_t kRow = 26, kColumn = 30, kTop = 46;
  size_t longest = 0;
  for (const Suspect& suspect : analysis.suspects) longest = std::max(longest, suspect.name.size());
  const size_t left = 20 + longest * 8;
  const size_t causes = std::min(analysis.minimal_causes.size(), kMostColumns);
  const size_t fixes = std::min(analysis.minimal_fixes.size(), kMostColumns);
  const size_t fix_left = left + causes * kColumn + (causes > 0 ? kColumn : 0);
  const size_t width = std::max(fix_left + fixes * kColumn, left + 160) + 20;
  const size_t height = kTop + analysis.suspects.size() * kRow + 12;
  std::string text = Concat("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ", width, " ",
                            height, "\" width=\"", width, "\" height=\"", height,
                            "\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\">\n<title>",
                            Escaped(analysis.property), ": suspects, causes and fixes</title>\n");
  if (causes > 0)
    Append(&text, "<text x=\"", left,
           "\" y=\"18\" fill=\"#b3261e\" font-weight=\"bold\">causes</text>\n");
  if (fixes > 0)
    Append(&text, "<text x=\"", fix_left,
           "\" y=\"18\" fill=\"#1b6e3c\" font-weight=\"bold\">fixes</text>\n");
  for (size_t c = 0; c < causes; ++c) {
    Append(&text, "<text x=\"", left + c * kColumn + 8,
           "\" y=\"36\" fill=\"#777\" text-anchor=\"middle\">", c + 1, "</text>\n");
  }
  for (size_t r = 0; r < analysis.suspects.size(); ++r) {
    const Suspect& suspect = analysis.suspects[r];
    const size_t y = kTop + r * kRow + kRow / 2;
    if (r % 2 == 0)
      Append(&text, "<rect x=\"0\" y=\"", y - kRow / 2, "\" width=\"", width, "\" height=\"", kRow,
             "\" fill=\"#f3efe4\"/>\n");
    Append(&text, "<text x=\"8\" y=\"", y + 4, "\" fill=\"",
           suspect.guilty_in_design ? "#b3261e" : "#444", "\">", Escaped(suspect.name),
           "</text>\n");
    for (size_t c = 0; c < causes; ++c) {
      if (Has(analysis.minimal_causes[c].suspects, suspect.name)) {
        text +=
            Dot(left + c * kColumn + 8, y, "#b3261e", analysis.minimal_causes[c].proved_minimal);
      }
    }
    for (size_t f = 0; f < fixes; ++f) {
      if (Has(analysis.minimal_fixes[f].suspects, suspect.name)) {
        text +=
            Dot(fix_left + f * kColumn + 8, y, "#1b6e3c", analysis.minimal_fixes[f].proved_minimal);
      }
    }
  }
  return text + "</svg>\n";
}

std::string CausePage(const CausesResult& result) {
  std::string text = Concat(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "name=\"viewport\" content=\"width=device-width\">\n"
      "<title>Whodunnit: ",
      Escaped(result.run.specification), "</title>\n<style>", kStyle,
      "</style>\n</head>\n<body>\n<h1>Whodunnit: ", Escaped(result.run.specification),
      "</h1>\n<p class=\"faint\">Configuration ", Escaped(result.run.configuration),
      ". Verdict: ", NameOf(result.run.verdict), result.run.reason.empty() ? "" : ". ",
      Escaped(result.run.reason), "</p>\n");
  for (const results::RunDiagnostic& diagnostic : result.run.diagnostics) {
    Append(&text, "<p class=\"guilty\">", diagnostic.severity, ": ", Escaped(diagnostic.message),
           "</p>\n");
  }
  for (const CauseAnalysis& analysis : result.properties) text += CaseSection(analysis);
  return text + "</body>\n</html>\n";
}

}  // namespace checker::reports
