#include "samples/fewer_exponentials.h"

#include <algorithm>
#include <cmath>

#include "formula/function.h"

namespace botec {
namespace {

using kernels::Table;
constexpr std::size_t none = static_cast<std::size_t>(-1);

// Values instead of registers, each defined once: those below `permanent` are the registers of inputs and constants, the i-th
// after them is what the i-th instruction works out.
struct Values {
  std::vector<Instruction> code;   // `in` and `out` are values
  Register permanent = 0;
  std::size_t definition(Register value) const { return value < permanent ? none : value - permanent; }
};

Values values_of(const Program& program, std::span<const Instruction> code) {
  Values result{{code.begin(), code.end()}, program.register_count};
  std::vector<Register> now(program.register_count);
  for (Register r = 0; r < program.register_count; ++r) now[r] = r;
  for (std::size_t i = 0; i < code.size(); ++i) {
    Instruction& instruction = result.code[i];
    for (std::uint8_t k = 0; k < instruction.arity; ++k) instruction.in[k] = now[instruction.in[k]];
    instruction.out = now[instruction.out] = static_cast<Register>(program.register_count + i);
  }
  return result;
}

bool is(const Instruction& instruction, kernels::Binary Table::* kernel) { return instruction.arity == 2 && instruction.function->binary == kernel; }
bool is_product(const Instruction& instruction) { return is(instruction, &Table::mul) || is(instruction, &Table::div); }

// A power or an exponential that is a factor of a product and of nothing else.
struct Factor {
  std::size_t instruction, root;   // of the whole product
  bool divides;                    // the whole product
};

class Merger {
 public:
  Merger(const Program& program, Values values, std::span<const Register> shown) : values_(std::move(values)), user_(values_.code.size(), none), constant_(values_.permanent, 0) {
    for (const PresetRegister& preset : program.presets) constant_[preset.target] = preset.value;
    std::vector<std::size_t> uses(values_.code.size(), 0);
    for (std::size_t i = 0; i < values_.code.size(); ++i) {
      for (std::uint8_t k = 0; k < values_.code[i].arity; ++k) {
        const std::size_t defined = values_.definition(values_.code[i].in[k]);
        if (defined == none) continue;
        user_[defined] = i;
        ++uses[defined];
      }
    }
    for (const Register value : shown) {
      if (values_.definition(value) != none) uses[values_.definition(value)] += 2;
    }
    for (std::size_t i = 0; i < user_.size(); ++i) {
      if (uses[i] != 1) user_[i] = none;
    }
  }

  // False where there is nothing to be gained.
  bool run() {
    find_factors();
    if (factors_.empty()) return false;
    rewrite();
    return true;
  }

  const std::vector<Instruction>& code() const { return result_; }
  Register value_now(Register value) const { return values_.definition(value) == none ? value : now_[values_.definition(value)]; }

 private:
  bool is_power(const Instruction& i) const {
    if (!is(i, &Table::pow) || i.in[1] >= values_.permanent) return false;
    const double exponent = constant_[i.in[1]];   // of inputs, too, it is 0 here
    return std::isfinite(exponent) && exponent != std::trunc(exponent);   // a whole power may be of what is negative
  }
  bool is_exponential(const Instruction& i) const { return i.arity == 1 && i.function->unary == &Table::exp; }

  // The product that a value is a factor of, and of nothing else; none.
  std::size_t product_of(std::size_t i) const { return user_[i] != none && is_product(values_.code[user_[i]]) ? user_[i] : none; }
  bool divides(std::size_t factor, std::size_t product) const {
    return is(values_.code[product], &Table::div) && values_.definition(values_.code[product].in[1]) == factor;
  }

