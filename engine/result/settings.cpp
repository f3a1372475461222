#include "result/settings.h"

namespace botec {

std::optional<Method> method_named(std::string_view name) {
  if (name == "plain") return Method::plain;
  if (name == "lhs") return Method::latin_hypercube;
  if (name == "sobol") return Method::sobol;
  return std::nullopt;
}

std::string_view method_name(Method method) {
  switch (method) {
    case Method::plain: return "plain";
    case Method::latin_hypercube: return "lhs";
    default: return "sobol";
  }
}

namespace {

template <class T, class S>
void choose(T& setting, const std::optional<Setting<S>>& model, const std::optional<S>& wish) {
  if (wish) {
    setting = static_cast<T>(*wish);
  } else if (model) {
    setting = static_cast<T>(model->value);
  }
}

}  // namespace

RunSettings resolve_settings(const RunDefaults& model, const SettingWishes& wishes) {
  RunSettings settings;
  std::string method(method_name(settings.method));
  choose(method, model.method, wishes.method);
  settings.method = method_named(method).value_or(settings.method);
  choose(settings.seed, model.seed, wishes.seed);
  choose(settings.replicates, model.replicates, wishes.replicates);
  choose(settings.level, model.interval, wishes.level);
  choose(settings.tolerance, model.tolerance, wishes.tolerance);
  if (wishes.samples) {
    settings.samples = wishes.samples;
  } else if (model.samples && !wishes.tolerance) {   // a tolerance on the command line asks for more than the model's number
    settings.samples = model.samples->value;
  }
  if (settings.method == Method::plain) settings.replicates = 1;
  return settings;
}

}  // namespace botec
