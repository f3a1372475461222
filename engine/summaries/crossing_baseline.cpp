// Crossings for any processor, and the choice among all.
#define BOTEC_CROSSING_ISA baseline
#define BOTEC_CROSSING_BYTES 16
#include "summaries/crossing_body.h"

#include <string_view>

namespace botec::crossing {

const Table& active() {
#if defined(__x86_64__)
  const std::string_view isa = kernels::active().isa;
  if (isa == "avx512") return avx512::table;
  if (isa == "avx2") return avx2::table;
#endif
  return baseline::table;
}

}  // namespace botec::crossing
