// The names in use, looked up once each: what units/unit_system.cpp and units/unit_algebra.cpp share.
// Threads: belongs to one UnitSystem.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "units/dimension.h"
#include "units/unit.h"

namespace botec {

// numerator / denominator × 10^tens, apart for as long as possible, so that a ratio of whole numbers is rounded once.
struct Scale {
  double numerator = 1;
  double denominator = 1;
  int tens = 0;

  double value() const;
};

// One resolved name.
struct UnitEntry {
  std::string shown;
  Dimension dimension;
  std::vector<DimensionSystem::Power> powers;   // the dimension, by bases
  Scale scale;
  // dimension = direction^power: litres and metres share the direction `length`, with powers 3 and 1; 0 for pure numbers.
  int direction = -1;
  int power = 0;
  int reach = 0;        // sum of |powers|
  bool month = false;   // rests on the convention
  bool year = false;
};

using UnitFactors = std::vector<Unit::Factor>;

class UnitEntries {
 public:
  UnitEntries();

  // Known and declared names; null for others. Pointers stay valid.
  const UnitEntry* find(std::string_view name);
  bool is_declared(std::string_view name) const;

  Expected<Unit> declare_base(std::string_view name);
  Expected<Unit> declare_multiple(std::string_view name, double factor, const UnitFactors& of);

  // The factors as they stand.
  Expected<Unit> make(UnitFactors factors);
  // The factors with those of one dimension brought together.
  UnitFactors merged(const UnitFactors& factors);
  Expected<Unit> root(const Unit& a, int degree);
  Scale scale_of(const UnitFactors& factors);

  const DimensionSystem& dimensions() const { return dimensions_; }
  const std::vector<std::string>& declared() const { return declared_; }

 private:
  UnitEntry entry(std::string_view shown, const Dimension& dimension, const Scale& scale);
  void add_known();
  const UnitEntry* add(std::string_view key, UnitEntry made);
  UnitFactors cancelled(UnitFactors factors);
  Expected<Unit> declared(std::string_view name, UnitEntry made);

  DimensionSystem dimensions_;
  std::unordered_map<std::string, UnitEntry> entries_;
  std::map<std::vector<DimensionSystem::Power>, int> directions_;
  std::vector<std::string> bases_;      // names of the bases, by number
  std::vector<std::string> declared_;
};

// Brings factors of one name together and drops what cancels.
UnitFactors by_name(const UnitFactors& factors);
UnitFactors inverse(UnitFactors factors);

}  // namespace botec
