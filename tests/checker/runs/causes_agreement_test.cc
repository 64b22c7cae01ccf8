// Causes and fixes of random specifications against brute force: one ordinary check for every set
// of suspects.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <optional>

#include "checker/parallel/big_stack_thread.h"
#include "checker/runs/causes_run.h"
#include "checker/runs/check_run.h"
#include "tests/checker/runs/random_design.h"
#include "tests/checker/runs/temporary_folder.h"

namespace checker::runs {
namespace {

using results::SuspectNames;
using results::Verdict;

enum class Truth : uint8_t { kViolated, kHolds, kNoDesign, kError };

Truth Check(const TemporaryFolder& folder, const std::string& module,
            const std::string& configuration, const std::string& property) {
  CheckOptions options;
  folder.Write("Abstract.tla", RandomDesign::Abstract());
  options.source.specification = folder.Write("R.tla", module);
  options.source.configuration = folder.Write("R.cfg", configuration);
  options.workers = 1;
  options.check_deadlock = property == "Deadlock";
  if (property != "Deadlock") options.properties = {property};
  options.allow_vacuous = true;
  const results::Result result = RunCheck(options, nullptr);
  if (result.exit_status == results::exit_status::kAssumption) return Truth::kNoDesign;
  if (result.verdict == Verdict::kFail) return Truth::kViolated;
  if (result.verdict == Verdict::kPass || result.verdict == Verdict::kVacuous) return Truth::kHolds;
  return Truth::kError;
}

// The definition, over names.
struct Lattice {
  std::vector<std::string> suspects;
  std::vector<Truth> truth;  // by set
  uint32_t actual = 0;

