#include "random/stream.h"

#include "kernels/kernels.h"

namespace botec {

std::uint64_t stream_key(std::string_view name) {
  std::uint64_t h = 0xCBF29CE484222325;  // FNV-1a: Fowler, Noll, Vo
  for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x00000100000001B3;
  h = (h ^ (h >> 30)) * 0xBF58476D1CE4E5B9;  // SplitMix64: Steele, Lea, Flood 2014
  h = (h ^ (h >> 27)) * 0x94D049BB133111EB;
  return h ^ (h >> 31);
}

// The words held always begin at an even number, because counters give two each.
void Stream::refill() {
  kernels::active().random_words(words_.data(), seed_, key_, begin_ / 2, lane_, held);
  begin_ += held;
  next_ = 0;
}

void Stream::jump(std::uint64_t position) {
  begin_ = position / 2 * 2;
  next_ = held;
  if (position == begin_) return;
  refill();
  next_ = 1;
}

}  // namespace botec
