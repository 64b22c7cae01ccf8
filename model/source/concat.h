// Text from parts: strings and whole numbers. (Debian's absl::StrCat does not take
// std::string_view.)

#ifndef MODEL_SOURCE_CONCAT_H_
#define MODEL_SOURCE_CONCAT_H_

#include <string>
#include <string_view>
#include <type_traits>

namespace model::source {

// COST: linear in the result.
template <typename... Parts>
std::string Concat(const Parts&... parts) {
  std::string text;
  const auto append = [&text](const auto& part) {
    if constexpr (std::is_integral_v<std::decay_t<decltype(part)>>) {
      text += std::to_string(part);
    } else {
      text += std::string_view(part);
    }
  };
  (append(parts), ...);
  return text;
}

}  // namespace model::source

#endif  // MODEL_SOURCE_CONCAT_H_
