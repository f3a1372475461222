#include "distributions/atom_table.h"

#include <algorithm>
#include <cmath>

#include "distributions/composite.h"

namespace botec {

namespace {
constexpr std::size_t most_atoms = 1 << 20;
const double smallest_p = std::ldexp(1.0, -54);
// Up to so many atoms each has its cdf; of more, one in `stride`, and the probabilities between are added up.
constexpr std::size_t few_atoms = 4096, stride = 64;
constexpr double sum_tolerance = 1e-13;

// P(X <= x) in the lower tail, P(X >= x) in the upper one: of this atom and of all further out.
double up_to(const Distribution& d, double x, Tail tail) {
  return tail == Tail::lower ? cdf(d, x) : cdf_before(d, x, Tail::upper);
}

}  // namespace

// Atoms from the end inwards, until half of the probability is listed.
void AtomTable::list(const Distribution& d, const std::vector<double>& inwards, Tail tail, double scale) {
  auto& last = last_[tail == Tail::upper];
  auto& values = values_[tail == Tail::upper];
  const bool each = inwards.size() <= few_atoms;
  for (std::size_t i = 0; i < inwards.size() && (last.empty() || last.back() < 0.5); ++i) {
    values.push_back(inwards[i] * scale);
    if (each || i % stride != 0 || i == 0) {
      last.push_back(each || i == 0 ? up_to(d, inwards[i], tail) : last.back() + density(d, inwards[i]));
      continue;
    }
    // The next exact value; where the sums have not led there the stretch is done again, one by one.
    last.push_back(up_to(d, inwards[i], tail));
    if (std::abs(last[i - 1] + density(d, inwards[i]) - last[i]) <= sum_tolerance * last[i]) continue;
    for (std::size_t k = i - stride + 1; k < i; ++k) last[k] = up_to(d, inwards[k], tail);
  }
  // The upper half asks for tail probabilities below, not up to, that of the atom and beyond.
  if (tail == Tail::upper)
    for (double& p : last) p = std::nextafter(p, 0.0);
}

std::shared_ptr<const AtomTable> AtomTable::build(const Distribution& d, double scale) {
  const double first = quantile(d, smallest_p), last = quantile(d, smallest_p, Tail::upper);
  const auto values = atoms_between(d, first, last, most_atoms);
  if (!values || values->empty()) return nullptr;
  auto table = std::make_shared<AtomTable>();
  table->list(d, {values->begin(), values->end()}, Tail::lower, scale);
  table->list(d, {values->rbegin(), values->rend()}, Tail::upper, scale);
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

bool AtomTable::draw(const double* base, double* out, std::size_t n) const {
  bool complete = true;
  for (std::size_t i = 0; i < n; ++i) {
    const double u = base[i];
    const bool upper = u > 0.5;
    const double p = upper ? 1 - u : u;
    if (!(p >= smallest_p)) {
      out[i] = std::numeric_limits<double>::quiet_NaN();
      complete = false;
      continue;
    }
    const double* const last = last_[upper].data();
    std::size_t k = guide_[upper][static_cast<std::size_t>(p * cells_[upper])];
    while (p > last[k]) ++k;
    out[i] = values_[upper][k];
  }
  return complete;
}

}  // namespace botec
