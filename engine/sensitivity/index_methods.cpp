// The catalogue of estimators.
#include <array>

#include "sensitivity/index_method.h"

namespace botec {

extern const IndexMethod azzini_rosati, janon_monod, jansen_saltelli;

namespace {
const std::array<const IndexMethod*, 3> table = {&azzini_rosati, &janon_monod, &jansen_saltelli};
}

std::span<const IndexMethod* const> index_methods() { return table; }

}  // namespace botec
