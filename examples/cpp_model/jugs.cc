#include "examples/cpp_model/jugs.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace examples::cpp_model {
namespace {

using model::transitions::Datum;
using model::transitions::Fault;
using model::transitions::Findings;
using model::transitions::Fingerprint;
using model::transitions::PropertyKind;
using model::transitions::Rare;
using model::transitions::SearchFigures;
using model::transitions::StateBytes;
using model::transitions::StepBatch;

// A state, and also its bytes: two jugs, a byte each. Equal states have equal bytes because there
// is no padding.
struct State {
  uint8_t small = 0;
  uint8_t big = 0;
};

State Decode(StateBytes bytes) { return {bytes[0], bytes[1]}; }

// The names of the actions, in the order in which Expand takes them.
enum Action : uint32_t { kFillSmall, kFillBig, kEmptySmall, kEmptyBig, kSmallToBig, kBigToSmall };
constexpr const char* kActionNames[] = {"FillSmall", "FillBig",    "EmptySmall",
                                        "EmptyBig",  "SmallToBig", "BigToSmall"};

class JugsExplorer : public model::transitions::Explorer {
 public:
  explicit JugsExplorer(const Puzzle& puzzle) : puzzle_(puzzle) {}

  void Initial(const SearchFigures&, StepBatch* batch) override {
    targets_.clear();
    Add(StepBatch::kInitialAction, {0, 0}, batch);
  }

  void Expand(const SearchFigures&, StateBytes bytes, StepBatch* batch) override {
    targets_.clear();
    const State s = Decode(bytes);
    const uint8_t to_big = std::min<uint8_t>(s.small, puzzle_.big - s.big);
    const uint8_t to_small = std::min<uint8_t>(s.big, puzzle_.small - s.small);
    Add(kFillSmall, {puzzle_.small, s.big}, batch);
    Add(kFillBig, {s.small, puzzle_.big}, batch);
    Add(kEmptySmall, {0, s.big}, batch);
    Add(kEmptyBig, {s.small, 0}, batch);
    Add(kSmallToBig, {uint8_t(s.small - to_big), uint8_t(s.big + to_big)}, batch);
    Add(kBigToSmall, {uint8_t(s.small + to_small), uint8_t(s.big - to_small)}, batch);
  }

  // The checker asks about a step of the last batch by its position in it.
  Findings JudgeState(const SearchFigures&, size_t step, bool) override {
    Findings findings;
    if (targets_[step].big == puzzle_.wanted) findings.violated.push_back(0);
    return findings;
  }

  // No action properties, no liveness.
  Findings JudgeStep(const SearchFigures&, size_t, bool) override { return {}; }
  Rare<Fault> LabelExpanded(std::span<uint64_t>, std::span<uint64_t>) override { return {}; }
  Rare<Fault> LabelState(size_t, std::span<uint64_t>) override { return {}; }
  Rare<Fault> LabelStep(size_t, std::span<uint64_t>) override { return {}; }
  Rare<Fault> LabelStutter(size_t, std::span<uint64_t>) override { return {}; }

  std::vector<std::pair<std::string, Datum>> Describe(const SearchFigures&, StateBytes state,
                                                      StateBytes) override {
    return Variables(state);
  }
  std::vector<std::pair<std::string, Datum>> Variables(StateBytes bytes) override {
    const State state = Decode(bytes);
    const auto integer = [](uint8_t value) {
      return Datum{.kind = Datum::Kind::kInteger, .text = std::to_string(value)};
    };
    return {{"small", integer(state.small)}, {"big", integer(state.big)}};
  }
  std::vector<std::string> Explain(uint32_t, StateBytes state, StateBytes) override {
    return {"big = " + std::to_string(Decode(state).big)};
  }

 private:
  void Add(uint32_t action, State target, StepBatch* batch) {
    const uint8_t bytes[] = {target.small, target.big};
    // So few states can be told apart without hashing; larger ones take XXH3 or the like.
    const Fingerprint fingerprint{uint64_t{target.small} << 8 | target.big, 0};
    batch->Add(action, /*inside=*/true, fingerprint, bytes);
    targets_.push_back(target);
  }

  const Puzzle puzzle_;
  std::vector<State> targets_;  // of the current steps
};

}  // namespace

Jugs::Jugs(const Puzzle& puzzle) : puzzle_(puzzle) {
  info_.name = "Jugs";
  info_.variables = {"small", "big"};
  for (const char* name : kActionNames) info_.actions.push_back({.name = name});
  info_.properties.push_back({.name = "WantedIsNeverInBig", .kind = PropertyKind::kInvariant});
}

std::unique_ptr<model::transitions::Explorer> Jugs::NewExplorer() const {
  return std::make_unique<JugsExplorer>(puzzle_);
}

}  // namespace examples::cpp_model
