// Lanes of redrawn rows, compiled for avx512; CMakeLists.txt sets the flags of this file.
#define BOTEC_REDRAW_ISA avx512
#define BOTEC_REDRAW_BYTES 64
#include "data/redraw_body.h"
