#include "checker/reports/cause_page.h"

#include <algorithm>
#include <vector>

#include "checker/reports/cause_beside.h"
#include "checker/reports/cause_picture.h"
#include "checker/reports/cause_words.h"
#include "checker/reports/concatenation.h"
#include "checker/reports/figures.h"
#include "checker/reports/place_text.h"
#include "checker/reports/trace_difference.h"

namespace checker::reports {

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
:root { color-scheme: light dark; --ink: #1f2328; --faint: #59636e; --paper: #fcfbf8; --card: #fff; --rule: #ddd8cc;
  --bad: #b3261e; --bad-soft: #fbe9e6; --good: #1a6b3c; --good-soft: #e6f3ea; --band: #f2efe8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e3dd; --faint: #a39f97; --paper: #191817; --card: #211f1d; --rule: #3d3a35;
  --bad: #ff8f84; --bad-soft: #41211d; --good: #7fd19b; --good-soft: #1d3325; --band: #2b2926; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.5rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .2rem; } h2 { font-size: 1.35rem; margin: 0 0 .6rem; }
h3 { font-size: 1.02rem; margin: 1.8rem 0 .5rem; } p { margin: .5rem 0; } a { color: inherit; }
header { border-bottom: 3px solid var(--ink); padding-bottom: 1rem; margin-bottom: 1.5rem; }
.faint { color: var(--faint); font-size: .88rem; } .bad { color: var(--bad); } .good { color: var(--good); }
code, .step { font: .86rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
section { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 1.2rem 1.5rem 1.4rem; margin: 1.5rem 0; }
.chip { display: inline-block; border-radius: 1rem; padding: 0 .7rem; font-size: .85rem; font-weight: 600; margin-left: .6rem; vertical-align: 2px; }
.chip.bad { background: var(--bad-soft); } .chip.good { background: var(--good-soft); }
.verdict { border-left: 4px solid var(--bad); background: var(--band); padding: .6rem 1rem; border-radius: 0 6px 6px 0; font-size: 1.06rem; }
.verdict.good { border-color: var(--good); color: inherit; } .verdict p { margin: .25rem 0; }
table { border-collapse: collapse; } th { text-align: left; font-weight: 600; font-size: .85rem; color: var(--faint); }
td, th { padding: .22rem .8rem .22rem 0; vertical-align: top; border-bottom: 1px solid var(--rule); }
td code { overflow-wrap: anywhere; } .wide { overflow-x: auto; } .wide table { min-width: 100%; }
th.part { max-width: 9rem; } .part { text-align: center; border-radius: 4px; } td.every { background: var(--bad-soft); color: var(--bad); font-weight: 600; }
td.some { color: var(--bad); } td.none { color: var(--faint); }
.number { color: var(--faint); text-align: right; font-variant-numeric: tabular-nums; width: 2.2rem; }
.apart td { background: var(--bad-soft); } .apart td.fixed { background: var(--good-soft); } .common td { color: var(--faint); }
ol, ul { padding-left: 1.4rem; margin: .4rem 0; } li { margin: .3rem 0; }
details { border-top: 1px solid var(--rule); padding: .45rem 0; } summary { cursor: pointer; } summary b { font-weight: 600; }
details > :not(summary) { margin-left: 1.1rem; }
svg { max-width: 100%; height: auto; display: block; margin: .4rem 0; }
@media print { :root { color-scheme: light; --ink: #000; --faint: #444; --paper: #fff; --card: #fff; --rule: #bbb; --bad: #b3261e; --bad-soft: #fbe9e6;
  --good: #1a6b3c; --good-soft: #e6f3ea; --band: #f2efe8; } body { font-size: 11pt; padding: 0; max-width: none; }
  section { border: 0; padding: 0; } .wide { overflow: visible; } table { font-size: 9pt; } td, th { padding-right: .5rem; } h2, h3, summary { break-after: avoid; } tr, svg { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } details::details-content { content-visibility: visible; block-size: auto; } }
)";

std::string Code(std::string_view text) { return Concat("<code>", Escaped(text), "</code>"); }

// A name that may be broken before its words: Endpoint<wbr>Resolves.
std::string Breakable(const std::string& name) {
  std::string text;
  for (size_t i = 0; i < name.size(); ++i) {
    const bool word = i > 0 && name[i] >= 'A' && name[i] <= 'Z' && name[i - 1] >= 'a';
    if (word || (i > 0 && name[i - 1] == '_')) text += "<wbr>";
    text += Escaped(name.substr(i, 1));
  }
  return text;
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

std::string TraceTable(const Trace& trace) {
  std::string text =
      "<div class=\"wide\"><table>\n<tr><th></th><th>step</th><th>what it changed</th></tr>\n";
  for (size_t i = 0; i < trace.states.size(); ++i) {
    const auto& state = trace.states[i];
    Append(&text, "<tr><td class=\"number\">", i + 1, "</td><td class=\"step\">",
           state.action ? Escaped(CallText(*state.action)) : std::string("(start)"),
           "</td><td><code>", ChangesText(trace, i), "</code></td></tr>\n");
  }
  if (trace.stuttering)
    text += "<tr><td></td><td class=\"bad\">and then nothing more, for ever</td><td></td></tr>\n";
  if (!trace.stuttering && trace.loop_start) {
    Append(&text, "<tr><td></td><td class=\"step\">",
           trace.loop_action ? Escaped(CallText(*trace.loop_action)) : std::string(),
           "</td><td class=\"bad\">back to state ", *trace.loop_start, ", for ever</td></tr>\n");
  }
  return text + "</table></div>\n";
}

// --- All properties ---

std::string PartCell(const CauseAnalysis& analysis, const std::string& suspect) {
  if (!analysis.searched) return "<td class=\"part none\"></td>";
  if (!analysis.complete) return "<td class=\"part none\">?</td>";
  switch (PartOf(analysis, suspect)) {
    case Part::kEvery: return "<td class=\"part every\">in every cause</td>";
    case Part::kAlone: return "<td class=\"part every\">suffices alone</td>";
    case Part::kSome: return "<td class=\"part some\">in some causes</td>";
    case Part::kNone: break;
  }
  return "<td class=\"part none\">&ndash;</td>";
}

// Suspects x properties: the line-up, and who has a hand in what.
std::string LineUpTable(const CausesResult& result) {
  std::vector<const Suspect*> suspects;
  for (const CauseAnalysis& analysis : result.properties) {
    for (const Suspect& suspect : analysis.suspects) {
      const bool known = std::any_of(suspects.begin(), suspects.end(), [&](const Suspect* other) {
        return other->name == suspect.name;
      });
      if (!known) suspects.push_back(&suspect);
    }
  }
  std::string text =
      "<div class=\"wide\"><table>\n<tr><th>suspect</th><th>guilty</th><th>innocent</th>"
      "<th>as configured</th>";
  for (size_t p = 0; p < result.properties.size(); ++p) {
    Append(&text, "<th class=\"part\"><a href=\"#case", p + 1, "\">",
           Breakable(result.properties[p].property), "</a></th>");
  }
  text += "</tr>\n";
  for (const Suspect* suspect : suspects) {
    Append(&text, "<tr><td><b>", Escaped(suspect->name), "</b></td><td>", Escaped(suspect->guilty),
           "</td><td>", Escaped(suspect->innocent), "</td><td",
           suspect->guilty_in_design ? " class=\"bad\">guilty" : ">innocent", "</td>");
    for (const CauseAnalysis& analysis : result.properties) {
      text += FindSuspect(analysis, suspect->name) == nullptr ? "<td class=\"part none\"></td>"
                                                              : PartCell(analysis, suspect->name);
    }
    text += "</tr>\n";
  }
  return text + "</table></div>\n";
}

// --- One property ---

// A set and its trace, folded away.
void WriteWithTrace(const std::string& name, const Cause& cause, bool open, std::string* text) {
  std::string title = Concat("<b>", Escaped(name), "</b>");
  if (cause.violation) Append(&title, ": ", Escaped(WhenText(*cause.violation)));
  if (!cause.proved_minimal)
    title += " <span class=\"faint\">(suffices; whether less would is open)</span>";
  if (!cause.violation) {
    Append(text, "<p>", title, "</p>\n");
    return;
  }
  Append(text, open ? "<details open>" : "<details>", "<summary>", title, "</summary>\n",
         TraceTable(cause.violation->trace), "</details>\n");
}

void WriteCauses(const CauseAnalysis& analysis, std::string* text) {
  if (analysis.minimal_causes.empty()) return;
  *text +=
      "<h3>Minimal causes: each suffices with everybody else innocent, and no part of it "
      "does</h3>\n";
  size_t number = 0;
  for (const Cause& cause : analysis.minimal_causes) {
    WriteWithTrace(Concat(++number, ". ", CauseText(analysis, cause)), cause, false, text);
  }
}

void WriteDangers(const CauseAnalysis& analysis, std::string* text) {
  if (analysis.minimal_dangers.empty()) return;
  *text += "<h3>What would break it</h3>\n";
  for (const std::string& sentence : DangerSentences(analysis))
    Append(text, "<p>", Escaped(sentence), "</p>\n");
  for (const Cause& danger : analysis.minimal_dangers)
    WriteWithTrace(reports::ChangesText(analysis, danger.suspects), danger, false, text);
}

std::string BesideTable(const CauseAnalysis& analysis, const Fix& fix) {
  const Trace& failing = PlainTrace(analysis);
  const Trace& fixed = fix.divergence->trace;
  const std::vector<BesideRow> rows = RowsBeside(failing, *fix.divergence);
  std::string text = Concat(
      "<div class=\"wide\"><table>\n<tr><th></th><th>step</th><th>the design as configured</th>"
      "<th>with ",
      Escaped(FixText(analysis, fix)), "</th></tr>\n");
  for (const BesideRow& row : rows) {
    const bool back = row.failing >= failing.states.size();
    Append(&text, "<tr class=\"", row.apart || !row.possible ? "apart" : "common",
           "\"><td class=\"number\">", row.into, "</td><td class=\"step\">",
           row.step.empty() ? "(start)" : Escaped(row.step));
    if (!row.apart && row.possible) {
      Append(&text, "</td><td colspan=\"2\"><code>",
             back ? std::string("the same") : ChangesText(failing, row.failing),
             "</code></td></tr>\n");
      continue;
    }
    std::string here, there;
    for (const DifferingPart& part : row.news) {
      Append(&here, here.empty() ? "" : "<br>",
             Escaped(Concat(part.name, " = ", ToText(part.one))));
      Append(&there, there.empty() ? "" : "<br>",
             Escaped(Concat(part.name, " = ", ToText(part.other))));
    }
    if (!row.possible) {
      here = Concat("(taken)", here.empty() ? "" : "<br>", here);
      there = Concat("(can't happen here)", there.empty() ? "" : "<br>", there);
    }
    if (row.possible && row.news.empty()) here = there = "the same step in both";
    Append(&text, "</td><td><code>", here, "</code></td><td class=\"fixed\"><code>", there,
           "</code></td></tr>\n");
  }
  if (failing.stuttering || failing.loop_start) {
    Append(&text,
           "<tr><td></td><td></td><td class=\"bad\">and so on, for ever</td><td class=\"good\">",
           "state ", fixed.states.size(), " of a behaviour that goes on otherwise</td></tr>\n");
  }
  return text + "</table></div>\n";
}

void WriteFixes(const CauseAnalysis& analysis, std::string* text) {
  if (analysis.design != Verdict::kFail) return;
  Append(text, "<h3 class=\"good\">What to change",
         analysis.minimal_fixes.size() > 1 ? ": any one of these" : "", "</h3>\n");
  if (analysis.minimal_fixes.empty())
    *text += "<p>No change of the suspects is known to end the violation.</p>\n";
  for (size_t i = 0; i < analysis.minimal_fixes.size(); ++i) {
    const Fix& fix = analysis.minimal_fixes[i];
    std::string title = Concat("<b>", Escaped(FixText(analysis, fix)), "</b>");
    if (const std::string remark = FixRemark(analysis, fix); !remark.empty())
      Append(&title, " <span class=\"faint\">", Escaped(remark.substr(1)), "</span>");
    if (!fix.divergence || !analysis.violation || fix.leaves_no_behaviour) {
      Append(text, "<p>", title, "</p>\n");
      continue;
    }
    const bool nearest = analysis.nearest_fix == i;
    Append(text, nearest ? "<details open>" : "<details>", "<summary>", title, ": ",
           Escaped(DivergenceText(*fix.divergence)), "</summary>\n");
    if (nearest) {
      *text +=
          "<p class=\"faint\">The nearest design that keeps the property, under the schedule that "
          "was the other's undoing. Its column is empty as long as the two are in the same "
          "state.</p>\n";
    }
    Append(text, BesideTable(analysis, fix), "</details>\n");
  }
}

void WriteBlame(const CauseAnalysis& analysis, std::string* text) {
  const std::string picture = BlamePicture(analysis);
  if (picture.empty() && analysis.blame_left_out.empty()) return;
  *text += "<h3>Along the trace of the design as configured</h3>\n";
  for (const std::string& sentence : BlameSentences(analysis))
    Append(text, "<p>", Escaped(sentence), "</p>\n");
  if (!analysis.violation) return;
  *text += picture;
  Append(text, "<details><summary>the trace, step by step</summary>\n",
         TraceTable(analysis.violation->trace), "</details>\n");
}

std::string Chip(const CauseAnalysis& analysis) {
  if (analysis.design == Verdict::kFail)
    return "<span class=\"chip bad\">violated as configured</span>";
  if (analysis.design == Verdict::kPass)
    return "<span class=\"chip good\">kept as configured</span>";
  return "<span class=\"chip\">not judged</span>";
}

std::string Evidence(const CauseAnalysis& analysis) {
  std::string text = Concat("<p class=\"faint\">Evidence: ", Escaped(ScopeText(analysis)), ", ",
                            CountText(analysis.runs), " searches, ",
                            CountText(analysis.distinct_states), " distinct states");
  if (analysis.judgements > 0)
    Append(&text, ", ", Plural(analysis.judgements, "judgement"), " of a temporal property");
  Append(&text, ". ", Escaped(CompletenessText(analysis)), "</p>\n");
  if (const std::string refuted = RefutedText(analysis); !refuted.empty())
    Append(&text, "<p class=\"bad\">", Escaped(refuted), "</p>\n");
  if (!analysis.complete) {
    Append(&text, "<p class=\"bad\">Open: ", Escaped(analysis.reason), ". Nothing is said about ",
           CountText(static_cast<uint64_t>(analysis.designs_open)), " of ",
           CountText(static_cast<uint64_t>(analysis.designs)), " designs.</p>\n");
  }
  return text;
}

std::string CaseSection(const CausesResult& result, size_t number) {
  const CauseAnalysis& analysis = result.properties[number];
  std::string text = Concat("<section id=\"case", number + 1, "\">\n<h2>The case of ",
                            Escaped(analysis.property), Chip(analysis), "</h2>\n");
  if (analysis.design == Verdict::kFail && analysis.violation) {
    Append(&text, "<p>The design as configured violates it ",
           Escaped(WhenText(*analysis.violation)), ".</p>\n");
  }
  if (analysis.design != Verdict::kFail && analysis.design != Verdict::kPass)
    Append(&text, "<p>", Escaped(analysis.reason), "</p>\n");
  if (const CauseAnalysis* earlier = EarlierLike(result, number)) {
    Append(&text, "<p>The same causes and the same fixes as in the case of ",
           Escaped(earlier->property), ".</p>\n</section>\n");
    return text;
  }
  if (!analysis.searched) {
    return text +
           "<p>The other designs were not searched (--all asks what would break "
           "it).</p>\n</section>\n";
  }
  Append(&text, "<div class=\"verdict", analysis.minimal_causes.empty() ? " good" : "", "\">");
  for (const std::string& sentence : VerdictSentences(analysis))
    Append(&text, "<p>", Escaped(sentence), "</p>");
  text += "</div>\n";
  WriteDangers(analysis, &text);
  if (!analysis.minimal_causes.empty())
    Append(&text, "<h3>Who with whom</h3>\n<div class=\"wide\">", CausePicture(analysis),
           "</div>\n");
  WriteCauses(analysis, &text);
  WriteFixes(analysis, &text);
  WriteBlame(analysis, &text);
  return text + Evidence(analysis) + "</section>\n";
}

// In one sentence.
std::string Summary(const CausesResult& result) {
  std::vector<std::string> failing;
  for (const CauseAnalysis& analysis : result.properties) {
    if (analysis.design == Verdict::kFail) failing.push_back(analysis.property);
  }
  if (!failing.empty())
    return Concat("The design as configured violates ", Enumeration(failing), ".");
  if (!result.run.reason.empty()) return result.run.reason;
  return "The design as configured violates none of its properties.";
}

}  // namespace

std::string CausePage(const CausesResult& result) {
  std::string text = Concat(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>Whodunnit: ",
      Escaped(result.run.specification), "</title>\n<style>", kStyle,
      "</style>\n</head>\n<body>\n<header>\n<h1>Who did it?</h1>\n<p>",
      Code(result.run.specification), " with ", Code(result.run.configuration), "</p>\n<p>",
      Escaped(Summary(result)), " <span class=\"faint\">Verdict: ", NameOf(result.run.verdict),
      " (exit status ", result.run.exit_status, ").</span></p>\n</header>\n");
  for (const results::RunDiagnostic& diagnostic : result.run.diagnostics) {
    Append(&text, "<p class=\"bad\">", diagnostic.severity, ": ", Escaped(diagnostic.message),
           "</p>\n");
  }
  if (!result.properties.empty()) {
    Append(&text, "<section>\n<h2>The line-up</h2>\n", LineUpTable(result), "</section>\n");
  }
  for (size_t p = 0; p < result.properties.size(); ++p) text += CaseSection(result, p);
  return text + "</body>\n</html>\n";
}

}  // namespace checker::reports