  SuspectNames Names(uint32_t set) const {
    SuspectNames names;
    for (size_t i = 0; i < suspects.size(); ++i) {
      if ((set >> i & 1) != 0) names.push_back(suspects[i]);
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  std::vector<SuspectNames> Minimal(uint32_t within,
                                    const std::function<bool(uint32_t)>& counts) const {
    std::vector<SuspectNames> result;
    for (uint32_t s = 0; s < truth.size(); ++s) {
      if ((s & ~within) != 0 || !counts(s)) continue;
      bool minimal = true;
      for (uint32_t t = 0; t < s && minimal; ++t) minimal = (t & ~s) != 0 || !counts(t);
      if (minimal) result.push_back(Names(s));
    }
    std::sort(result.begin(), result.end());
    return result;
  }
  std::vector<SuspectNames> Causes() const {
    return Minimal(~0u, [&](uint32_t s) { return truth[s] == Truth::kViolated; });
  }
  // Changes either way, of a design that keeps the property and has suspects to change back.
  std::vector<SuspectNames> Dangers() const {
    if (truth[actual] != Truth::kHolds || actual == 0) return {};
    return Minimal(~0u, [&](uint32_t d) { return truth[actual ^ d] == Truth::kViolated; });
  }
  std::vector<SuspectNames> Fixes() const {
    if (truth[actual] != Truth::kViolated) return {};
    return Minimal(actual, [&](uint32_t f) { return truth[actual & ~f] == Truth::kHolds; });
  }
};

// How much the comparison was worth: properties compared, and those with causes of several members.
struct Worth {
  int compared = 0, with_causes = 0, with_big_causes = 0, with_fixes = 0, with_dangers = 0;
  void Count(const Lattice& lattice) {
    const auto causes = lattice.Causes();
    ++compared;
    with_causes += !causes.empty() && !causes[0].empty();
    with_big_causes += std::any_of(causes.begin(), causes.end(),
                                   [](const SuspectNames& names) { return names.size() > 1; });
    with_fixes += !lattice.Fixes().empty();
    with_dangers += !lattice.Dangers().empty();
  }
  void Expect(uint32_t rounds) const {
    if (rounds < 40) return;
    EXPECT_GT(compared, static_cast<int>(rounds / 2));
    EXPECT_GT(with_causes, 10);
    EXPECT_GT(with_big_causes, 3);
    EXPECT_GT(with_fixes, 5);
    RecordProperties();
  }
  void RecordProperties() const {
    testing::Test::RecordProperty("compared", compared);
    testing::Test::RecordProperty("with_causes", with_causes);
    testing::Test::RecordProperty("with_big_causes", with_big_causes);
    testing::Test::RecordProperty("with_fixes", with_fixes);
    testing::Test::RecordProperty("with_dangers", with_dangers);
  }
};

void ExpectAgreement(const results::CausesResult& result, const std::string& property,
                     const Lattice& lattice, const std::string& text) {
  for (const results::CauseAnalysis& analysis : result.properties) {
    if (analysis.property != property) continue;
    std::vector<SuspectNames> causes, fixes, dangers;
    for (const auto& danger : analysis.minimal_dangers) dangers.push_back(danger.suspects);
    std::sort(dangers.begin(), dangers.end());
    for (const auto& cause : analysis.minimal_causes) {
      causes.push_back(cause.suspects);
      EXPECT_TRUE(cause.violation.has_value()) << property << "\n" << text;
    }
    for (const auto& fix : analysis.minimal_fixes) fixes.push_back(fix.suspects);
    std::sort(causes.begin(), causes.end());
    std::sort(fixes.begin(), fixes.end());
    EXPECT_TRUE(analysis.searched && analysis.complete) << property << "\n" << text;
    EXPECT_EQ(causes, lattice.Causes()) << property << "\n" << text;
    EXPECT_EQ(fixes, lattice.Fixes()) << property << "\n" << text;
    EXPECT_EQ(dangers, lattice.Dangers()) << property << "\n" << text;
    return;
  }
  ADD_FAILURE() << property << " was not analysed\n" << text;
}

results::CausesResult Causes(const TemporaryFolder& folder, const std::string& module,
                             const std::string& configuration) {
  CausesOptions options;
  folder.Write("Abstract.tla", RandomDesign::Abstract());
  options.check.source.specification = folder.Write("R.tla", module);
  options.check.source.configuration = folder.Write("R.cfg", configuration);
  options.check.workers = 1;
  options.whole_lattice = true;
  return RunCauses(options, nullptr);
}

const char* const kProperties[] = {"Inv", "Step", "Live", "Refined", "Deadlock"};

uint32_t Rounds() {
  const char* more = std::getenv("WHODUNNIT_CAUSES_ROUNDS");
  return more == nullptr ? 24 : static_cast<uint32_t>(std::atoi(more));
}
uint32_t FirstSeed() {
  const char* seed = std::getenv("WHODUNNIT_CAUSES_SEED");
  return seed == nullptr ? 1 : static_cast<uint32_t>(std::atoi(seed));
}

TEST(CausesAgreement, SwitchesAgreeWithBruteForce) {
  Worth worth;
  parallel::RunOnBigStack([&] {
    TemporaryFolder folder;
    for (uint32_t seed = FirstSeed(); seed < FirstSeed() + Rounds() && !testing::Test::HasFailure();
         ++seed) {
      RandomDesign design(seed);
      const uint32_t actual_values = design.Pick(16), guilty_values = design.Pick(16);
      const bool alternatives = design.Pick(3) == 0;
      const int n = alternatives ? 1 + static_cast<int>(design.Pick(3)) : 2;
      std::string directives = "\\* @suspects ";
      Lattice lattice;
      for (uint32_t i = 0; i < RandomDesign::kSwitches; ++i) {
        directives += (i == 0 ? "" : ", ") + std::string((guilty_values >> i & 1) != 0 ? "" : "~") +
                      RandomDesign::SwitchName(i);
        lattice.suspects.push_back(RandomDesign::SwitchName(i));
        if (((actual_values ^ guilty_values) >> i & 1) == 0) lattice.actual |= 1u << i;
      }
      directives += "\n";
      if (alternatives) {
        directives += "\\* @alternatives N = 1, 2, 3\n";
        lattice.suspects.push_back("N = 2");
        lattice.suspects.push_back("N = 3");
        if (n > 1) lattice.actual |= 1u << (RandomDesign::kSwitches + static_cast<uint32_t>(n) - 2);
      }
      const std::string module = design.Module();
      const std::string configuration = design.Configuration(actual_values, n, true, directives);
      std::map<std::string, Lattice> all;
      bool usable = true;
      for (const char* property : kProperties) {
        Lattice& judged = all[property] = lattice;
        for (uint32_t s = 0; s < (1u << lattice.suspects.size()) && usable; ++s) {
          const uint32_t values = ~(s ^ guilty_values) & 15;
          const uint32_t choice = s >> RandomDesign::kSwitches;
          if (choice == 3) {
            judged.truth.push_back(Truth::kNoDesign);
            continue;
          }
          const int chosen = alternatives ? 1 + static_cast<int>(choice) : n;
          judged.truth.push_back(
              Check(folder, module,
                    design.Configuration(values, chosen, std::string(property) != "Deadlock", ""),
                    property));
          usable &= judged.truth.back() != Truth::kError;
        }
        usable = usable && judged.truth[judged.actual] != Truth::kNoDesign;
        if (!usable) break;
      }
      if (!usable) continue;
      const results::CausesResult result = Causes(folder, module, configuration);
      const std::string text = "seed " + std::to_string(seed) + "\n" + module + configuration;
      for (const char* property : kProperties) {
        ExpectAgreement(result, property, all[property], text);
        worth.Count(all[property]);
      }
    }
  });
  worth.Expect(Rounds());
}

TEST(CausesAgreement, ActionsAndPromisesAgreeWithBruteForce) {
  Worth worth;
  parallel::RunOnBigStack([&] {
    TemporaryFolder folder;
    for (uint32_t seed = FirstSeed();
         seed < FirstSeed() + Rounds() / 2 && !testing::Test::HasFailure(); ++seed) {
      RandomDesign design(seed + 100000);
      const uint32_t values = design.Pick(16);
      const std::string module = design.Module();
      const std::string configuration = design.Configuration(values, 2, true, "");
      const results::CausesResult result = Causes(folder, module, configuration);
      if (result.run.verdict == Verdict::kError || result.properties.empty()) continue;
      const std::string text = "seed " + std::to_string(seed) + "\n" + module + configuration;
      for (const results::CauseAnalysis& analysis : result.properties) {
        // Promises that the switches make TRUE are no suspects, and equal ones are one: keep to the
        // designs that can be told apart by text.
        std::vector<int> action_of, promise_of;
        bool tellable = true;
        Lattice lattice;
        for (const results::Suspect& suspect : analysis.suspects) {
          lattice.suspects.push_back(suspect.name);
          if (suspect.guilty_in_design) lattice.actual |= 1u << (lattice.suspects.size() - 1);
          int action = -1, promise = -1;
          if (suspect.kind == results::SuspectKind::kAction) {
            if (suspect.name.starts_with("Act")) action = suspect.name[3] - '0';
            tellable &= suspect.name.starts_with("Act") || suspect.name == "Next";
          } else {
            const size_t at = suspect.name.find('(');
            for (size_t f = 0; at != std::string::npos && f < design.promises(); ++f) {
              if (design.Promise(f).find(suspect.name.substr(at)) != std::string::npos)
                promise = static_cast<int>(f);
            }
            tellable &= promise >= 0;
          }
          action_of.push_back(action);
          promise_of.push_back(promise);
        }
        if (!tellable || lattice.suspects.size() > 8) continue;
        bool usable = true;
        for (uint32_t s = 0; s < (1u << lattice.suspects.size()) && usable; ++s) {
          uint32_t actions = ~0u, promises = ~0u;
          for (size_t i = 0; i < lattice.suspects.size(); ++i) {
            const bool guilty = (s >> i & 1) != 0;
            if (action_of[i] >= 0 && !guilty) actions &= ~(1u << action_of[i]);
            if (promise_of[i] >= 0 && guilty) promises &= ~(1u << promise_of[i]);
          }
          lattice.truth.push_back(
              Check(folder, design.Module(actions, promises),
                    design.Configuration(values, 2, analysis.property != "Deadlock", ""),
                    analysis.property));
          usable &= lattice.truth.back() != Truth::kError;
        }
        if (!usable) continue;
        ExpectAgreement(result, analysis.property, lattice, text);
        worth.Count(lattice);
      }
    }
  });
  worth.Expect(Rounds());
}

}  // namespace
}  // namespace checker::runs
