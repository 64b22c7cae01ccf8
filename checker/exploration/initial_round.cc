// Workers claim parts of the enumeration in increasing order, judge the states they find, and keep
// them as a segment until the parts are done. Segments are stored in the order of the parts, by
// whoever finishes one whose turn it is; so the store is at every moment what one worker alone
// would have made of the parts before. Nothing of a segment is stored if there is something to
// report in it or before it: then Expansion goes over the parts that are left, one by one, up to
// the true first discovery.

#include "checker/exploration/initial_round.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "checker/exploration/search_clock.h"

namespace checker::exploration {
namespace {

using model::transitions::Explorer;
using model::transitions::Findings;
using model::transitions::Fingerprint;
using model::transitions::InitialShare;
using model::transitions::StateBytes;
using model::transitions::StepBatch;

// A claim this short makes the next one longer.
constexpr double kShortClaimSeconds = 0.001;
constexpr uint64_t kLongestClaim = 4096;
constexpr size_t kPrefetchDistance = 16;

}  // namespace

// What was found in the parts of one claim.
struct InitialRound::Segment {
  struct State {
    Fingerprint fingerprint;
    uint32_t size = 0;
    bool inside = true;
  };
  InitialShare::Parts parts;
  std::vector<State> states;
  std::vector<uint8_t> bytes;
};

// One worker's share.
class InitialRound::Share final : public InitialShare {
 public:
  Share(InitialRound* round, Explorer* explorer, StepBatch* batch, bool asks)
      : round_(round), explorer_(explorer), batch_(batch), asks_(asks) {}

  Parts Claim() override {
    Finish();
    if (round_->stopped()) return {};
    const double now = clock_.Seconds();
    if (now - claimed_at_ < kShortClaimSeconds) length_ = std::min(2 * length_, kLongestClaim);
    claimed_at_ = now;
    const uint64_t begin = round_->next_part_.fetch_add(length_, std::memory_order_relaxed);
    segment_.parts = {begin, begin + length_};
    return segment_.parts;
  }

  bool Take() override {
    for (size_t i = 0; i < batch_->size(); ++i) {
      if (asks_ && clock_.Due()) round_->AskHalt();
      if (round_->stopped()) return false;
      if (!Judge(i)) {
        round_->Stop(Outcome::kNews);
        return false;
      }
      Keep(i);
    }
    return true;
  }

  // To be called when the enumeration ends.
  void Finish() {
    if (segment_.parts.empty() || round_->stopped()) return;
    Segment empty = round_->TakeEmpty();
    round_->Deposit(std::exchange(segment_, std::move(empty)));
  }

 private:
  bool Judge(size_t i) {
    if (!round_->plan_.judge_initial_states) return true;
    const bool all = round_->plan_.options.continue_after_violation;
    const Findings findings = explorer_->JudgeState(round_->figures_, i, all);
    return findings.empty() || !round_->discoveries_->IsNews(findings);
  }

  void Keep(size_t i) {
    const StateBytes bytes = batch_->Bytes(i);
    const StepBatch::Step& step = (*batch_)[i];
    segment_.states.push_back({step.fingerprint, static_cast<uint32_t>(bytes.size()), step.inside});
    segment_.bytes.insert(segment_.bytes.end(), bytes.begin(), bytes.end());
  }

