// Lists of words in one string, separated by single spaces: how the tables of names are written.
// Place: under the tables of units/. Threads: pure.
#pragma once

#include <algorithm>
#include <string_view>

namespace botec {

inline std::string_view first_word(std::string_view list) { return list.substr(0, list.find(' ')); }

template <class Visit>
void for_each_word(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::string_view word = first_word(list);
    visit(word);
    list.remove_prefix(std::min(list.size(), word.size() + 1));
  }
}

inline bool has_word(std::string_view list, std::string_view wanted) {
  bool found = false;
  for_each_word(list, [&](std::string_view word) { found = found || word == wanted; });
  return found;
}

}  // namespace botec
