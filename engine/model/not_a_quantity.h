// What to say about text that is no quantity: people bring habits from other programs, and each deserves its own hint.
// Threads: pure.
#pragma once

#include <string_view>

#include "text/diagnostic.h"

namespace botec {

// `text` starts with something that is no number, or goes on behind a number in a way no unit does.
Complaint not_a_quantity(std::string_view text);

}  // namespace botec
