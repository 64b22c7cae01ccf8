// Building text from pieces: strings, characters and whole numbers.
//
// absl::StrCat does not take std::string_view where Abseil was built for C++14, as distributions
// do; this does.

#ifndef CHECKER_REPORTS_CONCATENATION_H_
#define CHECKER_REPORTS_CONCATENATION_H_

#include <concepts>
#include <string>
#include <string_view>

namespace checker::reports {

inline void AppendPiece(std::string* text, std::string_view piece) { text->append(piece); }
inline void AppendPiece(std::string* text, char piece) { text->push_back(piece); }
template <std::integral Number>
requires(!std::same_as<Number, char> &&
         !std::same_as<Number, bool>) void AppendPiece(std::string* text, Number piece) {
  text->append(std::to_string(piece));
}

template <typename... Pieces>
void Append(std::string* text, const Pieces&... pieces) {
  (AppendPiece(text, pieces), ...);
}

template <typename... Pieces>
std::string Concat(const Pieces&... pieces) {
  std::string text;
  Append(&text, pieces...);
  return text;
}

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_CONCATENATION_H_
