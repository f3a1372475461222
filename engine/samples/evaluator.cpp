#include "samples/evaluator.h"

#include <algorithm>
#include <cmath>
#include <new>

namespace botec {
namespace {

constexpr std::size_t block_size = kernels::block_size;
constexpr std::align_val_t alignment{64};   // a cache line, and the widest vector

}  // namespace

void Evaluator::Free::operator()(double* p) const { ::operator delete[](p, alignment); }

double* Evaluator::block(Register r) const { return registers_.get() + static_cast<std::size_t>(r) * block_size; }

Evaluator::Evaluator(const Program& program, Inputs inputs)
    : program_(program), count_(block_size), fused_(fuse_log_products(program, inputs == Inputs::not_wanted)), in_copula_(program.drawn.size(), false) {
  const std::size_t doubles = (std::size_t{fused_.registers} + 1) * block_size;   // and one for exponents, and for what inputs are drawn from
  registers_.reset(static_cast<double*>(::operator new[](doubles * sizeof(double), alignment)));
  for (const auto& preset : program.presets) kernels::active().fill(block(preset.target), preset.value, block_size);
  for (const auto& group : program.copulas) {
    for (const std::uint32_t input : group.inputs) in_copula_[input] = true;
  }
}

Evaluator::Evaluator(const Program& program, const std::vector<Register>& wanted) : Evaluator(program) {
  const auto code = needed_code(program, wanted);
  fused_.code.clear();
  for (const Instruction& instruction : code) fused_.code.push_back({instruction});
  fused_.steps = {{FusedCode::no_product, 0, code.size()}};
}

void Evaluator::draw_copula(const CopulaGroup& group, const PointSet& points, std::uint64_t first_trial) {
  const kernels::Table& k = kernels::active();
  const std::size_t size = group.inputs.size(), n = count_;
  for (const std::uint32_t input : group.inputs) draw_normals(points, input, first_trial, block(program_.drawn[input].target));
  for (std::size_t i = 1; i < group.leans.size(); ++i) {
    double* out = block(program_.drawn[group.inputs[i]].target);
    const double* before = block(program_.drawn[group.inputs[i - 1]].target);
    const double own = group.cholesky[i * size + i], lean = group.leans[i];
    for (std::size_t t = 0; t < n; ++t) out[t] = own * out[t] + lean * before[t];
  }
  // Row i of L·z needs z of the rows above it, so rows are overwritten from the last one up.
  for (std::size_t i = group.leans.empty() ? size : 0; i-- > 0;) {
    double* out = block(program_.drawn[group.inputs[i]].target);
    const double* row = group.cholesky.data() + i * size;
    k.multiply_constant(out, out, row[i], n);
    for (std::size_t j = 0; j < i; ++j) {
      const double* z = block(program_.drawn[group.inputs[j]].target);
      for (std::size_t t = 0; t < n; ++t) out[t] += row[j] * z[t];
    }
  }
  constexpr double low = 0x1p-53, high = 1 - 0x1p-53;   // the ends of what plain uniforms can be
  for (const std::uint32_t input : group.inputs) {
    const DrawnInput& drawn = program_.drawn[input];
    double* out = block(drawn.target);
    if (!drawn.sampler.wants_normals()) {
      k.normal_cdf(out, out, n);
      for (std::size_t t = 0; t < n; ++t) out[t] = std::clamp(out[t], low, high);
    }
    if (!fused_.left_normal[input]) drawn.sampler.draw(out, out, n);
  }
}

void Evaluator::draw_normals(const PointSet& points, std::size_t input, std::uint64_t first_trial, double* out) const {
  if (count_ == block_size) return points.normals(input, first_trial, out);
  points.normals(input, first_trial, out, count_);
}

void Evaluator::draw_inputs(const PointSet& points, std::uint64_t first_trial) {
  for (const auto& group : program_.copulas) draw_copula(group, points, first_trial);
  for (std::size_t i = 0; i < program_.drawn.size(); ++i) {
    if (in_copula_[i]) continue;
    const DrawnInput& drawn = program_.drawn[i];
    double* const out = block(drawn.target);
    double* const base = fused_.left_normal[i] ? out : block(fused_.registers);
    if (drawn.sampler.wants_normals()) {
      draw_normals(points, i, first_trial, base);
    } else {
      points.uniforms(i, first_trial, base, count_);
    }
    if (!fused_.left_normal[i]) drawn.sampler.draw(base, out, count_);
  }
}

void Evaluator::work_out(const LogProduct& product) {
  const kernels::Table& k = kernels::active();
  const std::size_t n = count_;
  double* const out = block(product.out);
  if (product.terms.empty()) {
    std::copy_n(block(*product.rest), n, out);
    return;
  }
  double* const exponent = block(fused_.registers);
  double* const power = product.rest ? exponent : out;
  if (product.terms.size() == 1) {
    k.exp2_linear(power, block(product.terms[0].normal), product.terms[0].factor, product.shift, n);
  } else {
    k.multiply_constant(exponent, block(product.terms[0].normal), product.terms[0].factor, n);
    for (std::size_t i = 1; i < product.terms.size(); ++i) k.add_multiple(exponent, block(product.terms[i].normal), product.terms[i].factor, n);
    k.exp2_linear(power, exponent, 1, product.shift, n);
  }
  if (!product.rest) return;
  (product.over_rest ? k.div : k.mul)(out, power, block(*product.rest), n);
}

void Evaluator::evaluate(const PointSet& points, std::uint64_t first_trial) { evaluate(points, first_trial, block_size); }

void Evaluator::evaluate(const PointSet& points, std::uint64_t first_trial, std::size_t count) {
  count_ = count;
  draw_inputs(points, first_trial);
  for (const FusedCode::Step& step : fused_.steps) {
    if (step.product != FusedCode::no_product) work_out(fused_.products[step.product]);
    run(step.begin, step.end);
  }
}

void Evaluator::run(std::size_t begin, std::size_t end) {
  const kernels::Table& k = kernels::active();
  const std::size_t n = count_;
  const auto& code = fused_.code;
  for (std::size_t i = begin; i < end;) {
    const Operation& operation = code[i];
    const Function& f = *operation.function;
    double* out = block(operation.out);
    const double* a = block(operation.in[0]);
    if (operation.with_constant != nullptr) {
      (k.*operation.with_constant)(out, a, operation.constant, n);
      ++i;
      continue;
    }
    switch (operation.arity) {
      case 1:
        i += apply_unary(
            end - i, [&](std::size_t j) -> const Instruction& { return code[i + j]; }, [&](std::size_t j) { return block(code[i + j].out); },
            [&](std::size_t j) { return block(code[i + j].in[0]); }, n);
        continue;
      case 2: (k.*f.binary)(out, a, block(operation.in[1]), n); break;
      default: (k.*f.ternary)(out, a, block(operation.in[1]), block(operation.in[2]), n); break;
    }
    ++i;
  }
}

bool means_infinity(const ProgramOutput& output, const Evaluator& evaluator, std::size_t row) {
  if (!output.infinity) return false;
  return output.infinity_sources.empty() || std::any_of(output.infinity_sources.begin(), output.infinity_sources.end(), [&](Register r) { return std::isinf(evaluator.values(r)[row]); });
}

std::vector<Coordinate> coordinates(const Program& program) {
  std::vector<Coordinate> result;
  for (const DrawnInput& drawn : program.drawn) result.push_back({drawn.key, drawn.dimension});
  return result;
}

}  // namespace botec
