// "Did you mean": the nearest of the known names to a misspelt one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace botec {

// The closest candidate by edit distance with transpositions (Damerau 1964), ignoring case; nothing when even
// the closest differs in more than a third of its letters, because a wild guess is worse than none.
std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates);

// "did you mean `population`?" or an empty string.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace botec
