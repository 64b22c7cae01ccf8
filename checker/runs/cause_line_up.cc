#include "checker/runs/cause_line_up.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "checker/runs/cause_promises.h"
#include "model/source/diagnostic.h"

namespace checker::runs {

using causes::Family;
using causes::FamilyPool;
using causes::Only;
using causes::SuspectSet;
using model::configuration::Alternatives;
using model::configuration::Configuration;
using model::configuration::ConstantItem;
using model::transitions::SystemInfo;
using results::SuspectKind;

namespace {

struct Wanted {
  std::string name;
  bool guilty_when_false = false;
};

// At the commas that are in no brackets: "A, WF_<<x, y>>(Step)" has two names.
std::vector<std::string> SplitNames(const std::vector<std::string>& lists) {
  std::vector<std::string> names;
  for (const std::string& list : lists) {
    int depth = 0;
    std::string name;
    for (const char c : list + ",") {
      if (c == '(' || c == '<' || c == '[' || c == '{') ++depth;
      if (c == ')' || c == '>' || c == ']' || c == '}') --depth;
      if (c != ',' || depth > 0) {
        name += c;
        continue;
      }
      absl::StripAsciiWhitespace(&name);
      constexpr absl::string_view kWithout = "without ";  // as promises are shown
      if (absl::StartsWith(name, kWithout)) name.erase(0, kWithout.size());
      if (!name.empty()) names.push_back(std::move(name));
      name.clear();
    }
  }
  return names;
}

class LineUpMaker {
 public:
  LineUpMaker(const CausesOptions& options, const LoadedText& text, const SystemInfo& info,
              std::vector<results::RunDiagnostic>* problems)
      : options_(options),
        text_(text),
        configuration_(*text.configuration),
        info_(info),
        problems_(problems) {}

  LineUp Make() {
    for (const std::string& name : SplitNames(options_.ignored)) ignored_.push_back(name);
    const std::vector<std::string> named = SplitNames(options_.suspects);
    for (const std::string& name : named) {
      const bool negated = name[0] == '~';
      AddNamed(
          {std::string(absl::StripAsciiWhitespace(absl::string_view(name).substr(negated ? 1 : 0))),
           negated});
    }
    if (named.empty()) {
      for (const auto& suspect : configuration_.suspects)
        AddNamed({suspect.name, suspect.guilty_when_false});
      for (const Alternatives& alternatives : configuration_.alternatives)
        AddAlternatives(alternatives);
    }
    if (named.empty() && configuration_.suspects.empty() && configuration_.alternatives.empty()) {
      AddActions();
      AddPromises();
    }
    for (const std::string& name : ignored_) {
      if (used_.count(name) == 0)
        Problem(absl::StrCat("--ignore names ", name, ", which is not in the line-up"), name);
    }
    for (const auto& item : configuration_.monotone) {
      // The line-up of the day may leave some out.
      if (!Declare(item.name) && FindConstant(item.name) == nullptr && !IsAction(item.name))
        Problem(absl::StrCat("@monotone names ", item.name, ", which is no suspect"), item.name);
    }
    for (const std::string& name : SplitNames(options_.monotone)) {
      if (!Declare(name))
        Problem(absl::StrCat("--monotone names ", name, ", which is not in the line-up"), name);
    }
    if (result_.suspects.size() > causes::kMostSuspects) {
      Problem(absl::StrCat("the line-up has ", result_.suspects.size(), " suspects; at most ",
                           causes::kMostSuspects, " can be tried at once"),
              "", "take some out with --ignore, or name the suspects with --suspects");
    }
    return std::move(result_);
  }

 private:
  void Problem(std::string message, const std::string& name, std::string help = "") {
    if (help.empty() && !name.empty()) {
      std::vector<std::string> known;
      for (const ConstantItem& item : configuration_.constants) known.push_back(item.name);
      for (const auto& action : info_.actions) known.push_back(action.name);
      for (std::string& promise : Promises()) known.push_back(std::move(promise));
      const std::string nearest = model::source::NearestWord(name, known);
      if (!nearest.empty() && nearest != name) help = absl::StrCat("did you mean ", nearest, "?");
    }
    problems_->push_back(
        {"UnknownSuspect", "error", std::move(message), std::move(help), {}, {}, {}});
  }

