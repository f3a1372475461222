#include "samples/log_products.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "distributions/families.h"
#include "samples/fewer_exponentials.h"

namespace botec {
namespace {

// Where a value came from: an instruction, or before all of them an input or a constant.
constexpr std::size_t no_instruction = static_cast<std::size_t>(-1);

bool is_product(const Instruction& instruction) {
  const auto kernel = instruction.function->binary;
  return instruction.arity == 2 && (kernel == &kernels::Table::mul || kernel == &kernels::Table::div);
}
bool is_quotient(const Instruction& instruction) { return instruction.function->binary == &kernels::Table::div; }

// A value as 2^(shift + Σ …) times what else it is made of.
struct Value {
  bool has_logs = false;     // not worked out yet
  double constant = 0;       // of one that is always the same and positive
  double shift = 0;
  std::vector<LogProduct::Term> terms;
  std::optional<Register> rest;
};

class Fusion {
 public:
  explicit Fusion(const Program& program) : Fusion(program, shown_registers(program)) {}

  FusedCode run() && {
    count_uses();
    find_inputs();
    if (std::none_of(result_.left_normal.begin(), result_.left_normal.end(), [](bool left) { return left; })) return as_it_is(program_, code_, result_.registers);
    for (const PresetRegister& preset : program_.presets) {
      if (preset.value > 0 && std::isnormal(preset.value)) values_[preset.target].constant = preset.value;
    }
    for (std::size_t i = 0; i < code_.size(); ++i) take(i);
    close_step();
    result_.code = operations(fused_, program_.presets);
    return std::move(result_);
  }

  static FusedCode as_it_is(const Program& program, std::span<const Instruction> code, Register registers) {
    return {operations(code, program.presets), {}, {{FusedCode::no_product, 0, code.size()}}, std::vector<bool>(program.drawn.size(), false), registers};
  }

 private:
  Fusion(const Program& program, const std::vector<Register>& shown) : Fusion(program, fewer_exponentials(program, needed_code(program, shown), shown), shown) {}

  Fusion(const Program& program, RegisterCode lean, const std::vector<Register>& shown)
      : program_(program), code_(std::move(lean.code)), shown_(shown), definition_(lean.registers, no_instruction), uses_(code_.size(), 0),
        used_by_product_(code_.size(), false), input_uses_(lean.registers, 0), permanent_(lean.registers, false), largest_normal_(program.register_count, 9),
        values_(lean.registers) {
    result_.registers = lean.registers;
    for (Register r = 0; r < lean.registers; ++r) values_[r].rest = r;
    for (const DrawnInput& input : program.drawn) permanent_[input.target] = true;
    for (const CopulaGroup& group : program.copulas) {   // each a sum of normals with weights whose squares add up to one
      for (const std::uint32_t i : group.inputs) largest_normal_[program.drawn[i].target] *= std::sqrt(static_cast<double>(group.inputs.size()));
    }
    for (const PresetRegister& preset : program.presets) permanent_[preset.target] = true;
    result_.left_normal.assign(program.drawn.size(), false);
  }

  void use(Register r, bool by_product) {
    if (definition_[r] != no_instruction) {
      ++uses_[definition_[r]];
      used_by_product_[definition_[r]] = by_product;
    } else {
      input_uses_[r] += by_product ? 1 : 2;   // anything else rules an input out
    }
  }

  void count_uses() {
    for (std::size_t i = 0; i < code_.size(); ++i) {
      const Instruction& instruction = code_[i];
      for (std::uint8_t k = 0; k < instruction.arity; ++k) use(instruction.in[k], is_product(instruction));
      definition_[instruction.out] = i;
    }
    for (const Register r : shown_) use(r, false);
  }

  // Lognormal inputs that one product alone is interested in.
  void find_inputs() {
    for (std::size_t i = 0; i < program_.drawn.size(); ++i) {
      const DrawnInput& input = program_.drawn[i];
      const Distribution& law = input.sampler.distribution();
      if (input_uses_[input.target] != 1 || law.family != &lognormal_family || input.sampler.method() != Sampler::Method::kernel) continue;
      const double shift = law.parameters[0] * std::numbers::log2e + std::log2(input.sampler.scale());
      Value value{true, 1, shift, {{input.target, law.parameters[1] * std::numbers::log2e}}, std::nullopt};
      if (!in_range(value)) continue;
      values_[input.target] = std::move(value);
      result_.left_normal[i] = true;
    }
  }

