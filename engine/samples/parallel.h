// The only parallel line of botec; the one file behind it includes TBB.
// Promise: bodies run for every index once; what they compute must not depend on the order or the thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace botec {

// Calls body(index, worker) for index in [0, count) on up to `threads` threads (0: all cores). `worker` is below
// max_workers(threads) and is held by one thread at a time, so that it can pick that thread's scratch memory. With one
// thread TBB is never touched, because starting it costs about a millisecond.
void parallel_for(std::uint64_t count, unsigned threads, const std::function<void(std::uint64_t index, std::size_t worker)>& body);
std::size_t max_workers(unsigned threads);

}  // namespace botec
