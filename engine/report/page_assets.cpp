// The files are put in by the assembler, byte for byte; engine/CMakeLists.txt says where they lie.
#include "report/page_assets.h"

#define BOTEC_ASSET(name, path)                                                                       \
  asm(".pushsection .rodata\n.global botec_asset_" #name "\nbotec_asset_" #name ":\n.incbin \"" path \
      "\"\n.global botec_asset_" #name "_end\nbotec_asset_" #name "_end:\n.byte 0\n.popsection\n");   \
  extern "C" const char botec_asset_##name[];                                                         \
  extern "C" const char botec_asset_##name##_end[];

BOTEC_ASSET(style, BOTEC_PAGE_STYLE)
BOTEC_ASSET(script, BOTEC_PAGE_SCRIPT)
BOTEC_ASSET(chart, BOTEC_CHART_LIBRARY)

namespace botec {

std::string_view page_style() { return {botec_asset_style, botec_asset_style_end}; }
std::string_view page_script() { return {botec_asset_script, botec_asset_script_end}; }
std::string_view chart_library() { return {botec_asset_chart, botec_asset_chart_end}; }

}  // namespace botec
