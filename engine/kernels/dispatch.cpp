// Which table the CPU gets: found out once, at the first question.
#include <array>
#include <cstdlib>

#include "kernels/isa.h"

namespace botec::kernels {
namespace {

struct Choice {
  std::array<Table, 3> tables{};
  std::array<const Table*, 3> list{};
  std::size_t count = 0;
  const Table* active = nullptr;
  std::string_view refused;

  Choice();
  void offer(const Table& table, RandomWords* words);
};

void Choice::offer(const Table& table, RandomWords* words) {
  tables[count] = table;
  tables[count].random_words = words;
  list[count] = &tables[count];
  ++count;
}

Choice::Choice() {
  offer(baseline::table, random_words_portable);
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const bool has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  RandomWords* narrow = __builtin_cpu_supports("aes") ? random_words_aesni : random_words_portable;
  if (has_avx2) offer(avx2::table, narrow);
  if (has_avx512) offer(avx512::table, __builtin_cpu_supports("vaes") ? random_words_vaes : narrow);
#endif
  active = list[count - 1];
  const char* wish = std::getenv("BOTEC_ISA");
  if (wish == nullptr || *wish == 0) return;
  refused = wish;
  for (std::size_t i = 0; i < count; ++i) {
    if (list[i]->isa != wish) continue;
    active = list[i];
    refused = {};
  }
}

const Choice& choice() {
  static const Choice chosen;
  return chosen;
}

}  // namespace

const Table& active() { return *choice().active; }
std::string_view refused_isa() { return choice().refused; }
std::span<const Table* const> available() { return {choice().list.data(), choice().count}; }

}  // namespace botec::kernels
