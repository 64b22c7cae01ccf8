// Putting texts together and taking them apart, on std::string_view.

#ifndef MODEL_INTERPRETER_LIBRARY_TEXT_H_
#define MODEL_INTERPRETER_LIBRARY_TEXT_H_

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace model::interpreter::library {

inline void AppendText(std::string& text, std::string_view part) { text += part; }
inline void AppendText(std::string& text, std::integral auto number) {
  text += std::to_string(number);
}

// The parts one after the other; integers in decimal.
template <typename... Parts>
std::string Concat(const Parts&... parts) {
  std::string text;
  (AppendText(text, parts), ...);
  return text;
}

// The pieces between delimiters, empty ones too. REQUIRES: a delimiter that isn't empty.
inline std::vector<std::string_view> Split(std::string_view text, std::string_view delimiter) {
  std::vector<std::string_view> pieces;
  size_t begin = 0;
  for (size_t end; (end = text.find(delimiter, begin)) != std::string_view::npos;
       begin = end + delimiter.size()) {
    pieces.push_back(text.substr(begin, end - begin));
  }
  pieces.push_back(text.substr(begin));
  return pieces;
}

}  // namespace model::interpreter::library

#endif  // MODEL_INTERPRETER_LIBRARY_TEXT_H_
