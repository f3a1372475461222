// Dimensions and their algebra: length, money, TPUs and products of their powers, without scales.
// Place: below units/unit_system.cpp. UDUNITS-2 does the work, and dimension.cpp alone includes it.
// Promise: a Dimension keeps its system alive. Threads: calls of all systems are serialised, because UDUNITS-2 keeps a
// status and tables of systems in variables of its own.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace botec {

using Dimension = std::shared_ptr<const void>;   // null for a pure number, which has none

class DimensionSystem {
 public:
  DimensionSystem();
  ~DimensionSystem();

  Dimension new_base();   // bases are counted from 0 in the order they are made
  Dimension multiply(const Dimension& a, const Dimension& b) const;
  Dimension raise(const Dimension& a, int power) const;   // |power| <= 255
  std::optional<Dimension> root(const Dimension& a, int degree) const;   // degree 1 to 255; nothing when it leaves no whole powers
  bool same(const Dimension& a, const Dimension& b) const;

  using Power = std::pair<int, int>;   // number of the base, exponent
  std::vector<Power> powers(const Dimension& a) const;   // by number of the base

 private:
  struct System;
  std::shared_ptr<System> system_;
};

}  // namespace botec
