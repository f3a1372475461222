#include "sensitivity/input_draws.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "sensitivity/linear_solve.h"

namespace botec {
namespace {

constexpr std::size_t n = kernels::block_size;
constexpr double low = 0x1p-53, high = 1 - 0x1p-53;   // the ends of what plain uniforms can be

// L·Lᵀ of a lower triangle.
std::vector<double> correlation_of(const CopulaGroup& group) {
  const std::size_t size = group.inputs.size();
  std::vector<double> result(size * size, 0.0);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      for (std::size_t k = 0; k < size; ++k) result[i * size + j] += group.cholesky[i * size + k] * group.cholesky[j * size + k];
    }
  }
  return result;
}

}  // namespace

InputDraws::InputDraws(const Program& program) : program_(program), joint_of_(program.drawn.size()) {
  for (const DrawnInput& drawn : program.drawn) normal_.push_back(drawn.sampler.wants_normals());
  for (const CopulaGroup& group : program.copulas) {
    for (const std::uint32_t input : group.inputs) {
      normal_[input] = true;
      joint_of_[input] = joint_.size();
    }
    joint_.push_back({group.inputs, correlation_of(group)});
  }
}

double InputDraws::correlation(std::uint32_t a, std::uint32_t b) const {
  if (a == b) return 1;
  if (!joint_of_[a] || joint_of_[a] != joint_of_[b]) return 0;
  const JointInputs& joint = joint_[*joint_of_[a]];
  const auto place = [&joint](std::uint32_t input) {
    return static_cast<std::size_t>(std::find(joint.inputs.begin(), joint.inputs.end(), input) - joint.inputs.begin());
  };
  return joint.correlation[place(a) * joint.inputs.size() + place(b)];
}

std::vector<Coordinate> InputDraws::coordinates(std::size_t copies) const {
  std::vector<Coordinate> result;
  for (std::uint32_t copy = 0; copy < copies; ++copy) {
    for (std::uint32_t i = 0; i < count(); ++i) {
      const std::string& name = program_.drawn[i].name;
      result.push_back({copy == 0 ? program_.drawn[i].key : stream_key(name + "#" + std::to_string(copy)), copy * count() + i});
    }
  }
  return result;
}

void InputDraws::draw(const PointSet& points, std::size_t copy, std::uint64_t first_trial, const Bank& bank) const {
  for (std::uint32_t i = 0; i < count(); ++i) {
    if (normal_[i]) points.normals(copy * count() + i, first_trial, bank.base(i));
    else points.uniforms(copy * count() + i, first_trial, bank.base(i));
  }
  const kernels::Table& k = kernels::active();
  for (const CopulaGroup& group : program_.copulas) {
    const std::size_t size = group.inputs.size();
    // Row i of L·z needs z of the rows above it, so rows are overwritten from the last one up.
    for (std::size_t i = size; i-- > 0;) {
      double* out = bank.base(group.inputs[i]);
      const double* row = group.cholesky.data() + i * size;
      k.multiply_constant(out, out, row[i], n);
      for (std::size_t j = 0; j < i; ++j) {
        const double* z = bank.base(group.inputs[j]);
        for (std::size_t t = 0; t < n; ++t) out[t] += row[j] * z[t];
      }
    }
  }
  for (std::uint32_t i = 0; i < count(); ++i) value(i, bank.base(i), bank.at(i));
}

void InputDraws::value(std::uint32_t input, const double* base, double* out, std::size_t count) const {
  const Sampler& sampler = program_.drawn[input].sampler;
  if (normal_[input] && !sampler.wants_normals()) {
    kernels::active().normal_cdf(out, base, count);
    for (std::size_t t = 0; t < count; ++t) out[t] = std::clamp(out[t], low, high);
    base = out;
  }
  sampler.draw(base, out, count);
}

Exchange make_exchange(const InputDraws& draws, const Tape& tape, std::span<const std::uint32_t> inputs) {
  Exchange result;
  result.inputs.assign(inputs.begin(), inputs.end());
  std::vector<std::uint32_t> changed = result.inputs;
  for (const JointInputs& joint : draws.joint()) {
    const std::size_t size = joint.inputs.size();
    std::vector<std::size_t> inside, outside;
    for (std::size_t i = 0; i < size; ++i) {
      const bool in = std::find(inputs.begin(), inputs.end(), joint.inputs[i]) != inputs.end();
      (in ? inside : outside).push_back(i);
    }
    if (inside.empty()) continue;
    std::vector<double> among;
    std::vector<std::uint32_t> leaders;
    for (const std::size_t i : inside) {
      leaders.push_back(joint.inputs[i]);
      for (const std::size_t j : inside) among.push_back(joint.correlation[i * size + j]);
    }
    for (const std::size_t o : outside) {
      std::vector<double> with;
      for (const std::size_t i : inside) with.push_back(joint.correlation[o * size + i]);
      result.followers.push_back({joint.inputs[o], leaders, solve(among, with)});
      changed.push_back(joint.inputs[o]);
    }
  }
  result.replay = make_replay(tape, changed);
  result.transfer = make_transfer(tape, result.replay, inputs);
  return result;
}

void exchange(const Exchange& what, const InputDraws& draws, const Bank& original, const Bank& source, const Bank& out, Source known) {
  for (const Exchange::Follower& follower : what.followers) {
    double* base = out.base(follower.input);
    std::copy_n(original.base(follower.input), n, base);
    for (std::size_t l = 0; l < follower.leaders.size(); ++l) {
      const double* to = source.base(follower.leaders[l]);
      const double* from = original.base(follower.leaders[l]);
      for (std::size_t t = 0; t < n; ++t) base[t] += follower.weights[l] * (to[t] - from[t]);
    }
    draws.value(follower.input, base, out.at(follower.input));
  }
  for (const std::uint32_t input : what.inputs) {
    std::copy_n(source.base(input), n, out.base(input));
    std::copy_n(source.at(input), n, out.at(input));
  }
  if (known == Source::inputs) return replay(what.replay, original, out);
  for (const Register copied : what.transfer.copied) std::copy_n(source.at(copied), n, out.at(copied));
  replay(what.transfer.rest, original, out);
}

}  // namespace botec
