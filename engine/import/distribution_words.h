// The distributions that other languages name, in our words.
// Place: inside import. Threads: pure.
#pragma once

#include "import/expression.h"

namespace botec {

struct CallArguments {
  std::vector<Translated> values;
  std::vector<std::pair<std::string, Translated>> named;     // {p5: 1, p95: 3}
  std::vector<std::vector<Translated>> lists;
};

// Nothing where `name` is no distribution; where it is one that cannot be had, `why` says so.
std::optional<Translated> distribution_of(const std::string& name, const CallArguments& arguments, std::string& why);

}  // namespace botec
