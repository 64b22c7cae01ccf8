// Steps that are computed once for the parts of the state that they depend on, in whatever states
// these occur.
//
// A state is new because of the combination of its parts; each part has had that value many times
// before. What process p does depends on p's variables and its messages, and these are the same in
// thousands of states that differ in what the other processes are at. So the steps of a group of
// actions are looked up by the bytes of the parts that they read (footprint.h), and a successor is
// made from the bytes of the parts that they write: where everything is known, no value is decoded,
// evaluated or encoded.
//
// Whether that is faster than to evaluate is found out by measuring (contest.h). If it isn't,
// groups that are known too rarely are split up into their actions; if that doesn't help, all is
// given up.
//
// What one explorer finds out, all of a specification know.

#ifndef MODEL_INTERPRETER_REMEMBERED_STEPS_H_
#define MODEL_INTERPRETER_REMEMBERED_STEPS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "model/interpreter/contest.h"
#include "model/interpreter/shared_records.h"
#include "model/interpreter/step_plan.h"
#include "model/states/codec.h"
#include "model/states/layout.h"
#include "model/values/own_lines.h"

namespace model::interpreter {

// What the explorers of a specification tell each other about its steps.
//
// THREADS: any number.
class SharedSteps {
 public:
  // Null: there is none yet.
  const StepPlan* plan() const { return plan_.load(std::memory_order_acquire); }
  // Makes one unless another explorer has.
  void MakePlan(const std::function<StepPlan()>& make);
  // Where the contest was lost: makes another plan, or gives all up. `rare`: the groups of the plan
  // `used`, by position, that weren't known often.
  bool needs_revision() const {
    return contest.losses() != losses_.load(std::memory_order_relaxed);
  }
  void Revise(const StepPlan* used, const std::vector<bool>& rare);

  Contest contest;
  SharedRecords steps{size_t{1} << 17, size_t{4} << 20};
  SharedRecords constraints{size_t{1} << 13, size_t{2} << 20};
  SharedRecords invariants{size_t{1} << 13, size_t{2} << 20};

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<const StepPlan>> plans_;  // somebody may still use an old one
  std::atomic<const StepPlan*> plan_{nullptr};
  std::atomic<uint32_t> losses_{0};  // of the contest, that were dealt with
};

// THREADS: one explorer's own.
class RememberedSteps {
 public:
  using Bytes = std::span<const uint8_t>;

  // `always`: whether it is faster or not. `shared` outlives it.
  RememberedSteps(SharedSteps* shared, bool always)
      : always_(always), shared_(shared), contestant_(&shared->contest), records_(&shared->steps) {}

  bool is_planned() const { return plan_ != nullptr && !plan_->groups.empty(); }
  // REQUIRES: is_planned().
  const StepPlan& plan() const { return *plan_; }

  // What follows is about steps from this state, whose bytes stay where they are. False: its steps
  // are to be evaluated, because that is faster, or it is laid out otherwise than the sample.
  bool Begin(Bytes parent);
  // Where each variable of it begins, and the end of the last.
  void VariableOffsets(uint32_t* offsets) const;

  // What a step writes; `step` is what Steps::next was before it was taken.
  struct Write {
    uint32_t part;
    Bytes bytes;
  };
  static void WritesOf(const uint8_t* step, std::vector<Write>* writes);
  // A mark that a step can be given: whoever gives it knows what it says of the step. All explorers
  // see it.
  static bool IsMarked(uint8_t* step);
  static void Mark(uint8_t* step);

  // Of its parts; of a successor's, until the next call, and null if it is laid out otherwise.
  const states::ByteRange* ranges() const { return ranges_.data(); }
  const states::ByteRange* RangesIn(Bytes state);

  // The steps of a group; absent: they aren't known, and are to be found and told to Note.
  struct Steps {
    uint8_t* next;
    uint32_t left;
  };
  std::optional<Steps> Find(size_t group);
  struct Successor {
    uint32_t action;
    Bytes bytes;
  };
  // They are remembered from now on, unless absent.
  std::optional<Steps> Note(size_t group, std::span<const Successor> successors);
  static void Skip(Steps* steps);

  // Takes the next step: appends the successor's bytes, and the offsets where each variable ends,
  // and returns the action. REQUIRES: there is one left.
  uint32_t Append(Steps* steps, states::ByteWriter* bytes,
                  values::OwnLinesVector<uint32_t>* ends) const;

  // Before the next state: forgets what has become too much, gives up what isn't worth it, follows
  // the plan in use; true: that is a new one. REQUIRES: nobody holds steps.
  bool Trim();

 private:
  // What is known of a group: how many steps there are; of each its mark, a byte, how many parts it
  // changes, and for each of these its number and its new bytes.
  struct StepHead {
    uint16_t action;
    uint16_t writes;
  };
  struct WriteHead {
    uint16_t part;
    uint16_t size;
  };
  static StepHead TakeHead(Steps* steps);
  static Steps StepsIn(SharedRecords::Reader::Content content);

  struct Count {
    uint32_t asked = 0, missed = 0;
  };
  struct Question {
    uint64_t hash = 0;
    uint32_t key_begin = 0, key_end = 0;  // in keys_
  };

  void Ask(const StepPlan::Group& group, Question* question);
  Bytes KeyOf(const Question& question) const {
    return {keys_.data() + question.key_begin, question.key_end - question.key_begin};
  }
  bool AppendStep(const StepPlan::Group& group, const Successor& successor);
  void Revise();
  void Follow(const StepPlan* plan);

  const bool always_;
  SharedSteps* const shared_;
  const StepPlan* plan_ = nullptr;
  Contestant contestant_;
  SharedRecords::Reader records_;
  std::vector<Count> counts_;  // by group

  Bytes parent_;
  std::vector<states::ByteRange> ranges_;        // of its parts
  std::vector<states::ByteRange> other_ranges_;  // scratch: of a successor's
  std::vector<Question> questions_;              // by group
  states::ByteWriter keys_;
  states::ByteWriter record_;  // scratch
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_REMEMBERED_STEPS_H_