  // Whether 2^… is a normal number and can be worked out unchecked.
  bool in_range(const Value& value) const {
    double most = std::abs(value.shift);
    for (const LogProduct::Term& term : value.terms) most += largest_normal_[term.normal] * std::abs(term.factor);
    return most < 1020;
  }

  void take(std::size_t i) {
    const Instruction& instruction = code_[i];
    const bool any = values_[instruction.in[0]].has_logs || (instruction.arity > 1 && values_[instruction.in[1]].has_logs);
    if (any && take_product(i)) return;
    for (std::uint8_t k = 0; k < instruction.arity; ++k) {
      if (values_[instruction.in[k]].has_logs) work_out(values_[instruction.in[k]], false, instruction.in[k]);
    }
    fused_.push_back(instruction);
    set(instruction.out, {false, 0, 0, {}, instruction.out});
  }

  // False where the exponent might leave its range: then the factors are worked out one by one.
  bool take_product(std::size_t i) {
    const Instruction& instruction = code_[i];
    const double sign = is_quotient(instruction) ? -1 : 1;
    const Value a = as_logs(instruction.in[0]), b = as_logs(instruction.in[1]);
    Value both{true, 0, a.shift + sign * b.shift, a.terms, a.rest ? a.rest : b.rest};
    for (const LogProduct::Term& term : b.terms) both.terms.push_back({term.normal, sign * term.factor});
    if (!in_range(both)) return false;
    const bool over_rest = sign < 0 && b.rest && !a.rest;
    if (a.rest && b.rest) {   // what else there is on both sides is put together first
      fused_.push_back({instruction.function, instruction.out, {*a.rest, *b.rest, 0}, 2, instruction.place});
      both.rest = instruction.out;
    }
    if (uses_[i] != 1 || !used_by_product_[i] || over_rest) {
      work_out(both, over_rest, instruction.out);
      return true;
    }
    // The register of the rest may be another value's before the rest is wanted: it is kept in this product's own.
    if (both.rest && !permanent_[*both.rest] && *both.rest != instruction.out) {
      emit({{}, 0, both.rest, false, instruction.out});
      both.rest = instruction.out;
    }
    set(instruction.out, std::move(both));
    return true;
  }

  Value as_logs(Register r) const {
    const Value& value = values_[r];
    if (value.has_logs || value.constant == 0) return value;
    return {true, value.constant, std::log2(value.constant), {}, std::nullopt};
  }

  void set(Register r, Value value) { values_[r] = std::move(value); }
  void work_out(Value value, bool over_rest, Register out) {
    emit({std::move(value.terms), value.shift, value.rest, over_rest, out});
    set(out, {false, 0, 0, {}, out});
  }

  void emit(LogProduct product) {
    close_step();
    open_ = result_.products.size();
    result_.products.push_back(std::move(product));
  }
  void close_step() {
    const std::size_t begin = result_.steps.empty() ? 0 : result_.steps.back().end, end = fused_.size();
    if (open_ != FusedCode::no_product || end > begin) result_.steps.push_back({open_, begin, end});
    open_ = FusedCode::no_product;
  }

  const Program& program_;
  const std::vector<Instruction> code_;
  const std::vector<Register> shown_;
  std::vector<Instruction> fused_;
  FusedCode result_;   // but for the code
  std::size_t open_ = FusedCode::no_product;
  // While uses are counted: what a register holds. Then, per instruction.
  std::vector<std::size_t> definition_, uses_;
  std::vector<bool> used_by_product_;
  std::vector<std::uint32_t> input_uses_;   // per register that no instruction writes
  std::vector<bool> permanent_;             // registers that keep their value to the end
  std::vector<double> largest_normal_;      // per input's register: those of the generator end at 8.6, those of a net at 8.3
  std::vector<Value> values_;               // per register, as the code goes by
};

}  // namespace

FusedCode fuse_log_products(const Program& program, bool fuse) {
  return fuse ? Fusion(program).run() : Fusion::as_it_is(program, program.code, program.register_count);
}

}  // namespace botec
