#include "samples/parallel.h"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <thread>

namespace botec {

std::size_t max_workers(unsigned threads) {
  return threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

void parallel_for(std::uint64_t count, unsigned threads, const std::function<void(std::uint64_t, std::size_t)>& body) {
  const std::size_t workers = max_workers(threads);
  if (workers == 1 || count <= 1) {
    for (std::uint64_t i = 0; i < count; ++i) body(i, 0);
    return;
  }
  // More threads than cores are as many as asked, because answers must not depend on them and tests ask for it; without this TBB
  // would complain on standard error.
  const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, workers);
  tbb::task_arena arena(static_cast<int>(workers));
  arena.execute([&] {
    tbb::parallel_for(
        std::uint64_t{0}, count,
        [&](std::uint64_t i) { body(i, static_cast<std::size_t>(tbb::this_task_arena::current_thread_index())); },
        tbb::simple_partitioner());
  });
}

}  // namespace botec