  InitialRound* const round_;
  Explorer* const explorer_;
  StepBatch* const batch_;
  const bool asks_;
  SearchClock clock_;
  double claimed_at_ = -1;
  uint64_t length_ = 1;
  Segment segment_;
};

InitialRound::InitialRound(const SearchPlan& plan, parallel::WorkerPool* pool,
                           WorkerExplorers* explorers, StateStore* store, Tally* tally,
                           const Discoveries* discoveries, BehaviourSink* sink)
    : plan_(plan),
      pool_(pool),
      explorers_(explorers),
      store_(store),
      tally_(tally),
      discoveries_(discoveries),
      sink_(sink) {}

InitialRound::~InitialRound() = default;

InitialRound::Outcome InitialRound::Take(const model::transitions::SearchFigures& figures,
                                         const std::function<bool()>& halt,
                                         InitialProgress* progress) {
  figures_ = figures;
  halt_ = &halt;
  outcome_.store(Outcome::kDone, std::memory_order_relaxed);
  next_part_.store(progress->parts, std::memory_order_relaxed);
  stored_parts_ = progress->parts;
  stored_states_ = progress->states;
  pool_->Run([this](uint32_t index) { Work(index); });
  waiting_.clear();
  empty_.clear();
  progress->parts = stored_parts_;
  progress->states = stored_states_;
  const Outcome outcome = outcome_.load(std::memory_order_relaxed);
  progress->complete = outcome == Outcome::kDone;
  return outcome;
}

void InitialRound::Work(uint32_t index) {
  StepBatch batch;
  Explorer* const explorer = explorers_->Of(index);
  Share share(this, explorer, &batch, /*asks=*/index == 0);
  explorer->InitialInParts(figures_, &share, &batch);
  if (batch.fault) Stop(Outcome::kNews);
  share.Finish();
}

void InitialRound::Stop(Outcome why) {
  Outcome none = Outcome::kDone;
  outcome_.compare_exchange_strong(none, why, std::memory_order_relaxed);
}

void InitialRound::AskHalt() {
  const std::lock_guard lock(store_mutex_);
  if ((*halt_)()) Stop(Outcome::kHalted);
}

// Whoever holds the store looks once more when it has let go; so no segment is left behind.
void InitialRound::Deposit(Segment segment) {
  {
    const std::lock_guard lock(waiting_mutex_);
    const uint64_t begin = segment.parts.begin;
    waiting_.emplace(begin, std::move(segment));
  }
  while (HasNext()) {
    const std::unique_lock lock(store_mutex_, std::try_to_lock);
    if (!lock) return;
    for (std::optional<Segment> next; (next = TakeNext());) {
      if (!Store(*next)) return;
      Empty(*std::move(next));
    }
  }
}

bool InitialRound::HasNext() {
  const std::lock_guard lock(waiting_mutex_);
  return !stopped() && !waiting_.empty() && waiting_.begin()->first == stored_parts_;
}

// The segment whose turn it is, if it is finished.
std::optional<InitialRound::Segment> InitialRound::TakeNext() {
  const std::lock_guard lock(waiting_mutex_);
  if (stopped() || waiting_.empty() || waiting_.begin()->first != stored_parts_) {
    return std::nullopt;
  }
  return std::move(waiting_.extract(waiting_.begin()).mapped());
}

// One that was stored, with the memory that it took, if there is one.
InitialRound::Segment InitialRound::TakeEmpty() {
  const std::lock_guard lock(waiting_mutex_);
  if (empty_.empty()) return {};
  Segment segment = std::move(empty_.back());
  empty_.pop_back();
  return segment;
}

void InitialRound::Empty(Segment segment) {
  segment.states.clear();
  segment.bytes.clear();
  const std::lock_guard lock(waiting_mutex_);
  empty_.push_back(std::move(segment));
}

// False: there is no room. REQUIRES: store_mutex_ is held.
bool InitialRound::Store(const Segment& segment) {
  switch (store_->Reserve(segment.states.size(), nullptr)) {
    case StateStore::Room::kEnough: break;
    case StateStore::Room::kLimitReached: Stop(Outcome::kHalted); return false;
    case StateStore::Room::kNoMemory: Stop(Outcome::kNoMemory); return false;
  }
  const FingerprintSet& set = store_->set;
  const uint8_t* bytes = segment.bytes.data();
  for (size_t i = 0; i < segment.states.size(); ++i) {
    if (i + kPrefetchDistance < segment.states.size()) {
      set.Prefetch(set.KeyOf(segment.states[i + kPrefetchDistance].fingerprint));
    }
    const Segment::State& state = segment.states[i];
    const uint64_t ordinal = stored_states_++;
    tally_->CountStep(NumberOf(kNoState), StepBatch::kInitialAction);
    const StateBytes state_bytes(bytes, state.size);
    bytes += state.size;
    if (!state.inside) continue;
    const FingerprintSet::Insertion insertion =
        store_->set.InsertAlone(set.KeyOf(state.fingerprint));
    if (insertion.is_new) {
      const StateIndex index =
          store_->Add(insertion.slot, state_bytes, {kNoState, ordinal}, StepBatch::kInitialAction);
      if (sink_ != nullptr) sink_->OnState({index, true, state_bytes});
    }
  }
  const std::lock_guard lock(waiting_mutex_);
  stored_parts_ = segment.parts.end;
  return true;
}

}  // namespace checker::exploration
