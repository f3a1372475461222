// A model made in code. One of its inputs is drawn by a distribution of Boost.Random that botec does not have: most tickets are
// closed in half an hour, one in ten takes days.
#include <boost/random/hyperexponential_distribution.hpp>
#include <botec/model_builder.h>
#include <iomanip>
#include <iostream>

int main() {
  const boost::random::hyperexponential_distribution<> hours({0.9, 0.1}, {1 / 0.5, 1 / 20.0});   // shares, and rates per hour
  const auto ticket = [hours](botec::Stream& stream) {
    auto own = hours;   // drawing may change a distribution, and several threads draw at once
    return own(stream);
  };

  botec::ModelBuilder model("Cost of supporting a customer for a year");
  model.unit("ticket", "a question of a customer")
      .input("tickets", "2 to 12 ticket")
      .input("effort", "hour/ticket", ticket)
      .input("wage", "40 to 70 USD/hour")
      .formula("cost", "tickets * effort * wage", "USD")
      .question("loss", "P(cost > 900 [USD])");

  const auto answer = model.run();
  if (!answer.value) {
    for (const auto& d : answer.diagnostics) std::cerr << d.message << '\n';
    return 1;
  }
  const auto& cost = answer.value->outputs.front();
  std::cout << std::setprecision(2) << "cost: " << *cost.interval.low.value << " to " << *cost.interval.high.value << " USD (90% interval)\n"
            << "P(loss) = " << *answer.value->questions.front().probability.value << '\n';
}
