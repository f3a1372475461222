#include "distributions/atom_table.h"

#include <algorithm>
#include <cmath>

#include "distributions/composite.h"

namespace botec {

namespace {
constexpr std::size_t most_atoms = 1 << 20;
const double smallest_p = std::ldexp(1.0, -54);
}  // namespace

std::shared_ptr<const AtomTable> AtomTable::build(const Distribution& d, double scale) {
  const double first = quantile(d, smallest_p), last = quantile(d, smallest_p, Tail::upper);
  const auto values = atoms_between(d, first, last, most_atoms);
  if (!values || values->empty()) return nullptr;
  auto table = std::make_shared<AtomTable>();
  // Lower half: up to P(X <= x); upper half: from the top down, up to but not including P(X >= x).
  for (const double x : *values) {
    const double p = cdf(d, x);
    table->values_[0].push_back(x * scale);
    table->last_[0].push_back(p);
    if (p >= 0.5) break;
  }
  for (auto x = values->rbegin(); x != values->rend(); ++x) {
    const double p = cdf_before(d, *x, Tail::upper);
    table->values_[1].push_back(*x * scale);
    table->last_[1].push_back(std::nextafter(p, 0.0));
    if (p > 0.5) break;
  }
  for (const std::size_t half : {0u, 1u}) {
    auto& last_p = table->last_[half];
    last_p.back() = 1;
    // As many cells as atoms up to 1/2: the expected number of steps from the guide is below 2.
    const std::size_t cells = 2 * last_p.size();
    table->cells_[half] = static_cast<double>(2 * cells);
    std::size_t k = 0;
    for (std::size_t cell = 0; cell <= cells; ++cell) {
      while (last_p[k] < static_cast<double>(cell) / table->cells_[half]) ++k;
      table->guide_[half].push_back(static_cast<std::uint32_t>(k));
    }
  }
  return table;
}

void AtomTable::draw(const double* base, double* out, std::size_t n) const {
  for (std::size_t i = 0; i < n; ++i) {
    const double u = base[i];
    const bool upper = u > 0.5;
    const double p = upper ? 1 - u : u;
    if (!(p >= smallest_p)) {
      out[i] = std::numeric_limits<double>::quiet_NaN();
      continue;
    }
    const double* const last = last_[upper].data();
    std::size_t k = guide_[upper][static_cast<std::size_t>(p * cells_[upper])];
    while (p > last[k]) ++k;
    out[i] = values_[upper][k];
  }
}

}  // namespace botec