  bool IsIgnored(const std::string& name) {
    used_[name] = true;
    return std::find(ignored_.begin(), ignored_.end(), name) != ignored_.end();
  }

  // False: nobody of that name is in the line-up.
  bool Declare(const std::string& name) {
    bool found = false;
    for (uint32_t i = 0; i < result_.suspects.size() && i < causes::kMostSuspects; ++i) {
      const LinedUp& suspect = result_.suspects[i];
      if (name.empty() ||
          (suspect.shown.name != name && suspect.constant != name && suspect.promise != name))
        continue;
      result_.monotone |= Only(i);
      found = true;
    }
    return found;
  }

  bool IsAction(const std::string& name) const {
    return std::any_of(info_.actions.begin(), info_.actions.end(),
                       [&](const auto& action) { return action.name == name; });
  }

  void Add(LinedUp suspect) {
    if (suspect.shown.guilty_in_design && result_.suspects.size() < causes::kMostSuspects) {
      result_.actual |= Only(static_cast<uint32_t>(result_.suspects.size()));
    }
    result_.suspects.push_back(std::move(suspect));
  }

  const ConstantItem* FindConstant(const std::string& name) const {
    const ConstantItem* found = nullptr;
    for (const ConstantItem& item : configuration_.constants) {
      if (item.name == name && item.module.empty()) found = &item;  // the last one counts
    }
    return found;
  }

  std::string ValueText(const ConstantItem& item) const {
    if (item.kind == ConstantItem::Kind::kReplacement) return item.replacement;
    return configuration_.tree[item.value].text;
  }

  void AddNamed(const Wanted& wanted) {
    if (IsIgnored(wanted.name)) return;
    for (const LinedUp& other : result_.suspects) {
      if (other.shown.name == wanted.name || other.promise == wanted.name)
        return Problem(absl::StrCat(wanted.name, " is suspected twice"), "");
    }
    if (const ConstantItem* item = FindConstant(wanted.name)) {
      const std::string value = ValueText(*item);
      if (item->kind == ConstantItem::Kind::kValue && (value == "TRUE" || value == "FALSE")) {
        return AddBoolean(wanted, value == "TRUE");
      }
      for (const Alternatives& alternatives : configuration_.alternatives) {
        if (alternatives.name == wanted.name) return AddAlternatives(alternatives);
      }
      return Problem(
          absl::StrCat("the suspect ", wanted.name,
                       " is a constant that the configuration does not set to TRUE or FALSE"),
          "", "declare the values that it may have: \\* @alternatives Name = 1, 2, 3");
    }
    if (IsAction(wanted.name) && !wanted.guilty_when_false) return AddAction(wanted.name);
    for (const std::string& promise : Promises()) {
      if (promise == wanted.name) return AddPromise(promise);
    }
    Problem(absl::StrCat("the suspect ", wanted.name,
                         " is neither a constant of the configuration nor an action"
                         " nor a promise of fairness"),
            wanted.name);
  }

  void AddBoolean(const Wanted& wanted, bool value) {
    LinedUp suspect;
    suspect.constant = wanted.name;
    suspect.guilty_value = !wanted.guilty_when_false;
    suspect.shown = {wanted.name, SuspectKind::kConstant, suspect.guilty_value ? "TRUE" : "FALSE",
                     suspect.guilty_value ? "FALSE" : "TRUE", value == suspect.guilty_value};
    Add(std::move(suspect));
  }

  // The text of an expression of the configuration, as written.
  std::string WrittenText(model::syntax::ExpressionId id) const {
    const auto& range = configuration_.tree[id].range;
    if (!range.valid() || range.begin_line != range.end_line) return configuration_.tree[id].text;
    const std::string line(text_.sources.Get(range.file).Line(range.begin_line));
    if (range.begin_column == 0 || range.end_column > line.size())
      return configuration_.tree[id].text;
    return line.substr(range.begin_column - 1, range.end_column - range.begin_column + 1);
  }

