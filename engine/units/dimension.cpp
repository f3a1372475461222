#include "units/dimension.h"

#include <udunits2.h>

#include <algorithm>
#include <mutex>
#include <new>

namespace botec {
namespace {

// Guards the library's own global variables, not ours.
std::mutex& library() {
  static std::mutex mutex;
  return mutex;
}

const ut_unit* raw(const Dimension& dimension) { return static_cast<const ut_unit*>(dimension.get()); }

}  // namespace

struct DimensionSystem::System {
  ut_system* system = nullptr;
  std::vector<ut_unit*> bases;

  System() {
    const std::lock_guard lock(library());
    system = ut_new_system();
    if (system == nullptr) throw std::bad_alloc();
  }
  ~System() {
    const std::lock_guard lock(library());
    for (ut_unit* base : bases) ut_free(base);
    ut_free_system(system);
  }
  System(const System&) = delete;
  System& operator=(const System&) = delete;

  static Dimension wrap(const std::shared_ptr<System>& self, ut_unit* unit) {
    if (unit == nullptr) throw std::bad_alloc();   // arguments are checked above, so that memory is all that can be short
    Dimension result(unit, [self](const void* p) {
      const std::lock_guard lock(library());
      ut_free(static_cast<ut_unit*>(const_cast<void*>(p)));
    });
    const auto pure = [&] {
      const std::lock_guard lock(library());
      return ut_is_dimensionless(unit) != 0;
    };
    return pure() ? nullptr : result;
  }
};

DimensionSystem::DimensionSystem() : system_(std::make_shared<System>()) {}
DimensionSystem::~DimensionSystem() = default;

Dimension DimensionSystem::new_base() {
  ut_unit* base = nullptr;
  ut_unit* copy = nullptr;
  {
    const std::lock_guard lock(library());
    base = ut_new_base_unit(system_->system);
    if (base == nullptr) throw std::bad_alloc();
    system_->bases.push_back(base);
    copy = ut_clone(base);
  }
  return System::wrap(system_, copy);
}

Dimension DimensionSystem::multiply(const Dimension& a, const Dimension& b) const {
  if (!a) return b;
  if (!b) return a;
  ut_unit* product = nullptr;
  {
    const std::lock_guard lock(library());
    product = ut_multiply(raw(a), raw(b));
  }
  return System::wrap(system_, product);
}

Dimension DimensionSystem::raise(const Dimension& a, int power) const {
  if (!a || power == 0) return nullptr;
  if (power == 1) return a;
  ut_unit* result = nullptr;
  {
    const std::lock_guard lock(library());
    result = ut_raise(raw(a), power);
  }
  return System::wrap(system_, result);
}

std::optional<Dimension> DimensionSystem::root(const Dimension& a, int degree) const {
  if (!a || degree == 1) return a;
  const auto all = powers(a);
  if (std::any_of(all.begin(), all.end(), [&](const Power& p) { return p.second % degree != 0; })) return std::nullopt;
  ut_unit* result = nullptr;
  {
    const std::lock_guard lock(library());
    result = ut_root(raw(a), degree);
  }
  return System::wrap(system_, result);
}

// Not ut_are_convertible: that calls a unit and its reciprocal convertible, and would turn seconds into hertz.
bool DimensionSystem::same(const Dimension& a, const Dimension& b) const {
  if (!a || !b) return !a && !b;
  if (a == b) return true;
  const std::lock_guard lock(library());
  return ut_compare(raw(a), raw(b)) == 0;
}

std::vector<DimensionSystem::Power> DimensionSystem::powers(const Dimension& a) const {
  struct Visit {
    const std::vector<ut_unit*>& bases;
    std::vector<Power> found;

    void add(const ut_unit* base, int power) {
      const auto at = std::find_if(bases.begin(), bases.end(), [&](ut_unit* b) { return ut_compare(b, base) == 0; });
      found.emplace_back(static_cast<int>(at - bases.begin()), power);
    }
  };
  Visit visit{system_->bases, {}};
  ut_visitor visitor{};
  visitor.visit_basic = [](const ut_unit* unit, void* p) {
    static_cast<Visit*>(p)->add(unit, 1);
    return UT_SUCCESS;
  };
  visitor.visit_product = [](const ut_unit*, int count, const ut_unit* const* bases, const int* exponents, void* p) {
    for (int i = 0; i < count; ++i) static_cast<Visit*>(p)->add(bases[i], exponents[i]);
    return UT_SUCCESS;
  };
  if (a) {
    const std::lock_guard lock(library());
    ut_accept_visitor(raw(a), &visitor, &visit);
  }
  std::sort(visit.found.begin(), visit.found.end());
  return visit.found;
}

}  // namespace botec