  void find_factors() {
    std::vector<Factor> all;
    std::vector<std::size_t> per_root(values_.code.size(), 0), last(values_.code.size(), none);
    for (std::size_t i = 0; i < values_.code.size(); ++i) {
      if (!(is_power(values_.code[i]) || is_exponential(values_.code[i])) || product_of(i) == none) continue;
      Factor factor{i, i, false};
      for (std::size_t next; (next = product_of(factor.root)) != none; factor.root = next) factor.divides ^= divides(factor.root, next);
      all.push_back(factor);
      ++per_root[factor.root];
      last[factor.root] = i;
    }
    merged_.assign(values_.code.size(), false);
    turned_.assign(values_.code.size(), false);
    keeper_ = std::move(last);
    std::erase_if(all, [&](const Factor& factor) { return per_root[factor.root] < 2; });
    // What is left out can make room for another one to be.
    for (bool more = true; more;) {
      more = false;
      for (const Factor& factor : all) {
        const std::size_t i = factor.instruction;
        more = (i != keeper_[factor.root] && !merged_[i] && leave_out(i, factor.root)) || more;
      }
    }
    std::vector<bool> any(values_.code.size(), false);   // per root: the keeper has something to keep
    for (const Factor& factor : all) any[factor.root] = any[factor.root] || merged_[factor.instruction];
    for (const Factor& factor : all) {
      if (merged_[factor.instruction] || (any[factor.root] && keeper_[factor.root] == factor.instruction)) factors_.push_back(factor);
    }
  }

  // Takes a factor out of its product, if what is left is one of the other factors as it stands, or the keeper, which may as well
  // be its reciprocal.
  bool leave_out(std::size_t i, std::size_t root) {
    std::vector<std::size_t> gone;
    for (std::size_t value = i;; value = product_of(value)) {
      gone.push_back(value);
      const std::size_t product = product_of(value);
      const Instruction& instruction = values_.code[product];
      const bool left = values_.definition(instruction.in[0]) == value;
      const std::size_t other = values_.definition(instruction.in[left ? 1 : 0]);
      if (other != none && merged_[other]) continue;   // nothing is left of this product
      if (left && is(instruction, &Table::div)) {
        if (other != keeper_[root]) return false;
        turned_[root] = true;
      }
      break;
    }
    for (const std::size_t value : gone) merged_[value] = true;
    return true;
  }

  Register emit(const Instruction& from, const char* function, Register a, Register b = 0) {
    const Function* const found = find_function(function);
    const auto out = static_cast<Register>(values_.permanent + result_.size());
    result_.push_back({found, out, {a, b, 0}, static_cast<std::uint8_t>(found->unary != nullptr ? 1 : 2), from.place});
    return out;
  }

  void copy(const Instruction& from) {
    Instruction instruction = from;
    for (std::uint8_t k = 0; k < from.arity; ++k) instruction.in[k] = value_now(from.in[k]);
    instruction.out = static_cast<Register>(values_.permanent + result_.size());
    result_.push_back(instruction);
  }

  // The exponent so far, of the product itself or (divides) of what it is to be divided by.
  struct Exponent {
    Register value = 0;
    bool any = false, divides = false;
  };

  void take(const Factor& factor, Exponent& sum) {
    const Instruction& instruction = values_.code[factor.instruction];
    Register own = value_now(instruction.in[0]);
    if (is_power(instruction)) own = emit(instruction, "*", emit(instruction, "log", own), instruction.in[1]);
    const bool same = sum.divides == factor.divides;
    if (keeper_[factor.root] == factor.instruction) {
      const bool turned = turned_[factor.root];
      if (sum.any && same) own = emit(instruction, "+", sum.value, own);
      if (sum.any && !same) own = turned ? emit(instruction, "-", sum.value, own) : emit(instruction, "-", own, sum.value);
      if (turned && (same || !sum.any)) own = emit(instruction, "negate", own);
      now_[factor.instruction] = emit(instruction, "exp", own);
    } else if (sum.any) {
      sum.value = emit(instruction, same ? "+" : "-", sum.value, own);
    } else {
      sum = {own, true, factor.divides};
    }
  }

