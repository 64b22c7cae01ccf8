#include "checker/reports/cause_words.h"

#include <algorithm>

#include "checker/reports/concatenation.h"
#include "checker/reports/figures.h"
#include "checker/reports/place_text.h"
#include "checker/reports/trace_difference.h"

namespace checker::reports {

using model::transitions::ToText;
using results::CauseAnalysis;
using results::Suspect;
using results::SuspectKind;
using results::SuspectNames;
using results::Verdict;

namespace {

// Long values would drown the sentence.
constexpr size_t kLongestValue = 60;

bool Has(const SuspectNames& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string Shortened(std::string text) {
  if (text.size() <= kLongestValue) return text;
  size_t end = kLongestValue - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;  // in UTF-8
  return text.substr(0, end) + "...";
}

// "A = TRUE and B = FALSE", "the steps C and D and without WF(E)".
std::string GuiltyList(const CauseAnalysis& analysis, const SuspectNames& names) {
  std::vector<std::string> guilty, actions;
  for (const std::string& name : names) {
    const Suspect* suspect = FindSuspect(analysis, name);
    if (suspect != nullptr && suspect->kind == SuspectKind::kAction) {
      actions.push_back(name);
    } else {
      guilty.push_back(suspect == nullptr ? name : GuiltyText(*suspect));
    }
  }
  if (!actions.empty())
    guilty.insert(guilty.begin(),
                  Concat(actions.size() == 1 ? "the step " : "the steps ", Enumeration(actions)));
  return guilty.empty() ? "nobody" : Enumeration(guilty);
}

std::string Capitalized(std::string text) {
  if (!text.empty() && text.starts_with("the step")) text[0] = 'T';
  return text;
}

// "With X = FALSE", "With X = FALSE or with Y = TRUE", "If X never happens".
std::string WithoutAnyOf(const CauseAnalysis& analysis, const SuspectNames& names) {
  std::string text;
  for (const std::string& name : names) {
    const Suspect* suspect = FindSuspect(analysis, name);
    if (suspect == nullptr) continue;
    const bool is_action = suspect->kind == SuspectKind::kAction;
    const std::string_view word =
        text.empty() ? (is_action ? "If " : "With ") : (is_action ? " or if " : " or with ");
    Append(&text, word, InnocentText(*suspect));
  }
  return text;
}

std::string EverySentence(const CauseAnalysis& analysis) {
  const SuspectNames& names = analysis.in_every_cause;
  if (names.empty()) return "";
  if (analysis.minimal_causes.size() == 1) {
    return Concat(Capitalized(GuiltyList(analysis, names)),
                  names.size() == 1 ? " did it, alone: " : " did it: ",
                  names.size() == 1 ? "it suffices" : "together they suffice",
                  ", and there is no other cause. ", WithoutAnyOf(analysis, names),
                  ", no combination of the others violates ", analysis.property, ".");
  }
  return Concat(Capitalized(GuiltyList(analysis, names)), names.size() == 1 ? " is" : " are",
                " in every cause. ", WithoutAnyOf(analysis, names),
                ", no combination of the others violates ", analysis.property, ".");
}

std::string ConstantOf(const Suspect& alternative) {
  return alternative.name.substr(0, alternative.name.find(" = "));
}

// A constant is in every cause if some other value than the innocent one always is, though no
// single one may be.
std::vector<std::string> ConstantsInEveryCause(const CauseAnalysis& analysis) {
  std::vector<std::string> sentences;
  SuspectNames seen;
  for (const Suspect& first : analysis.suspects) {
    if (first.kind != SuspectKind::kAlternative || Has(seen, ConstantOf(first))) continue;
    seen.push_back(ConstantOf(first));
    SuspectNames values;
    for (const Suspect& suspect : analysis.suspects) {
      if (suspect.kind == SuspectKind::kAlternative && ConstantOf(suspect) == seen.back())
        values.push_back(suspect.name);
    }
    const bool one_is_in_every =
        std::any_of(values.begin(), values.end(),
                    [&](const std::string& name) { return Has(analysis.in_every_cause, name); });
    const bool some_is_in_every = std::all_of(
        analysis.minimal_causes.begin(), analysis.minimal_causes.end(),
        [&](const results::Cause& cause) {
          return std::any_of(values.begin(), values.end(),
                             [&](const std::string& name) { return Has(cause.suspects, name); });
        });
    if (one_is_in_every || !some_is_in_every) continue;
    sentences.push_back(Concat("Another value of ", seen.back(), " than ", first.innocent,
                               " is in every cause. With ", InnocentText(first),
                               ", no combination of the others violates ", analysis.property, "."));
  }
  return sentences;
}

// Nothing is known to be in every cause, or in none, while causes may be missing.
std::vector<std::string> SentencesSoFar(const CauseAnalysis& analysis) {
  std::vector<std::string> sentences;
  const size_t found = analysis.minimal_causes.size();
  const auto proved = static_cast<size_t>(
      std::count_if(analysis.minimal_causes.begin(), analysis.minimal_causes.end(),
                    [](const results::Cause& cause) { return cause.proved_minimal; }));
  if (found == 0) {
    sentences.emplace_back("No cause was found as far as the search went.");
  } else if (proved == found) {
    sentences.push_back(Concat(Plural(found, "minimal cause"), found == 1 ? " is" : " are",
                               " established; there may be more."));
  } else if (proved == 0) {
    sentences.push_back(Concat(Plural(found, "set"), found == 1 ? " is" : " are",
                               " known to suffice; a part may do, and there may be others."));
  } else {
    sentences.push_back(Concat(Plural(proved, "minimal cause"), proved == 1 ? " is" : " are",
                               " established, ", Plural(found - proved, "more set"),
                               found - proved == 1 ? " suffices" : " suffice",
                               "; there may be others."));
  }
  return sentences;
}

}  // namespace

const Suspect* FindSuspect(const CauseAnalysis& analysis, const std::string& name) {
  for (const Suspect& suspect : analysis.suspects) {
    if (suspect.name == name) return &suspect;
  }
  return nullptr;
}

std::string SetText(const SuspectNames& names) {
  if (names.empty()) return "nobody";
  std::string text;
  for (const std::string& name : names) Append(&text, text.empty() ? "" : " + ", name);
  return text;
}

std::string WhenText(const results::Violation& violation) {
  const size_t states = violation.trace.states.size();
  std::string text =
      states <= 1 ? "in an initial state" : Concat("after ", Plural(states - 1, "step"));
  if (violation.trace.stuttering) text += ", where it may stand still for ever";
  if (!violation.trace.stuttering && violation.trace.loop_start) {
    Append(&text, ", the last ", states - *violation.trace.loop_start + 1,
           " of a cycle that may go on for ever");
  }
  if (!violation.trace.shortest) text += " (fewer steps may do)";
  return text;
}

std::vector<std::string> StepsOf(const results::Trace& trace) {
  std::vector<std::string> steps;
  for (const results::TraceState& state : trace.states) {
    if (state.action) steps.push_back(CallText(*state.action));
  }
  if (trace.stuttering) {
    steps.emplace_back("then nothing more");
  } else if (trace.loop_start) {
    steps.push_back(Concat(trace.loop_action ? CallText(*trace.loop_action) : "a step",
                           " back to state ", *trace.loop_start));
  }
  return steps;
}

std::string InnocentText(const Suspect& suspect) {
  switch (suspect.kind) {
    case SuspectKind::kConstant: return Concat(suspect.name, " = ", suspect.innocent);
    case SuspectKind::kAlternative: return Concat(ConstantOf(suspect), " = ", suspect.innocent);
    case SuspectKind::kAction: return Concat(suspect.name, " never happens");
    case SuspectKind::kFairness: return Concat(suspect.name.substr(8), " promised");
  }
  return "";
}

std::string GuiltyText(const Suspect& suspect) {
  switch (suspect.kind) {
    case SuspectKind::kConstant: return Concat(suspect.name, " = ", suspect.guilty);
    case SuspectKind::kAlternative: return suspect.name;
    case SuspectKind::kAction: return Concat(suspect.name, " may happen");
    case SuspectKind::kFairness: return suspect.name;
  }
  return "";
}

std::string CauseText(const CauseAnalysis& analysis, const results::Cause& cause) {
  return GuiltyList(analysis, cause.suspects);
}

std::string FixText(const CauseAnalysis& analysis, const results::Fix& fix) {
  return ChangesText(analysis, fix.suspects);
}

std::string FixRemark(const CauseAnalysis& analysis, const results::Fix& fix) {
  if (fix.leaves_no_behaviour) return " (but then no initial state is left: nothing happens)";
  if (!fix.proved_minimal) return " (suffices; whether less would is open)";
  const auto is_met = [&](const std::string& name) {
    const Suspect* const suspect = FindSuspect(analysis, name);
    if (suspect == nullptr || suspect->kind != SuspectKind::kAlternative)
      return Has(fix.suspects, name);
    // The innocent value rules out all others.
    return std::any_of(fix.suspects.begin(), fix.suspects.end(), [&](const std::string& other) {
      const Suspect* const mended = FindSuspect(analysis, other);
      return mended != nullptr && mended->kind == SuspectKind::kAlternative &&
             ConstantOf(*mended) == ConstantOf(*suspect);
    });
  };
  // If every cause needs somebody of the fix, nobody violates anything without it.
  const bool for_good =
      analysis.complete &&
      std::all_of(analysis.minimal_causes.begin(), analysis.minimal_causes.end(),
                  [&](const results::Cause& cause) {
                    return std::any_of(cause.suspects.begin(), cause.suspects.end(), is_met);
                  });
  return for_good ? " (whatever the other suspects do)" : "";
}

Part PartOf(const CauseAnalysis& analysis, const std::string& suspect) {
  if (Has(analysis.in_every_cause, suspect)) return Part::kEvery;
  if (Has(analysis.sufficient_alone, suspect)) return Part::kAlone;
  return Has(analysis.contributing, suspect) ? Part::kSome : Part::kNone;
}

std::string ChangesText(const CauseAnalysis& analysis, const SuspectNames& names) {
  std::vector<std::string> changes;
  for (const std::string& name : names) {
    if (const Suspect* suspect = FindSuspect(analysis, name))
      changes.push_back(suspect->guilty_in_design ? InnocentText(*suspect) : GuiltyText(*suspect));
  }
  return Enumeration(changes);
}

std::vector<std::string> VerdictSentences(const CauseAnalysis& analysis) {
  if (!analysis.complete) return SentencesSoFar(analysis);
  const auto& causes = analysis.minimal_causes;
  if (causes.empty()) {
    return {Concat("No set of suspects violates ", analysis.property, ": it holds in all ",
                   CountText(static_cast<uint64_t>(analysis.designs)), " designs of the line-up.")};
  }
  if (causes.size() == 1 && causes[0].suspects.empty()) {
    return {
        Concat(analysis.property,
               " is violated even with everybody innocent: none of the suspects is needed, look "
               "elsewhere.")};
  }
  std::vector<std::string> sentences;
  if (const std::string every = EverySentence(analysis); !every.empty()) sentences.push_back(every);
  const std::vector<std::string> constants = ConstantsInEveryCause(analysis);
  sentences.insert(sentences.end(), constants.begin(), constants.end());
  for (const std::string& name : analysis.sufficient_alone) {
    if (!Has(analysis.in_every_cause, name))
      sentences.push_back(Concat(Capitalized(GuiltyList(analysis, {name})), " suffices alone."));
  }
  if (analysis.in_every_cause.empty() && constants.empty()) {
    sentences.push_back(
        Concat("There are ", causes.size(), " ways, and no suspect is in all of them."));
  }
  if (!analysis.contributing.empty()) {
    sentences.push_back(
        Concat("In some causes and not in others: ", Enumeration(analysis.contributing), "."));
  }
  if (!analysis.in_no_cause.empty()) {
    sentences.push_back(
        Concat("Acquitted, for being in no cause: ", Enumeration(analysis.in_no_cause), "."));
  }
  return sentences;
}

std::vector<std::string> DangerSentences(const CauseAnalysis& analysis) {
  const auto& dangers = analysis.minimal_dangers;
  if (dangers.empty()) return {};
  const size_t distance = dangers[0].suspects.size();
  if (distance > 1 && !analysis.complete)
    return {Concat(distance, " changes to the design as configured break it; fewer may.")};
  if (distance == 1)
    return {"A single change to the design as configured breaks it: there is nothing in reserve."};
  return {Concat("It takes ", distance, " changes to the design as configured to break it.")};
}

std::string ScopeText(const CauseAnalysis& analysis) {
  std::string text = Plural(static_cast<uint64_t>(analysis.designs), "design");
  std::vector<std::string> remarks;
  if (analysis.designs_excluded > 0) {
    remarks.push_back(Concat(CountText(static_cast<uint64_t>(analysis.designs_excluded)),
                             " more combinations are none, for an ASSUME is false there"));
  }
  if (analysis.designs_idle > 0) {
    remarks.push_back(Concat(CountText(static_cast<uint64_t>(analysis.designs_idle)),
                             analysis.designs_idle == 1 ? " has" : " have",
                             " no initial state, so every property holds there"));
  }
  return remarks.empty() ? text : Concat(text, " (", Enumeration(remarks), ")");
}

std::string CompletenessText(const CauseAnalysis& analysis) {
  if (!analysis.complete) return "";
  if (analysis.rests_on_monotone.empty())
    return "Every cause and fix is listed, and each is proved minimal.";
  return Concat(
      "Every cause and fix is listed, and each is proved minimal, if it is true what was "
      "declared: that the guilt of ",
      Enumeration(analysis.rests_on_monotone), " never mends a violation (@monotone).");
}

std::string RefutedText(const CauseAnalysis& analysis) {
  if (analysis.not_monotone.empty()) return "";
  return Concat("The declaration (@monotone) of ", Enumeration(analysis.not_monotone),
                " is wrong: a design that violates ", analysis.property, " keeps it with ",
                analysis.not_monotone.size() > 1 ? "these" : "this suspect",
                " guilty too. The answer does without it.");
}

std::string DivergenceText(const results::Divergence& divergence) {
  if (divergence.state == 0) return "it does not even begin in the same state";
  if (divergence.step.empty())
    return "every step of the failing trace is still possible; what changes is what must follow";
  std::string text =
      Concat("it goes the same way up to state ", divergence.state, "; there ", divergence.step);
  if (!divergence.step_happens) return text + " can't happen";
  text += " leads elsewhere";
  size_t shown = 0;
  for (const auto& difference : divergence.differences) {
    for (const DifferingPart& part :
         DifferingParts(difference.variable, difference.fixed, difference.failing)) {
      if (++shown > 3) return text;
      Append(&text, shown == 1 ? ": " : "; ", part.name, " = ", Shortened(ToText(part.one)),
             " instead of ", Shortened(ToText(part.other)));
    }
  }
  return text;
}

std::vector<std::string> BlameSentences(const CauseAnalysis& analysis) {
  std::vector<std::string> sentences;
  if (!analysis.blame_left_out.empty())
    return {
        Concat("Which of its steps are to blame was not asked: ", analysis.blame_left_out, ".")};
  if (!analysis.blame || !analysis.violation) return sentences;
  const bool temporal = analysis.violation->kind == results::PropertyResultKind::kTemporal;
  std::vector<std::string> essential;
  for (const results::StepBlame& step : analysis.blame->steps) {
    if (step.essential) essential.push_back(Concat(step.step, " into state ", step.state));
  }
  if (!essential.empty()) {
    sentences.push_back(Concat(
        essential.size() == 1 ? "One step of its trace is essential: "
                              : "Essential steps of its trace: ",
        Enumeration(essential), ". ", essential.size() == 1 ? "Forbidden" : "Any of them forbidden",
        " where it stands there, nothing that can follow violates ", analysis.property, "."));
  } else if (!analysis.blame->steps.empty()) {
    sentences.emplace_back(
        "No single step of its trace is essential: forbidden where it stands, others lead to the "
        "same end.");
  }
  const auto& last = analysis.blame->point_of_no_return;
  if (!last) {
    if (!analysis.blame->steps.empty()) {
      sentences.push_back(Concat("There is no way back even from the first state: every ",
                                 temporal ? "fair schedule" : "schedule that goes on while it can",
                                 " violates ", analysis.property, "."));
    }
    return sentences;
  }
  const auto& states = analysis.violation->trace.states;
  if (*last >= states.size()) {
    sentences.emplace_back(
        "There is no point of no return: even from the last state, another schedule keeps the "
        "property.");
    return sentences;
  }
  const auto& action = states[*last].action;
  sentences.push_back(
      Concat("The point of no return is ", action ? CallText(*action) : "the step",
             " out of state ", *last, ": before it ",
             temporal ? "some fair schedule still kept " : "some schedule still kept ",
             analysis.property, ", after it none does",
             *last + 1 == states.size() && !temporal ? ", for that step breaks it." : "."));
  return sentences;
}

namespace {

bool IsAlike(const CauseAnalysis& a, const CauseAnalysis& b) {
  auto same = [](const auto& x, const auto& y) { return x.suspects == y.suspects; };
  return a.searched && b.searched && a.complete && b.complete && a.design == b.design &&
         !a.minimal_causes.empty() &&
         std::ranges::equal(a.minimal_causes, b.minimal_causes, same) &&
         std::ranges::equal(a.minimal_fixes, b.minimal_fixes, same) &&
         std::ranges::equal(a.minimal_dangers, b.minimal_dangers, same);
}

}  // namespace

const CauseAnalysis* EarlierLike(const results::CausesResult& result, size_t number) {
  for (size_t i = 0; i < number; ++i) {
    if (IsAlike(result.properties[i], result.properties[number])) return &result.properties[i];
  }
  return nullptr;
}

}  // namespace checker::reports