  void AddAlternatives(const Alternatives& alternatives) {
    if (IsIgnored(alternatives.name)) return;
    const ConstantItem* item = FindConstant(alternatives.name);
    if (item == nullptr || item->kind != ConstantItem::Kind::kValue) {
      return Problem(absl::StrCat("@alternatives names ", alternatives.name,
                                  ", which the configuration gives no value"),
                     alternatives.name);
    }
    const std::string actual = WrittenText(item->value);
    const std::string innocent = WrittenText(alternatives.values[0]);
    bool known = actual == innocent;
    for (size_t i = 1; i < alternatives.values.size(); ++i) {
      const std::string value = WrittenText(alternatives.values[i]);
      LinedUp suspect;
      suspect.constant = alternatives.name;
      suspect.alternative = i;
      suspect.shown = {absl::StrCat(alternatives.name, " = ", value), SuspectKind::kAlternative,
                       value, innocent, value == actual};
      known |= value == actual;
      Add(std::move(suspect));
    }
    if (!known) {
      Problem(absl::StrCat(alternatives.name, " = ", actual,
                           " in the configuration, which is none of its alternatives"),
              "");
    }
  }

  void AddAction(const std::string& name) {
    LinedUp suspect;
    suspect.action = name;
    suspect.shown = {name, SuspectKind::kAction, "may happen", "never happens", true};
    Add(std::move(suspect));
  }

  void AddActions() {
    std::vector<std::string> names;
    for (const auto& action : info_.actions) {
      if (std::find(names.begin(), names.end(), action.name) == names.end())
        names.push_back(action.name);
    }
    for (const std::string& name : names) {
      if (!IsIgnored(name)) AddAction(name);
    }
  }

  std::vector<std::string> Promises() const {
    if (!info_.liveness || info_.liveness->properties.empty()) return {};
    return PromisesOf(*info_.liveness);
  }

  void AddPromise(const std::string& name) {
    LinedUp suspect;
    suspect.promise = name;
    suspect.shown = {absl::StrCat("without ", name), SuspectKind::kFairness, "not promised",
                     "promised", false};
    Add(std::move(suspect));
  }

  void AddPromises() {
    for (const std::string& name : Promises()) {
      if (!IsIgnored(name)) AddPromise(name);
    }
  }

  const CausesOptions& options_;
  const LoadedText& text_;
  const Configuration& configuration_;
  const SystemInfo& info_;
  std::vector<results::RunDiagnostic>* const problems_;
  std::vector<std::string> ignored_;
  std::map<std::string, bool> used_;
  LineUp result_;
};

}  // namespace

Family LineUp::Valid(FamilyPool* pool) const {
  Family valid = causes::kAllSets;
  for (uint32_t i = 0; i < suspects.size(); ++i) {
    for (uint32_t j = i + 1; j < suspects.size(); ++j) {
      if (suspects[i].shown.kind != SuspectKind::kAlternative ||
          suspects[j].shown.kind != SuspectKind::kAlternative ||
          suspects[i].constant != suspects[j].constant) {
        continue;
      }
      const SuspectSet both = Only(i) | Only(j);
      valid = pool->Minus(valid, pool->Agreeing(both, both));
    }
  }
  return valid;
}

LineUp MakeLineUp(const CausesOptions& options, const LoadedText& text, const SystemInfo& info,
                  std::vector<results::RunDiagnostic>* problems) {
  return LineUpMaker(options, text, info, problems).Make();
}

model::lowering::LowerOptions LoweringOf(const LineUp& line_up, SuspectSet set) {
  model::lowering::LowerOptions lowering;
  std::map<std::string, size_t> values;
  for (uint32_t i = 0; i < line_up.suspects.size(); ++i) {
    const LinedUp& suspect = line_up.suspects[i];
    const bool guilty = (set & Only(i)) != 0;
    if (suspect.shown.kind == SuspectKind::kConstant) {
      lowering.switches.emplace_back(suspect.constant, guilty == suspect.guilty_value);
    } else if (suspect.shown.kind == SuspectKind::kAlternative) {
      size_t& value = values[suspect.constant];
      if (guilty) value = suspect.alternative;
    }
  }
  for (const auto& [name, value] : values) lowering.alternatives.emplace_back(name, value);
  return lowering;
}

}  // namespace checker::runs
