// The files are put in by the assembler, byte for byte; engine/CMakeLists.txt says where they lie.
#include "report/page_assets.h"

#define BOTEC_BYTES(path) ".incbin \"" path "\"\n"
#define BOTEC_ASSET(name, bytes)                                                                      \
  asm(".pushsection .rodata\n.global botec_asset_" #name "\nbotec_asset_" #name ":\n" bytes         \
      ".global botec_asset_" #name "_end\nbotec_asset_" #name "_end:\n.byte 0\n.popsection\n");      \
  extern "C" const char botec_asset_##name[];                                                         \
  extern "C" const char botec_asset_##name##_end[];

BOTEC_ASSET(style, BOTEC_BYTES(BOTEC_PAGE "/page.css"))
// Each file uses what stands before it; the last draws the page.
BOTEC_ASSET(script, BOTEC_BYTES(BOTEC_PAGE "/numbers.js") BOTEC_BYTES(BOTEC_PAGE "/shapes.js") BOTEC_BYTES(BOTEC_PAGE "/axes.js")
                    BOTEC_BYTES(BOTEC_PAGE "/figures.js") BOTEC_BYTES(BOTEC_PAGE "/distributions.js") BOTEC_BYTES(BOTEC_PAGE "/curves.js")
                    BOTEC_BYTES(BOTEC_PAGE "/bars.js") BOTEC_BYTES(BOTEC_PAGE "/page.js"))
BOTEC_ASSET(chart, BOTEC_BYTES(BOTEC_CHART_LIBRARY))

namespace botec {

std::string_view page_style() { return {botec_asset_style, botec_asset_style_end}; }
std::string_view page_script() { return {botec_asset_script, botec_asset_script_end}; }
std::string_view chart_library() { return {botec_asset_chart, botec_asset_chart_end}; }

}  // namespace botec
