// An optional value that is nearly always absent: no wider than a pointer, and as cheap to make. (A
// std::optional of something large is cleared in full each time one is made.)

#ifndef MODEL_TRANSITIONS_RARE_H_
#define MODEL_TRANSITIONS_RARE_H_

#include <memory>
#include <optional>
#include <utility>

namespace model::transitions {

template <typename T>
class Rare {
 public:
  Rare() = default;
  Rare(std::nullopt_t) {}
  Rare(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Rare(const Rare& other) : value_(other ? std::make_unique<T>(*other) : nullptr) {}
  Rare(Rare&& other) noexcept = default;
  Rare& operator=(Rare other) noexcept {
    value_ = std::move(other.value_);
    return *this;
  }
  operator std::optional<T>() const { return value_ ? std::optional<T>(*value_) : std::nullopt; }

  explicit operator bool() const { return value_ != nullptr; }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace model::transitions

#endif  // MODEL_TRANSITIONS_RARE_H_
