// Lanes of redrawn rows, compiled for avx2; CMakeLists.txt sets the flags of this file.
#define BOTEC_REDRAW_ISA avx2
#define BOTEC_REDRAW_BYTES 32
#include "data/redraw_body.h"
