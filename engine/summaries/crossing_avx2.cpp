// Crossings, compiled for avx2; CMakeLists.txt sets the flags of this file.
#define BOTEC_CROSSING_ISA avx2
#define BOTEC_CROSSING_BYTES 32
#include "summaries/crossing_body.h"
