// How long do ten customers wait? A model made in code; one input is drawn by a distribution of Boost.Random.
#include <boost/random/inverse_gaussian_distribution.hpp>
#if 0
#endif