  void rewrite() {
    now_.assign(values_.code.size(), 0);
    std::vector<Exponent> sums(values_.code.size());
    auto factor = factors_.begin();
    for (std::size_t i = 0; i < values_.code.size(); ++i) {
      const Instruction& instruction = values_.code[i];
      if (factor != factors_.end() && factor->instruction == i) {
        take(*factor, sums[factor->root]);
        ++factor;
        continue;
      }
      if (merged_[i]) continue;
      const auto gone = [&](std::size_t k) { return is_product(instruction) && values_.definition(instruction.in[k]) != none && merged_[values_.definition(instruction.in[k])]; };
      if (gone(0) || gone(1)) {
        now_[i] = value_now(instruction.in[gone(0) ? 1 : 0]);
        continue;
      }
      copy(instruction);
      now_[i] = result_.back().out;
    }
  }

  const Values values_;
  std::vector<std::size_t> user_;     // per value: the one instruction that reads it, if it is one
  std::vector<double> constant_;
  std::vector<Factor> factors_;       // in the order of the code
  std::vector<bool> merged_;          // per value: in the exponent of another one
  std::vector<std::size_t> keeper_;   // per whole product: the factor that the others are merged into
  std::vector<bool> turned_;          // per whole product: the keeper becomes its reciprocal
  std::vector<Register> now_;         // per value: which one it has become
  std::vector<Instruction> result_;
};

// Back to registers: those that no longer hold a value that is wanted are used again.
RegisterCode in_registers(const Program& program, std::vector<Instruction> code, std::span<const std::pair<Register, Register>> fixed, std::vector<Register> free) {
  constexpr Register open = 0xFFFFFFFF;
  const Register permanent = program.register_count;
  std::vector<std::size_t> last(code.size(), 0);
  for (std::size_t i = 0; i < code.size(); ++i) {
    for (std::uint8_t k = 0; k < code[i].arity; ++k) {
      if (code[i].in[k] >= permanent) last[code[i].in[k] - permanent] = i;
    }
  }
  std::vector<Register> place(code.size(), open);
  for (const auto& [value, target] : fixed) {
    if (value < permanent) continue;
    place[value - permanent] = target;
    last[value - permanent] = none;
  }
  RegisterCode result{std::move(code), permanent};
  for (std::size_t i = 0; i < result.code.size(); ++i) {
    Instruction& instruction = result.code[i];
    for (std::uint8_t k = 0; k < instruction.arity; ++k) {
      if (instruction.in[k] < permanent) continue;
      const std::size_t value = instruction.in[k] - permanent;
      instruction.in[k] = place[value];
      if (last[value] == i) free.push_back(place[value]);   // kernels may write where they read
      if (last[value] == i) last[value] = none;
    }
    if (place[i] == open) {
      place[i] = free.empty() ? result.registers++ : free.back();
      if (!free.empty()) free.pop_back();
    }
    instruction.out = place[i];
  }
  return result;
}

}  // namespace

RegisterCode fewer_exponentials(const Program& program, std::vector<Instruction> code, std::span<const Register> shown) {
  std::vector<Register> value_of(program.register_count);   // at the end
  std::vector<bool> written(program.register_count, false);
  for (Register r = 0; r < program.register_count; ++r) value_of[r] = r;
  for (std::size_t i = 0; i < code.size(); ++i) {
    value_of[code[i].out] = static_cast<Register>(program.register_count + i);
    written[code[i].out] = true;
  }
  std::vector<Register> wanted;
  for (const Register r : shown) wanted.push_back(value_of[r]);
  Merger merger(program, values_of(program, code), wanted);
  if (!merger.run()) return {std::move(code), program.register_count};
  std::vector<std::pair<Register, Register>> fixed;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    fixed.emplace_back(merger.value_now(wanted[i]), shown[i]);
    written[shown[i]] = false;
  }
  std::vector<Register> free;
  for (Register r = 0; r < program.register_count; ++r) {
    if (written[r]) free.push_back(r);
  }
  return in_registers(program, merger.code(), fixed, std::move(free));
}

}  // namespace botec
